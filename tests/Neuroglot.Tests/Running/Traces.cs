using Neuroglot.Simulation;

namespace Neuroglot.Tests.Running;

/// <summary>Everything that a run of the engine told its listener.</summary>
internal sealed class Traces(IReadOnlyList<string> labels, IReadOnlyList<string> eventLabels) : IRunListener
{
    private readonly List<double>[] columns = [.. labels.Select(_ => new List<double>())];

    public List<double> Times { get; } = [];

    public List<(double Time, string Label)> Events { get; } = [];

    /// <summary>How the run ended; set when it has.</summary>
    public EngineResult Result { get; set; } = null!;

    public IReadOnlyList<string> Labels => labels;

    /// <summary>The samples of the recording called <paramref name="label"/>.</summary>
    public double[] this[string label]
    {
        get
        {
            for (var i = 0; i < labels.Count; i++)
            {
                if (labels[i] == label)
                    return [.. columns[i]];
            }

            throw new ArgumentException($"'{label}' is not recorded.", nameof(label));
        }
    }

    /// <summary>The samples of the recording called <paramref name="label"/> in units of <paramref name="unit"/>, rounded to nine decimals.</summary>
    public double[] In(string label, double unit = 1) => [.. this[label].Select(value => Math.Round(value / unit, 9))];

    public void OnSample(double time, ReadOnlySpan<double> values)
    {
        Times.Add(time);
        for (var i = 0; i < columns.Length; i++)
            columns[i].Add(values[i]);
    }

    public void OnEvent(double time, int recording) => Events.Add((time, eventLabels[recording]));
}
