namespace Neuroglot.Analysis;

/// <summary>A spike train with spikes at the start and the end of the time that is looked at; spikes at one time are one.</summary>
internal sealed class FramedTrain
{
    public FramedTrain(ReadOnlySpan<double> times, double start, double end, string name)
    {
        SpikeTimes.Check(times, start, end, name);
        var framed = new List<double>(times.Length + 2) { start };
        foreach (var time in times)
        {
            if (time > framed[^1])
                framed.Add(time);
        }

        if (end > framed[^1])
            framed.Add(end);
        Times = [.. framed];
    }

    /// <summary>The times, from the start to the end.</summary>
    public double[] Times { get; }

    /// <summary>The length of the interval after spike <paramref name="i"/>.</summary>
    public double Interval(int i) => Times[i + 1] - Times[i];

    /// <summary>For each spike how far the nearest one of <paramref name="other"/> is.</summary>
    public double[] GapsTo(FramedTrain other)
    {
        var gaps = new double[Times.Length];
        var near = 0;
        for (var i = 0; i < gaps.Length; i++)
        {
            while (near + 1 < other.Times.Length && Math.Abs(other.Times[near + 1] - Times[i]) <= Math.Abs(other.Times[near] - Times[i]))
                near++;
            gaps[i] = Math.Abs(other.Times[near] - Times[i]);
        }

        return gaps;
    }
}
