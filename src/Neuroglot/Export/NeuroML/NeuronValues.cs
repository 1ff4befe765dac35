using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML;

/// <summary>
/// What attached synapses read of the neurons around them. Values that never change become values of each synapse. Variables of the neuron behind a synapse are seen
/// as they were when the step began; those at which something arrives are not, since that is added after the neuron has shown them. Variables of the neuron before a
/// synapse that depend on nothing but its spikes are copied; others are seen through an end of the synapse in that neuron.
/// </summary>
/// <param name="synapses">The synapses.</param>
/// <param name="names">What names mean in their code.</param>
/// <param name="export">The export.</param>
internal sealed class NeuronValues(Synapses synapses, Resolution names, NetworkExport export)
{
    private readonly List<CellProperty> properties = [];
    private readonly SortedDictionary<string, Dimension> requirements = new(StringComparer.Ordinal);
    private readonly List<SourceCopy> copies = [];
    private readonly SortedDictionary<string, Variable> shown = new(StringComparer.Ordinal);

    /// <summary>Values of each synapse.</summary>
    public IReadOnlyList<CellProperty> Properties => properties;

    /// <summary>Variables of the neuron behind the synapse, with their dimensions.</summary>
    public IReadOnlyDictionary<string, Dimension> Requirements => requirements;

    /// <summary>Copies of variables of the neuron before the synapse.</summary>
    public IReadOnlyList<SourceCopy> Copies => copies;

    /// <summary>Variables of the neuron before the synapse that it is shown, by the names that its code has for them.</summary>
    public IReadOnlyDictionary<string, Variable> Shown => shown;

    /// <summary>The first name in an expression that synapses cannot read, or null; all others can be read from now on.</summary>
    /// <param name="expression">Subexpressions of the synapses must be written out.</param>
    /// <param name="isInEachStep">Whether it is computed in each step, rather than when an event arrives.</param>
    public string? Unreadable(Expression expression, bool isInEachStep) => FreeNames.Of(expression).FirstOrDefault(name => names.FindVariable(name) switch
    {
        { Owner: VariableOwner.Group, Equation: null, Name: "i" or "j" } end => !AddEnd(end.Name),
        { Owner: VariableOwner.Group, Equation: null, Name: not "lastupdate" } => true,
        { Owner: VariableOwner.Presynaptic } one => !AddConstant(name, one, synapses.Source, isSource: true) && !(isInEachStep && (Copy(name, one) || Show(name, one))),
        { Owner: VariableOwner.Postsynaptic } one => !AddConstant(name, one, synapses.Target, isSource: false) && !(isInEachStep && Require(one)),
        _ => false,
    });

    /// <summary>An expression with the names that variables have in the neuron behind the synapses.</summary>
    public Expression Read(Expression expression) => expression.Rewrite(node =>
        node is Name name && names.FindVariable(name.Identifier) is { Owner: VariableOwner.Postsynaptic } one && requirements.ContainsKey(one.Name) ? new Name(one.Name) : node);

    private bool AddEnd(string name)
    {
        var listed = Connections().Listed;
        Add(name, Dimension.None, [.. (name == "i" ? (IEnumerable<int>)listed.Sources : listed.Targets).Select(neuron => (double)neuron)]);
        return true;
    }

    private bool AddConstant(string name, Variable variable, GroupRange group, bool isSource)
    {
        if (variable.Equation is not { Kind: EquationKind.Parameter } equation || equation.Has(EquationFlags.Linked) || export.LaterValuesOf(group.Object).Any(one => one.Value.Variable == variable.Name)
            || export.IsSummed(group.Object, variable.Name))
        {
            return false;
        }

        var set = export.SetOf(group.Object);
        if (set.Class.Parameters.FirstOrDefault(one => one.Name == variable.Name) is not { } declared)
            return false;
        var (connectivity, listed) = Connections();
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
        var (connectivity, listed) = Connections();
        if (SourceCopies.Of(name, variable, synapses, listed.Sources.Select(neuron => connectivity.Source.Start + neuron), Constant, export) is not { } copy)
            return false;
        copies.Add(copy);
        return true;

        bool Constant(string other) => names.FindVariable(other) is { Owner: VariableOwner.Presynaptic } one && AddConstant(other, one, synapses.Source, isSource: true);
    }

    private bool Require(Variable variable)
    {
        var equations = export.Network.Objects.OfType<NeuronGroup>().First(one => one.Name == synapses.Target.Object).Equations;
        if (variable.Equation is not { Kind: EquationKind.DifferentialEquation } || synapses.Equations.Find(variable.Name) is not null
            || ArrivingVariables.Of(synapses.Target.Object, equations, export.Network).Contains(variable.Name))
        {
            return false;
        }

        requirements[variable.Name] = variable.Dimension;
        return true;
    }

    // An end in the neuron before it takes the place of spikes.
    private bool Show(string name, Variable variable)
    {
        if (export.Network.Objects.FirstOrDefault(one => one.Name == synapses.Source.Object) is not NeuronGroup group || synapses.Pathways.Any(one => one.IsPre)
            || export.SetOf(group.Name).Class.States.All(one => one.Name != variable.Name) || variable.Equation is not { Kind: not EquationKind.Subexpression } equation || equation.Has(EquationFlags.Linked)
            || export.IsSummed(group.Name, variable.Name) || ArrivingVariables.OfEvents(group.Name, group.Equations, export.Network).Contains(variable.Name))
        {
            return false;
        }

        var set = export.SetOf(group.Name);
        var (connectivity, listed) = Connections();
        Add(SourceEnd.Start(name), variable.Dimension, [.. listed.Sources.Select(neuron => set.Properties.GetValueOrDefault(variable.Name) switch
        {
            FixedValue one => one.Value,
            ListValue list => list.Values[connectivity.Source.Start + neuron],
            _ => set.Class.States.First(one => one.Name == variable.Name).Initial,
        })]);
        shown[name] = variable;
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
