using System.Collections.Immutable;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Declared = Neuroglot.Lems.Documents;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Turns the hierarchy of a group into one component class. Variables get the path of their part; what a part requires is looked up in its
/// ancestors, and becomes a port where it is found outside of the group; selections of children become sums and products, selections of
/// attachments become ports that the network adds to.
/// </summary>
internal sealed partial class ClassFlattener
{
    private readonly InstanceGroup group;
    private readonly LemsModel model;
    private readonly DiagnosticBag diagnostics;
    private readonly List<PartNode> parts = [];
    private readonly Dictionary<PartNode, int> indices = [];
    private readonly Dictionary<string, Parameter> parameters = [];
    private readonly List<StateVariable> states = [];
    private readonly List<Alias> aliases = [];
    private readonly List<RegimeMachine> machines = [];
    private readonly List<StartBlock> starts = [];
    private readonly List<KineticScheme> schemes = [];
    private readonly Dictionary<string, Port> ports = [];
    private readonly Dictionary<string, Expression?> required = [];

    private ClassFlattener(InstanceGroup group, LemsModel model, DiagnosticBag diagnostics)
    {
        this.group = group;
        this.model = model;
        this.diagnostics = diagnostics;
    }

    /// <summary>What the ports of the class have to be linked to.</summary>
    public List<PortSource> Sources { get; } = [];

    /// <summary>The class of <paramref name="group"/> and the links that its ports need.</summary>
    public static (ComponentClass Class, List<PortSource> Sources) Flatten(InstanceGroup group, LemsModel model, DiagnosticBag diagnostics)
    {
        var flattener = new ClassFlattener(group, model, diagnostics);
        return (flattener.Flatten(), flattener.Sources);
    }

    private ComponentClass Flatten()
    {
        Collect(group.Root);
        foreach (var part in parts)
            Declare(part);
        foreach (var part in parts)
            Translate(part);
        var usedPorts = group.Root.Component.Type;
        foreach (var part in parts)
        {
            foreach (var port in part.Component.Type.EventPorts)
            {
                var name = PartNode.Join(part.Path, port.Name);
                ports.TryAdd("!" + name, port.Direction == Declared.EventDirection.In ? new EventReceivePort(name, indices[part]) : new EventSendPort(name, indices[part]));
            }
        }

        return new ComponentClass(group.Component.Id ?? group.Name, [.. parts.Select(Part)])
        {
            Parameters = [.. parameters.Values],
            States = [.. states],
            Aliases = [.. AliasOrder.Sort(aliases, diagnostics)],
            Machines = [.. machines],
            OnStart = [.. starts],
            Ports = [.. ports.Values],
            KineticSchemes = [.. schemes],
            InternalEvents = [.. group.InternalEvents],
            Span = group.Component.Span,
            TypeName = usedPorts.Name,
        };
    }

    private Part Part(PartNode node) => new(node.Path, node == group.Root ? -1 : indices[node.Parent!], node.Component.Type.Name, node.Component.Span)
    {
        Method = node.Component.Type.Dynamics is { Simultaneous: true } ? "rk4" : null,
    };

    // Children before parents: the order in which the reference advances them.
    private void Collect(PartNode node)
    {
        foreach (var child in node.Children)
            Collect(child);
        indices[node] = parts.Count;
        parts.Add(node);
    }

    private void Declare(PartNode part)
    {
        if (part.Component.Type.Dynamics is not { } dynamics)
            return;
        foreach (var state in dynamics.StateVariables.Concat(dynamics.Regimes.SelectMany(regime => regime.StateVariables)))
        {
            var name = PartNode.Join(part.Path, state.Name);
            if (!states.Exists(known => known.Name == name))
                states.Add(new StateVariable(name, DimensionCalled(state.Dimension), indices[part]) { Span = state.Span, IsSeenAtOnce = state.Exposure is null });
        }
    }

    private void Translate(PartNode part)
    {
        if (part.Component.Type.Dynamics is not { } dynamics)
            return;
        var index = indices[part];
        var own = new List<Alias>();
        foreach (var requirement in part.Component.Type.Requirements)
            Required(part, requirement.Name);
        foreach (var derived in dynamics.DerivedVariables.Concat(dynamics.Regimes.SelectMany(regime => regime.DerivedVariables)))
            own.Add(new Alias(PartNode.Join(part.Path, derived.Name), DimensionCalled(derived.Dimension), Value(part, derived), index) { Span = derived.Span });
        foreach (var conditional in dynamics.ConditionalDerivedVariables.Concat(dynamics.Regimes.SelectMany(regime => regime.ConditionalDerivedVariables)))
            own.Add(new Alias(PartNode.Join(part.Path, conditional.Name), DimensionCalled(conditional.Dimension), Value(part, conditional), index) { Span = conditional.Span });
        aliases.AddRange(own);

        var always = new Regime(string.Empty)
        {
            Derivatives = Derivatives(part, dynamics.TimeDerivatives),
            Conditions = [.. dynamics.OnConditions.Select(condition => new OnCondition(Translate(part, condition.Test), Actions(part, condition.Reactions), condition.Span))],
            Events = Events(part, dynamics.OnEvents),
        };
        if (always.Derivatives.Length + always.Conditions.Length + always.Events.Length > 0)
            machines.Add(new RegimeMachine(PartNode.Join(part.Path, "·"), index, [always]));
        if (!dynamics.Regimes.IsEmpty)
        {
            var initial = Math.Max(0, dynamics.Regimes.ToList().FindIndex(regime => regime.Initial));
            machines.Add(new RegimeMachine(PartNode.Join(part.Path, "·regime"), index, [.. dynamics.Regimes.Select(regime => Regime(part, regime))], initial));
        }

        var start = ImmutableArray.CreateBuilder<Neuroglot.Model.Components.Action>();
        foreach (var block in dynamics.OnStarts)
            start.AddRange(Actions(part, block.Reactions));
        foreach (var regime in dynamics.Regimes)
        {
            foreach (var block in regime.OnStarts)
                start.AddRange(Actions(part, block.Reactions));
        }

        if (start.Count > 0)
            starts.Add(new StartBlock(index, start.ToImmutable()));
        foreach (var scheme in dynamics.KineticSchemes)
            AddScheme(part, scheme);
    }

    private Regime Regime(PartNode part, Declared.Regime regime) => new(regime.Name)
    {
        Derivatives = Derivatives(part, regime.TimeDerivatives),
        Conditions = [.. regime.OnConditions.Select(condition => new OnCondition(Translate(part, condition.Test), Actions(part, condition.Reactions), condition.Span))],
        Events = Events(part, regime.OnEvents),
        OnEntry = [.. regime.OnEntries.SelectMany(entry => Actions(part, entry.Reactions))],
    };

    private ImmutableArray<TimeDerivative> Derivatives(PartNode part, IEnumerable<Declared.TimeDerivative> derivatives) =>
        [.. derivatives.Select(derivative => new TimeDerivative(PartNode.Join(part.Path, derivative.Variable), Translate(part, derivative.Value), derivative.Span))];

    private ImmutableArray<OnEvent> Events(PartNode part, IEnumerable<Declared.OnEvent> events) =>
        [.. events.Select(handler => new OnEvent(PartNode.Join(part.Path, handler.Port), Actions(part, handler.Reactions), handler.Span))];

    // In the order of the reference, whatever that of the text: assignments, then events, then one transition.
    private ImmutableArray<Neuroglot.Model.Components.Action> Actions(PartNode part, ImmutableArray<Declared.Reaction> reactions)
    {
        var actions = new List<Neuroglot.Model.Components.Action>();
        var emissions = new List<Neuroglot.Model.Components.Action>();
        Transition? last = null;
        foreach (var reaction in reactions)
        {
            switch (reaction)
            {
                case Declared.StateAssignment assignment:
                    actions.Add(new Assignment(PartNode.Join(part.Path, assignment.Variable), Translate(part, assignment.Value), assignment.Span));
                    break;
                case Declared.EventOut emission:
                    emissions.Add(new EventEmission(PartNode.Join(part.Path, emission.Port), emission.Span));
                    break;
                case Declared.Transition transition:
                    last = new Transition(transition.Regime, transition.Span);
                    break;
                default:
                    break;
            }
        }

        actions.AddRange(emissions);
        if (last is not null)
            actions.Add(last);
        return [.. actions];
    }

    private Expression Value(PartNode part, Declared.DerivedVariable derived)
    {
        if (derived.Select is { } select)
            return Select(part, derived, select);

        // Reading has refused what has neither.
        return derived.Value is { } value ? Translate(part, value) : new Number(double.NaN);
    }

    private Piecewise Value(PartNode part, Declared.ConditionalDerivedVariable conditional)
    {
        var cases = ImmutableArray.CreateBuilder<Case>();
        foreach (var one in conditional.Cases)
        {
            if (one.Condition is not { } condition)
                return new Piecewise(cases.ToImmutable(), Translate(part, one.Value));
            cases.Add(new Case(Translate(part, condition), Translate(part, one.Value)));
        }

        return new Piecewise(cases.ToImmutable(), new Number(0));
    }

    private Expression Translate(PartNode part, Declared.LemsExpression source) =>
        Substitution.Apply(source.Tree ?? new Number(double.NaN), name => Resolve(part, name, source.Span));

    // Names of dimensions were checked when the document was resolved; what has none, or any, counts as a plain number.
    private Dimension DimensionCalled(string? name) => name is null ? Dimension.None : model.DimensionCalled(name) ?? Dimension.None;

    private Dimension DimensionOf(PartNode part, string name) =>
        part.Component.Type.Requirements.FirstOrDefault(requirement => requirement.Name == name) is { } requirement
            ? DimensionCalled(requirement.Dimension)
            : Dimension.None;

    private Expression Select(PartNode part, Declared.DerivedVariable derived, Declared.LemsPath path)
    {
        var multiply = derived.Reduce == Declared.Reduction.Multiply;
        var terms = new List<Expression>();
        Follow(part, 0);
        if (terms.Count == 0 && (derived.Reduce != Declared.Reduction.None || derived.Required == false))
            return new Number(multiply ? 1 : 0);
        if (terms.Count == 0)
        {
            diagnostics.Error("NG1412", $"'{path.Text}', which {derived.Name} of {part.Component.Type.Name} selects, leads nowhere in {part.Component.Id ?? part.Name}.", derived.Span);
            return new Number(0);
        }

        if (terms.Count > 1 && derived.Reduce == Declared.Reduction.None)
            diagnostics.Error("NG1413", $"'{path.Text}' selects {terms.Count} values for {derived.Name}, which has no reduce.", derived.Span, "Write reduce=\"add\" or reduce=\"multiply\".");
        return terms.Aggregate((sum, term) => new Binary(multiply ? BinaryOperator.Multiply : BinaryOperator.Add, sum, term));

        void Follow(PartNode here, int step)
        {
            var current = path.Steps[step];
            if (step == path.Steps.Length - 1)
            {
                if (Find(here, current.Name) is { } found)
                    terms.Add(found);
                return;
            }

            switch (current.Kind)
            {
                case Declared.LemsPathStepKind.Self:
                    Follow(here, step + 1);
                    return;
                case Declared.LemsPathStepKind.Parent:
                    if (here.Parent is { } parent && parent.Group == group)
                        Follow(parent, step + 1);
                    return;
                default:
                    break;
            }

            if (current.IsMany || here.Lists.ContainsKey(current.Name))
            {
                foreach (var child in here.Lists.GetValueOrDefault(current.Name) ?? [])
                {
                    if (Matches(child, current))
                        Follow(child, step + 1);
                }

                if (here.Component.Type.AttachmentLists.Any(list => list.Name == current.Name))
                    Attachments(here, current, step + 1);
                return;
            }

            if (here.Child(current.Name) is { } only)
                Follow(only, step + 1);
            else if (here.Component.Type.AttachmentLists.Any(list => list.Name == current.Name))
                Attachments(here, current, step + 1);
            else if (here.Component.Type.InstanceRequirements.Any(requirement => requirement.Name == current.Name))
                Peer(here, current.Name, string.Join('/', path.Steps.Skip(step + 1)));
        }

        void Attachments(PartNode here, Declared.LemsPathStep list, int step)
        {
            var variable = string.Join('/', path.Steps.Skip(step));
            var which = list.PredicateName is { } property ? $"{property}='{list.PredicateValue}'" : "*";
            var port = PartNode.Join(here.Path, $"{list.Name}[{which}]/{variable}{(multiply ? " product" : string.Empty)}");
            if (ports.TryAdd(port, new AnalogReducePort(port, DimensionCalled(derived.Dimension), multiply ? Reduction.Product : Reduction.Sum, indices[here])))
                Sources.Add(new PortSource(port, PortSourceKind.Attachments, here, variable, list.Name) { Fits = attached => Matches(attached, list) });
            terms.Add(new Name(port));
        }

        void Peer(PartNode here, string requirement, string variable)
        {
            var port = PartNode.Join(here.Path, $"{requirement}/{variable}");
            if (ports.TryAdd(port, new AnalogReceivePort(port, DimensionCalled(derived.Dimension), indices[here])))
                Sources.Add(new PortSource(port, PortSourceKind.Peer, here, variable, requirement));
            terms.Add(new Name(port));
        }
    }
}

/// <summary>Where the value at a port comes from.</summary>
internal enum PortSourceKind
{
    /// <summary>The instance that owns this one.</summary>
    Owner,

    /// <summary>Instances that the network attaches to this one.</summary>
    Attachments,

    /// <summary>The other end of a tunnel.</summary>
    Peer,
}

/// <summary>What a port of a flattened class has to be linked to.</summary>
/// <param name="Port">Name of the port.</param>
/// <param name="Kind">Where its value comes from.</param>
/// <param name="Part">The owner's part that holds the variable, or the part of the class itself.</param>
/// <param name="Variable">Flattened name in the owner; else the path below the attachment or peer.</param>
/// <param name="Name">Attachments list or instance requirement.</param>
internal sealed record PortSource(string Port, PortSourceKind Kind, PartNode Part, string Variable, string Name = "")
{
    /// <summary>Which of the attachments are meant.</summary>
    public Func<PartNode, bool> Fits { get; init; } = static _ => true;
}
