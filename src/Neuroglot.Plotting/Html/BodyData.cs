using System.Text.Json;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Html;

/// <summary>Solids as a page has them.</summary>
internal static class BodyData
{
    /// <summary>How many numbers of a page they take.</summary>
    public static int Count(SeriesBodies bodies) => (int)Math.Min(int.MaxValue / 2, 8L * bodies.Solids.Parts.Length + (bodies.Solids.Values?.Count ?? 0));

    public static void Write(Utf8JsonWriter json, SeriesBodies bodies)
    {
        var solids = bodies.Solids;
        json.WriteStartObject();
        json.WriteString("id", bodies.Id);
        json.WriteBoolean("flat", solids.IsFlat);
        json.WriteNumber("azimuth", solids.View.Azimuth);
        json.WriteNumber("elevation", solids.View.Elevation);
        json.WriteNumber("width", solids.LineWidth ?? 0);
        json.WriteBoolean("dots", solids.HasDots);
        json.WriteNumber("opacity", solids.Opacity);
        json.WriteString("unit", bodies.Unit);
        json.WriteString("ink", bodies.Theme.Foreground.ToString());
        json.WriteNumber("edge", bodies.Theme.EdgeWidth);
        json.WriteNumber("size", bodies.Theme.TickSize);
        json.WriteBase64String("paper", [bodies.Theme.Background.R, bodies.Theme.Background.G, bodies.Theme.Background.B]);
        HtmlRenderer.Write(
            json, "parts", solids.Parts.SelectMany(static part => new[] { part.X0, part.Y0, part.Z0, part.Radius0, part.X1, part.Y1, part.Z1, part.Radius1 }).ToArray(), bodies.Scale);
        json.WriteNumber("frame", solids.Frame);
        if (solids.Values is { } values && solids.Colors is { } scale)
        {
            HtmlRenderer.Write(json, "values", values, bodies.ValueScale);
            json.WriteString("valueLabel", bodies.ValueLabel);
            json.WriteBase64String("colors", [.. values.Select(value => scale[value]).SelectMany(static color => new[] { color.R, color.G, color.B })]);
            if (solids.Times is { } times)
                HtmlRenderer.Write(json, "times", times, 1000);
        }
        else
        {
            json.WriteBase64String("colors", [.. Enumerable.Range(0, solids.Parts.Length).Select(part => solids.ColorOf(part, bodies.Color)).SelectMany(static color => new[] { color.R, color.G, color.B })]);
        }

        json.WriteEndObject();
    }
}
