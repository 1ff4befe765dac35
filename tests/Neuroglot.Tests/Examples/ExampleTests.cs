using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Examples;

/// <summary>Every example of the project runs and gives what is stated beside it.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Examples => [.. ExampleFolder.Files];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Gives_what_is_expected(string file)
    {
        var path = Path.Join(ExampleFolder.Path, file);
        var expected = Expectation.Read(Path.Join(Path.GetDirectoryName(path), "expected.json"));
        Assert.NotEmpty(expected.Reason);
        var diagnostics = new DiagnosticBag();
        var experiment = LemsElaborator.Elaborate(LemsModel.Resolve(LemsReader.Read(path).Document!, diagnostics), diagnostics)!;
        Assert.Empty(diagnostics);
        var run = Lab.Run(Lab.Plan(experiment));
        Assert.Null(run.Result.Problem);
        foreach (var column in expected.Columns)
            Check(column, run.Times, run[column.Quantity]);
        foreach (var events in expected.Events)
            Check(events, [.. run.Events.Where(one => one.Label == events.Select).Select(one => one.Time * 1e3)]);
        foreach (var rate in expected.Rates)
        {
            var population = experiment.Network.Populations.Single(known => known.Name == rate.Population);
            Assert.InRange(run.Result.Emitted[population.Set] / run.Result.Time / experiment.Network.Sets[population.Set].Count, rate.From, rate.To);
        }

        Assert.Equal(experiment.Recordings.Length, expected.Rates.IsEmpty ? expected.Columns.Length : experiment.Recordings.Length);
    }

    private static void Check(ExpectedColumn expected, List<double> times, double[] values)
    {
        Near(expected.Min, values.Min(), expected.Tolerance, $"least {expected.Quantity}");
        Near(expected.Max, values.Max(), expected.Tolerance, $"greatest {expected.Quantity}");
        if (expected.Final is { } final)
            Near(final, values[^1], expected.Tolerance, $"last {expected.Quantity}");
        var crossings = new List<double>();
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i - 1] < expected.Threshold && values[i] >= expected.Threshold)
                crossings.Add(1e3 * (times[i - 1] + ((expected.Threshold - values[i - 1]) / (values[i] - values[i - 1]) * (times[i] - times[i - 1]))));
        }

        Times(expected.Crossings, crossings, expected.TimeTolerance, expected.Final is null ? null : expected.Crossings.Length, expected.Quantity);
    }

    private static void Check(ExpectedEvents expected, List<double> times) => Times(expected.Times, times, expected.TimeTolerance, expected.Count, expected.Select);

    private static void Times(IReadOnlyList<double> expected, List<double> found, double tolerance, int? count, string what)
    {
        Assert.True(count is null ? found.Count >= expected.Count : found.Count == count, $"{what}: {found.Count} times rather than {count ?? expected.Count}");
        for (var i = 0; i < expected.Count; i++)
            Near(expected[i], found[i], tolerance, $"time {i} of {what} in ms");
    }

    private static void Near(double expected, double found, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - found) <= tolerance * (1 + 1e-6), $"{what} is {found} rather than {expected} ± {tolerance}");
}
