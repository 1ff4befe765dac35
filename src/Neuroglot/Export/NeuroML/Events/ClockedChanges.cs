using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Events;

/// <summary>
/// Code at a clock that changes variables of neurons at which events arrive. In Brian the code sees what has arrived in the step before; in LEMS that comes after the code, at the beginning of the step, and then counts
/// as much as the code has left of it: nothing where it sets the variable, half of it where it halves the variable.
/// </summary>
internal static class ClockedChanges
{
    /// <summary>Why code cannot be written; null where it can: it reads no variable at which events arrive but to make a multiple of it, and more, of the variable itself.</summary>
    public static string? Clash(RunRegularly one, NeuronGroup group, NetworkExport export)
    {
        var arriving = ArrivingVariables.OfEvents(group.Name, group.Equations, export.Network);
        var values = StatementCode.Results(one.Code, export.SilentCodeOf(group));
        foreach (var (variable, value) in values)
        {
            var read = FreeNames.Of(value).Where(arriving.Contains).ToHashSet();
            if (group.Equations.Find(variable) is null || read.Count == 0)
                continue;
            if (!read.SetEquals([variable]) || Left(variable, value) is not { } left || !left.IsPure() || FreeNames.Of(left).Any(name => arriving.Contains(name) || values.ContainsKey(name)))
                return $"its code reads '{read.First()}', at which events arrive that LEMS adds later";
        }

        return null;
    }

    /// <summary>The part of an input to a variable that code at a clock has left of it, where it has just run; null for all of it.</summary>
    public static Expression? Factor(string variable, NeuronGroup group, GroupCode code, NetworkExport export)
    {
        Expression? factor = null;
        foreach (var one in export.Network.Objects.OfType<RunRegularly>().Where(one => one.Group.Object == group.Name))
        {
            if (!StatementCode.Results(one.Code, export.SilentCodeOf(group)).TryGetValue(variable, out var value) || Left(variable, value) is not { } left || left is Number { Value: 1 })
                continue;
            if (GroupPart.Of(one.Group, group.Count) is { } members)
                left = members.Choose(members.InNamesOfGroup(left), new Number(1));
            left = new Piecewise([new Case(HasJustRun(one, code), left)], new Number(1));
            factor = factor is null ? left : new Binary(BinaryOperator.Multiply, factor, left);
        }

        return factor;
    }

    private static Expression? Left(string variable, Expression value) => LinearForm.TryCreate(value, new HashSet<string> { variable }, out var form, out _) ? form.Coefficient(variable) : null;

    // It is due again a step of its clock after it has run; half a step before, since times are sums.
    private static Binary HasJustRun(RunRegularly one, GroupCode code)
    {
        var next = ClockedCode.Next(one);
        code.Define(next, Model.Units.Dimension.Time);
        var since = new Binary(BinaryOperator.Subtract, new Name("t"), new Name(next));
        var bound = new Binary(BinaryOperator.Multiply, new Number((0.5 * code.Step) - (one.Step ?? code.Step) + code.Origin), new Name("second"));
        return new Binary(BinaryOperator.Less, since, bound);
    }
}
