using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>
/// What a spatial neuron has beside the equations that its author writes: the potential, the shape of its compartments, and the membrane current <c>Im</c> split into a conductance and the
/// current at 0 V, by its derivative with respect to <c>v</c>. Names are those of Brian.
/// </summary>
public static class CompartmentEquations
{
    /// <summary>The membrane's potential.</summary>
    public const string Potential = "v";

    /// <summary>The current that enters through the membrane, per area.</summary>
    public const string Current = "Im";

    /// <summary>How much less current enters for each volt more.</summary>
    public const string Conductance = "gtot__private";

    /// <summary>The current at 0 V, if the conductance held all the way.</summary>
    public const string Rest = "I0__private";

    /// <summary>The current that charges the membrane.</summary>
    public const string Charging = "Ic";

    /// <summary>Code of the diagnostic for a membrane current that is missing or of the wrong kind.</summary>
    public const string NoCurrent = "NG5015";

    /// <summary>Code of the diagnostic for a membrane current without a derivative.</summary>
    public const string NoDerivative = "NG5016";

    private static readonly Equations OfAll = EquationParser.Parse("""
        v : volt
        Cm : farad/meter**2 (constant)
        Ri : ohm*meter (constant, shared)
        Ic : amp/meter**2
        length : meter (constant)
        diameter : meter (constant)
        distance : meter (constant)
        area : meter**2 (constant)
        volume : meter**3 (constant)
        r_length_1 : meter (constant)
        r_length_2 : meter (constant)
        """);

    private static readonly Equations OfPlaces = EquationParser.Parse("x : meter (constant)\ny : meter (constant)\nz : meter (constant)");

    // The length over which a potential falls to 1/e, of a cylinder that has the area and the resistance of the compartment.
    private static readonly Equations OfConstants = EquationParser.Parse("""
        time_constant = Cm/gtot : second
        space_constant = (2/pi)**(1.0/3.0) * (area/(1/r_length_1 + 1/r_length_2))**(1.0/6.0) / (2*(Ri*gtot)**(1.0/2.0)) : meter
        """);

    /// <summary>Whether every spatial neuron, with places or without, has a variable <paramref name="name"/>.</summary>
    public static bool Has(string name, bool hasPlaces) => OfAll.Find(name) is not null || (hasPlaces && OfPlaces.Find(name) is not null) || OfConstants.Find(name) is not null || name is Conductance or Rest;

    /// <summary>The equations with those that all spatial neurons have; point currents are part of <c>Im</c>. What cannot be derived is left out.</summary>
    /// <param name="own">The author's equations.</param>
    /// <param name="hasPlaces">Whether compartments have places.</param>
    public static Equations Complete(Equations own, bool hasPlaces = true)
    {
        ArgumentNullException.ThrowIfNull(own);
        var all = new List<Equation>(own);
        var index = all.FindIndex(one => one is { Name: Current, Kind: EquationKind.Subexpression } && !one.Has(EquationFlags.ConstantOverDt));
        if (index >= 0)
            all[index] = all[index] with { Expression = own.Where(one => one.Has(EquationFlags.PointCurrent)).Aggregate(all[index].Expression!, (sum, one) => new Binary(BinaryOperator.Add, sum, PerArea(one))) };
        all.AddRange(OfAll);
        if (hasPlaces)
            all.AddRange(OfPlaces);
        if (index >= 0 && Split(new Equations(all), out _) is var (conductance, rest))
        {
            all.Add(Subexpression(Conductance, conductance, Dimension.ConductanceDensity, all[index].Span));
            all.Add(Subexpression(Rest, rest, Dimension.CurrentDensity, all[index].Span));
            var gtot = new Dictionary<string, Expression> { ["gtot"] = new Name(Conductance) };
            all.AddRange(OfConstants.Select(one => one with { Expression = Substitution.Apply(one.Expression!, gtot) }));
        }

        return new Equations(all);
    }

    /// <summary>Checks that there is a membrane current, and that it can be split.</summary>
    /// <param name="own">The author's equations, which have passed <see cref="EquationRules"/>.</param>
    /// <param name="neuron">The neuron's name, for messages.</param>
    /// <param name="diagnostics">Gets an error for each mistake.</param>
    /// <param name="hasPlaces">Whether compartments have places.</param>
    public static void Check(Equations own, string neuron, DiagnosticBag diagnostics, bool hasPlaces = true)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(diagnostics);
        const string Form = "write the current that enters through the membrane, `Im = gL*(EL - v) : amp/meter**2`";
        foreach (var one in own.Where(one => one.Has(EquationFlags.PointCurrent) && one.Dimension != Dimension.Current))
            diagnostics.Error(GroupChecks.WrongUnit, $"the point current `{one.Name}` of {neuron} should have units of amp, not of {UnitNames.Of(one.Dimension)}", one.Span, "a current per area is part of `Im`");
        var current = own.Find(Current);
        if (current is null)
            diagnostics.Error(NoCurrent, $"the spatial neuron {neuron} has no membrane current `{Current}`", own.Count == 0 ? SourceSpan.None : own[0].Span, Form);
        else if (current.Kind != EquationKind.Subexpression || current.Has(EquationFlags.ConstantOverDt) || current.Has(EquationFlags.Shared))
            diagnostics.Error(NoCurrent, $"the membrane current `{Current}` of {neuron} is no plain subexpression, so its dependence on `v` is not known", current.Span, Form);
        else if (current.Dimension != Dimension.CurrentDensity)
            diagnostics.Error(NoCurrent, $"the membrane current `{Current}` of {neuron} should have units of amp/meter**2, not of {UnitNames.Of(current.Dimension)}", current.Span, Form);
        else if (Split(Complete(own, hasPlaces), out var reason) is null)
            diagnostics.Error(NoDerivative, $"the membrane current `{Current}` of {neuron} cannot be split into a conductance and a rest: {reason}", current.Span, "write it with functions of the language, or compute the part in a subexpression that is `constant over dt`");
    }

    // What is linear is split by form, which loses no digits; anything else by its derivative, as Brian does.
    private static (Expression Conductance, Expression Remainder)? Split(Equations all, out string? reason)
    {
        var inlined = all.Subexpressions.Where(one => !one.Has(EquationFlags.ConstantOverDt)).ToDictionary(one => one.Name, one => one.Expression!);
        var diagnostics = new DiagnosticBag();
        if (Inlining.Apply(inlined[Current], DependentOnPotential(inlined), new Dictionary<string, FunctionDefinition>(), SourceSpan.None, diagnostics) is not { } current)
        {
            reason = diagnostics.First().Message;
            return null;
        }

        if (LinearForm.TryCreate(current, new HashSet<string> { Potential }, out var form, out reason))
            return (Simplifier.Simplify(new Unary(UnaryOperator.Negate, form.Coefficient(Potential))), form.Constant);
        if (!Derivative.TryOf(current, Potential, out var slope, out reason))
            return null;
        return (Simplifier.Simplify(new Unary(UnaryOperator.Negate, slope)), Simplifier.Simplify(new Binary(BinaryOperator.Subtract, current, new Binary(BinaryOperator.Multiply, slope, new Name(Potential)))));
    }

    // In the order of their use, so that one pass is enough.
    private static Dictionary<string, Expression> DependentOnPotential(Dictionary<string, Expression> subexpressions)
    {
        var dependent = new Dictionary<string, Expression>();
        var names = new HashSet<string> { Potential };
        foreach (var (name, expression) in subexpressions)
        {
            if (name != Current && FreeNames.ContainsAny(expression, names))
            {
                dependent.Add(name, expression);
                names.Add(name);
            }
        }

        return dependent;
    }

    private static Binary PerArea(Equation current) => new(BinaryOperator.Divide, new Name(current.Name), new Name("area"));

    private static Equation Subexpression(string name, Expression expression, Dimension dimension, SourceSpan span) =>
        new(EquationKind.Subexpression, name, expression, dimension, VariableType.Real, [], span);
}
