namespace Neuroglot.Results;

/// <summary>Something whose events are recorded.</summary>
/// <param name="Id">What stands for it in files of times and identifiers.</param>
/// <param name="Population">The population that it belongs to.</param>
/// <param name="Index">Its place in the population, from 0.</param>
public sealed record EventSource(string Id, string Population, int Index);
