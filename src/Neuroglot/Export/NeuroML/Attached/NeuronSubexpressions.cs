using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// Subexpressions of neurons in the code of attached synapses, written out in the variables of these neurons: <c>x_pre</c> with <c>x = v + w</c> is
/// <c>v_pre + w_pre</c>. Those that are constant over a step have the value of its beginning, which is what synapses see of neurons.
/// </summary>
internal static class NeuronSubexpressions
{
    /// <summary>Makes those that the code of synapses reads known to it; not those that draw random numbers or look into timed arrays.</summary>
    /// <param name="synapses">The synapses.</param>
    /// <param name="expressions">What they compute.</param>
    /// <param name="code">Their names, which get the subexpressions.</param>
    /// <param name="export">The export.</param>
    public static void Define(Synapses synapses, IEnumerable<Expression> expressions, GroupCode code, NetworkExport export)
    {
        foreach (var name in expressions.SelectMany(one => FreeNames.Of(one)).Distinct().ToList())
        {
            if (code.Names.FindVariable(name) is not { Owner: VariableOwner.Presynaptic or VariableOwner.Postsynaptic, Equation: { Kind: EquationKind.Subexpression } equation } variable)
            {
                continue;
            }

            var isSource = variable.Owner == VariableOwner.Presynaptic;
            var range = isSource ? synapses.Source : synapses.Target;

            // Synapses count from the beginning of a part of a group, its neurons do not.
            var index = range.Start == 0 ? isSource ? "i" : "j" : null;
            if (export.Network.Objects.OfType<NeuronGroup>().FirstOrDefault(one => one.Name == range.Object) is { } group
                && Written(equation.Expression!, group, isSource ? "_pre" : "_post", index, export) is { } written)
            {
                code.DefineSubexpression(name, written);
            }
        }
    }

    // In names of the synapses; null where they have none for something.
    private static Expression? Written(Expression expression, NeuronGroup group, string ending, string? index, NetworkExport export)
    {
        var code = export.CodeOf(group, export.SetOf(group.Name), group.Equations, group.Namespace);
        foreach (var one in group.Equations.Subexpressions)
            code.DefineSubexpression(one.Name, one.Expression!);
        var whole = code.WrittenOut(expression);
        var isKnown = whole.IsPure() && code.Arrays.Count == 0;
        var result = whole.Rewrite(node =>
        {
            if (node is not Name { Identifier: var name })
                return node;
            if (code.Names.FindVariable(name) is { } variable)
            {
                if (variable is { Equation: null, Name: "i" } && index is not null)
                    return new Name(index);
                isKnown &= variable.Owner == VariableOwner.Clock || variable.Equation is { Kind: not EquationKind.Subexpression };
                return variable.Owner == VariableOwner.Clock ? node : new Name(name + ending);
            }

            return DefaultNamespace.Find(name) is null && code.Names.FindValue(name) is ScalarValue value ? Literals.Of(value.Value) : node;
        });
        return isKnown ? result : null;
    }
}
