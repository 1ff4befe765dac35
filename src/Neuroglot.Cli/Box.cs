namespace Neuroglot.Cli;

/// <summary>A value as an object: the value of an option that may not be given.</summary>
/// <param name="Value">The value.</param>
internal sealed record Box<T>(T Value)
    where T : struct;
