using System.Collections.Immutable;

namespace Neuroglot.SpineML.Logs;

/// <summary>Takes what an experiment records while it runs. What is written is valid at any moment up to there.</summary>
public interface IExperimentLogs : IDisposable
{
    /// <summary>The files.</summary>
    ImmutableArray<string> Files { get; }

    /// <summary>Writes the values of a step.</summary>
    /// <param name="operation">What has recorded them.</param>
    /// <param name="time">Time at the beginning of the step, in milliseconds.</param>
    /// <param name="values">The values, as the component has them.</param>
    void Write(string operation, double time, ReadOnlySpan<double> values);

    /// <summary>Writes the events of a step.</summary>
    /// <param name="operation">What has recorded them.</param>
    /// <param name="time">Time at the beginning of the step, in milliseconds.</param>
    /// <param name="instances">Who sent them.</param>
    /// <param name="values">The value of each impulse; empty for events.</param>
    void Write(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values);

    /// <summary>Completes the files; nothing can be written afterwards.</summary>
    /// <param name="start">Time at which the run has begun, in milliseconds.</param>
    /// <param name="end">Time at which it has ended, in milliseconds.</param>
    void Finish(double start, double end);
}
