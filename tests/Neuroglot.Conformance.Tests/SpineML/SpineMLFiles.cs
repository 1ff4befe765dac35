using System.Xml;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>The published SpineML files, and what is known to be wrong with some of them.</summary>
internal static class SpineMLFiles
{
    /// <summary>Every file below <paramref name="folder"/> whose root element is in a namespace of SpineML, as a path relative to it.</summary>
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
            return reader.MoveToContent() == XmlNodeType.Element && reader.NamespaceURI.Contains("shef.ac.uk/SpineML", StringComparison.Ordinal);
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
