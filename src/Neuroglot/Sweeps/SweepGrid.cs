using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Sweeps;

/// <summary>The points of a sweep, numbered with the last axis fastest.</summary>
internal sealed class SweepGrid
{
    private const string BadAxes = "NG4131";
    private const int MostPoints = 100_000_000;

    private readonly SweepOptions options;

    private SweepGrid(SweepOptions options, ImmutableArray<SweepDimension> dimensions)
    {
        this.options = options;
        Dimensions = dimensions;
        Points = dimensions.Aggregate(1, static (product, one) => product * one.Length);
    }

    /// <summary>The axes of the result.</summary>
    public ImmutableArray<SweepDimension> Dimensions { get; }

    /// <summary>Number of points.</summary>
    public int Points { get; }

    /// <summary>Length of each axis.</summary>
    public ImmutableArray<int> Shape => [.. Dimensions.Select(static one => one.Length)];

    /// <summary>The points, or null with the reason.</summary>
    public static SweepGrid? Of(SweepOptions options, DiagnosticBag diagnostics)
    {
        if (options.Axes.IsEmpty && options.Trials == 1)
            return Wrong("Nothing varies.", "Say what: --vary population.parameter=first:last:count, or --repeat 10.");
        if (options.Trials < 1)
            return Wrong($"Each point cannot be run {options.Trials} times.", "Give a number from 1 on.");
        if (options.Axes.FirstOrDefault(axis => axis.Values.IsEmpty) is { } empty)
            return Wrong($"{empty.Path} has no values to vary over.", "Give some.");
        if (options.Axes.GroupBy(static axis => axis.Path).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            return Wrong($"{twice.Key} varies twice.", "Put its values into one --vary.");
        if (options.Axes.FirstOrDefault(axis => options.Run.Overrides.Any(change => change.Path == axis.Path)) is { } both)
            return Wrong($"{both.Path} varies, and is set to one value as well.", "Leave one of the two out.");
        if (options.IsZipped && options.Axes.FirstOrDefault(axis => axis.Values.Length != options.Axes[0].Values.Length) is { } other)
            return Wrong($"{options.Axes[0].Path} has {options.Axes[0].Values.Length} values and {other.Path} {other.Values.Length}; axes that vary together have equally many.", "Give as many to each, or leave out --zip.");
        var dimensions = ImmutableArray.CreateBuilder<SweepDimension>();
        if (options.IsZipped && !options.Axes.IsEmpty)
            dimensions.Add(new SweepDimension("point", options.Axes[0].Values.Length, options.Axes));
        else
            dimensions.AddRange(options.Axes.Select(static axis => new SweepDimension(axis.Path, axis.Values.Length, [axis])));
        if (options.Trials > 1)
            dimensions.Add(new SweepDimension("trial", options.Trials, []));
        var points = dimensions.Aggregate(1.0, static (product, one) => product * one.Length);
        return points <= MostPoints ? new SweepGrid(options, dimensions.ToImmutable())
            : Wrong(string.Create(CultureInfo.InvariantCulture, $"The sweep has {points:G4} points; there may be {MostPoints:N0}."), "Vary over fewer values.");

        SweepGrid? Wrong(string message, string hint)
        {
            diagnostics.Error(BadAxes, message, SourceSpan.None, hint);
            return null;
        }
    }

    /// <summary>The place of a point on each axis.</summary>
    public ImmutableArray<int> IndexOf(int point)
    {
        var index = new int[Dimensions.Length];
        for (var axis = index.Length - 1; axis >= 0; axis--)
            (point, index[axis]) = Math.DivRem(point, Dimensions[axis].Length);
        return [.. index];
    }

    /// <summary>How a point is run.</summary>
    public RunOptions RunOf(int point)
    {
        var index = IndexOf(point);
        var overrides = options.Run.Overrides.ToBuilder();
        foreach (var (dimension, place) in Dimensions.Zip(index))
            overrides.AddRange(dimension.Axes.Select(axis => new ParameterOverride(axis.Path, axis.TextOf(place))));
        return options.Run with { Overrides = overrides.ToImmutable(), Seed = options.Trials > 1 ? SeedOf(index[^1]) : options.Run.Seed };
    }

    /// <summary>The seed of a trial.</summary>
    public long SeedOf(int trial) => unchecked((options.Run.Seed ?? 0) + trial);
}

/// <summary>An axis of the result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Number of places.</param>
/// <param name="Axes">What varies along it; nothing for trials.</param>
internal sealed record SweepDimension(string Name, int Length, ImmutableArray<SweepAxis> Axes);
