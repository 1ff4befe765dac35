using Neuroglot.Results;

namespace Neuroglot.Plotting.Plots;

/// <summary>The parts of the name of a trace: <c>cells[3]/v</c> is <c>v</c> of number 3 of <c>cells</c>.</summary>
/// <param name="Owner">Whose quantity it is, as <c>cells[3]</c>; null where the name does not say.</param>
/// <param name="Population">The population; null where the name does not say.</param>
/// <param name="Index">The place in the population; null where the name does not say.</param>
/// <param name="Variable">The quantity.</param>
public sealed record TraceName(string? Owner, string? Population, int? Index, string Variable)
{
    /// <summary>The parts of the name of <paramref name="trace"/>.</summary>
    public static TraceName Of(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var name = trace.Name;
        var close = name.IndexOf("]/", StringComparison.Ordinal);
        var open = close < 0 ? -1 : name.LastIndexOf('[', close);
        if (open > 0 && int.TryParse(name.AsSpan()[(open + 1)..close], out var index))
            return new TraceName(name[..(close + 1)], name[..open], index, name[(close + 2)..]);
        var slash = name.LastIndexOf('/');
        return slash <= 0 ? new TraceName(null, null, null, name) : new TraceName(name[..slash], name[..slash], null, name[(slash + 1)..]);
    }
}
