using System.Xml.Linq;
using Neuroglot.Lems.Writing;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Lems.Tests.Writing;

public sealed class LemsFileTests : IDisposable
{
    private static readonly XDocument Document = new(new XElement("Lems", new XComment(" why "), new XElement("Include", new XAttribute("file", "Cells.xml"))));

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Each_element_has_a_line() => Assert.Equal(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Lems>\n  <!-- why -->\n  <Include file=\"Cells.xml\" />\n</Lems>\n", LemsFile.Print(Document));

    [Fact]
    public void A_file_is_written_with_its_folders_and_nothing_else()
    {
        var diagnostics = new DiagnosticBag();
        var path = Path.Join(folder, "new", "model.xml");
        Assert.True(LemsFile.Write(Document, path, diagnostics));
        Assert.Empty(diagnostics);
        Assert.Equal(LemsFile.Print(Document), File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_cannot_be_written_leaves_the_old_file_alone()
    {
        var path = Path.Join(folder, "model.xml");
        File.WriteAllText(path, "old");
        var diagnostics = new DiagnosticBag();
        Assert.False(LemsFile.Write(new XDocument(new XElement("Lems", "\u0001")), path, diagnostics));
        Assert.Equal("NG4101", Assert.Single(diagnostics).Code);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder));
        Assert.False(LemsFile.Write(Document, folder, new DiagnosticBag()));
        Assert.False(LemsFile.Write(Document, string.Empty, new DiagnosticBag()));
    }
}
