using System.Text;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Fonts;
using Neuroglot.Plotting.Png;
using Neuroglot.Plotting.Scenes;

namespace Neuroglot.Plotting.Svg;

/// <summary>Writes scenes as SVG 1.1 documents, with text as text.</summary>
public static class SvgRenderer
{
    /// <summary><paramref name="scene"/> as a document.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="options">How; as usual where it is null.</param>
    public static string Text(Scene scene, SvgOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var writing = new Writing(scene, options ?? new SvgOptions());
        return writing.Document();
    }

    private sealed class Writing(Scene scene, SvgOptions options)
    {
        private readonly StringBuilder text = new();
        private readonly List<string> notes = [.. scene.Notes];
        private int clips;

        public string Document()
        {
            foreach (var item in scene.Items)
                Write(item, new Box(0, 0, scene.Width, scene.Height));
            var (width, height) = (SvgNumbers.Of(scene.Width), SvgNumbers.Of(scene.Height));
            var head = new StringBuilder()
                .Append($"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="{width}pt" height="{height}pt" """)
                .Append($"""viewBox="0 0 {width} {height}" role="img" aria-labelledby="{options.Prefix}title {options.Prefix}desc" """)
                .Append($"""font-family="{Escape(Families())}">""").Append('\n')
                .Append($"""<title id="{options.Prefix}title">{Escape(scene.Title)}</title>""").Append('\n')
                .Append($"""<desc id="{options.Prefix}desc">{Escape(scene.Description)}</desc>""").Append('\n');
            if (notes.Count > 0)
                head.Append($"<metadata>{Escape(string.Join(' ', notes))}</metadata>\n");
            if (scene.Background.A > 0)
                head.Append($"""<rect width="{width}" height="{height}"{Paint("fill", scene.Background)}/>""").Append('\n');
            return head.Append(text).Append("</svg>\n").ToString();
        }

        private string Families() =>
            string.Join(", ", new[] { scene.Typeface.Family, "DejaVu Sans", "Liberation Sans", "Arial" }.Distinct().Select(static family => $"'{family}'")) + ", sans-serif";

        private void Write(SceneItem item, Box clip)
        {
            switch (item)
            {
                case GroupItem group:
                    WriteGroup(group, clip);
                    break;
                case PathItem path:
                    if (!path.Outline.IsEmpty)
                        text.Append($"""<path d="{SvgNumbers.Path(path.Outline)}"{Paint("fill", path.Fill)}{Pen(path.Stroke)}/>""").Append('\n');
                    break;
                case TextItem letters when options.TextAsPaths:
                    var (filled, followed) = TextOutlines.Of(letters, scene.Typeface);
                    Write(filled, clip);
                    Write(followed, clip);
                    break;
                case TextItem letters:
                    WriteText(letters);
                    break;
                case ImageItem image:
                    WriteImage(image);
                    break;
                case MarkersItem markers:
                    WriteMarkers(markers, clip);
                    break;
                default:
                    throw new NotSupportedException($"No renderer knows {item.GetType().Name}.");
            }
        }

        private void WriteGroup(GroupItem group, Box clip)
        {
            text.Append("<g");
            if (group.Id is { } id)
                text.Append($" id=\"{options.Prefix}{id}\"");
            if (group.Role != GroupRole.None)
                text.Append($" data-role=\"{group.Role.ToString().ToLowerInvariant()}\"");
            if (group.Clip is { } box)
            {
                var name = $"{options.Prefix}clip{clips++}";
                text.Append($" clip-path=\"url(#{name})\"><clipPath id=\"{name}\">");
                text.Append($"<rect x=\"{SvgNumbers.Of(box.Left)}\" y=\"{SvgNumbers.Of(box.Top)}\" width=\"{SvgNumbers.Of(box.Width)}\" height=\"{SvgNumbers.Of(box.Height)}\"/></clipPath>\n");
                clip = clip.Intersect(box);
            }
            else
            {
                text.Append(">\n");
            }

            if (!string.IsNullOrEmpty(group.Title))
                text.Append($"<title>{Escape(TextMarkup.Plain(group.Title))}</title>\n");
            foreach (var inner in group.Items)
                Write(inner, clip);
            text.Append("</g>\n");
        }

        private void WriteText(TextItem item)
        {
            var (x, y) = (SvgNumbers.Of(item.At.X), SvgNumbers.Of(item.At.Y));
            text.Append($"<text x=\"{x}\" y=\"{y}\" font-size=\"{SvgNumbers.Of(item.Size)}\"{Paint("fill", item.Color)}");
            if (item.Anchor != TextAnchor.Start)
                text.Append(item.Anchor == TextAnchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
            if (item.IsUpright)
                text.Append($" transform=\"rotate(-90 {x} {y})\"");
            // Else readers would take away what lines begin with.
            if (item.Text.StartsWith(' ') || item.Text.Contains("  ", StringComparison.Ordinal))
                text.Append(" xml:space=\"preserve\"");
            text.Append('>');
            var rise = 0.0;
            foreach (var part in TextMarkup.Parse(item.Text))
            {
                if (part.Scale == 1 && rise == 0)
                {
                    text.Append(Escape(part.Text));
                    continue;
                }

                text.Append($"<tspan font-size=\"{SvgNumbers.Of(part.Scale * item.Size)}\" dy=\"{SvgNumbers.Of((rise - part.Rise) * item.Size)}\">{Escape(part.Text)}</tspan>");
                rise = part.Rise;
            }

            text.Append("</text>\n");
        }

        private void WriteImage(ImageItem image)
        {
            // Many programs smooth pictures that they enlarge, whatever they are told; cells would become clouds.
            var (cells, columns) = Enlarged(image);
            using var png = new MemoryStream();
            PngFile.Write(png, cells, columns, 72);
            text.Append($"<image x=\"{SvgNumbers.Of(image.Area.Left)}\" y=\"{SvgNumbers.Of(image.Area.Top)}\" width=\"{SvgNumbers.Of(image.Area.Width)}\" ");
            text.Append($"height=\"{SvgNumbers.Of(image.Area.Height)}\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" ");
            text.Append("xlink:href=\"data:image/png;base64,").Append(Convert.ToBase64String(png.GetBuffer(), 0, (int)png.Length)).Append("\"/>\n");
        }

        // Each cell as so many pixels that there are four to a point at least.
        private static (Color[] Cells, int Columns) Enlarged(ImageItem image)
        {
            var (wide, high) = (Times(image.Area.Width, image.Columns), Times(image.Area.Height, image.Rows));
            if (wide * high == 1)
                return (image.Cells, image.Columns);
            var columns = wide * image.Columns;
            var cells = new Color[columns * high * image.Rows];
            for (var row = 0; row < high * image.Rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    cells[row * columns + column] = image.Cells[row / high * image.Columns + column / wide];
            }

            return (cells, columns);
        }

        private static int Times(double points, int cells) => (int)Math.Clamp(Math.Ceiling(4 * points / cells), 1, 4096);

        private void WriteMarkers(MarkersItem markers, Box clip)
        {
            if (markers.X.Length > MarkersItem.MostShapes)
            {
                notes.Add($"{markers.X.Length} markers are a picture with {options.PictureDotsPerInch:G4} pixels an inch.");
                WriteImage(PngRenderer.Picture(markers, clip, options.PictureDotsPerInch));
                return;
            }

            for (var index = 0; index < markers.X.Length;)
            {
                // Opaque markers of one colour that follow each other are one path.
                var fill = markers.Fills is { } fills ? fills[index] : markers.Fill;
                var isOpaque = (fill ?? markers.Stroke?.Color) is { A: 255 };
                text.Append("<path d=\"");
                for (var first = index; index < markers.X.Length && (index == first || (isOpaque && (markers.Fills is null || markers.Fills[index] == fill))); index++)
                    text.Append(SvgNumbers.Path(markers.Shape.Place(1, new Point(markers.X[index], markers.Y[index]))));
                text.Append($"\"{Paint("fill", fill)}{Pen(markers.Stroke)}/>\n");
            }
        }

        private static string Paint(string what, Color? color) => color switch
        {
            null or { A: 0 } => $" {what}=\"none\"",
            { A: 255 } opaque => $" {what}=\"{opaque}\"",
            { } other => $" {what}=\"{other}\" {what}-opacity=\"{SvgNumbers.Of(other.A / 255.0)}\"",
        };

        private static string Pen(Stroke? stroke)
        {
            if (stroke is null)
                return string.Empty;
            var join = stroke.Join switch { LineJoin.Round => " stroke-linejoin=\"round\"", LineJoin.Bevel => " stroke-linejoin=\"bevel\"", _ => string.Empty };
            var cap = stroke.Cap switch { LineCap.Round => " stroke-linecap=\"round\"", LineCap.Square => " stroke-linecap=\"square\"", _ => string.Empty };
            var dashes = stroke.Dashes.IsEmpty ? string.Empty : $" stroke-dasharray=\"{string.Join(' ', stroke.Dashes.Select(SvgNumbers.Of))}\"";
            return $"{Paint("stroke", stroke.Color)} stroke-width=\"{SvgNumbers.Of(stroke.Width)}\"{join}{cap}{dashes}";
        }

        // What XML 1.0 has no place for becomes a replacement character.
        private static string Escape(string plain)
        {
            var escaped = new StringBuilder(plain.Length);
            foreach (var letter in plain.EnumerateRunes())
            {
                _ = letter.Value switch
                {
                    '&' => escaped.Append("&amp;"),
                    '<' => escaped.Append("&lt;"),
                    '>' => escaped.Append("&gt;"),
                    '"' => escaped.Append("&quot;"),
                    < 0x20 and not (0x09 or 0x0a) or 0xfffe or 0xffff => escaped.Append('\ufffd'),
                    _ => escaped.Append(letter.ToString()),
                };
            }

            return escaped.ToString();
        }
    }
}
