namespace Neuroglot.Running;

/// <summary>Keeps what a run records, in memory in place of files. Times are seconds, values in the unit that is named.</summary>
internal sealed class RunRecords
{
    /// <summary>Values recorded step by step, in the order in which they were asked for.</summary>
    public List<RecordedValues> Values { get; } = [];

    /// <summary>Events recorded.</summary>
    public List<RecordedEvents> Events { get; } = [];

    /// <summary>A name for what is recorded of a set that nothing else has.</summary>
    public string NameFor(string set, string variable)
    {
        var name = $"{set}.{variable}";
        var copies = 1;
        while (Values.Exists(one => one.Name == name) || Events.Exists(one => one.Name == name))
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{set}.{variable} {++copies}");
        return name;
    }
}

/// <summary>Values of one quantity in some instances of a set.</summary>
/// <param name="Name">Name of the set and of the quantity.</param>
/// <param name="Unit">Symbol of its unit; empty for none.</param>
/// <param name="Instances">The instances.</param>
internal sealed record RecordedValues(string Name, string Unit, IReadOnlyList<int> Instances)
{
    /// <summary>Times of the samples.</summary>
    public List<double> Times { get; init; } = [];

    /// <summary>The samples, one after the other, each with a value for every instance.</summary>
    public List<double> Samples { get; } = [];
}

/// <summary>Events of a port of a set.</summary>
/// <param name="Name">Name of the set and of the port.</param>
internal sealed record RecordedEvents(string Name)
{
    /// <summary>Their times.</summary>
    public List<double> Times { get; } = [];

    /// <summary>The instance that emitted each.</summary>
    public List<int> Indices { get; } = [];
}
