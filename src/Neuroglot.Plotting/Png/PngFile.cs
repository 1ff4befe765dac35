using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Neuroglot.Plotting.Colors;

namespace Neuroglot.Plotting.Png;

/// <summary>Writes pixels as PNG (ISO/IEC 15948), with 8 bits for each of red, green and blue, and transparency where there is any.</summary>
internal static class PngFile
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Writes a picture.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="pixels">Row by row from the top.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="dotsPerInch">What programs for print take as its size.</param>
    /// <param name="texts">Keywords and texts, such as <c>Title</c>.</param>
    public static void Write(Stream stream, Color[] pixels, int width, double dotsPerInch, params ReadOnlySpan<(string Keyword, string Text)> texts)
    {
        var height = pixels.Length / width;
        var isOpaque = Array.TrueForAll(pixels, static pixel => pixel.A == 255);
        stream.Write([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = (byte)(isOpaque ? 2 : 6);
        Chunk(stream, "IHDR", header);
        var perMetre = (int)Math.Round(dotsPerInch / 0.0254);
        Span<byte> size = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(size, perMetre);
        BinaryPrimitives.WriteInt32BigEndian(size[4..], perMetre);
        size[8] = 1;
        Chunk(stream, "pHYs", size);
        foreach (var (keyword, text) in texts)
        {
            // Not compressed, no language: the three bytes and the two empty texts after the keyword.
            if (text.Length > 0)
                Chunk(stream, "iTXt", [.. Encoding.Latin1.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);
        }

        Chunk(stream, "IDAT", Compress(pixels, width, height, isOpaque ? 3 : 4));
        Chunk(stream, "IEND", []);
    }

    // Each row is stated as its difference from the one above (filter 2), which is little where a figure is empty.
    private static byte[] Compress(Color[] pixels, int width, int height, int channels)
    {
        using var compressed = new MemoryStream();
        using (var zip = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var above = new byte[width * channels];
            var row = new byte[width * channels];
            var line = new byte[width * channels + 1];
            line[0] = 2;
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var pixel = pixels[y * width + x];
                    var at = x * channels;
                    (row[at], row[at + 1], row[at + 2]) = (pixel.R, pixel.G, pixel.B);
                    if (channels == 4)
                        row[at + 3] = pixel.A;
                }

                for (var index = 0; index < row.Length; index++)
                    line[index + 1] = (byte)(row[index] - above[index]);
                zip.Write(line);
                (above, row) = (row, above);
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        var name = Encoding.ASCII.GetBytes(type);
        stream.Write(name);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Remainder(Remainder(uint.MaxValue, name), data));
        stream.Write(number);
    }

    private static uint Remainder(uint so, ReadOnlySpan<byte> data)
    {
        foreach (var one in data)
            so = Table[(byte)(so ^ one)] ^ (so >> 8);
        return so;
    }

    // The cyclic redundancy check of PNG, annex D.
    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var index = 0u; index < 256; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? 0xedb88320 ^ (value >> 1) : value >> 1;
            table[index] = value;
        }

        return table;
    }
}
