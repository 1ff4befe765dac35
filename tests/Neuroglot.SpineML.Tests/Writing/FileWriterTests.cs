using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Reading;
using Neuroglot.SpineML.Syntax;
using Neuroglot.SpineML.Writing;
using Neuroglot.Testing;

namespace Neuroglot.SpineML.Tests.Writing;

public sealed class FileWriterTests : IDisposable
{
    private readonly ModelFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lists_keep_what_they_say_in_either_form(bool hasDelays)
    {
        var connections = string.Concat(Enumerable.Range(0, 40).Select(i => $"<Connection src_neuron=\"{i % 3}\" dst_neuron=\"{(i + 1) % 3}\"{(hasDelays ? FormattableString.Invariant($" delay=\"{0.1 * i}\"") : string.Empty)}/>"));
        var values = string.Concat(Enumerable.Range(0, 40).Select(static i => FormattableString.Invariant($"<Value index=\"{i}\" value=\"{0.1 * i}\"/>")));
        files.Change("model.xml", "<Connection src_neuron=\"0\" dst_neuron=\"2\"/>", connections);
        files.Change("model.xml", "<Property name=\"w\"><FixedValue value=\"0.5\"/>", $"<Property name=\"w\"><ValueList>{values}</ValueList>");
        var read = Read(files.PathOf("model.xml"));

        Write(read, "binary/model.xml", ListForm.Binary);
        var binary = Read(files.PathOf("binary/model.xml"));
        Assert.Equal(40 * (hasDelays ? 12 : 8), new FileInfo(files.PathOf("binary/weights_connections.bin")).Length);
        Assert.Equal(40 * 12, new FileInfo(files.PathOf("binary/weights_w.bin")).Length);
        Assert.IsType<BinaryConnections>(Assert.IsType<ConnectionList>(binary.Populations[0].Projections[0].Synapses[0].Connection).Data);

        Write(binary, "copy/model.xml", ListForm.Unchanged, "binary/model.xml");
        Assert.Equal(File.ReadAllBytes(files.PathOf("binary/weights_w.bin")), File.ReadAllBytes(files.PathOf("copy/weights_w.bin")));

        Write(Read(files.PathOf("copy/model.xml")), "again/model.xml", ListForm.Xml, "copy/model.xml");
        Assert.Null(Structure.Difference(read, Read(files.PathOf("again/model.xml")), typeof(SourceSpan)));
        Assert.Equal(["model.xml"], Directory.GetFiles(files.PathOf("again")).Select(static file => Path.GetFileName(file)));
    }

    [Fact]
    public void Connections_without_a_delay_of_their_own_keep_the_common_one()
    {
        var connections = string.Concat(Enumerable.Range(0, 40).Select(static i => $"<Connection src_neuron=\"0\" dst_neuron=\"1\"{(i == 0 ? " delay=\"3\"" : string.Empty)}/>"));
        files.Change("model.xml", "<Connection src_neuron=\"0\" dst_neuron=\"2\"/>", connections);
        Write(Read(files.PathOf("model.xml")), "binary/model.xml", ListForm.Binary);
        Write(Read(files.PathOf("binary/model.xml")), "again/model.xml", ListForm.Xml, "binary/model.xml");
        var list = Assert.IsType<ConnectionList>(Read(files.PathOf("again/model.xml")).Populations[0].Projections[0].Synapses[0].Connection);
        Assert.Equal([3f, .. Enumerable.Repeat(1f, 39)], Assert.IsType<ListedConnections>(list.Data).Delays.AsEnumerable());
    }

    [Fact]
    public void What_cannot_be_written_is_said_and_leaves_nothing()
    {
        var read = Read(files.PathOf("model.xml"));
        var found = new DiagnosticBag();
        Assert.False(SpineMLFileWriter.Write(read, files.PathOf("leaky.xml/model.xml"), ListForm.Unchanged, null, found));
        Assert.Equal("NG6450", Assert.Single(found).Code);
        found = new DiagnosticBag();
        Assert.False(SpineMLFileWriter.Write(read with { Annotation = new Annotation("<open>", SourceSpan.None) }, files.PathOf("new.xml"), ListForm.Unchanged, null, found));
        Assert.Equal("NG6450", Assert.Single(found).Code);
        Assert.DoesNotContain(Directory.GetFiles(files.Folder), static file => file.Contains("new.xml", StringComparison.Ordinal));
    }

    private void Write(NetworkDocument document, string file, ListForm form, string from = "model.xml")
    {
        var found = new DiagnosticBag();
        Assert.True(SpineMLFileWriter.Write(document, files.PathOf(file), form, new ModelFolder(files.PathOf(from)), found), string.Join('\n', found));
    }

    private static NetworkDocument Read(string path)
    {
        var found = new DiagnosticBag();
        var document = SpineMLReader.Read(path, SpineMLReaderOptions.Default, found);
        Assert.Empty(found);
        return Assert.IsType<NetworkDocument>(document);
    }
}
