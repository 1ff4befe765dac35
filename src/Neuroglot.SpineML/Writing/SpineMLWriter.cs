using System.Text;
using System.Xml;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>
/// Writes documents as XML with the prefixes that simulators look for by the letter: <c>LL:</c> before what only the low level of networks has, none before what both
/// levels share, <c>UL:</c> before properties in experiments. Reading gives the same document again.
/// </summary>
public static class SpineMLWriter
{
    private static readonly XmlWriterSettings Layout = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = "  ",
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>The text of the file.</summary>
    public static string Print(SpineMLDocument document)
    {
        using var stream = new MemoryStream();
        Write(document, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes <paramref name="document"/> to <paramref name="stream"/>.</summary>
    /// <exception cref="XmlException">An annotation, or a connection of an unknown type, is no XML.</exception>
    public static void Write(SpineMLDocument document, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(stream);
        using (var xml = XmlWriter.Create(stream, Layout))
        {
            xml.WriteStartDocument();
            switch (document)
            {
                case ComponentDocument component:
                    new ComponentLayer(xml).Write(component);
                    break;
                case NetworkDocument network:
                    new NetworkLayer(xml, network.IsLowLevel).Write(network);
                    break;
                case ExperimentDocument experiment:
                    new ExperimentLayer(xml).Write(experiment);
                    break;
                case LayoutDocument layout:
                    new LayoutFile(xml).Write(layout);
                    break;
                default:
                    throw new ArgumentException($"There is no layer for {document.GetType().Name}.", nameof(document));
            }

            xml.WriteEndDocument();
        }

        stream.WriteByte((byte)'\n');
    }
}
