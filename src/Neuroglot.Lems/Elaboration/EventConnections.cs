using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Elaboration;

/// <summary>The ends of event connections of one kind.</summary>
internal readonly record struct LinkKey(InstanceGroup Source, string SourcePort, InstanceGroup Target, string TargetPort);

/// <summary>Event connections of one kind, in the order in which they were made.</summary>
internal sealed record EventConnections(LinkKey Ends, SourceSpan Span)
{
    public List<int> Sources { get; } = [];

    public List<int> Targets { get; } = [];

    /// <summary>Delay of each in seconds; a single entry as long as all have the same.</summary>
    public List<double> Delays { get; } = [];

    public void Add(int source, int target, double delay)
    {
        if (Sources.Count == 0)
            Delays.Add(delay);
        else if (Delays.Count == Sources.Count && Sources.Count > 1)
            Delays.Add(delay);
        else if (delay != Delays[0])
            Delays.AddRange([.. Enumerable.Repeat(Delays[0], Sources.Count - 1), delay]);
        Sources.Add(source);
        Targets.Add(target);
    }
}
