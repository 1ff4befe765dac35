using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Neuroglot.Plotting.Colors;

namespace Neuroglot.Plotting.Tests.Png;

/// <summary>Reads PNG files with 8 bits a channel, by the specification and not by how they are written here.</summary>
internal sealed record PngReading(int Width, int Height, Color[] Pixels, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<string> Chunks)
{
    public static PngReading Of(byte[] file)
    {
        if (!file.AsSpan(0, 8).SequenceEqual((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
            throw new InvalidDataException("no PNG");
        var (width, height, channels) = (0, 0, 0);
        var texts = new Dictionary<string, string>();
        var chunks = new List<string>();
        using var data = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = Encoding.ASCII.GetString(file, at + 4, 4);
            var content = file.AsSpan(at + 8, length);
            if (BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)) != Check(file.AsSpan(at + 4, length + 4)))
                throw new InvalidDataException($"the check of {type} is wrong");
            chunks.Add(type);
            switch (type)
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                    channels = (content[8], content[9]) switch { (8, 2) => 3, (8, 6) => 4, _ => throw new InvalidDataException("another form") };
                    break;
                case "IDAT":
                    data.Write(content);
                    break;
                case "iTXt":
                    var parts = Encoding.UTF8.GetString(content).Split('\0');
                    texts[parts[0]] = parts[^1];
                    break;
            }

            at += length + 12;
        }

        data.Position = 0;
        using var zip = new ZLibStream(data, CompressionMode.Decompress);
        return new PngReading(width, height, Rows(zip, width, height, channels), texts, chunks);
    }

    private static Color[] Rows(Stream stream, int width, int height, int channels)
    {
        var pixels = new Color[width * height];
        var above = new byte[width * channels];
        for (var y = 0; y < height; y++)
        {
            var filter = stream.ReadByte();
            var row = new byte[width * channels];
            stream.ReadExactly(row);
            for (var index = 0; index < row.Length; index++)
            {
                var (left, corner) = index >= channels ? (row[index - channels], above[index - channels]) : (0, 0);
                row[index] += (byte)(filter switch { 0 => 0, 1 => left, 2 => above[index], 3 => (left + above[index]) / 2, _ => Paeth(left, above[index], corner) });
            }

            for (var x = 0; x < width; x++)
            {
                var at = x * channels;
                pixels[y * width + x] = new Color(row[at], row[at + 1], row[at + 2], channels == 4 ? row[at + 3] : (byte)255);
            }

            above = row;
        }

        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    // Bit by bit, unlike the table of the writer.
    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var remainder = uint.MaxValue;
        foreach (var one in bytes)
        {
            remainder ^= one;
            for (var bit = 0; bit < 8; bit++)
                remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ 0xedb88320 : remainder >> 1;
        }

        return ~remainder;
    }
}
