using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Numerics;

namespace Neuroglot.Simulation.Memory;

/// <summary>
/// Advances the occupancies of a Markov scheme: p ← exp(dt·Q)·p with Q[to, from] the rate from one state to another and columns that sum to 0.
/// </summary>
internal sealed class MarkovScheme(MarkovSchemePlan plan, double step) : IKineticScheme
{
    [ThreadStatic]
    private static double[]? workspace;

    /// <inheritdoc/>
    public void Advance(KernelArguments arguments, ReadOnlySpan<int> reads, ReadOnlySpan<int> writes, int instance)
    {
        var n = plan.States;
        var length = (n * n) + n + MatrixExponential.WorkspaceLength(n);
        var memory = workspace is { } own && own.Length >= length ? own : workspace = new double[length];
        var matrix = memory.AsSpan(0, n * n);
        var occupancies = memory.AsSpan(n * n, n);
        matrix.Clear();
        for (var transition = 0; transition < plan.Transitions.Length; transition++)
        {
            var (from, to) = plan.Transitions[transition];
            Flow(matrix, from, to, arguments.Columns[reads[2 * transition]][instance] * step);
            Flow(matrix, to, from, arguments.Columns[reads[(2 * transition) + 1]][instance] * step);
        }

        for (var state = 0; state < n; state++)
            occupancies[state] = arguments.Columns[writes[state]][instance];
        MatrixExponential.Apply(matrix, n, occupancies, memory.AsSpan((n * n) + n));
        for (var state = 0; state < n; state++)
            arguments.Columns[writes[state]][instance] = occupancies[state];

        void Flow(Span<double> q, int from, int to, double amount)
        {
            q[(to * n) + from] += amount;
            q[(from * n) + from] -= amount;
        }
    }
}
