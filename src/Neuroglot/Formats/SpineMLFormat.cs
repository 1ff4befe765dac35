using System.Xml;

namespace Neuroglot.Formats;

/// <summary>Components, networks and experiments of SpineML.</summary>
internal sealed class SpineMLFormat : IReadableFormat
{
    private const string RootName = "SpineML";
    private const int SearchedBytes = 8192;

    public string Name => "SpineML";

    public IReadOnlyList<string> Endings { get; } = [".xml"];

    public bool Recognises(string path)
    {
        try
        {
            // Most files are of another language and need not be read as XML twice; zeros are letters of UTF-16.
            using var stream = File.OpenRead(path);
            Span<byte> start = stackalloc byte[SearchedBytes];
            start = start[..stream.ReadAtLeast(start, SearchedBytes, throwOnEndOfStream: false)];
            if (start.IndexOf("SpineML"u8) < 0 && start.IndexOf((byte)0) < 0)
                return false;
            stream.Position = 0;
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == RootName;
        }
        catch (Exception problem) when (problem is XmlException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public NeuralModel Load(string path, LoadOptions options) => new SpineMLFile(path, options);
}
