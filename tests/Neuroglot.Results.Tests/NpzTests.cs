using System.IO.Compression;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Results.Tests;

public sealed class NpzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DiagnosticBag diagnostics = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_array_per_column_in_si_units()
    {
        var path = folder.File("v.npz");
        using (var writer = NpzWriter.TryCreate(path, [new("a/v"), new("b"), new("b")], diagnostics)!)
        {
            for (var i = 0; i < 3000; i++)
                writer.WriteRow(i * 0.5, [i, -i, 2 * i]);
        }
        Assert.False(File.Exists(folder.File("v.rows.npy")));
        using var zip = ZipFile.OpenRead(path);
        Assert.Equal(["time.npy", "a/v.npy", "b.npy", "b (2).npy"], zip.Entries.Select(static e => e.FullName));
        Assert.Equal(Enumerable.Range(0, 3000).Select(static i => -(double)i), Doubles(zip.GetEntry("b.npy")!));
    }

    [Fact]
    public void Before_the_end_the_rows_are_a_valid_array_of_records()
    {
        using var writer = NpzWriter.TryCreate(folder.File("v.npz"), [new("v")], diagnostics)!;
        for (var i = 0; i < 100_000; i++)
            writer.WriteRow(i, [i]);
        using var stream = new FileStream(folder.File("v.rows.npy"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var shape = Npy.TryRead(bytes)!.Value;
        Assert.Equal("[('time', '<f8'), ('v', '<f8')]", shape.Descr);
        Assert.True(shape.Length > 90_000);
        Assert.Equal(bytes.Length, shape.DataOffset + shape.Length * 16);
        Assert.Equal(0, shape.DataOffset % 64);
    }

    [Fact]
    public void Events_carry_population_and_index()
    {
        var path = folder.File("spikes.npz");
        using (var writer = EventNpzWriter.TryCreate(path, [new("0", "exc", 0), new("1", "inh", 4), new("2", "exc", 1)], diagnostics)!)
        {
            writer.WriteEvent(0.5, 1);
            writer.WriteEvent(0.75, 2);
        }
        using var zip = ZipFile.OpenRead(path);
        Assert.Equal([0.5, 0.75], Doubles(zip.GetEntry("time.npy")!));
        var populations = Content(zip.GetEntry("populations.npy")!);
        var shape = Npy.TryRead(populations)!.Value;
        Assert.Equal("'<U3'", shape.Descr);
        Assert.Equal("excinh", Encoding.UTF32.GetString(populations.AsSpan(shape.DataOffset)));
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static double[] Doubles(ZipArchiveEntry entry)
    {
        var bytes = Content(entry);
        var shape = Npy.TryRead(bytes)!.Value;
        return [.. Enumerable.Range(0, (int)shape.Length).Select(i => BitConverter.ToDouble(bytes, shape.DataOffset + 8 * i))];
    }
}
