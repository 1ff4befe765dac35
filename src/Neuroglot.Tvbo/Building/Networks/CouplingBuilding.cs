using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Validation;
using Parameter = Neuroglot.Model.Components.Parameter;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>
/// Makes couplings of the Model. <c>post(Σ w·pre(x_i, x_j))</c> becomes: what nodes send, a named expression of the source where <c>pre</c> depends on it alone; a sum with weights and
/// delays at a port of the target; and the input as the named expression <c>post</c> of that port.
/// </summary>
internal sealed class CouplingBuilding
{
    private const string Count = "N";

    private readonly ImmutableArray<NodeGroup> groups;
    private readonly int nodes;
    private readonly int modes;
    private readonly DiagnosticBag diagnostics;
    private readonly CoupledInputs[] inputs;
    private readonly ImmutableArray<DelayedCoupling>.Builder couplings = ImmutableArray.CreateBuilder<DelayedCoupling>();

    private CouplingBuilding(ImmutableArray<NodeGroup> groups, DiagnosticBag diagnostics)
    {
        this.groups = groups;
        this.diagnostics = diagnostics;
        nodes = groups.Sum(static group => group.Nodes.Length);
        modes = groups.Max(static group => group.Modes);
        inputs = [.. groups.Select(static _ => new CoupledInputs())];
    }

    /// <summary>What the couplings add to each group, and the links between them.</summary>
    /// <param name="groups">The nodes.</param>
    /// <param name="uses">Couplings with the connections that have them.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static (CoupledInputs[] Inputs, ImmutableArray<DelayedCoupling> Couplings) Make(ImmutableArray<NodeGroup> groups, IEnumerable<CouplingUse> uses, DiagnosticBag diagnostics)
    {
        var building = new CouplingBuilding(groups, diagnostics);
        foreach (var use in uses)
            building.Add(use);
        return (building.inputs, building.couplings.ToImmutable());
    }

    private void Add(CouplingUse use)
    {
        if (groups.FirstOrDefault(group => group.Modes != modes) is { } fewer)
        {
            diagnostics.Error(NetworkCodes.WrongCoupling, $"Nodes with {modes} modes and nodes with {fewer.Modes} cannot be coupled.", fewer.Dynamics.Source.Span, "Give all dynamics the same `number_of_modes`.");
            return;
        }

        var placeOf = new int[nodes * modes];
        var groupOf = new int[nodes * modes];
        for (var group = 0; group < groups.Length; group++)
        {
            foreach (var (unit, place) in groups[group].Units.Select(static (unit, place) => (unit, place)))
                (groupOf[unit], placeOf[unit]) = (group, place);
        }

        // Each mode sees the same mode of other nodes.
        var connections = modes == 1 ? use.Connections : [.. use.Connections.SelectMany(one => Enumerable.Range(0, modes).Select(mode => one with { Source = (one.Source * modes) + mode, Target = (one.Target * modes) + mode })).OrderBy(static one => one.Target).ThenBy(static one => one.Source)];
        foreach (var arriving in connections.GroupBy(connection => groupOf[connection.Target]))
        {
            var target = groups[arriving.Key].Dynamics;

            // Incoming states are those of the senders, which may have other dynamics.
            if (CouplingParser.Parse(use.Coupling, target, diagnostics, areSourcesOther: true) is not { } coupling)
                return;
            var senders = arriving.Select(connection => groupOf[connection.Source]).Distinct().Order().ToList();
            var graph = new CouplingGraph(
                nodes * modes, [.. arriving.Select(static one => one.Source)], [.. arriving.Select(one => placeOf[one.Target])], [.. arriving.Select(static one => one.Weight)],
                use.Coupling.IsDelayed && arriving.Any(static one => one.Delay > 0) ? [.. arriving.Select(static one => one.Delay)] : []);
            foreach (var (input, place) in InputsOf(use, coupling, target, TermsOf(coupling, senders), diagnostics))
                Add(new Term(use, coupling, arriving.Key, senders, graph, input, place));
        }
    }

    /// <summary>Which inputs a coupling feeds, with the number of the coupling variable that <c>x_i</c> and <c>x_j</c> stand for.</summary>
    /// <param name="use">The coupling with its connections.</param>
    /// <param name="coupling">The coupling understood.</param>
    /// <param name="target">The dynamics that have the inputs.</param>
    /// <param name="terms">Number of values that sources send.</param>
    /// <param name="diagnostics">Gets why there is none.</param>
    public static List<(string Input, int Place)> InputsOf(CouplingUse use, ParsedCoupling coupling, ParsedDynamics target, int terms, DiagnosticBag diagnostics)
    {
        if (use.Input is { } only)
        {
            // An input of several values has an element for each variable.
            List<(string, int)> own = [.. target.Inputs.Where(name => name == only || name.StartsWith($"{only}[", StringComparison.Ordinal) || (target.Source.MixedModes > 1 && name.StartsWith($"{only}_m", StringComparison.Ordinal))).Select(static (name, place) => (name, place))];
            if (own.Count == 0)
                diagnostics.Error(NetworkCodes.NoInput, $"`{target.Source.Name}` has no input `{only}`, which the coupling of that name feeds.", use.Coupling.Span, $"Write `coupling_inputs: {{{only}: {{}}}}`.");
            return own;
        }

        var inputs = new List<(string, int)>();
        var others = 0;
        var used = UsedBy(target);
        if (target.Source.MixedModes > 1 && PicksStates(coupling))
        {
            diagnostics.Error(BuildCodes.NotRun, $"The engine does not run the coupling{use.Called}, which picks states by number or name, between nodes whose modes see each other.", use.Coupling.Span, "Write `x_j`, which is each state in turn.");
            return inputs;
        }

        foreach (var input in target.Inputs.Where(static name => name != "local_coupling"))
        {
            var place = PlaceOf(input, target.Source.MixedModes) ?? others++;
            if (place < terms && used.Contains(input))
                inputs.Add((input, place));
        }

        if (inputs.Count == 0 && terms == 0)
        {
            diagnostics.Error(
                NetworkCodes.NoCouplingVariable, $"The coupling{use.Called} has nothing to take from nodes: no state variable is a coupling variable, and it names none.", use.Coupling.Span,
                "Write `coupling_variable: true` for the state variables that other nodes see, or name them in the coupling: `incoming_states: [V]`.");
        }
        else if (inputs.Count == 0)
            diagnostics.Error(NetworkCodes.NoInput, $"`{target.Source.Name}` has no input for the coupling{use.Called}.", use.Coupling.Span, "Write `coupling_inputs: {c_pop0: {}}`, and use `c_pop0` in the equations.");
        return inputs;
    }

    private static HashSet<string> UsedBy(ParsedDynamics dynamics) =>
    [
        .. dynamics.Rates.Concat(dynamics.DerivedVariables).Select(static one => one.Value)
            .Concat(dynamics.Events.SelectMany(static one => one.Assignments.Select(static assignment => assignment.Value).Append(one.Test))).SelectMany(static value => FreeNames.Of(value)),
        .. dynamics.Source.Output,
    ];

    // c_pop1, c_1 and c[1] say themselves which coupling variable they are of; c_glob is of the first.
    private static int? PlaceOf(string input, int modes)
    {
        // c_pop1_m2 is of mode 2 of the coupling variable 1, whose modes follow each other.
        if (modes > 1 && input.LastIndexOf("_m", StringComparison.Ordinal) is > 0 and var at && int.TryParse(input[(at + 2)..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var mode))
            return (PlaceOf(input[..at], 1) * modes) + mode;
        if (input == "c_glob")
            return 0;
        var digits = input.StartsWith("c_pop", StringComparison.Ordinal) ? input[5..] : input.StartsWith("c_", StringComparison.Ordinal) ? input[2..] : input.EndsWith(']') ? input[(input.IndexOf('[', StringComparison.Ordinal) + 1)..^1] : string.Empty;
        return int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place) ? place : null;
    }

    // One for each variable that is sent; one in all where the expression names variables by number or name.
    private int TermsOf(ParsedCoupling coupling, List<int> senders) => PicksStates(coupling) ? 1 : senders.Min(group => SentBy(coupling, groups[group].Dynamics).Length);

    /// <summary>Whether the expression names variables of the source by number or name, so that it gives one value in all.</summary>
    public static bool PicksStates(ParsedCoupling coupling) =>
        FreeNames.Of(coupling.Pre).Any(static name => name is not ParsedCoupling.Incoming && (name.StartsWith("x_j[", StringComparison.Ordinal) || name.EndsWith("_j", StringComparison.Ordinal)));

    /// <summary>The variables that nodes send.</summary>
    public static ImmutableArray<string> SentBy(ParsedCoupling coupling, ParsedDynamics dynamics) => coupling.Source.IncomingStates.IsEmpty ? CoupledStates(dynamics) : coupling.Source.IncomingStates;

    private static ImmutableArray<string> CoupledStates(ParsedDynamics dynamics) => [.. dynamics.Source.StateVariables.Where(static one => one.IsCouplingVariable).Select(static one => one.Name)];

    private void Add(Term term)
    {
        var target = inputs[term.Target];
        var local = new NodeNames(term, groups[term.Target].Dynamics, term.Coupling.Source.LocalStates.IsEmpty ? CoupledStates(groups[term.Target].Dynamics) : term.Coupling.Source.LocalStates, diagnostics);
        Declare(term, target);
        var pre = Substitution.Apply(term.Coupling.Pre, name => IsIncoming(term, name) ? null : local.Find(name) ?? Own(term, name));
        var sent = FreeNames.Of(pre).Where(name => IsIncoming(term, name)).ToImmutableArray();
        var splits = FreeNames.Of(pre).All(name => sent.Contains(name) || IsParameter(term, name));
        var sources = term.Senders.Select(group =>
        {
            var names = new NodeNames(term, groups[group].Dynamics, SentBy(term.Coupling, groups[group].Dynamics), diagnostics);
            if (splits)
                Declare(term, inputs[group]);
            IEnumerable<Expression> values = splits ? [Substitution.Apply(pre, names.Find)] : sent.Select(name => names.Find(name) ?? new Name(name));
            return new CouplingSource(group, [.. values.Select(value => inputs[group].Send(term.Use.Name, value, term.Use.Coupling.Span))], groups[group].Units);
        }).ToImmutableArray();
        var port = target.AddPort(term.Use.Name, term.Input);
        couplings.Add(new DelayedCoupling(sources, term.Target, port, term.Graph)
        {
            Incoming = splits ? [] : sent,
            Value = splits ? null : pre,
            Span = term.Use.Coupling.Span,
        });
        target.Feed(term.Input, Substitution.Apply(term.Coupling.Post, name => name == ParsedCoupling.Sum ? new Name(port) : local.Find(name) is { } state ? Held(term, state) : Own(term, name)), term.Use.Coupling.Span);
    }

    // The state of the target as it was before the step, since an input holds for the whole step: a connection of each node to itself.
    private Name Held(Term term, Name state)
    {
        var own = groups[term.Target].Units;
        var port = inputs[term.Target].AddPort(term.Use.Name, $"{term.Input} itself");
        couplings.Add(new DelayedCoupling(
            [new CouplingSource(term.Target, [state.Identifier], own)], term.Target, port, new CouplingGraph(nodes * modes, own, [.. Enumerable.Range(0, own.Length)], [.. own.Select(static _ => 1.0)], [])));
        return new Name(port);
    }

    private static bool IsIncoming(Term term, string name) =>
        name == ParsedCoupling.Incoming || name.StartsWith("x_j[", StringComparison.Ordinal) || (name.EndsWith("_j", StringComparison.Ordinal) && !IsOwn(term, name));

    private static bool IsOwn(Term term, string name) => term.Coupling.Source.Parameters.Any(one => one.Name == name);

    private static bool IsParameter(Term term, string name) => term.Coupling.Source.Parameters.Any(one => $"{term.Use.Name}.{one.Name}" == name);

    private Expression? Own(Term term, string name) => IsOwn(term, name) ? new Name($"{term.Use.Name}.{name}") : name == Count ? new Number(nodes) : null;

    private static void Declare(Term term, CoupledInputs inputs)
    {
        foreach (var one in term.Coupling.Source.Parameters)
            inputs.Add(new Parameter($"{term.Use.Name}.{one.Name}", Dimension.None, one.Value!.Value) { Span = one.Span });
    }

    /// <summary>One input of one group that a coupling feeds.</summary>
    /// <param name="Use">The coupling with its connections.</param>
    /// <param name="Coupling">The coupling understood.</param>
    /// <param name="Target">Group that is reached.</param>
    /// <param name="Senders">Groups that send.</param>
    /// <param name="Graph">The connections.</param>
    /// <param name="Input">The input.</param>
    /// <param name="Place">Number of the coupling variable that <c>x_i</c> and <c>x_j</c> stand for.</param>
    private sealed record Term(CouplingUse Use, ParsedCoupling Coupling, int Target, List<int> Senders, CouplingGraph Graph, string Input, int Place);

    /// <summary>What the names of a coupling mean at a node.</summary>
    private sealed class NodeNames(Term term, ParsedDynamics dynamics, ImmutableArray<string> states, DiagnosticBag diagnostics)
    {
        /// <summary>The state variable that <paramref name="name"/> stands for; null where it stands for none.</summary>
        public Name? Find(string name)
        {
            if (term.Coupling.Source.Parameters.Any(one => one.Name == name))
                return null;
            if (name is ParsedCoupling.Local or ParsedCoupling.Incoming)
                return At(term.Place);
            if (name.StartsWith("x_i[", StringComparison.Ordinal) || name.StartsWith("x_j[", StringComparison.Ordinal))
                return int.TryParse(name[4..^1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place) ? At(place) : Missing(name);
            if (dynamics.Source.StateVariables.Any(one => one.Name == name))
                return new Name(name);
            if (!name.EndsWith("_i", StringComparison.Ordinal) && !name.EndsWith("_j", StringComparison.Ordinal))
                return null;
            return dynamics.Source.StateVariables.Any(one => one.Name == name[..^2]) ? new Name(name[..^2]) : Missing(name);
        }

        private Name At(int place)
        {
            if (place < states.Length)
                return dynamics.Source.StateVariables.Any(one => one.Name == states[place]) ? new Name(states[place]) : Missing(states[place]);
            if (!diagnostics.HasErrors)
            {
                diagnostics.Error(
                    NetworkCodes.NoCouplingVariable, $"The coupling{term.Use.Called} takes variable {place} of `{dynamics.Source.Name}`, which has {states.Length} coupling variables.",
                    term.Use.Coupling.Span, "Write `coupling_variable: true` for those that other nodes see, or name them in the coupling: `incoming_states: [V]`.");
            }

            return new Name(dynamics.Source.StateVariables[0].Name);
        }

        private Name Missing(string name)
        {
            if (!diagnostics.HasErrors)
                diagnostics.Error(NetworkCodes.NoCouplingVariable, $"`{name}`, in the coupling{term.Use.Called}, is nothing that `{dynamics.Source.Name}` has.", term.Use.Coupling.Span, "Name a state variable, or write `x_j[0]`.");
            return new Name(dynamics.Source.StateVariables[0].Name);
        }
    }
}
