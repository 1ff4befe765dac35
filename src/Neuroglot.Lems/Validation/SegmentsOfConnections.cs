using System.Globalization;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>Segments that connections and inputs name exist in the cell (NG1342), and places along them lie between 0 and 1 (NG1343).</summary>
internal sealed class SegmentsOfConnections : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        var segmentsOf = new Dictionary<LemsComponent, HashSet<string>>();
        foreach (var network in model.Networks())
        {
            foreach (var end in ConnectionEnd.In(network))
            {
                if (end.SegmentAttribute is { } segment && end.User.Text(segment) is { } id)
                    CheckSegment(network, end, segment, id.Trim(), segmentsOf, diagnostics);
                if (end.FractionAttribute is { } fraction && end.User.Text(fraction) is { } text)
                    CheckFraction(end, fraction, text, diagnostics);
            }
        }
    }

    private static void CheckSegment(
        LemsComponent network, ConnectionEnd end, string attribute, string id, Dictionary<LemsComponent, HashSet<string>> segmentsOf, DiagnosticBag diagnostics)
    {
        // Cells without a morphology are points; a segment of 0 is often written for them and says nothing.
        if (CellPath.Follow(network, end.User, end.Attribute, end.Path).Cell is not { } cell || cell.Morphology() is not { } morphology)
            return;
        if (!segmentsOf.TryGetValue(cell, out var segments))
            segmentsOf.Add(cell, segments = morphology.Children("segments").Ids());
        if (segments.Count > 0 && !segments.Contains(id))
        {
            diagnostics.Error("NG1342", $"{attribute} of {end.User.Called()} is “{id}”, but {cell.Called()} has no segment of that id.", end.User.SpanOf(attribute),
                segments.Count <= 10 ? $"It has {string.Join(", ", segments)}." : null);
        }
    }

    private static void CheckFraction(ConnectionEnd end, string attribute, string text, DiagnosticBag diagnostics)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= 0 && value <= 1))
            diagnostics.Error("NG1343", $"{attribute} of {end.User.Called()} is “{text}”, which is no place along a segment.", end.User.SpanOf(attribute), "Write a number from 0 (its beginning) to 1 (its end).");
    }
}
