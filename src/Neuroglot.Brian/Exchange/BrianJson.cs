using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Brian.Exchange;

/// <summary>
/// Networks of Brian as JSON: one file that says all about a network and its runs, for exchange between programs. The format is described by
/// <c>schemas/brian-network.schema.json</c>.
/// <code>File.WriteAllText("net.brian.json", BrianJson.Write(network));</code>
/// </summary>
public static class BrianJson
{
    /// <summary>Code of the diagnostic for a text that is no JSON, or too large.</summary>
    public const string NotJson = JsonSource.NotJson;

    /// <summary>Greatest size of a file in bytes.</summary>
    public const int MaxBytes = 512 << 20;

    /// <summary>The network as text that <see cref="Read(string, string, DiagnosticBag)"/> makes the same network of.</summary>
    public static string Write(BrianNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var buffer = new ArrayBufferWriter<byte>();
        Write(network, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the network in UTF-8.</summary>
    public static void Write(BrianNetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new ArrayBufferWriter<byte>();
        Write(network, buffer);
        stream.Write(buffer.WrittenSpan);
    }

    /// <summary>Reads a network from text; null, with the reasons in <paramref name="diagnostics"/>, where something is wrong.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sourceName">What places in diagnostics begin with: the file.</param>
    /// <param name="diagnostics">Gets all that is wrong, with path and place.</param>
    public static BrianNetwork? Read(string text, string sourceName, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(Encoding.UTF8.GetBytes(text), sourceName, diagnostics, null);
    }

    /// <summary>Reads a network from a stream in UTF-8; null, with the reasons in <paramref name="diagnostics"/>, where something is wrong.</summary>
    /// <param name="stream">The stream, read to its end, or as far as the greatest size of a file.</param>
    /// <param name="sourceName">What places in diagnostics begin with: the file.</param>
    /// <param name="diagnostics">Gets all that is wrong, with path and place.</param>
    /// <param name="folder">The folder in which files of numbers lie that the text names; null for none.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static BrianNetwork? Read(Stream stream, string sourceName, DiagnosticBag diagnostics, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var all = new MemoryStream();
        var block = new byte[1 << 16];
        for (int read; all.Length <= MaxBytes && (read = stream.Read(block)) > 0;)
            all.Write(block, 0, read);
        return Read(all.GetBuffer().AsMemory(0, (int)all.Length), sourceName, diagnostics, folder);
    }

    private static BrianNetwork? Read(ReadOnlyMemory<byte> bytes, string sourceName, DiagnosticBag diagnostics, string? folder)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (bytes.Length > MaxBytes)
        {
            diagnostics.Error(NotJson, $"The text has more than {MaxBytes >> 20} MiB, which are the most that is read.", new SourceSpan(sourceName, 1, 1));
            return null;
        }

        var found = new DiagnosticBag();
        var source = new JsonSource(bytes, sourceName, found) { Folder = folder };
        var network = source.Read() is { } value ? NetworkReading.Network(value, source) : null;
        diagnostics.AddRange(found);
        return found.HasErrors ? null : network;
    }

    private static void Write(BrianNetwork network, ArrayBufferWriter<byte> buffer)
    {
        // Conditions and equations are full of < and >, which would become escapes otherwise; the file is not for pages of the web.
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new NetworkWriting(writer).Write(network);
    }
}
