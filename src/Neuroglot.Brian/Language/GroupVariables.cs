using System.Collections.Immutable;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>The variables of a group by the names under which its code knows them: those of its equations and those that every such group has.</summary>
public sealed class GroupVariables
{
    private static readonly Variable[] OfClock =
    [
        new("t", Dimension.Time, VariableType.Real, VariableOwner.Clock), new("dt", Dimension.Time, VariableType.Real, VariableOwner.Clock),
        new("t_in_timesteps", Dimension.None, VariableType.Integer, VariableOwner.Clock),
    ];

    private static readonly Variable[] OfNeurons =
    [
        Whole("i"), Whole("N"),
    ];

    private static readonly Variable[] OfRefractoriness =
    [
        new("lastspike", Dimension.Time, VariableType.Real, IsWritable: true), new("not_refractory", Dimension.None, VariableType.Boolean, IsWritable: true),
    ];

    private readonly ImmutableDictionary<string, Variable> byName;
    private readonly bool isOfSynapses;

    private GroupVariables(ImmutableDictionary<string, Variable> byName, bool isOfSynapses)
    {
        this.byName = byName;
        this.isOfSynapses = isOfSynapses;
    }

    /// <summary>The names, in no order.</summary>
    public IEnumerable<string> Names => byName.Keys;

    /// <summary>The variables of a group of neurons.</summary>
    /// <param name="equations">Its equations.</param>
    /// <param name="kind">Point neurons or a spatial neuron.</param>
    /// <param name="isRefractory">Whether it has a refractory period, and keeps <c>lastspike</c> and <c>not_refractory</c> for it.</param>
    public static GroupVariables Neurons(Equations equations, GroupKind kind = GroupKind.NeuronGroup, bool isRefractory = false)
    {
        ArgumentNullException.ThrowIfNull(equations);
        var all = ImmutableDictionary.CreateBuilder<string, Variable>();
        foreach (var one in (Variable[])[.. OfClock, .. OfNeurons, .. isRefractory ? OfRefractoriness : []])
            all[one.Name] = one;
        AddEquations(all, kind == GroupKind.SpatialNeuron ? CompartmentEquations.Complete(equations) : equations);
        return new GroupVariables(all.ToImmutable(), isOfSynapses: false);
    }

    /// <summary>
    /// The variables of synapses: their own, those of both sides with <c>_pre</c> and <c>_post</c>, and those of the postsynaptic side also by their bare names, where
    /// the synapses have none of that name.
    /// </summary>
    /// <param name="equations">The equations of the synapses.</param>
    /// <param name="source">The variables of the presynaptic group, or of synapses.</param>
    /// <param name="target">The variables of the postsynaptic group, or of synapses.</param>
    /// <param name="multisynapticIndex">The name of the number of a synapse among those between the same two neurons, or null.</param>
    public static GroupVariables Synapses(Equations equations, GroupVariables source, GroupVariables target, string? multisynapticIndex = null)
    {
        ArgumentNullException.ThrowIfNull(equations);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var all = ImmutableDictionary.CreateBuilder<string, Variable>();
        foreach (var one in target.Shown)
            all[one.Name] = all[$"{one.Name}_post"] = one with { Owner = VariableOwner.Postsynaptic };
        foreach (var one in source.Shown)
            all[$"{one.Name}_pre"] = one with { Owner = VariableOwner.Presynaptic };
        foreach (var one in (Variable[])[.. OfClock, Whole("i"), Whole("j"), Whole("N"), Whole("N_incoming"), Whole("N_outgoing")])
            all[one.Name] = one;
        all["lastupdate"] = new Variable("lastupdate", Dimension.Time, VariableType.Real, IsWritable: true);
        all["delay"] = new Variable("delay", Dimension.Time, VariableType.Real, IsWritable: true);
        if (multisynapticIndex is not null)
            all[multisynapticIndex] = Whole(multisynapticIndex);
        // A summed variable belongs to a neuron, where it stays what it is for everybody else.
        AddEquations(all, new Equations(equations.Where(one => !one.Has(EquationFlags.Summed))));
        return new GroupVariables(all.ToImmutable(), isOfSynapses: true);
    }

    // What synapses at whose end the group is can name: of synapses not what belongs to their neurons or pathways.
    private IEnumerable<Variable> Shown => byName.Values.Where(one => one.Owner == VariableOwner.Group && !(isOfSynapses && one.Name is "N_incoming" or "N_outgoing" or "lastupdate" or "delay"));

    /// <summary>These variables and <paramref name="variable"/>, such as the one that runs in a generator.</summary>
    public GroupVariables With(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new GroupVariables(byName.SetItem(variable.Name, variable), isOfSynapses);
    }

    /// <summary>The variable that code of the group calls <paramref name="name"/>, or null.</summary>
    public Variable? Find(string name) => byName.GetValueOrDefault(name);

    private static Variable Whole(string name) => new(name, Dimension.None, VariableType.Integer);

    private static void AddEquations(ImmutableDictionary<string, Variable>.Builder all, Equations equations)
    {
        foreach (var one in equations)
        {
            var isWritable = one.Kind != EquationKind.Subexpression && !one.Has(EquationFlags.Constant);
            all[one.Name] = new Variable(one.Name, one.Dimension, one.Type, VariableOwner.Group, isWritable, one);
        }
    }
}
