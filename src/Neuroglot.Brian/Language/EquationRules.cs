using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>What must hold among the equations of one group, and what depends on the kind of group.</summary>
public static class EquationRules
{
    /// <summary>Code of the diagnostic for flags that exclude each other.</summary>
    public const string Conflict = "NG5005";

    /// <summary>Code of the diagnostic for a flag that this equation cannot have.</summary>
    public const string Misplaced = "NG5011";

    /// <summary>Code of the diagnostic for subexpressions that depend on themselves.</summary>
    public const string Circle = "NG5008";

    /// <summary>Code of the diagnostic for random numbers and noise where they mean nothing.</summary>
    public const string MisplacedDraw = "NG5012";

    /// <summary>Code of the warning for a synaptic differential equation that does not say when it is solved.</summary>
    public const string ClockDriven = "NG5013";

    /// <summary>Code of the diagnostic for a shared subexpression of something that is not shared.</summary>
    public const string NotShared = "NG5014";

    /// <summary>Checks <paramref name="equations"/> as those of a group.</summary>
    /// <param name="equations">The equations.</param>
    /// <param name="kind">The kind of group.</param>
    /// <param name="groupName">The group's name, for messages.</param>
    /// <param name="diagnostics">Gets an error for each rule that is broken.</param>
    /// <param name="hasPlaces">Whether compartments of a spatial neuron have places, whose names are taken.</param>
    /// <returns>Whether there is no error.</returns>
    public static bool Check(Equations equations, GroupKind kind, string groupName, DiagnosticBag diagnostics, bool hasPlaces = true)
    {
        ArgumentNullException.ThrowIfNull(equations);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var found = new DiagnosticBag();
        Equation? noisy = null;
        foreach (var one in equations)
        {
            if (!ReferenceEquals(equations.Find(one.Name), one))
                found.Error(EquationParser.Duplicate, $"`{one.Name}` of {groupName} has two equations", one.Span);
            if (ReservedNames.Why(one, kind, hasPlaces) is { } why)
                found.Error(EquationParser.Reserved, $"the variable of {groupName} cannot be called `{one.Name}`: it {why}", one.Span);
            CheckFlags(one, kind, groupName, found);
            if (one.Expression is { } expression)
                CheckDraws(one, expression, groupName, ref noisy, found);
            if (one.Kind == EquationKind.Subexpression && one.Has(EquationFlags.Shared))
                CheckShared(one, equations, groupName, found);
        }

        var (_, circle) = SubexpressionOrder.Of([.. equations]);
        if (!circle.IsEmpty)
        {
            found.Error(
                Circle, $"subexpressions of {groupName} depend on each other in a circle: {string.Join(" → ", circle.Select(one => $"`{one}`"))}",
                equations.Find(circle[0])!.Span, "make one of them a differential equation or a parameter");
        }

        diagnostics.AddRange(found);
        return !found.HasErrors;
    }

    private static void CheckFlags(Equation equation, GroupKind kind, string groupName, DiagnosticBag found)
    {
        var allowed = EquationFlags.Allowed(kind, equation.Kind);
        foreach (var flag in equation.Flags.Where(flag => !allowed.Contains(flag)))
        {
            found.Error(
                Misplaced, $"`{equation.Left}` of {groupName} cannot be `{flag}`", equation.Span,
                $"{Words(equation.Kind)} of {Words(kind)} can be {string.Join(", ", allowed.Select(one => $"`{one}`"))}");
        }

        if (equation.Has(EquationFlags.EventDriven) && equation.Has(EquationFlags.ClockDriven))
            found.Error(Conflict, $"`{equation.Left}` of {groupName} cannot be event-driven and clock-driven", equation.Span, "keep one of the flags");
        if (equation.Flags.Length > 1 && equation.Flags.FirstOrDefault(one => one is EquationFlags.Summed or EquationFlags.Linked) is { } lonely)
            found.Error(Conflict, $"`{equation.Left}` of {groupName} is `{lonely}`, which allows no other flag", equation.Span, "leave out the other flags");
        if (kind == GroupKind.Synapses && equation is { Kind: EquationKind.DifferentialEquation, Flags.IsEmpty: true })
        {
            found.Warning(
                ClockDriven, $"`{equation.Left}` of {groupName} is solved at every step, which is slow", equation.Span,
                "write (event-driven) to solve it when spikes arrive, or (clock-driven) to be without this warning");
        }
    }

    private static void CheckDraws(Equation equation, Expression expression, string groupName, ref Equation? noisy, DiagnosticBag found)
    {
        var isDifferential = equation.Kind == EquationKind.DifferentialEquation;
        foreach (var name in FreeNames.Of(expression).Where(ReservedNames.IsNoise))
        {
            if (!isDifferential)
            {
                found.Error(
                    MisplacedDraw, $"the noise `{name}` stands in the subexpression `{equation.Name}` of {groupName}", equation.Span,
                    "noise belongs into differential equations; use randn() in a subexpression that is `constant over dt`");
            }
            else if (name == "xi" && noisy is not null)
            {
                found.Error(
                    MisplacedDraw, $"`{noisy.Left}` and `{equation.Left}` of {groupName} both use `xi`", equation.Span,
                    "write xi_1 and xi_2 for independent noises, or the same name with a suffix for a common one");
            }
            else if (name == "xi")
            {
                noisy = equation;
            }
        }

        if ((isDifferential || !equation.Has(EquationFlags.ConstantOverDt)) && expression.Any(node => node is Call call && Functions.Find(call.Function)?.IsRandom == true))
        {
            found.Error(
                MisplacedDraw, $"`{equation.Left}` of {groupName} draws random numbers at every evaluation, of which a step may have several", equation.Span,
                "draw in a subexpression that is `constant over dt`, or use xi");
        }
    }

    private static void CheckShared(Equation equation, Equations equations, string groupName, DiagnosticBag found)
    {
        foreach (var name in FreeNames.Of(equation.Expression!))
        {
            // A linked variable may be the same for all: that of a single neuron.
            var isIndividual = name is "i" or "j" || ReservedNames.Referred(name) is not null
                || (equations.Find(name) is { } used && !used.Has(EquationFlags.Shared) && !used.Has(EquationFlags.Linked));
            if (isIndividual)
            {
                found.Error(
                    NotShared, $"`{equation.Name}` of {groupName} is shared but uses `{name}`, which has a value for each {(name == "j" ? "synapse" : "element")}",
                    equation.Span, $"make `{name}` shared too, or `{equation.Name}` not");
            }
        }
    }

    private static string Words(EquationKind kind) => kind switch
    {
        EquationKind.DifferentialEquation => "differential equations",
        EquationKind.Subexpression => "subexpressions",
        _ => "parameters",
    };

    private static string Words(GroupKind kind) => kind switch
    {
        GroupKind.NeuronGroup => "neuron groups",
        GroupKind.Synapses => "synapses",
        _ => "spatial neurons",
    };
}
