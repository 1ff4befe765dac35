namespace Neuroglot.Benchmarks.Measuring;

/// <summary>Processor time of the process since the last look; other work on the machine does not disturb it.</summary>
internal sealed class ProcessorWatch
{
    private TimeSpan last = Environment.CpuUsage.TotalTime;

    internal double Lap()
    {
        var now = Environment.CpuUsage.TotalTime;
        var seconds = (now - last).TotalSeconds;
        last = now;
        return seconds;
    }
}
