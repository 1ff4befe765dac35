using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Tests.Reading;

/// <summary>Matrices come from the document or from files beside it, and from nowhere else.</summary>
public sealed class MatrixFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tvbo-matrices").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Csv_and_npy_give_the_numbers_of_the_document()
    {
        File.WriteAllText(Path.Combine(folder, "w.csv"), "# weights\n0, 0.5\n-1e-3,2\n");
        File.WriteAllBytes(Path.Combine(folder, "w.npy"), Npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }", [0, 0.5, -1e-3, 2]));
        var inline = (Network)Documents.Read("weights: [[0, 0.5], [-1e-3, 2]]").Document!;
        foreach (var name in (string[])["w.csv", "w.npy"])
        {
            var (document, diagnostics) = Documents.Read($"weights: {name}", folder);
            Assert.Empty(diagnostics);
            Assert.Equal(inline.Weights!.Values.AsEnumerable(), ((Network)document!).Weights!.Values);
            Assert.Equal(2, ((Network)document).Weights!.Rows);
        }
    }

    [Theory]
    [InlineData("../w.csv", "NG7020")]
    [InlineData("/etc/hostname", "NG7020")]
    [InlineData("http://x/y.csv", "NG7020")]
    [InlineData("none.csv", "NG7021")]
    [InlineData("link.csv", "NG7020")]
    [InlineData("ragged.csv", "NG7022")]
    [InlineData("words.csv", "NG7022")]
    [InlineData("false.npy", "NG7022")]
    [InlineData("long.npy", "NG7022")]
    [InlineData("objects.npy", "NG7022")]
    public void What_cannot_be_read_is_refused(string name, string code)
    {
        File.WriteAllText(Path.Combine(folder, "ragged.csv"), "1,2\n3\n");
        File.WriteAllText(Path.Combine(folder, "words.csv"), "1,two\n");
        File.WriteAllText(Path.Combine(folder, "false.npy"), "this is no array at all");
        File.WriteAllBytes(Path.Combine(folder, "long.npy"), Npy("{'descr': '<f8', 'fortran_order': False, 'shape': (999999999, 999999999), }", [1]));
        File.WriteAllBytes(Path.Combine(folder, "objects.npy"), Npy("{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }", [1]));
        if (!File.Exists(Path.Combine(folder, "link.csv")))
            File.CreateSymbolicLink(Path.Combine(folder, "link.csv"), "/etc/hostname");
        Assert.Equal(code, Assert.Single(Documents.Read($"weights: {name}", folder).Diagnostics).Code);
    }

    private static byte[] Npy(string header, double[] values)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]);
        writer.Write((ushort)header.Length);
        writer.Write(System.Text.Encoding.ASCII.GetBytes(header));
        foreach (var value in values)
            writer.Write(value);
        return stream.ToArray();
    }
}
