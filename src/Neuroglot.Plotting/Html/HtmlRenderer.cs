using System.Buffers.Binary;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scenes;
using Neuroglot.Plotting.Svg;

namespace Neuroglot.Plotting.Html;

/// <summary>
/// Writes scenes as pages that people can zoom: the SVG document, the values of its series, and a script that redraws it. One file, which asks nothing of the network.
/// </summary>
public static class HtmlRenderer
{
    /// <summary>A page holds so many values at most; series beyond that are stretched as they are drawn when people zoom.</summary>
    public const int MostValues = 2_000_000;

    // From here on values are stated in single precision, which is finer than a screen.
    private const int MostExact = 100_000;

    /// <summary><paramref name="scene"/> as a page.</summary>
    public static string Text(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var left = MostValues;
        var areas = scene.Areas.Select(area => area with
        {
            Series = [.. area.Series.Where(series => (left -= series.X.Count) >= 0)],
            Cells = [.. area.Cells.Where(cells => (left -= cells.Values.Count) >= 0)],
            Patches = [.. area.Patches.Where(patches => (left -= 5 * patches.Left.Length) >= 0)],
            Bodies = [.. area.Bodies.Where(bodies => (left -= BodyData.Count(bodies)) >= 0)],
        }).ToArray();
        var without = scene.Areas.Zip(areas, static (all, kept) => all.Series.Length + all.Cells.Length + all.Bodies.Length + all.Patches.Length - kept.Series.Length - kept.Cells.Length - kept.Bodies.Length - kept.Patches.Length).Sum();
        if (without > 0)
            scene = scene with { Notes = scene.Notes.Add($"{without} series have too many values for a page; they are shown as drawn at first.") };
        var (background, foreground) = (scene.Background, scene.Background.Luminance < 0.2 ? new Color(0xd9, 0xde, 0xe5) : new Color(0x26, 0x26, 0x26));
        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:">
            <meta name="viewport" content="width=device-width">
            <title>{{Escape(scene.Title)}}</title>
            <style>
            body { margin: 0; background: {{background}}; color: {{foreground}}; font: 13px 'DejaVu Sans', Arial, sans-serif; }
            main { max-width: 1100px; margin: auto; padding: 8px; }
            svg { width: 100%; height: auto; touch-action: none; user-select: none; }
            svg:focus-visible, button:focus-visible { outline: 2px solid {{foreground}}; }
            button { font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: 3px; padding: 2px 8px; cursor: pointer; }
            input[type=range] { width: 16em; vertical-align: middle; }
            #ng-tip { position: fixed; white-space: pre; background: {{foreground}}; color: {{background}}; padding: 3px 6px; border-radius: 3px; pointer-events: none; font-size: 12px; }
            </style>
            </head>
            <body>
            <main>
            {{SvgRenderer.Text(scene)}}
            <p><button id="ng-reset" title="Show all again (double click, 0)">Reset</button> <button id="ng-save" title="Save the figure as it is now">Save SVG</button>
            <small>Wheel: zoom (with Shift only x, with Alt only y). Drag: move{{(areas.Any(static area => area.Bodies.Any(static one => !one.Solids.IsFlat)) ? ", or turn what is in space (with Shift: move)" : string.Empty)}}. Names in the legend: on and off.</small></p>
            </main>
            <div id="ng-tip" role="status" hidden></div>
            <script type="application/json" id="ng-data">{{Json(areas)}}</script>
            <script>
            {{Script()}}
            </script>
            </body>
            </html>

            """;
    }

    private static string Json(IEnumerable<PlotArea> areas)
    {
        using var stream = new MemoryStream();
        // The writer's usual encoder leaves no '<' as it is, so that no text ends the script.
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("areas");
            foreach (var area in areas)
            {
                json.WriteStartObject();
                json.WriteString("id", area.Id);
                json.WriteStartArray("box");
                foreach (var edge in new[] { area.Box.Left, area.Box.Top, area.Box.Width, area.Box.Height })
                    json.WriteNumberValue(edge);
                json.WriteEndArray();
                Write(json, "x", area.X);
                Write(json, "y", area.Y);
                json.WriteStartArray("series");
                foreach (var series in area.Series)
                    Write(json, series);
                json.WriteEndArray();
                json.WriteStartArray("cells");
                foreach (var cells in area.Cells)
                    Write(json, cells);
                json.WriteEndArray();
                json.WriteStartArray("patches");
                foreach (var patches in area.Patches)
                    Write(json, patches);
                json.WriteEndArray();
                json.WriteStartArray("bodies");
                foreach (var bodies in area.Bodies)
                    BodyData.Write(json, bodies);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, string name, AxisSpan span)
    {
        json.WriteStartObject(name);
        json.WriteNumber("low", span.Low);
        json.WriteNumber("high", span.High);
        json.WriteBoolean("log", span.IsLogarithmic);
        json.WriteString("label", span.Label);
        json.WriteNumber("link", span.Link);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Series series)
    {
        json.WriteStartObject();
        json.WriteString("id", series.Id);
        json.WriteString("label", series.Label);
        json.WriteString("color", series.Color.ToString());
        json.WriteNumber("opacity", series.Color.A / 255.0);
        json.WriteNumber("width", series.LineWidth);
        json.WriteBoolean("filled", series.IsFilled);
        if (series.Marker is { } marker)
            json.WriteString("marker", SvgNumbers.Path(marker));
        Write(json, "x", series.X, series.ScaleX);
        Write(json, "y", series.Y, series.ScaleY);
        if (series.Values is { } values && series.Colors is { } colors)
        {
            Write(json, "values", values, series.ValueScale);
            json.WriteString("valueLabel", series.ValueLabel);
            json.WriteBase64String("colors", [.. values.Select(value => colors[value]).SelectMany(static color => new[] { color.R, color.G, color.B })]);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SeriesPatches patches)
    {
        json.WriteStartObject();
        json.WriteString("id", patches.Id);
        json.WriteString("label", patches.Label);
        Write(json, "left", patches.Left, 1);
        Write(json, "right", patches.Right, 1);
        Write(json, "bottom", patches.Bottom, 1);
        Write(json, "top", patches.Top, 1);
        if (patches.Values is { } values)
        {
            Write(json, "values", values, 1);
            json.WriteString("valueLabel", patches.ValueLabel);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SeriesCells cells)
    {
        json.WriteStartObject();
        json.WriteString("label", cells.Label);
        json.WriteNumber("columns", cells.Columns);
        json.WriteNumber("left", cells.Left);
        json.WriteNumber("bottom", cells.Bottom);
        json.WriteNumber("width", cells.CellWidth);
        json.WriteNumber("height", cells.CellHeight);
        Write(json, "values", cells.Values, cells.Scale);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, string name, Values values, double scale)
    {
        var size = values.Count <= MostExact ? 8 : 4;
        var bytes = new byte[size * values.Count];
        for (var index = 0; index < values.Count; index++)
        {
            if (size == 8)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * index), scale * values[index]);
            else
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), (float)(scale * values[index]));
        }

        json.WriteStartObject(name);
        json.WriteNumber("bits", 8 * size);
        json.WriteBase64String("data", bytes);
        json.WriteEndObject();
    }

    private static string Script()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Neuroglot.Plotting.Html.viewer.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Escape(string plain) => System.Net.WebUtility.HtmlEncode(plain);
}
