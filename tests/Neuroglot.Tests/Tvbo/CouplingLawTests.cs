using Neuroglot.Compilation;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>What holds for couplings of any network, on networks that are drawn.</summary>
public sealed class CouplingLawTests
{
    private const int Steps = 40;
    private const double Step = 0.25;

    public static TheoryData<int, double, int, string> Networks => new()
    {
        // Nodes, density, longest delay in steps, what a source contributes.
        { 7, 0.5, 0, "x_j" },
        { 7, 0.5, 5, "x_j" },
        { 9, 0.7, 12, "k*x_j**2" },
        { 9, 0.7, 30, "x_j - x_i" },
        { 9, 0.7, 60, "x_j - x_i" },
        { 40, 1.0, 0, "x_j" },
        { 40, 1.0, 7, "x_j" },
        { 40, 0.1, 9, "k*x_j*x_i" },
        { 700, 0.5, 0, "x_j" },
        { 700, 0.05, 20, "x_j" },
        { 700, 0.05, 20, "sin(x_j - x_i)" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_run_is_that_of_the_definition(int nodes, double density, int longest, string pre)
    {
        var network = new Drawn(nodes, density, longest, nodes + longest);
        var rows = Run(network.Document(pre), 1, KernelWidth.Best);
        var expected = network.Run(Of(pre));

        // Without delays and with additions alone even the last bit is that of one sum after the other.
        var tolerance = longest == 0 && pre == "x_j" ? 0 : 1e-12;
        for (var step = 0; step <= Steps; step++)
        {
            for (var node = 0; node < nodes; node++)
                Assert.True(Math.Abs(rows[step][node] - expected[step][node]) <= tolerance * Math.Max(1, Math.Abs(expected[step][node])), $"node {node}, step {step}: {rows[step][node]:R} instead of {expected[step][node]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Neither_threads_nor_vectors_change_a_bit(int nodes, double density, int longest, string pre)
    {
        var document = new Drawn(nodes, density, longest, 5).Document(pre);
        var rows = Run(document, 1, KernelWidth.Best);
        foreach (var (threads, width) in new[] { (2, KernelWidth.Best), (3, KernelWidth.Best), (1, KernelWidth.Scalar), (2, KernelWidth.Vector256) })
        {
            var others = Run(document, threads, width);
            for (var step = 0; step <= Steps; step++)
                Assert.Equal(rows[step].AsSpan(), others[step].AsSpan());
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Nodes_in_another_order_do_the_same(int nodes, double density, int longest, string pre)
    {
        var network = new Drawn(nodes, density, longest, 11);
        var order = Enumerable.Range(0, nodes).ToArray();
        new Random(3).Shuffle(order);
        var rows = Run(network.Document(pre), 1, KernelWidth.Best);
        var others = Run(network.Ordered(order).Document(pre), 1, KernelWidth.Best);
        for (var place = 0; place < nodes; place++)
        {
            // Sums are added up in another order, each rounding 1e-16.
            Assert.Equal(rows[Steps][order[place]], others[Steps][place], 1e-11 * Math.Max(1, Math.Abs(rows[Steps][order[place]])));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(33)]
    [InlineData(1000)]
    public void A_delay_shifts_what_a_source_sends(int steps)
    {
        var text = FormattableString.Invariant($$"""
            dynamics:
              state_variables: {x: {equation: {rhs: "sin(t)"}, initial_value: 0.3, coupling_variable: true} }
              coupling_inputs: {c: {} }
              output: [x, c]
            coupling: {}
            network: {number_of_nodes: 2, edges: [{source: 0, target: 1, directed: true, delay: {{steps * Step}} }] }
            integration: {method: rk4, step_size: {{Step}}, duration: {{Steps * Step}} }
            """);
        var rows = Run(SimulationExperiment.FromString(text), 1, KernelWidth.Best);
        for (var step = 1; step <= Steps; step++)
            Assert.Equal(rows[Math.Max(0, step - 1 - steps)][0], rows[step][3]);
    }

    private static Func<double, double, double> Of(string pre) => pre switch
    {
        "k*x_j**2" => static (_, source) => 0.5 * (source * source),
        "x_j - x_i" => static (target, source) => source - target,
        "k*x_j*x_i" => static (target, source) => 0.5 * source * target,
        "sin(x_j - x_i)" => static (target, source) => Math.Sin(source - target),
        _ => static (_, source) => source,
    };

    private static List<double[]> Run(SimulationExperiment document, int threads, KernelWidth width)
    {
        var diagnostics = new DiagnosticBag();
        var experiment = TvboBuilder.Build(document, diagnostics);
        Assert.Empty(diagnostics);
        using var engine = new Engine((LevelPlan)Planner.Plan(experiment!, new PlannerOptions(), diagnostics)!, new EngineOptions { Compiler = new VectorKernelCompiler(width), Threads = threads });
        var rows = new Rows();
        Assert.Null(engine.Run(rows).Problem);
        return rows.All;
    }

    /// <summary>A network of x' = c − x that is drawn.</summary>
    private sealed class Drawn
    {
        private readonly double[,] weights;
        private readonly int[,] delays;
        private readonly double[] initial;

        public Drawn(int nodes, double density, int longest, int seed)
        {
            var random = new Random(seed);
            (weights, delays, initial) = (new double[nodes, nodes], new int[nodes, nodes], [.. Enumerable.Range(0, nodes).Select(_ => random.NextDouble())]);
            for (var target = 0; target < nodes; target++)
            {
                for (var source = 0; source < nodes; source++)
                {
                    // So that sums stay near 1; some weights are negative.
                    weights[target, source] = random.NextDouble() < density ? (random.NextDouble() - 0.2) / (density * nodes) : 0;
                    delays[target, source] = random.Next(longest + 1);
                }
            }
        }

        private Drawn(double[,] weights, int[,] delays, double[] initial) => (this.weights, this.delays, this.initial) = (weights, delays, initial);

        public Drawn Ordered(int[] order)
        {
            var (w, d) = ((double[,])weights.Clone(), (int[,])delays.Clone());
            for (var target = 0; target < order.Length; target++)
            {
                for (var source = 0; source < order.Length; source++)
                    (w[target, source], d[target, source]) = (weights[order[target], order[source]], delays[order[target], order[source]]);
            }

            return new Drawn(w, d, [.. order.Select(node => initial[node])]);
        }

        public SimulationExperiment Document(string pre) => SimulationExperiment.FromString(FormattableString.Invariant($$"""
            dynamics: {state_variables: {x: {equation: {rhs: "c - x"}, coupling_variable: true} }, coupling_inputs: {c: {} } }
            coupling: {parameters: {k: {value: 0.5} }, pre_expression: {rhs: "{{pre}}"} }
            network: {number_of_nodes: {{initial.Length}}, conduction_speed: {value: 4} }
            integration: {method: euler, step_size: {{Step}}, duration: {{Steps * Step}} }
            """)) is { Network: { } network } document
            ? document with
            {
                Network = network with
                {
                    NodeCount = null,
                    Nodes = [.. initial.Select(static (value, id) => new Node { Id = id, State = [new Parameter { Name = "x", Value = value }] })],
                    Weights = MatrixOf(weights.Cast<double>()),

                    // At 4 mm/ms a step is 1 mm.
                    Lengths = MatrixOf(delays.Cast<int>().Select(static delay => (double)delay)),
                },
            }
            : throw new InvalidOperationException();

        /// <summary>The rows, as the definition has them: one sum after the other.</summary>
        public List<double[]> Run(Func<double, double, double> pre)
        {
            var rows = new List<double[]> { initial };
            for (var step = 1; step <= Steps; step++)
            {
                var (old, next) = (rows[^1], new double[initial.Length]);
                for (var target = 0; target < next.Length; target++)
                {
                    var sum = 0.0;
                    for (var source = 0; source < next.Length; source++)
                    {
                        if (weights[target, source] != 0)
                            sum += weights[target, source] * pre(old[target], rows[Math.Max(0, step - 1 - delays[target, source])][source]);
                    }

                    next[target] = old[target] + (Step * (sum - old[target]));
                }

                rows.Add(next);
            }

            return rows;
        }

        private Matrix MatrixOf(IEnumerable<double> values) => new(SourceSpan.None) { Rows = initial.Length, Columns = initial.Length, Values = [.. values] };
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
