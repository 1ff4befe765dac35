using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Building;

namespace Neuroglot.SpineML.External;

/// <summary>What passes between a run and another program.</summary>
/// <param name="Operation">Name of the operation of the run at which it passes.</param>
/// <param name="Name">Its name in the document.</param>
/// <param name="IsInput">Whether it comes from the other program.</param>
/// <param name="Data">What it is.</param>
/// <param name="Size">Numbers in each exchange.</param>
/// <param name="Address">Where the other program listens.</param>
/// <param name="Every">Steps from one exchange to the next.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ExternalStream(string Operation, string Name, bool IsInput, PortData Data, int Size, PeerAddress Address, int Every, SourceSpan Span)
{
    /// <summary>The time of the first exchange, in milliseconds.</summary>
    public double Start { get; init; }

    /// <summary>The time from which on there is none, in milliseconds; infinite for none.</summary>
    public double End { get; init; } = double.PositiveInfinity;
}

/// <summary>Values that another program gives.</summary>
/// <param name="Stream">How they come.</param>
/// <param name="Set">Name of the set that they enter.</param>
/// <param name="Variable">The state variable that holds them; of events and impulses, 1 where there is one.</param>
/// <param name="Value">The state variable that holds the values of impulses; null for others.</param>
/// <param name="Instances">The instances that get one each, or all the only one.</param>
public sealed record LiveInput(ExternalStream Stream, string Set, string Variable, string? Value, System.Collections.Immutable.ImmutableArray<int> Instances);

/// <summary>Values that another program takes.</summary>
/// <param name="Stream">How they go.</param>
/// <param name="Log">What is recorded for it.</param>
public sealed record LiveOutput(ExternalStream Stream, ExperimentLog Log);
