using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>
/// Checks a value where it is assigned, as far as it can be known there: names that only a run gives are left to the run.
/// </summary>
/// <param name="owner">Name of the group.</param>
/// <param name="variables">What the group's code can name.</param>
/// <param name="given">Names given to the group; null for none.</param>
/// <param name="own">Names given to the assignment; null for none.</param>
internal sealed class AssignmentCheck(string owner, GroupVariables variables, Namespace? given, Namespace? own)
{
    private readonly Resolution names = new Resolution(owner, variables, given).With(own);

    /// <summary>Checks an assignment.</summary>
    /// <param name="variable">What gets the value.</param>
    /// <param name="delay">The dimension of a delay; null for other variables.</param>
    /// <param name="value">The value.</param>
    /// <param name="condition">The condition under which a neuron or synapse gets it; null for none.</param>
    /// <param name="count">Number of neurons or synapses that get it; null where that is not known yet.</param>
    /// <exception cref="ModelException">The value does not fit.</exception>
    public void Check(string variable, Dimension? delay, VariableView value, Code? condition, int? count)
    {
        var diagnostics = new DiagnosticBag();
        var (dimension, type) = delay is { } time ? (time, VariableType.Real) : Target(variable);
        if (condition is not null && ExpressionText.Parse(condition.Text, $"the condition for '{variable}' of {owner}", diagnostics) is { } where)
            Try(bag => new GroupChecks(names).CheckCondition(where, $"the condition for `{variable}`", SourceSpan.None, bag), diagnostics);
        switch (value.ToValue())
        {
            case BrianValue.Formula formula:
                if (ExpressionText.Parse(formula.Text, $"the value of '{variable}' of {owner}", diagnostics) is { } expression)
                    Try(bag => Fits(expression, variable, dimension, type, bag), diagnostics);
                break;
            case BrianValue.Uniform one:
                Fits(one.Value, variable, delay, diagnostics);
                break;
            case BrianValue.List list:
                if (condition is null && count is { } wanted && list.Values.Length != wanted)
                    throw new ModelException($"`{variable}` of {owner} gets {list.Values.Length} values, but there are {wanted} to set.");
                Fits(new Quantity(1, list.Dimension), variable, delay, diagnostics);
                break;
        }

        if (diagnostics.HasErrors)
            throw new ModelException([.. diagnostics]);
    }

    private (Dimension Dimension, VariableType Type) Target(string variable)
    {
        if (variables.Find(variable) is not { } found)
            throw new ModelException($"{owner} has no variable `{variable}`. {NearNames.Hint(variable, variables.Names) ?? $"It has {string.Join(", ", variables.Names.Order(StringComparer.Ordinal))}"}.");
        if (found.Owner != VariableOwner.Group || found is { Equation: null, IsWritable: false } or { Equation.Kind: EquationKind.Subexpression })
        {
            var reason = found.Owner is VariableOwner.Presynaptic or VariableOwner.Postsynaptic ? $"it belongs to the neurons; assign to '{found.Name}' of their group"
                : found.Equation is null ? "Brian gives it its value" : "its equation gives it its value";
            throw new ModelException($"`{variable}` of {owner} cannot be set: {reason}.");
        }

        return found.Equation?.Has(EquationFlags.Linked) == true
            ? throw new ModelException($"`{variable}` of {owner} is linked: assign a LinkedVar(…) to it.")
            : (found.Dimension, found.Type);
    }

    private void Fits(Quantity value, string variable, Dimension? delay, DiagnosticBag diagnostics)
    {
        if (delay is null)
            new GroupChecks(names).CheckValue(variable, value, SourceSpan.None, diagnostics);
        else if (value.Dimension != delay && value.Value != 0)
            throw new ModelException($"`{variable}` of {owner} should be a time, but it is {value}.");
    }

    private bool Fits(Expression expression, string variable, Dimension dimension, VariableType type, DiagnosticBag diagnostics)
    {
        var place = $"the value of `{variable}`";
        return type == VariableType.Boolean
            ? new GroupChecks(names).CheckCondition(expression, place, SourceSpan.None, diagnostics)
            : new GroupChecks(names).CheckExpression(expression, dimension, place, SourceSpan.None, diagnostics);
    }

    // A name without meaning may get one from the run.
    private static void Try(Func<DiagnosticBag, bool> check, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        if (!check(found) && found.All(one => one.Code != Resolution.Unresolved))
            diagnostics.AddRange(found);
    }
}
