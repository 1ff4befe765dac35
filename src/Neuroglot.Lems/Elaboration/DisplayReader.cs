using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Units;
using Dimension = Neuroglot.Model.Units.Dimension;
using Unit = Neuroglot.Model.Units.Unit;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Reads the pictures that a simulation asks for. What a line shows is its quantity divided by <c>scale</c>, so that <c>1mV</c> shows a voltage in millivolts; the horizontal axis is
/// time divided by <c>timeScale</c>, which a display that has none takes from its lines.
/// </summary>
internal sealed class DisplayReader(UnitTable units, RecordingBuilder recordings, DiagnosticBag diagnostics)
{
    private readonly List<Display> displays = [];

    /// <summary>What has been read so far.</summary>
    public ImmutableArray<Display> Displays => [.. displays];

    /// <summary>Reads <paramref name="component"/>, whose type says by <paramref name="display"/> which of its attributes mean what.</summary>
    public void Add(LemsComponent component, DataDisplay display, IEnumerable<LemsComponent> recorded)
    {
        var lines = ImmutableArray.CreateBuilder<DisplayLine>();
        Unit? timeUnit = null;
        foreach (var line in recorded)
        {
            var record = line.Type.Simulation!.Records[0];
            if (line.Path(record.Quantity, diagnostics) is not { } path || recordings.Drawn(line.Label, path) is not { } recording)
                continue;
            timeUnit ??= ScaleOf(line, record.TimeScale, Dimension.Time);
            lines.Add(new DisplayLine(
                line.Label, recording, ScaleOf(line, record.Scale, recording.Dimension) ?? Whole(recording.Dimension),
                record.Color is { } color && line.Text(color) is { Length: > 0 } written ? written : null));
        }

        var region = (display.DataRegion ?? string.Empty).Split(',', StringSplitOptions.TrimEntries);
        displays.Add(new Display(
            display.Title is { } title ? component.Text(title) ?? string.Empty : string.Empty,
            lines.ToImmutable(),
            ScaleOf(component, "timeScale", Dimension.Time) ?? timeUnit ?? Whole(Dimension.Time))
        {
            TimeRange = RangeOf(component, region, 0),
            ValueRange = RangeOf(component, region, 2),
            Span = component.Span,
        });
    }

    private static (double Low, double High)? RangeOf(LemsComponent component, string[] region, int first) =>
        region.Length >= first + 2 && component.TryValue(region[first], out var low) && component.TryValue(region[first + 1], out var high) && low < high ? (low, high) : null;

    // A scale of 10 mV is a unit of its own, called "10 mV". What has no scale is shown in SI units.
    private Unit? ScaleOf(LemsComponent component, string? attribute, Dimension dimension)
    {
        if (attribute is null || !component.TryValue(attribute, out var factor) || !(factor > 0) || component.Declaration[attribute] is not { } written)
            return null;
        if (!units.TrySplit(written, SourceSpan.None, new DiagnosticBag(), out var number, out var unit) || unit.Dimension.IsNone)
            return factor == 1 ? Whole(dimension) : null;
        return number == 1 ? unit : new Unit(string.Create(CultureInfo.InvariantCulture, $"{number:G6} {unit.Symbol}"), unit.Dimension, 0, factor);
    }

    private static Unit Whole(Dimension dimension) =>
        dimension.IsNone ? Unit.None : QuantityFormatter.BestUnit(dimension, 1) is { Factor: 1 } known ? known : new Unit("SI units", dimension);
}
