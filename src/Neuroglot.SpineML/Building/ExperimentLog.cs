using System.Collections.Immutable;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>What an experiment records, or sends to another program.</summary>
/// <param name="Operation">Name of the operation that records it.</param>
/// <param name="Output">What the experiment says.</param>
/// <param name="Kind">What passes the port.</param>
/// <param name="Indices">The instances that are recorded.</param>
/// <param name="Size">How many instances there are.</param>
public sealed record ExperimentLog(string Operation, ExperimentOutput Output, PortData Kind, ImmutableArray<int> Indices, int Size)
{
    private readonly int[]? places = Output.Indices.IsEmpty ? null : PlacesOf(Indices, Size);

    /// <summary>Unit of the values as the component declares it; null or <c>?</c> where it does not.</summary>
    public string? Dimension { get; init; }

    /// <summary>The first time that is recorded, in milliseconds.</summary>
    public double Start { get; init; }

    /// <summary>The time from which on nothing is recorded, in milliseconds; infinite for none.</summary>
    public double End { get; init; } = double.PositiveInfinity;

    /// <summary>Whether all instances are recorded.</summary>
    public bool IsAll => Output.Indices.IsEmpty;

    /// <summary>Whether it records events, with values or without; else values in each step.</summary>
    public bool IsEvents => Kind != PortData.Values;

    /// <summary>Whether what happens at <paramref name="time"/> milliseconds is recorded.</summary>
    public bool Covers(double time) => time >= Start && time < End;

    /// <summary>The place of an instance among those that are recorded; −1 where it is not.</summary>
    public int PlaceOf(int instance) => places is null ? instance : places[instance];

    private static int[] PlacesOf(ImmutableArray<int> indices, int size)
    {
        var places = new int[size];
        Array.Fill(places, -1);
        for (var place = 0; place < indices.Length; place++)
            places[indices[place]] = place;
        return places;
    }
}

/// <summary>What passes a port.</summary>
public enum PortData
{
    /// <summary>A value in each step.</summary>
    Values,

    /// <summary>Events, which have nothing but their time.</summary>
    Events,

    /// <summary>Events with a value.</summary>
    Impulses,
}
