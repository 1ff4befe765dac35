using System.IO.Compression;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
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
        Assert.Equal(["units.npy", "time.npy", "a/v.npy", "b.npy", "b (2).npy"], zip.Entries.Select(static e => e.FullName));
        Assert.Equal(Enumerable.Range(0, 3000).Select(static i => -(double)i), Doubles(zip.GetEntry("b.npy")!));
    }

    [Fact]
    public void Units_are_those_of_the_numbers_and_read_back()
    {
        var path = folder.File("v.npz");
        using (var writer = NpzWriter.TryCreate(path, [new("v", CommonUnits.mV), new("n"), new("g", new Unit("mS_per_cm2", Dimension.ConductanceDensity, 1)), new("T", CommonUnits.degC)], diagnostics)!)
            writer.WriteRow(0.5, [-0.07, 3, 1.5, 300]);
        var read = TraceFiles.Read(path, diagnostics);
        Assert.Equal(["v [V]", "n", "g [kg^-1 m^-4 s^3 A^2]", "T [K]"], read.Select(static trace => trace.Column.Heading));
        Assert.Equal([Dimension.Voltage, Dimension.None, Dimension.ConductanceDensity, Dimension.Temperature], read.Select(static trace => trace.Column.Unit.Dimension));
        Assert.Equal([-0.07, 3, 1.5, 300], read.Select(static trace => trace.Values[0]));
    }

    [Fact]
    public void A_column_called_as_the_units_is_a_column()
    {
        var path = folder.File("v.npz");
        using (var writer = NpzWriter.TryCreate(path, [new("units", CommonUnits.mV)], diagnostics)!)
            writer.WriteRow(0.5, [-0.07]);
        Assert.Equal("units", Assert.Single(TraceFiles.Read(path, diagnostics)).Column.Heading);
    }

    [Theory]
    [InlineData("volts")]
    [InlineData("m^x")]
    [InlineData("m^1000000000")]
    [InlineData("m^-2147483648")]
    [InlineData("F^24 F^24 F^24 F^24 F^24 F^24")]
    [InlineData("")]
    [InlineData("s s")]
    public void Texts_that_are_no_units_are_passed_over(string text)
    {
        var path = folder.File("v.npz");
        Assert.True(NpzArrays.WriteWhole(path, file =>
        {
            file.WriteTexts("units", text == "s s" ? ["s", "V", "A"] : ["s", text]);
            file.Write("time", [0.0, 1.0]);
            file.Write("v", [2.0, 3.0]);
        }, diagnostics));
        Assert.Equal("v", Assert.Single(TraceFiles.Read(path, diagnostics)).Column.Heading);
    }

    [Fact]
    public void Texts_without_letters_are_passed_over()
    {
        var path = folder.File("v.npz");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("units.npy").Open();
            entry.Write(Npy.Header("'<U0'", 2));
        }
        Assert.Empty(NpzFile.ReadArrays(path, diagnostics));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Arrays_have_any_number_of_axes_and_texts_are_all_as_long()
    {
        var path = folder.File("new/all.npz");
        Assert.True(NpzArrays.WriteWhole(path, static file =>
        {
            file.WriteDoubles("none", [], static entry => entry.Write(BitConverter.GetBytes(1.5)));
            file.WriteInt32s("three", [1, 0, 2], static _ => { });
            file.WriteInt64s("one", [2], [3, -4]);
            file.WriteTexts("texts", ["a", "𝛼bc", string.Empty]);
            file.WriteText("text", "{}");
        }, diagnostics));
        using var zip = ZipFile.OpenRead(path);
        Assert.Contains("'<f8', 'fortran_order': False, 'shape': (), }", Text("none"), StringComparison.Ordinal);
        Assert.Contains("'<i4', 'fortran_order': False, 'shape': (1, 0, 2), }", Text("three"), StringComparison.Ordinal);
        Assert.Contains("'<i8', 'fortran_order': False, 'shape': (2, ), }", Text("one"), StringComparison.Ordinal);
        Assert.Contains("'<U3', 'fortran_order': False, 'shape': (3, ), }", Text("texts"), StringComparison.Ordinal);
        Assert.Contains("'<U2', 'fortran_order': False, 'shape': (), }", Text("text"), StringComparison.Ordinal);

        // Letters take four bytes, and shorter texts end with zeros.
        Assert.Equal("a\0\0𝛼bc\0\0\0", Encoding.UTF32.GetString(Bytes("texts")[^36..]));

        string Text(string name) => Encoding.UTF8.GetString(Bytes(name));
        byte[] Bytes(string name)
        {
            using var stream = zip.GetEntry($"{name}.npy")!.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        }
    }

    [Fact]
    public void What_fails_while_it_is_written_leaves_what_was_there()
    {
        var path = folder.File("all.npz");
        File.WriteAllText(path, "before");
        Assert.False(NpzArrays.WriteWhole(path, static file => file.WriteDoubles("x", [1], static _ => throw new IOException("full")), diagnostics));
        Assert.Equal("NG4011", Assert.Single(diagnostics).Code);
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
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
