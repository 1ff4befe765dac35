namespace Neuroglot;

/// <summary>Of which region of a brain a recorded signal is, and of which variable.</summary>
/// <param name="Region">The region, sensor or group; unlabelled ones are <c>region[3]</c>.</param>
/// <param name="Variable">The variable.</param>
public sealed record RegionSignal(string Region, string Variable);
