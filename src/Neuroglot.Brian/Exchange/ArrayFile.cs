using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Neuroglot.Brian.Exchange;

/// <summary>
/// Many numbers that lie beside the text instead of in it: a file of NumPy (<c>.npy</c>) with whole numbers of four bytes or reals of eight, little-endian. Its shape does not
/// matter; it is read row by row.
/// </summary>
internal static class ArrayFile
{
    private const string Whole = "'<i4'";
    private const string Real = "'<f8'";

    private static ReadOnlySpan<byte> Mark => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The numbers of the file, as whole ones.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or has numbers of another kind.</exception>
    public static ImmutableArray<int> Indices(string path) => Read<int>(path, Whole);

    /// <summary>The numbers of the file, as real ones.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or has numbers of another kind.</exception>
    public static ImmutableArray<double> Numbers(string path) => Read<double>(path, Real);

    private static ImmutableArray<T> Read<T>(string path, string kind)
        where T : unmanaged
    {
        using var stream = File.OpenRead(path);
        // The mark, two bytes for the version, two for the length of the text that says what follows.
        Span<byte> head = stackalloc byte[10];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.StartsWith(Mark) || head[6] != 1)
            throw new InvalidDataException("it is no file of NumPy of version 1.");
        var text = new byte[head[8] + (256 * head[9])];
        stream.ReadExactly(text);
        var description = Encoding.ASCII.GetString(text);
        if (!description.Contains(kind, StringComparison.Ordinal) || description.Contains("'fortran_order': True", StringComparison.Ordinal))
            throw new InvalidDataException($"it says {description.Trim()}, and 'descr': {kind} in the order of C is expected.");
        var size = stream.Length - stream.Position;
        if (size % Marshal.SizeOf<T>() != 0 || size / Marshal.SizeOf<T>() > Array.MaxLength)
            throw new InvalidDataException($"{size} bytes are no list of numbers.");
        var values = new T[size / Marshal.SizeOf<T>()];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}
