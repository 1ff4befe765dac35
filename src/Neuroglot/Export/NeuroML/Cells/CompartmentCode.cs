using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Runs;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>What the expressions of a spatial neuron mean: which of them are constants, and with which value in each compartment.</summary>
internal sealed class CompartmentCode
{
    /// <summary>The potential, on which rates may depend.</summary>
    public static readonly ImmutableHashSet<string> Potential = [CompartmentEquations.Potential];

    // What rounding of a few operations leaves, in proportion.
    private const double Rounding = 1e-14;

    private readonly NetworkExport export;
    private readonly ComponentSet set;
    private readonly GroupCode code;
    private readonly Dictionary<string, Expression> definitions;

    /// <summary>Reads the values of a neuron.</summary>
    public CompartmentCode(NeuronGroup neuron, NetworkExport export)
    {
        (Neuron, this.export) = (neuron, export);
        set = export.SetOf(neuron.Name);
        code = export.SilentCodeOf(neuron);
        definitions = neuron.Equations.Subexpressions.ToDictionary(one => one.Name, one => one.Expression!);
        States = neuron.Equations.DifferentialEquations.ToDictionary(one => one.Name, one => one.Expression!);
    }

    /// <summary>The neuron.</summary>
    public NeuronGroup Neuron { get; }

    /// <summary>Variables with differential equations, each with its rate of change as written.</summary>
    public IReadOnlyDictionary<string, Expression> States { get; }

    /// <summary>Timed arrays that written-out expressions name.</summary>
    public IReadOnlyDictionary<string, ArrayReading> Arrays => code.Arrays;

    /// <summary>The number with few digits from which <paramref name="computed"/> differs by nothing but rounding; where there is none, it itself.</summary>
    public static double Tidy(double computed) =>
        double.Parse(computed.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) is var few && Math.Abs(few - computed) <= Rounding * Math.Abs(computed) ? few : computed;

    /// <summary>What a subexpression stands for, or null.</summary>
    public Expression? Definition(string name) => definitions.GetValueOrDefault(name);

    /// <summary>An expression with functions of the author and subexpressions written out, timed arrays by name.</summary>
    public Expression WrittenOut(Expression expression) => code.WrittenOut(expression);

    /// <summary>The dimension of an expression; null where it is not known.</summary>
    public Dimension? DimensionOf(Expression expression) => code.DimensionOf(expression);

    /// <summary>The values that a parameter gets while the run goes on.</summary>
    public IEnumerable<LaterValue> Later(string parameter) => export.LaterValuesOf(Neuron.Name).Where(one => one.Value.Variable == parameter);

    /// <summary>Whether an expression has a value in each compartment that never changes.</summary>
    public bool IsConstant(Expression expression) => WrittenOut(expression) is var whole && whole.IsPure() && FreeNames.Of(whole).All(name => Value(name, 0) is not null);

    /// <summary>Whether an expression changes with the potential, and with nothing else.</summary>
    public bool IsOfPotential(Expression expression) => WrittenOut(expression) is var whole && whole.IsPure() && FreeNames.Contains(whole, CompartmentEquations.Potential)
        && FreeNames.Of(whole).All(name => name == CompartmentEquations.Potential || Value(name, 0) is not null);

    /// <summary>The value of a constant expression in each compartment, in SI units.</summary>
    public ImmutableArray<double> Values(Expression expression)
    {
        var whole = WrittenOut(expression);
        return [.. Enumerable.Range(0, Neuron.Count).Select(compartment => Evaluator.Evaluate(whole, name => Value(name, compartment)!.Value))];
    }

    /// <summary>What a variable starts with in each compartment, in SI units.</summary>
    public ImmutableArray<double> Start(string variable) => [.. Enumerable.Range(0, Neuron.Count).Select(compartment => Property(variable, compartment))];

    /// <summary>A written-out expression in which every constant is a number in SI units.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="why">The first name that is no such constant; null where there is none.</param>
    public Expression Numbers(Expression expression, out string? why)
    {
        string? wrong = null;
        var result = Substitution.Apply(WrittenOut(expression), name =>
        {
            if (States.ContainsKey(name) || name == CompartmentEquations.Potential)
                return null;
            if (Value(name, 0) is not { } value)
                wrong ??= $"`{name}`, which changes";
            else if (Enumerable.Range(1, Neuron.Count - 1).Any(compartment => !Value(name, compartment)!.Value.Equals(value)))
                wrong ??= $"`{name}`, which differs from compartment to compartment";
            else
                return new Number(value);
            return null;
        });
        why = wrong;
        return result;
    }

    // Null for what changes.
    private double? Value(string name, int compartment)
    {
        if (States.ContainsKey(name) || name == CompartmentEquations.Potential || code.Arrays.ContainsKey(name) || Later(name).Any())
            return null;
        if (code.Names.FindVariable(name) is { } variable)
            return variable.Name == "i" ? compartment : variable.Name == "N" ? Neuron.Count : variable.Equation?.Kind == EquationKind.Parameter ? Property(name, compartment) : null;
        return code.Names.FindValue(name) is ScalarValue value ? value.Value.Value : null;
    }

    private double Property(string name, int compartment) => set.Properties.GetValueOrDefault(name) switch
    {
        FixedValue one => one.Value,
        ListValue { Values: var values } => values[compartment],
        _ => set.Class.Parameters.FirstOrDefault(one => one.Name == name)?.Value ?? set.Class.States.FirstOrDefault(one => one.Name == name)?.Initial ?? 0,
    };
}
