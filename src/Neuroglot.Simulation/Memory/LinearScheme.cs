using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Numerics;

namespace Neuroglot.Simulation.Memory;

/// <summary>
/// Advances linear equations by x ← e^(M·dt)·x + (∫e^(M·s)ds)·b. Both matrices are kept for each instance, and computed anew only when its coefficients have
/// changed since the step before.
/// </summary>
internal sealed class LinearScheme : IKineticScheme
{
    [ThreadStatic]
    private static double[]? workspace;

    private readonly LinearSchemePlan plan;
    private readonly int varying;
    private readonly double[] coefficients;
    private readonly double[] propagators;

    /// <summary>Makes room for <paramref name="count"/> instances.</summary>
    public LinearScheme(LinearSchemePlan plan, int count)
    {
        this.plan = plan;
        varying = plan.Coefficients.Count(one => one.Known is null);
        coefficients = new double[count * varying];
        propagators = new double[count * 2 * plan.Variables * plan.Variables];

        // No coefficients are NaN, so that those of the first step are new.
        Array.Fill(coefficients, double.NaN);
    }

    /// <inheritdoc/>
    public void Advance(KernelArguments arguments, ReadOnlySpan<int> reads, ReadOnlySpan<int> writes, int instance)
    {
        var n = plan.Variables;
        var known = coefficients.AsSpan(instance * varying, varying);
        var propagator = propagators.AsSpan(instance * 2 * n * n, 2 * n * n);
        var isNew = false;
        for (var k = 0; k < varying; k++)
        {
            var now = arguments.Columns[reads[k]][instance];
            isNew |= now != known[k];
            known[k] = now;
        }

        if (isNew)
            Compute(known, propagator);
        for (var row = 0; row < n; row++)
        {
            var sum = 0.0;
            for (var column = 0; column < n; column++)
            {
                sum += propagator[(2 * n * row) + column] * arguments.Columns[reads[varying + n + column]][instance];
                sum += propagator[(2 * n * row) + n + column] * arguments.Columns[reads[varying + column]][instance];
            }

            arguments.Columns[writes[row]][instance] = sum;
        }
    }

    // exp of ((M, 1), (0, 0))·dt holds the propagator and its integral side by side (Van Loan 1978).
    private void Compute(ReadOnlySpan<double> values, Span<double> propagator)
    {
        var n = plan.Variables;
        var size = 2 * n;
        var length = (size * size) + MatrixExponential.WorkspaceLength(size);
        var memory = workspace is { } own && own.Length >= length ? own : workspace = new double[length];
        var matrix = memory.AsSpan(0, size * size);
        matrix.Clear();
        var next = 0;
        foreach (var (row, column, same) in plan.Coefficients)
            matrix[(row * size) + column] = (same ?? values[next++]) * plan.Step;
        for (var row = 0; row < n; row++)
            matrix[(row * size) + n + row] = plan.Step;
        MatrixExponential.Compute(matrix, size, memory.AsSpan(size * size))[..(n * size)].CopyTo(propagator);
    }
}
