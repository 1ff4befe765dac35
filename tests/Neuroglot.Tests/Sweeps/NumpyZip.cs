using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Neuroglot.Tests.Sweeps;

/// <summary>Reads the arrays of a zip of NumPy, of any shape.</summary>
internal sealed partial class NumpyZip
{
    private readonly Dictionary<string, (long[] Shape, byte[] Data)> arrays = [];

    public NumpyZip(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            var bytes = memory.ToArray();
            var start = 12 + BitConverter.ToInt32(bytes, 8);
            var shape = Shape().Match(Encoding.UTF8.GetString(bytes, 12, start - 12)).Groups[1].Value;
            arrays.Add(entry.FullName[..^4], ([.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(length => long.Parse(length, CultureInfo.InvariantCulture))], bytes[start..]));
        }
    }

    public IEnumerable<string> Names => arrays.Keys;

    public long[] ShapeOf(string name) => arrays[name].Shape;

    public double[] Doubles(string name) => MemoryMarshal.Cast<byte, double>(arrays[name].Data).ToArray();

    public long[] Longs(string name) => MemoryMarshal.Cast<byte, long>(arrays[name].Data).ToArray();

    public int[] Ints(string name) => MemoryMarshal.Cast<byte, int>(arrays[name].Data).ToArray();

    public string Text(string name) => Encoding.UTF32.GetString(arrays[name].Data).TrimEnd('\0');

    /// <summary>All arrays as text, to compare two files.</summary>
    public string Content => string.Join('\n', arrays.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} ({string.Join(',', pair.Value.Shape)}) {Convert.ToHexString(pair.Value.Data)}"));

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shape();
}
