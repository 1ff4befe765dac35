using System.Diagnostics;

namespace Neuroglot.Benchmarks.Measuring;

/// <summary>Best of many short measurements: on a machine that others use too, the least disturbed one tells most.</summary>
internal static class Best
{
    /// <summary>Nanoseconds that one call of <paramref name="work"/> takes: batches of about 2 ms for at least <paramref name="milliseconds"/>,
    /// after a warm-up that lets tiered code settle.</summary>
    internal static double Nanoseconds(Action work, int milliseconds = 400)
    {
        var warm = Stopwatch.StartNew();
        var calls = 0;
        while (warm.ElapsedMilliseconds < milliseconds / 2 || calls < 3)
        {
            work();
            calls++;
        }

        var batch = Math.Max(1, (int)(calls * 2 / Math.Max(1.0, warm.Elapsed.TotalMilliseconds)));
        var best = double.PositiveInfinity;
        var total = Stopwatch.StartNew();
        do
        {
            var watch = Stopwatch.StartNew();
            for (var k = 0; k < batch; k++)
                work();
            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / batch);
        }
        while (total.ElapsedMilliseconds < milliseconds);
        return best;
    }
}
