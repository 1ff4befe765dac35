using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>A variable of the neurons before synapses, of which each synapse has a copy.</summary>
/// <param name="Name">What the code of the synapses calls it: <c>s_pre</c>.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Rate">How it changes in time, in names of the synapses.</param>
/// <param name="AfterSpike">What a spike makes of it; null for nothing.</param>
/// <param name="Start">What it starts with in each synapse.</param>
internal sealed record SourceCopy(string Name, Variable Variable, Expression Rate, Expression? AfterSpike, ImmutableArray<double> Start);

/// <summary>
/// LEMS lets a synapse see nothing of the neuron before it but its spikes. A variable that depends on nothing but itself and these spikes, such as a gate that opens with each
/// and closes by itself, goes the same way in a copy that belongs to the synapse.
/// </summary>
internal static class SourceCopies
{
    /// <summary>The copy of a variable; null where it needs something that the synapse does not know.</summary>
    /// <param name="name">What the code of the synapses calls it.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="synapses">The synapses.</param>
    /// <param name="sources">The neuron before each synapse.</param>
    /// <param name="addConstant">Makes a value of these neurons that never changes one of the synapses; false where it cannot.</param>
    /// <param name="export">The export.</param>
    public static SourceCopy? Of(string name, Variable variable, Synapses synapses, IEnumerable<int> sources, Func<string, bool> addConstant, NetworkExport export)
    {
        if (export.Network.Objects.FirstOrDefault(one => one.Name == synapses.Source.Object) is not NeuronGroup { Threshold: not null } group || variable.Equation is not { Kind: EquationKind.DifferentialEquation } equation
            || equation.Has(EquationFlags.UnlessRefractory) || IsChangedByOthers(group, variable.Name, export) || HasDelay(synapses, export))
        {
            return null;
        }

        var set = export.SetOf(group.Name);
        var code = export.CodeOf(group, set, group.Equations, group.Namespace);
        foreach (var one in group.Equations.Subexpressions)
            code.DefineSubexpression(one.Name, one.Expression!);
        if (Written(code.WrittenOut(equation.Expression!)) is not { } rate)
            return null;
        Expression? after = null;
        if (AfterSpike(group, variable.Name, code) is { } reset && (after = Written(reset)) is null)
            return null;
        ImmutableArray<double> start = [.. sources.Select(neuron => set.Properties.GetValueOrDefault(variable.Name) switch
        {
            FixedValue one => one.Value,
            ListValue list => list.Values[neuron],
            _ => set.Class.States.FirstOrDefault(one => one.Name == variable.Name)?.Initial ?? 0,
        })];
        return new SourceCopy(name, variable, rate, after, start);

        // In names of the synapses; null where something is not known there.
        Expression? Written(Expression expression)
        {
            var isKnown = expression.IsPure() && code.Arrays.Count == 0;
            var result = expression.Rewrite(node =>
            {
                if (node is not Name { Identifier: var inner })
                    return node;
                if (inner == variable.Name)
                    return new Name(name);
                if (code.Names.FindVariable(inner) is { } other)
                {
                    isKnown &= other.Owner == VariableOwner.Clock || addConstant(inner + "_pre");
                    return other.Owner == VariableOwner.Clock ? node : new Name(inner + "_pre");
                }

                return DefaultNamespace.Find(inner) is null && code.Names.FindValue(inner) is ScalarValue value ? Literals.Of(value.Value) : node;
            });
            return isKnown ? result : null;
        }
    }

    private static Expression? AfterSpike(NeuronGroup group, string variable, GroupCode code) => StatementCode.Results(group.Reset, code).GetValueOrDefault(variable);

    private static bool IsChangedByOthers(NeuronGroup group, string variable, NetworkExport export) =>
        ArrivingVariables.Of(group.Name, group.Equations, export.Network).Contains(variable) || export.LaterValuesOf(group.Name).Any(one => one.Value.Variable == variable)
        || export.Network.Objects.Any(one => one switch
        {
            RunRegularly regularly => regularly.Group.Object == group.Name && Assigns(regularly.Code, variable),
            RunOnEvent reaction => reaction.Group == group.Name && Assigns(reaction.Code, variable),
            _ => false,
        });

    private static bool Assigns(string code, string variable) => StatementParser.Parse(code, string.Empty, new DiagnosticBag()).Any(one => one.Target == variable);

    // A copy hears of spikes at once.
    private static bool HasDelay(Synapses synapses, NetworkExport export) => synapses.Pathways.Where(one => one.IsPre).Any(one =>
        one.Event != "spike" || export.Expanded.Pathways.First(pathway => pathway.Name == $"{synapses.Name}_{one.Name}").Delay is not FixedValue { Value: 0 });
}
