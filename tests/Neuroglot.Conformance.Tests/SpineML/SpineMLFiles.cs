using System.Xml;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>The published SpineML files.</summary>
internal static class SpineMLFiles
{
    /// <summary>Every file below <paramref name="folder"/> with the root element of SpineML, layouts included, as a path relative to it.</summary>
    public static string[] All(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.xml", SearchOption.AllDirectories).Where(IsSpineML)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    private static bool IsSpineML(string file)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "SpineML";
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
