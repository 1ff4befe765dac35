using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Lists;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Tests.Lists;

public sealed class BinaryListTests : IDisposable
{
    private readonly ModelFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Connections_are_read_as_they_were_written(bool hasDelays)
    {
        var count = 20_000;
        var connections = new ListedConnections(
            [.. Enumerable.Range(0, count)], [.. Enumerable.Range(0, count).Select(static i => 3 * i)], hasDelays ? [.. Enumerable.Range(0, count).Select(static i => 0.1f * i)] : [], SourceSpan.None);
        using (var stream = File.Create(files.PathOf("list.bin")))
            BinaryLists.Write(stream, connections, 0);
        Assert.Equal(count * (hasDelays ? 12 : 8), new FileInfo(files.PathOf("list.bin")).Length);
        var found = new DiagnosticBag();
        var data = new BinaryConnections(new BinaryFile("list.bin", count, true), hasDelays, SourceSpan.None);
        var read = BinaryLists.ReadConnections(files.PathOf("list.bin"), data, found);
        Assert.Empty(found);
        Assert.Equal(connections.Sources.AsEnumerable(), read!.Sources);
        Assert.Equal(connections.Targets.AsEnumerable(), read.Targets);
        Assert.Equal(connections.Delays.AsEnumerable(), read.Delays);
    }

    [Fact]
    public void Values_are_read_as_they_were_written()
    {
        ImmutableArray<double> values = [0.1, -1e300, double.Epsilon];
        using (var stream = File.Create(files.PathOf("list.bin")))
            BinaryLists.Write(stream, new ListedValues([2, 0, 1], values, SourceSpan.None));
        var read = BinaryLists.ReadValues(files.PathOf("list.bin"), new BinaryValues(new BinaryFile("list.bin", 3, true), SourceSpan.None), new DiagnosticBag());
        Assert.Equal<int>([2, 0, 1], read!.Indices.AsEnumerable());
        Assert.Equal(values.AsEnumerable(), read.Values);
    }

    [Theory]
    [InlineData("num_connections=\"2\"", 16, "")]
    [InlineData("num_connections=\"2\" packed_data=\"false\"", 16, "error NG6104: The list “list.bin” is not packed")]
    [InlineData("num_connections=\"3\"", 16, "error NG6103: The list “list.bin” has 16 bytes, but 3 records of 8 bytes are 24. (Is the count 2, or was the list cut off?)")]
    [InlineData("num_connections=\"2\"", 15, "error NG6103: The list “list.bin” has 15 bytes, but 2 records of 8 bytes are 16.")]
    [InlineData("num_connections=\"2\" explicit_delay_flag=\"1\"", 16, "error NG6103: The list “list.bin” has 16 bytes, but 2 records of 12 bytes are 24.")]
    [InlineData("num_connections=\"9223372036854775807\"", 16, "error NG6103: ")]
    [InlineData("num_connections=\"2\"", -1, "error NG6100: The file “list.bin” does not exist")]
    public void Lists_are_compared_with_what_the_document_says(string attributes, int bytes, string message)
    {
        if (bytes >= 0)
            File.WriteAllBytes(files.PathOf("list.bin"), new byte[bytes]);
        var packed = attributes.Contains("packed", StringComparison.Ordinal) ? string.Empty : " packed_data=\"true\"";
        files.Change("model.xml", "<Connection src_neuron=\"0\" dst_neuron=\"2\"/>", $"<BinaryFile file_name=\"list.bin\" {attributes}{packed}/>");
        var found = files.Validate("model.xml").Where(static one => one.Severity == Severity.Error).Select(static one => one.ToString()).ToList();
        if (message.Length == 0)
            Assert.Empty(found);
        else
            Assert.Contains($"model.xml:9:64: {message}", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_out_of_bounds_are_reported()
    {
        using (var stream = File.Create(files.PathOf("list.bin")))
            BinaryLists.Write(stream, new ListedConnections([0, 1], [2, 3], [1, 1], SourceSpan.None), 0);
        files.Change("model.xml", "<Connection src_neuron=\"0\" dst_neuron=\"2\"/>", "<BinaryFile file_name=\"list.bin\" num_connections=\"2\" explicit_delay_flag=\"1\" packed_data=\"true\"/>");
        Assert.Equal("model.xml:9:64: error NG6105: Record 1 of the list “list.bin” has the target 3, but there are 3 instances, from 0.",
            Assert.Single(files.Validate("model.xml"), static one => one.Severity == Severity.Error).ToString());
    }

    [Fact]
    public void Memory_is_what_the_columns_need()
    {
        const int Count = 1_000_000;
        using (var stream = File.Create(files.PathOf("list.bin")))
            BinaryLists.Write(stream, new ListedConnections([.. new int[Count]], [.. new int[Count]], [], SourceSpan.None), 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var data = new BinaryConnections(new BinaryFile("list.bin", Count, true), false, SourceSpan.None);
        Assert.NotNull(BinaryLists.ReadConnections(files.PathOf("list.bin"), data, new DiagnosticBag()));

        // Two columns of four bytes, and a buffer; a second copy would need as much again.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 8L * Count, 9L * Count);
    }
}
