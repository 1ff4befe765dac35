using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using static Neuroglot.Export.Lems.SimulationTypes;

namespace Neuroglot.Export.Lems;

/// <summary>
/// The dimensions of dynamics whose parameters and state variables all have units that are known, and whose equations agree with them. Such dynamics need no constant that stands for a unit
/// of time. Inputs that nothing feeds are left out: 0 has every dimension.
/// </summary>
internal sealed class ModelDimensions
{
    /// <summary>Code of dynamics that cannot be written with dimensions.</summary>
    public const string NotDimensioned = "NG7206";

    private readonly Dictionary<string, Dimension> dimensions = [];
    private readonly Dictionary<string, Unit> units = [];
    private readonly OrderedDictionary<string, Dimension> declared = [];
    private readonly OrderedDictionary<string, Unit> declaredUnits = [];
    private readonly DiagnosticBag diagnostics;

    private ModelDimensions(ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        Dynamics = dynamics;
        this.diagnostics = diagnostics;
        dimensions[ParsedDynamics.Time] = Dimension.Time;
    }

    /// <summary>The dynamics without inputs.</summary>
    public ParsedDynamics Dynamics { get; private set; }

    /// <summary>Declarations of dimensions and units that documents do not have otherwise.</summary>
    public IEnumerable<XElement> Declarations =>
    [
        .. declared.Select(static one => new XElement("Dimension", new XAttribute("name", one.Key), Exponents(one.Value))),
        .. declaredUnits.Select(one => new XElement("Unit", new XAttribute("symbol", one.Key), new XAttribute("dimension", NameOf(one.Value.Dimension)), new XAttribute("power", one.Value.Power.ToString(CultureInfo.InvariantCulture)),
            one.Value.Scale == 1 ? null : new XAttribute("scale", PythonNumber.Print(one.Value.Scale)))),
    ];

    /// <summary>The dimensions; null, with the reasons, where some are not known or do not agree.</summary>
    public static ModelDimensions? Of(ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var made = new ModelDimensions(dynamics, found);
        made.Declare(dynamics.Source);
        if (!found.HasErrors)
            made.Check();
        foreach (var one in found.Where(static one => one.Severity == Severity.Error))
            diagnostics.Error(NotDimensioned, $"`{dynamics.Source.Name}` cannot be written with dimensions: {one.Message}", one.Span, "Correct the units, or leave --dimensioned out: values are bare numbers then.");
        return found.HasErrors ? null : made;
    }

    /// <summary>Name of the dimension of a variable.</summary>
    public string NameOf(string variable) => NameOf(dimensions[variable]);

    /// <summary>A value with the unit of a parameter or state variable.</summary>
    public string Print(double value, string variable)
    {
        var unit = units[variable];
        if (unit.Dimension.IsNone)
            return PythonNumber.Print(unit.ToSI(value));
        var symbol = Identifiers.Of(unit.Symbol);
        if (StandardUnits.DimensionOf(symbol) is not { } known || known != NameOf(unit.Dimension))
            declaredUnits[symbol] = unit;
        return $"{PythonNumber.Print(value)}{symbol}";
    }

    /// <summary>Notes the dimension of a variable that an expression was given, and gives its name.</summary>
    public string Add(string variable, Expression value)
    {
        dimensions[variable] = Infer(value, default) ?? Dimension.None;
        return NameOf(variable);
    }

    /// <summary>Notes that a variable has the dimension of another.</summary>
    public void Add(string variable, string other) => dimensions[variable] = dimensions[other];

    private void Declare(Dynamics source)
    {
        var table = UnitTables.Tvbo.With(source.Units.Select(unit => DefinedUnits.Unit(unit, diagnostics)).OfType<Unit>());
        foreach (var (name, symbol, span) in source.Parameters.Select(static one => (one.Name, one.Unit, one.Span)).Concat(source.StateVariables.Select(static one => (one.Name, one.Unit, one.Span))))
        {
            if (symbol is null || DefinedUnits.Find(table, symbol) is not { } unit)
            {
                diagnostics.Error(NotDimensioned, symbol is null ? $"`{name}` has no unit." : $"The unit '{symbol}' of `{name}` is not known.", span);
                continue;
            }

            units[name] = unit;
            dimensions[name] = unit.Dimension;
        }
    }

    private void Check()
    {
        NamedExpression Without(NamedExpression one) => one with { Value = Bare(one.Value) };
        Dynamics = Dynamics with
        {
            Inputs = [],
            DerivedVariables = [.. Dynamics.DerivedVariables.Select(Without)],
            Rates = [.. Dynamics.Rates.Select(Without)],
            Events = [.. Dynamics.Events.Select(one => one with { Test = Bare(one.Test), Assignments = [.. one.Assignments.Select(Without)] })],
        };
        foreach (var one in Dynamics.DerivedParameters.Concat(Dynamics.DerivedVariables))
            dimensions[one.Name] = Infer(one.Value, one.Span) ?? Dimension.None;
        foreach (var rate in Dynamics.Rates)
            DimensionInference.Check(rate.Value, dimensions[rate.Name] / Dimension.Time, $"the rate of `{rate.Name}`", Find, Dialects.SymPy, rate.Span, diagnostics);
        foreach (var happening in Dynamics.Events)
        {
            Infer(happening.Test, happening.Source.Span);
            foreach (var one in happening.Assignments)
                DimensionInference.Check(one.Value, dimensions[one.Name], $"`{one.Name}`", Find, Dialects.SymPy, one.Span, diagnostics);
        }
    }

    private Expression Bare(Expression expression) => Simplifier.Simplify(Substitution.Apply(expression, name => Dynamics.Inputs.Contains(name) ? new Number(0) : null));

    private Dimension? Infer(Expression value, SourceSpan span) => DimensionInference.Infer(value, Find, Dialects.SymPy, span, diagnostics);

    private Dimension? Find(string name) => dimensions.TryGetValue(name, out var dimension) ? dimension : null;

    private string NameOf(Dimension dimension)
    {
        if (StandardUnits.NameOf(dimension) is { } known)
            return known;
        var name = StandardUnits.NameOf(dimension * Dimension.Time) is { } rated ? $"{rated}_per_time" : StandardUnits.NameOf(Dimension.None / dimension) is { } inverse ? $"per_{inverse}" : null;
        for (var number = 1; name is null; number++)
        {
            var made = FormattableString.Invariant($"dimension{number}");
            if (!declared.TryGetValue(made, out var other) || other == dimension)
                name = made;
        }

        declared[name] = dimension;
        return name;
    }

    private static IEnumerable<XAttribute> Exponents(Dimension dimension) =>
        ((string Letter, Rational Exponent)[])[("m", dimension.M), ("l", dimension.L), ("t", dimension.T), ("i", dimension.I), ("k", dimension.K), ("n", dimension.N), ("j", dimension.J)] is var all
            ? all.Where(static one => one.Exponent != default).Select(static one => new XAttribute(one.Letter, one.Exponent.ToString()))
            : [];
}
