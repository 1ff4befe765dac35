using System.Globalization;
using System.Text.Json;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Tvbo;

/// <summary>Networks of four nodes with delays, dynamics and couplings from the library.</summary>
public sealed class FourNodeTests(ITestOutputHelper output)
{
    public static TheoryData<string, string, string, string> References => new()
    {
        { "net4_G2D_linear_heun", "Generic2dOscillator", "Linear", "a=0.0154" },
        { "net4_G2D_difference_euler", "Generic2dOscillator", "Difference", "a=0.1" },
        { "net4_Kuramoto_heun", "Kuramoto", "KuramotoCoupling", "a=1,N=4" },
        { "net4_RWW_scaling_euler", "ReducedWongWang", "Scaling", "a=0.1" },
        { "net4_JR_sigmoidal_heun", "JansenRit", "SigmoidalJansenRit", "cmin=0,cmax=0.005,midpoint=6,r=0.56,a=1" },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Networks_with_delays_follow_the_reference(string file, string dynamics, string coupling, string parameters)
    {
        if (ConformanceData.Folder("tvbo", output) is not { } folder)
            return;
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(folder, $"{file}.json")));
        var reference = document.RootElement;
        var rows = Run(Experiment(reference, dynamics, coupling, parameters), out var labels);
        var lines = File.ReadAllLines(Path.Join(folder, $"{file}.csv"));
        var names = lines[0].Split(',');
        var step = reference.GetProperty("dt").GetDouble();
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',').Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            var row = rows[(int)Math.Round(cells[0] / step)];
            for (var place = 1; place < cells.Length; place++)
                Near(cells[place], row[labels.IndexOf(names[place])], $"{file}, {names[place]} at {cells[0]}");
        }

        foreach (var final in reference.GetProperty("final").EnumerateObject())
            Near(final.Value.GetDouble(), rows[^1][labels.IndexOf(final.Name)], $"{file}, {final.Name} at the end");
    }

    // The reference's own tolerance; its columns have 15 digits. Small values are differences of larger ones.
    private static void Near(double wanted, double got, string what) =>
        Assert.True(Math.Abs(got - wanted) <= 1e-10 * Math.Max(Math.Abs(wanted), 1e-2), string.Create(CultureInfo.InvariantCulture, $"{what}: {got:R} instead of {wanted:R}"));

    internal static SimulationExperiment Experiment(JsonElement reference, string dynamics, string coupling, string parameters)
    {
        var states = reference.GetProperty("state_variables").EnumerateArray().Select(static one => one.GetString()!).ToArray();
        var values = reference.GetProperty("parameters");
        var node = Dynamics.FromDb(dynamics);
        return new SimulationExperiment
        {
            // Bounds were off in the reference of ReducedWongWang, which stays within them.
            Dynamics = node with { Parameters = [.. node.Parameters.Select(one => values.TryGetProperty(one.Name, out var value) ? one with { Value = value.GetDouble() } : one)] },
            Coupling = With(Coupling(coupling), parameters),
            Network = new Network
            {
                Nodes = [.. reference.GetProperty("initial").EnumerateArray().Select((row, id) => new Node { Id = id, State = [.. row.EnumerateArray().Select((value, place) => new Parameter { Name = states[place], Value = value.GetDouble() })] })],
                Weights = MatrixOf(reference.GetProperty("weights")),
                Lengths = MatrixOf(reference.GetProperty("lengths_mm")),
                ConductionSpeed = new Parameter { Value = reference.GetProperty("speed").GetDouble() },
            },
            Integration = new Integrator(SourceSpan.None) { Method = reference.GetProperty("method").GetString()!, Step = reference.GetProperty("dt").GetDouble(), Duration = reference.GetProperty("duration").GetDouble() },
        };
    }

    private static Coupling Coupling(string name) => (Coupling)Neuroglot.Tvbo.Library.TvboLibrary.Load(name, Neuroglot.Tvbo.Library.EntryKind.Coupling, SourceSpan.None, new DiagnosticBag())!;

    private static Coupling With(Coupling coupling, string parameters)
    {
        var values = parameters.Split(',').Select(static one => one.Split('=')).ToDictionary(static pair => pair[0], static pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
        return coupling with { Parameters = [.. coupling.Parameters.Select(one => values.TryGetValue(one.Name, out var value) ? one with { Value = value } : one)] };
    }

    private static Matrix MatrixOf(JsonElement rows) =>
        new(SourceSpan.None) { Rows = rows.GetArrayLength(), Columns = rows[0].GetArrayLength(), Values = [.. rows.EnumerateArray().SelectMany(static row => row.EnumerateArray()).Select(static cell => cell.GetDouble())] };

    internal static List<double[]> Run(SimulationExperiment document, out List<string> labels)
    {
        var diagnostics = new DiagnosticBag();
        var experiment = TvboBuilder.Build(document, diagnostics);
        var plan = experiment is null ? null : Planner.Plan(experiment, new PlannerOptions(), diagnostics);
        Assert.True(plan is not null, string.Join("\n", diagnostics));
        labels = [.. experiment!.Recordings.Select(static one => one.Label)];
        using var engine = new Engine((LevelPlan)plan, new EngineOptions { Compiler = new VectorKernelCompiler(KernelWidth.Best) });
        var rows = new Rows();
        Assert.Null(engine.Run(rows, null, CancellationToken.None).Problem);
        return rows.All;
    }

    private sealed class Rows : IRunListener
    {
        public List<double[]> All { get; } = [];

        public void OnSample(double time, ReadOnlySpan<double> values) => All.Add(values.ToArray());

        public void OnEvent(double time, int recording)
        {
        }
    }
}
