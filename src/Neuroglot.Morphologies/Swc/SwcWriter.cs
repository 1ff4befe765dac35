using System.Globalization;
using System.Text;

namespace Neuroglot.Morphologies.Swc;

/// <summary>Shapes to lines of SWC.</summary>
internal static class SwcWriter
{
    public static string Text(Morphology morphology, string? comment)
    {
        ArgumentNullException.ThrowIfNull(morphology);
        var flat = FlatMorphology.Of(morphology);
        if (!flat.HasCoordinates)
            throw new MorphologyException("NG8164", "The morphology has sections without a place, which a file of SWC cannot hold.", "call GenerateCoordinates() first");
        var text = new StringBuilder();
        foreach (var line in comment?.Split('\n') ?? [])
            text.Append("# ").Append(line.TrimEnd('\r')).Append('\n');
        var last = new int[flat.Sections.Length];
        var index = 0;
        for (var number = 0; number < flat.Sections.Length; number++)
        {
            var section = flat.Sections[number];
            var parent = section.Parent < 0 ? -1 : last[section.Parent];
            var type = Type(section.Section.Type);
            var first = flat.Compartments[section.First];
            var end = section.Parent < 0 ? default : flat.Compartments[flat.Sections[section.Parent].First + flat.Sections[section.Parent].Section.N - 1].End;
            // A sphere is one point; the beginning of a root has one, and that of a section which begins elsewhere than its parent ends.
            if (!section.IsSphere && (section.Parent < 0 || (first.Start - end).Length > 1e-12))
                Write(first.Start, first.StartDiameter);
            for (var place = 0; place < section.Section.N; place++)
                Write(flat.Compartments[section.First + place].End, flat.Compartments[section.First + place].EndDiameter);
            last[number] = index;

            void Write(Point3 at, double diameter)
            {
                index++;
                text.Append(CultureInfo.InvariantCulture, $"{index} {type} {Micrometres(at.X)} {Micrometres(at.Y)} {Micrometres(at.Z)} {Micrometres(diameter / 2)} {parent}\n");
                parent = index;
            }
        }

        return text.ToString();
    }

    private static int Type(string? type) => type switch
    {
        "soma" => 1,
        "axon" => 2,
        "dend" => 3,
        "apic" => 4,
        not null when type.StartsWith("type", StringComparison.Ordinal) && int.TryParse(type.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => 0,
    };

    // Twelve digits: what rounding leaves of a factor of a million is not shown.
    private static string Micrometres(double metres) => (metres * 1e6 + 0.0).ToString("G12", CultureInfo.InvariantCulture);
}
