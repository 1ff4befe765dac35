using System.Collections.Immutable;
using System.Text.Json;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Conformance.Tests.Brian;

/// <summary>A result of Brian 2's NumPy target, and the means to compare with it.</summary>
internal sealed class BrianReference(JsonElement root)
{
    // Deterministic models agree to rounding: numbers of the order of the largest of their field.
    private const double Rounding = 1e-9;

    public static BrianReference? Load(string name, Xunit.Abstractions.ITestOutputHelper output)
    {
        if (ConformanceData.Folder("brian", output) is not { } folder)
            return null;
        return new BrianReference(JsonDocument.Parse(File.ReadAllText(Path.Join(folder, name + ".json"))).RootElement);
    }

    public BrianReference this[string name] => new(root.GetProperty(name));

    public bool Has(string name) => root.TryGetProperty(name, out _);

    public double[] Numbers(string name) => [.. root.GetProperty(name).EnumerateArray().Select(Number)];

    public double[][] Table(string name) => [.. root.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(Number).ToArray())];

    public double Value(string name) => Number(root.GetProperty(name));

    /// <summary>Equations without mistakes.</summary>
    public static Equations Equations(string text)
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse(text, "equations", diagnostics);
        Assert.Empty(diagnostics);
        return equations;
    }

    /// <summary>Outer values, given as expressions of units and each other.</summary>
    public static Namespace Values(params (string Name, string Value)[] values)
    {
        var known = new Dictionary<string, NamespaceValue>();
        foreach (var (name, value) in values)
        {
            var diagnostics = new DiagnosticBag();
            var expression = ExpressionText.Parse(value, name, diagnostics)!;
            var quantity = QuantityEvaluation.Evaluate(expression, Find, Dialects.Brian, SourceSpan.None, diagnostics);
            Assert.Empty(diagnostics);
            known[name] = new ScalarValue(quantity!.Value);
        }

        return new Namespace("the run", known);

        Quantity? Find(string name) => ((DefaultNamespace.Find(name) ?? known.GetValueOrDefault(name)) as ScalarValue)?.Value;
    }

    /// <summary>Uniform numbers of the linear congruential generator that wires the reference networks.</summary>
    public static double[] Uniform(int count, long seed)
    {
        var numbers = new double[count];
        for (var k = 0; k < count; k++)
        {
            seed = ((1103515245 * seed) + 12345) % 2147483648;
            numbers[k] = seed / 2147483648.0;
        }

        return numbers;
    }

    public static BrianSession Run(BrianNetwork network)
    {
        var session = new BrianSession(network);
        session.RunAll();
        Assert.Empty(session.Diagnostics.Where(one => one.Severity == Severity.Error));
        return session;
    }

    /// <summary>The same neurons in the same steps, up to <paramref name="until"/> seconds.</summary>
    public void SameSpikes(EventRecord record, double step, string prefix = "spike", double until = double.PositiveInfinity)
    {
        var expected = Numbers(prefix + "_i").Zip(Numbers(prefix + "_t")).Where(spike => spike.Second < until).Select(spike => ((int)spike.First, (long)Math.Round(spike.Second / step)));
        var actual = record.Indices.Zip(record.Times).Where(spike => spike.Second < until).Select(spike => (spike.First, (long)Math.Round(spike.Second / step)));
        Assert.Equal(expected.OrderBy(spike => spike.Item2).ThenBy(spike => spike.Item1), actual.OrderBy(spike => spike.Item2).ThenBy(spike => spike.Item1));
    }

    /// <summary>The same numbers but for rounding.</summary>
    public void Same(string name, IEnumerable<double> actual, double tolerance = Rounding) => Same(name, Numbers(name), actual, tolerance);

    public static void Same(string name, double[] expected, IEnumerable<double> actual, double tolerance = Rounding)
    {
        var numbers = actual.ToImmutableArray();
        Assert.Equal(expected.Length, numbers.Length);
        var largest = expected.Max(Math.Abs);
        for (var k = 0; k < expected.Length; k++)
            Assert.True(Math.Abs(expected[k] - numbers[k]) <= tolerance * largest, $"{name}[{k}] is {numbers[k]:R}, not {expected[k]:R}");
    }

    private static double Number(JsonElement element) => element.ValueKind switch { JsonValueKind.True => 1, JsonValueKind.False => 0, _ => element.GetDouble() };
}
