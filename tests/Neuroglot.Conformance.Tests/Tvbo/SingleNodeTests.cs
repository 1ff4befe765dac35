using System.Globalization;
using System.Text.Json;
using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Tvbo;

/// <summary>Every single node of the references, from the library, with the methods of fixed step.</summary>
public sealed class SingleNodeTests(ITestOutputHelper output)
{
    // Trajectories of these part from each other exponentially; roundings of 1e-16 grow to this over the whole run.
    private static readonly string[] Chaotic = ["Lorenz63", "LarterBreakspear", "Epileptor5D"];

    // At 1720 ms the seizure ends or goes on by how x2**3 is rounded: the reference's own program, with x2*x2*x2 instead, gives our number (−1.291 for x1).
    private static readonly (string, string) Undecided = ("Epileptor5D", "euler");

    /// <summary>The references, with the entries of the library that they are of.</summary>
    private static readonly (string File, string Entry)[] Files =
    [
        ("JansenRit_seed", "JansenRit"),
        ("Jansen1995_functions", "Jansen1995"),
        ("FitzHughNagumo_Ex9", "FitzHughNagumo"),
        ("FitzHughNagumo_db_julia", "FitzHughNagumoCubic"),
        ("Generic2dOscillator", "Generic2dOscillator"),
        ("WilsonCowan_default", "WilsonCowan"),
        ("ReducedWongWang", "ReducedWongWang"),
        ("ReducedWongWangExcInh_G0", "ReducedWongWangExcInh"),
        ("MontbrioPazoRoxin_I0", "MontbrioPazoRoxin"),
        ("SupHopf_a05", "SupHopf"),
        ("Epileptor5D", "Epileptor5D"),
        ("LarterBreakspear", "LarterBreakspear"),
        ("GastSchmidtKnosche_SD", "GastSchmidtKnosche_SD"),
        ("ZerlautAdaptationFirstOrder", "ZerlautAdaptationFirstOrder"),
        ("ZerlautFirstOrder_ext", "ZerlautAdaptationFirstOrder"),
        ("Kuramoto_single", "Kuramoto"),
        ("Lorenz63", "Lorenz63"),
        ("HodgkinHuxley", "HodgkinHuxley"),
        ("VanDerPolForced", "VanDerPolForced"),
    ];

    public static TheoryData<string, string> References
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (file, entry) in Files)
                data.Add(file, entry);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Methods_end_where_the_reference_does(string file, string entry)
    {
        if (ConformanceData.Folder("tvbo", output) is not { } folder)
            return;
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(folder, $"{file}.json")));
        var reference = document.RootElement;
        var dynamics = Changed(Dynamics.FromDb(entry), reference);
        var tolerance = Chaotic.Contains(entry) ? 1e-6 : 1e-10;
        foreach (var method in reference.GetProperty("fixed").EnumerateObject().Where(method => (file, method.Name) != Undecided))
        {
            var finals = Final(dynamics, method.Name, reference.GetProperty("dt_fixed").GetDouble(), reference.GetProperty("duration").GetDouble());
            foreach (var expected in method.Value.GetProperty("final").EnumerateObject())
            {
                var (wanted, got) = (expected.Value.GetDouble(), finals[expected.Name]);
                Assert.True(
                    Math.Abs(got - wanted) <= tolerance * Math.Max(Math.Abs(wanted), 1e-3),
                    string.Create(CultureInfo.InvariantCulture, $"{file}, {method.Name}, {expected.Name}: {got:R} instead of {wanted:R}"));
            }
        }

        // The reference is one of order 8 with a tolerance of 1e-12, ours of order 5 with 1e-10; chaotic trajectories agree for a tenth of the time.
        var lines = File.ReadLines(Path.Join(folder, $"{file}.csv")).ToList();
        var duration = reference.GetProperty("duration").GetDouble() / (Chaotic.Contains(entry) ? 10 : 1);
        var row = lines.Skip(1).Select(static line => line.Split(',').Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).First(cells => cells[0] >= duration - 1e-9);
        var adaptive = Final(dynamics, "dopri5", row[0] / 100, row[0]);
        foreach (var (name, wanted) in lines[0].Split(',').Zip(row).Skip(1))
            Assert.True(Math.Abs(adaptive[name] - wanted) <= 1e-7 * Math.Max(Math.Abs(wanted), 1e-3), string.Create(CultureInfo.InvariantCulture, $"{file}, dopri5, {name}: {adaptive[name]:R} instead of {wanted:R}"));
    }

    [Theory]
    [InlineData("map_Henon", "Henon")]
    [InlineData("map_Logistic", "Logistic")]
    public void Maps_give_the_same_values_to_the_last_printed_digit(string file, string entry)
    {
        if (ConformanceData.Folder("tvbo", output) is not { } folder)
            return;
        // Both maps are chaotic: after thirty values roundings show.
        var expected = File.ReadLines(Path.Join(folder, $"{file}.csv")).Skip(1).Take(31).Select(static line => line.Split(',').Skip(1).Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToList();
        var rows = new Rows();
        Run(Dynamics.FromDb(entry), "euler", 1, expected.Count - 1, rows);
        Assert.Equal(expected.Count, rows.All.Count);
        foreach (var (wanted, got) in expected.Zip(rows.All))
        {
            foreach (var (one, other) in wanted.Zip(got))
                Assert.Equal(one, other, 1e-6 * Math.Max(1, Math.Abs(one)));
        }
    }

    // Values as the reference has them; bounds are off where it did not apply them.
    internal static Dynamics Changed(Dynamics dynamics, JsonElement reference)
    {
        var values = Numbers(reference, "parameters");
        var inputs = Numbers(reference, "inputs");
        var initial = Numbers(reference, "initial");
        return dynamics with
        {
            Parameters = [.. dynamics.Parameters.Select(one => values.TryGetValue(one.Name, out var value) ? one with { Value = value } : one), .. inputs.Select(static one => new Parameter { Name = one.Key, Value = one.Value })],
            CouplingInputs = [.. dynamics.CouplingInputs.Where(one => !inputs.ContainsKey(one.Name))],
            StateVariables = [.. dynamics.StateVariables.Select(one => one with { InitialValue = initial.GetValueOrDefault(one.Name, one.InitialValue), Boundaries = null })],
        };
    }

    private static Dictionary<string, double> Numbers(JsonElement reference, string key) =>
        reference.TryGetProperty(key, out var values) ? values.EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value.GetDouble()) : [];

    private static Dictionary<string, double> Final(Dynamics dynamics, string method, double step, double duration)
    {
        var rows = new Rows();
        var experiment = Run(dynamics, method, step, duration, rows);
        return experiment.Recordings.Zip(rows.All[^1]).ToDictionary(static pair => pair.First.Variable, static pair => pair.Second);
    }

    private static Experiment Run(Dynamics dynamics, string method, double step, double duration, Rows rows)
    {
        var diagnostics = new DiagnosticBag();
        var experiment = TvboBuilder.Build(new SimulationExperiment { Dynamics = dynamics, Integration = new Integrator(SourceSpan.None) { Method = method, Step = step, Duration = duration } }, diagnostics);
        var plan = experiment is null ? null : Planner.Plan(experiment, new PlannerOptions(), diagnostics);
        Assert.True(plan is not null, string.Join("\n", diagnostics));
        using var engine = new Engine((LevelPlan)plan, new EngineOptions { Compiler = new VectorKernelCompiler(KernelWidth.Best) });
        Assert.Null(engine.Run(rows, null, CancellationToken.None).Problem);
        return experiment!;
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
