using System.Text;

namespace Neuroglot.Model.Xml;

/// <summary>
/// Opens XML as text where it is plainly UTF-8, as nearly every model is. The base library's XML reader could decode it as well, but asks for the
/// encoding's display name while it does, and also when a declaration names one, which loads all messages of the base library at every start.
/// </summary>
public static class Utf8Text
{
    private const int LongestDeclaration = 128;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text of <paramref name="stream"/>; null, with the stream where it was, when its beginning leaves any doubt about the encoding. Bytes further
    /// on that are no UTF-8 make reading throw <see cref="DecoderFallbackException"/>.
    /// </summary>
    public static StreamReader? Open(Stream stream)
    {
        if (!stream.CanSeek)
            return null;
        Span<byte> start = stackalloc byte[LongestDeclaration];
        start = start[..stream.ReadAtLeast(start, LongestDeclaration, throwOnEndOfStream: false)];
        var mark = start.StartsWith("\uFEFF"u8) ? 3 : 0;
        var isUtf8 = IsUtf8(start[mark..]);
        stream.Position = isUtf8 ? mark + UsualDeclaration(start[mark..]) : 0;
        return isUtf8 ? new StreamReader(stream, Strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true) : null;
    }

    /// <summary>Length of the declaration where it says nothing that the reader has to know; its line break stays, so that lines keep their numbers.</summary>
    private static int UsualDeclaration(ReadOnlySpan<byte> start)
    {
        var usual = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8;
        return start.Length > usual.Length && start.StartsWith(usual) && start[usual.Length] is (byte)'\n' or (byte)'\r' ? usual.Length : 0;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith("<?xml "u8))
            return start.Length > 1 && start[0] == '<' && start[1] is > 0 and < 128;
        var end = start.IndexOf("?>"u8);
        if (end < 0)
            return false;
        var declaration = Encoding.ASCII.GetString(start[..end]);
        return !declaration.Contains("encoding", StringComparison.Ordinal)
            || declaration.Contains("encoding=\"UTF-8\"", StringComparison.OrdinalIgnoreCase)
            || declaration.Contains("encoding='UTF-8'", StringComparison.OrdinalIgnoreCase);
    }
}
