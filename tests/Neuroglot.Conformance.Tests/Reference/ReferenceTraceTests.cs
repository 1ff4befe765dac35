using Neuroglot.Conformance.Tests.Cases;
using Neuroglot.Testing.Reference;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Reference;

/// <summary>The interpreter of the tests agrees with the reference simulator, random draws included; so it may judge the engine where there are no traces.</summary>
public sealed class ReferenceTraceTests(ITestOutputHelper output)
{
    private const int MostSteps = 60_000;

    [Fact]
    public void The_interpreter_gives_the_reference_traces()
    {
        if (ConformanceData.Folder("neuroml-reference", output) is null)
            return;
        using var corpus = new Corpus();
        var problems = new List<string>();
        foreach (var one in ConformanceCase.All.Where(one => one.Reference is not null))
        {
            var traces = new ReferenceTraces(one.Reference!);
            var simulation = new ReferenceSimulation(ReferenceSimulation.Load(corpus.FileFor(one, traces)));
            simulation.Run(Math.Min(simulation.Steps, MostSteps));
            var isWhole = simulation.Steps <= MostSteps;
            var result = default(TraceComparison);
            foreach (var file in simulation.Files.Where(file => traces.Files.Contains(Path.GetFileName(file.FileName))))
                result = result.And(traces.Compare(Path.GetFileName(file.FileName), simulation.Times, file.Columns, isWhole));
            foreach (var events in isWhole ? simulation.Events : [])
                result = result.And(traces.CompareEvents(Path.GetFileName(events.FileName), events.Events));
            output.WriteLine($"{result.Worst,8:G2} {one.Name} {result.Problem}");
            if (result.Problem is not null)
                problems.Add($"{one.Name}: {result.Problem}");
        }

        Assert.Empty(problems);
    }
}
