using Neuroglot.Compilation;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Testing.Reference;
using Xunit;

namespace Neuroglot.Tests.Running;

/// <summary>Runs small LEMS texts on the engine, the whole way from text to samples.</summary>
internal static class Lab
{
    private const string Head = """
        <Lems><Include file="Cells.xml"/><Include file="Networks.xml"/><Include file="Simulation.xml"/><Include file="Inputs.xml"/><Include file="Synapses.xml"/>

        """;

    /// <summary>A whole document: the core types, <paramref name="body"/>, and a simulation of <paramref name="target"/>.</summary>
    /// <param name="body">Types and components.</param>
    /// <param name="target">Id of the component to run.</param>
    /// <param name="length">Duration with its unit.</param>
    /// <param name="step">Time step with its unit.</param>
    /// <param name="quantities">Paths to record; their labels are the paths.</param>
    /// <param name="events">Paths of instances whose events to record; an optional port after a colon.</param>
    /// <param name="attributes">More attributes of the simulation.</param>
    public static string Document(string body, string target, string length, string step, IEnumerable<string> quantities, IEnumerable<string>? events = null, string attributes = "")
    {
        var columns = string.Concat(quantities.Select((path, i) => $"<OutputColumn id='c{i}' quantity='{path.Replace("'", "&apos;", StringComparison.Ordinal)}'/>"));
        var selections = string.Concat((events ?? []).Select((path, i) =>
        {
            var at = path.IndexOf(':', StringComparison.Ordinal);
            return $"<EventSelection id='{i}' select='{(at < 0 ? path : path[..at])}' eventPort='{(at < 0 ? "spike" : path[(at + 1)..])}'/>";
        }));
        return $"""
            {Head}{body}
            <Simulation id="sim" length="{length}" step="{step}" target="{target}" {attributes}>
              <OutputFile id="file" fileName="out.dat">{columns}</OutputFile>
              <EventOutputFile id="events" fileName="out.spikes" format="TIME_ID">{selections}</EventOutputFile>
            </Simulation>
            <Target component="sim"/></Lems>
            """;
    }

    /// <summary>A single component whose type has <paramref name="dynamics"/> and exposes x, y, z and n.</summary>
    public static string Single(string dynamics, string members = "") =>
        $"""
        <ComponentType name="thing">
          <Exposure name="x" dimension="none"/><Exposure name="y" dimension="none"/><Exposure name="z" dimension="none"/><Exposure name="n" dimension="none"/>
          <Constant name="MS" dimension="time" value="1ms"/>
          <EventPort name="out" direction="out"/>
          {members}
          <Dynamics>{dynamics}</Dynamics>
        </ComponentType>
        <thing id="one"/>
        """;

    /// <summary>The experiment of a document without errors.</summary>
    public static Experiment Experiment(string document)
    {
        var diagnostics = new DiagnosticBag();
        var experiment = Read(document, diagnostics);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity != Severity.Note);
        return experiment!;
    }

    /// <summary>The experiment of a document, or null; what is wrong goes to <paramref name="diagnostics"/>.</summary>
    public static Experiment? Read(string document, DiagnosticBag diagnostics)
    {
        var read = LemsReader.ReadText(document, "lab.xml");
        diagnostics.AddRange(read.Diagnostics);
        if (read.Document is null)
            return null;
        var model = LemsModel.Resolve(read.Document, diagnostics);
        return diagnostics.HasErrors ? null : LemsElaborator.Elaborate(model, diagnostics);
    }

    /// <summary>The plan of an experiment that compiles.</summary>
    public static LevelPlan Plan(Experiment experiment, string? method = null, bool fast = false)
    {
        var diagnostics = new DiagnosticBag();
        var plan = Planner.Plan(experiment, new PlannerOptions { Method = method, Fast = fast }, diagnostics);
        Assert.Empty(diagnostics);
        return (LevelPlan)plan!;
    }

    /// <summary>What is wrong with a document, from reading to compiling.</summary>
    public static DiagnosticBag Problems(string document, string? method = null)
    {
        var diagnostics = new DiagnosticBag();
        if (Read(document, diagnostics) is { Runs.IsEmpty: false } experiment)
            _ = Planner.Plan(experiment, new PlannerOptions { Method = method }, diagnostics);
        return diagnostics;
    }

    /// <summary>Runs a document to its end.</summary>
    public static Traces Run(string document, string? method = null) => Run(Plan(Experiment(document), method));

    /// <summary>Runs a document without random draws, and asserts that the plain interpreter of the tests gives the same samples and events.</summary>
    public static Traces RunAsReference(string document)
    {
        var run = Run(document);
        var reference = new ReferenceSimulation(ReferenceSimulation.LoadText(document));
        reference.Run();
        Assert.Equal(reference.Times, run.Times);
        foreach (var (quantity, column) in reference.Files[0].Quantities.Zip(reference.Files[0].Columns))
        {
            var tolerance = 1e-12 * column.Max(Math.Abs);
            foreach (var (expected, found, row) in column.Zip(run[quantity], Enumerable.Range(0, column.Count)))
                Assert.True(Math.Abs(expected - found) <= tolerance, $"{quantity} in row {row}: {found}, but the reference has {expected}");
        }

        Assert.Equal(reference.Events[0].Events.Select(one => one.Time), run.Events.Select(one => one.Time));
        return run;
    }

    /// <summary>Runs a plan.</summary>
    public static Traces Run(LevelPlan plan, IKernelCompiler? compiler = null, int threads = 1, ulong? seed = null, CancellationToken cancellation = default)
    {
        var traces = new Traces(
            [.. plan.Experiment.Recordings.Select(recording => recording.Path)],
            [.. plan.Experiment.EventRecordings.Select(recording => recording.Path)]);
        using var engine = new Engine(plan, new EngineOptions { Compiler = compiler ?? new VectorKernelCompiler(), Threads = threads, Seed = seed ?? plan.Experiment.Seed });
        traces.Result = engine.Run(traces, null, cancellation);
        return traces;
    }
}
