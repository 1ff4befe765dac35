using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// What attached synapses read of the neurons around them. Values that never change become values of each synapse. Variables of the neuron behind a synapse are required of it; those of the neuron
/// before it are seen through an end of the synapse in that neuron, or copied where they depend on nothing but its spikes. What code of events reads is what the variable was before the reset.
/// </summary>
/// <param name="synapses">The synapses.</param>
/// <param name="names">What names mean in their code.</param>
/// <param name="others">The network without the synapses whose events reach cells themselves, so that the variables at which they arrive show it.</param>
/// <param name="export">The export.</param>
internal sealed class NeuronValues(Synapses synapses, Resolution names, BrianNetwork others, NetworkExport export)
{
    private readonly List<CellProperty> properties = [];
    private readonly SortedDictionary<string, Dimension> requirements = new(StringComparer.Ordinal);
    private readonly List<SourceCopy> copies = [];
    private readonly SortedDictionary<string, Variable> shown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Variable> shownAtEvents = new(StringComparer.Ordinal);
    private readonly SortedSet<string> requiredAtEvents = new(StringComparer.Ordinal);
    private readonly SortedSet<string> requiredInSteps = new(StringComparer.Ordinal);
    private bool arrivesLater;

    /// <summary>Values of each synapse.</summary>
    public IReadOnlyList<CellProperty> Properties => properties;

    /// <summary>What is required of the neuron behind the synapse, by the names that it has there, with the dimensions.</summary>
    public IReadOnlyDictionary<string, Dimension> Requirements => requirements;

    /// <summary>Copies of variables of the neuron before the synapse.</summary>
    public IReadOnlyList<SourceCopy> Copies => copies;

    /// <summary>Variables of the neuron before the synapse that it sees in each step, by the names that its code has for them.</summary>
    public IReadOnlyDictionary<string, Variable> Shown => shown;

    /// <summary>Variables of the neuron before the synapse that its code of events sees.</summary>
    public IReadOnlyDictionary<string, Variable> ShownAtEvents => shownAtEvents;

    /// <summary>Variables of the neuron behind the synapse that its code of events sees.</summary>
    public IEnumerable<string> RequiredAtEvents => requiredAtEvents;

    /// <summary>Variables of the neuron behind the synapse at which events arrive, and which it sees in each step with what has arrived.</summary>
    public IEnumerable<string> RequiredInSteps => requiredInSteps;

    /// <summary>Whether variables of the neuron before the synapse are seen through an end there, rather than copied.</summary>
    public bool HasEnd { get; set; }

    /// <summary>What the synapse calls a variable of the neuron before it as code of events sees it.</summary>
    public static string AtEvents(string name) => GroupCode.Safe(name) + "_at_events";

    /// <summary>The names in an expression that stand for variables of neurons which change.</summary>
    public IEnumerable<Variable> Changing(Expression expression) => FreeNames.Of(expression).Select(names.FindVariable).OfType<Variable>()
        .Where(one => one.Owner is VariableOwner.Presynaptic or VariableOwner.Postsynaptic && !IsSize(one) && Constant(one) is null);

    /// <summary>Whether the synapse can have a copy of each variable of the neuron before it that the expression names.</summary>
    public bool CanCopy(Expression expression) =>
        FreeNames.Of(expression).All(name => names.FindVariable(name) is not { Owner: VariableOwner.Presynaptic } one || IsSize(one) || Constant(one) is not null || CopyOf(name, one) is not null);

    /// <summary>The first name in an expression that synapses cannot read, or null; all others can be read from now on.</summary>
    /// <param name="expression">Subexpressions of the synapses must be written out.</param>
    /// <param name="isInEachStep">Whether it is computed in each step, rather than when an event arrives.</param>
    public string? Unreadable(Expression expression, bool isInEachStep) => FreeNames.Of(expression).FirstOrDefault(name => names.FindVariable(name) switch
    {
        { Owner: VariableOwner.Group, Equation: null, Name: "i" or "j" } end => !AddEnd(end.Name),
        { Owner: VariableOwner.Group, Equation: null } one when one.Name == synapses.MultisynapticIndex => !AddNumber(one.Name),
        { Owner: VariableOwner.Group, Equation: null, Name: "N_incoming" or "N_outgoing" } one => !AddCount(one.Name),
        { Owner: VariableOwner.Group, Equation: null, Name: not ("lastupdate" or "N") } => true,
        { Owner: VariableOwner.Presynaptic or VariableOwner.Postsynaptic } one when IsSize(one) => !AddSize(name, one),
        { Owner: VariableOwner.Presynaptic } one => !AddConstant(name, one) && !(isInEachStep && !HasEnd && Copy(name, one)) && !(HasEnd && Show(name, one, isInEachStep)),
        { Owner: VariableOwner.Postsynaptic } one => !AddConstant(name, one) && !Require(one, isInEachStep),
        _ => false,
    });

    /// <summary>The first name in an expression that synapses cannot read which integrate it when their neurons have been integrated, but before anything arrives at these; or null.</summary>
    public string? UnreadableLate(Expression expression)
    {
        arrivesLater = true;
        var name = Unreadable(expression, isInEachStep: false);
        arrivesLater = false;
        return name;
    }

    /// <summary>An expression with the names under which the synapse sees variables of neurons.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="isInEachStep">Whether it is computed in each step, rather than when an event arrives.</param>
    public Expression Read(Expression expression, bool isInEachStep) => expression.Rewrite(node => node is not Name name ? node : names.FindVariable(name.Identifier) switch
    {
        { Owner: VariableOwner.Postsynaptic, Equation: not null } one when Constant(one) is null => new Name(Required(one.Name, isInEachStep)),
        { Owner: VariableOwner.Presynaptic } when !isInEachStep && shownAtEvents.ContainsKey(name.Identifier) => new Name(AtEvents(name.Identifier)),
        _ => node,
    });

    private string Required(string variable, bool isInEachStep) => !isInEachStep ? ShownVariables.AtEvents(variable) : requiredInSteps.Contains(variable) ? ShownVariables.InSteps(variable) : variable;

    private bool AddEnd(string name)
    {
        var listed = Connections().Listed;
        Add(name, Dimension.None, [.. (name == "i" ? (IEnumerable<int>)listed.Sources : listed.Targets).Select(neuron => (double)neuron)]);
        return true;
    }

    // How many synapses there are at the neuron behind each, or before it.
    private bool AddCount(string name)
    {
        var listed = Connections().Listed;
        IEnumerable<int> neurons = name == "N_incoming" ? listed.Targets : listed.Sources;
        var counts = neurons.CountBy(neuron => neuron).ToDictionary();
        Add(name, Dimension.None, [.. neurons.Select(neuron => (double)counts[neuron])]);
        return true;
    }

    private static bool IsSize(Variable variable) => variable is { Equation: null, Name: "N" };

    private bool AddSize(string name, Variable variable)
    {
        var range = GroupOf(variable);
        Add(name, Dimension.None, [(range.Stop ?? export.SetOf(range.Object).Count) - range.Start]);
        return true;
    }

    // The number of each synapse among those of its pair.
    private bool AddNumber(string name)
    {
        var listed = Connections().Listed;
        var pairs = new Dictionary<(int, int), int>();
        var numbers = new double[listed.Sources.Count];
        for (var index = 0; index < numbers.Length; index++)
        {
            var pair = (listed.Sources[index], listed.Targets[index]);
            numbers[index] = pairs[pair] = pairs.TryGetValue(pair, out var before) ? before + 1 : 0;
        }

        Add(name, Dimension.None, [.. numbers]);
        return true;
    }

    private GroupRange GroupOf(Variable variable) => variable.Owner == VariableOwner.Presynaptic ? synapses.Source : synapses.Target;

    // The declaration of a parameter that never changes, or null.
    private Model.Components.Parameter? Constant(Variable variable)
    {
        var group = GroupOf(variable).Object;
        return variable.Equation is not { Kind: EquationKind.Parameter } equation || equation.Has(EquationFlags.Linked) || export.LaterValuesOf(group).Any(one => one.Value.Variable == variable.Name)
            || export.IsSummed(group, variable.Name) ? null : export.SetOf(group).Class.Parameters.FirstOrDefault(one => one.Name == variable.Name);
    }

    private bool AddConstant(string name, Variable variable)
    {
        if (Constant(variable) is not { } declared)
            return false;
        var set = export.SetOf(GroupOf(variable).Object);
        var (connectivity, listed) = Connections();
        var isSource = variable.Owner == VariableOwner.Presynaptic;
        var start = isSource ? connectivity.Source.Start : connectivity.Target.Start;
        Add(name, variable.Dimension, [.. (isSource ? (IEnumerable<int>)listed.Sources : listed.Targets).Select(neuron => set.Properties.GetValueOrDefault(variable.Name) switch
        {
            FixedValue one => one.Value,
            ListValue list => list.Values[start + neuron],
            _ => declared.Value,
        })]);
        return true;
    }

    private bool Copy(string name, Variable variable)
    {
        if (copies.Exists(one => one.Name == name))
            return true;
        if (CopyOf(name, variable) is not { } copy)
            return false;
        copies.Add(copy);
        return true;
    }

    private SourceCopy? CopyOf(string name, Variable variable)
    {
        var (connectivity, listed) = Connections();
        return SourceCopies.Of(
            name, variable, synapses, listed.Sources.Select(neuron => connectivity.Source.Start + neuron),
            other => names.FindVariable(other) is { Owner: VariableOwner.Presynaptic } one && AddConstant(other, one), export);
    }

    // The neurons of a variable where they have one that code can see: a state, at which nothing arrives that comes later in LEMS.
    private bool IsSeen(Variable variable, bool isInEachStep)
    {
        var name = GroupOf(variable).Object;
        if (export.SummedBy(name, variable.Name) is { } summing)
            return isInEachStep && variable.Owner == VariableOwner.Presynaptic && IsSummedBefore(summing, variable);
        return export.Standard.Of(name) is null && (isInEachStep || export.StepOf(name).Equals(export.Run.Step)) && export.Network.Objects.FirstOrDefault(one => one.Name == name) is NeuronGroup group
            && variable.Equation is { Kind: not EquationKind.Subexpression } equation && !equation.Has(EquationFlags.Linked) && export.SetOf(name).Class.States.Any(one => one.Name == variable.Name)
            && !(arrivesLater ? [] : isInEachStep ? ArrivingVariables.OfEvents(name, group.Equations, others) : ArrivingVariables.Before(synapses, name, group.Equations, export)).Contains(variable.Name);
    }

    // Sums of sums: Brian adds up by the names of the parts that do it, and a sum that is made before another sees what that was in the step before. That is what a cell shows.
    private bool IsSummedBefore(Synapses summing, Variable variable)
    {
        var (turn, other) = (OrderOf(synapses), OrderOf(summing));
        return !synapses.Equations.Any(EventDrivenSolution.IsClocked) && synapses.Equations.Where(one => one.Has(EquationFlags.Summed)).All(one =>
            turn < other || (turn == other && string.CompareOrdinal(Part(synapses, names.FindVariable(one.Name)!.Name), Part(summing, variable.Name)) < 0));

        int OrderOf(Synapses some) => export.Network.Objects.First(one => one.Name == some.Target.Object).Order;

        static string Part(Synapses some, string target) => $"{some.Name}_summed_variable_{target}";
    }

    private bool Require(Variable variable, bool isInEachStep)
    {
        if (!IsSeen(variable, isInEachStep))
            return false;
        var group = (NeuronGroup)export.Network.Objects.First(one => one.Name == synapses.Target.Object);
        if (!isInEachStep)
            requiredAtEvents.Add(variable.Name);
        else if (synapses.Equations.Find(variable.Name) is not null || ArrivingVariables.OfEvents(group.Name, group.Equations, export.Network).Contains(variable.Name))
            requiredInSteps.Add(variable.Name);
        requirements[Required(variable.Name, isInEachStep)] = variable.Dimension;
        return true;
    }

    private bool Show(string name, Variable variable, bool isInEachStep)
    {
        if (!IsSeen(variable, isInEachStep))
            return false;
        (isInEachStep ? shown : shownAtEvents)[name] = variable;
        return true;
    }

    private (Connectivity Connectivity, ListedConnections Listed) Connections()
    {
        var connectivity = export.SetOf(synapses.Name).Connectivity!;
        return (connectivity, connectivity.Rules is [ListedConnections listed] ? listed : new ListedConnections([], []));
    }

    private void Add(string name, Dimension dimension, ImmutableArray<double> values)
    {
        if (properties.TrueForAll(one => one.Name != GroupCode.Safe(name)))
            properties.Add(new CellProperty(GroupCode.Safe(name), dimension, !values.IsEmpty && values.All(value => value.Equals(values[0])) ? new InitialValue.Uniform(values[0]) : new InitialValue.List(values)));
    }
}
