using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>A variable of synapses with an event-driven equation, as it has become since the last event: the exact solution of its linear equation.</summary>
internal static class EventDrivenSolution
{
    /// <summary>The variable that keeps the time of the last event.</summary>
    public const string LastUpdate = "lastupdate";

    /// <summary>Whether an equation is integrated in each step.</summary>
    public static bool IsClocked(Equation one) => one.Kind == EquationKind.DifferentialEquation && !one.Has(EquationFlags.EventDriven);

    /// <summary>The equations that are solved when events come.</summary>
    public static IEnumerable<Equation> Equations(Equations all) => all.DifferentialEquations.Where(one => !IsClocked(one));

    /// <summary>The value at the time <c>t</c>; null, with the reason, where the equation is not linear.</summary>
    public static Expression? Of(Equation one, GroupCode code, out string? why)
    {
        why = null;
        if (!LinearForm.TryCreate(code.WrittenOut(one.Expression!), new HashSet<string> { one.Name }, out var form, out var reason))
        {
            why = $"the equation of '{one.Name}' is not linear: {reason}";
            return null;
        }

        var rate = form.Coefficient(one.Name);
        var passed = new Binary(BinaryOperator.Subtract, new Name("t"), new Name(LastUpdate));
        if (rate is Number { Value: 0 })
            return new Binary(BinaryOperator.Add, new Name(one.Name), new Binary(BinaryOperator.Multiply, form.Constant, passed));
        var decay = new Call("exp", new Binary(BinaryOperator.Multiply, rate, passed));
        return form.Constant is Number { Value: 0 }
            ? new Binary(BinaryOperator.Multiply, new Name(one.Name), decay)
            : Toward(new Name(one.Name), new Binary(BinaryOperator.Divide, form.Constant, rate), decay);
    }

    private static Binary Toward(Expression variable, Expression away, Expression decay) => new(
        BinaryOperator.Subtract, new Binary(BinaryOperator.Multiply, new Binary(BinaryOperator.Add, variable, away), decay), away);
}
