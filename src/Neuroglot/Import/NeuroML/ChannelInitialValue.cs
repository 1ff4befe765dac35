namespace Neuroglot.Import.NeuroML;

/// <summary>What a state variable of a channel starts with.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">An expression in Brian's language.</param>
public sealed record ChannelInitialValue(string Variable, string Value);
