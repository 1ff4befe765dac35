using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>A program that does the operations of a network over standard input and output.</summary>
public sealed partial class ServeTests : IDisposable
{
    private const string Network = """
        {
          "format": "brian-network", "version": 1,
          "objects": [
            { "type": "NeuronGroup", "name": "cells", "count": 2, "equations": ["x : 1", "y : 1"], "threshold": "x > 0.5", "reset": "x = 0" },
            { "type": "EventMonitor", "name": "spikes", "source": "cells" },
            { "type": "StateMonitor", "name": "trace", "source": "cells", "variables": ["x"] },
            { "type": "PopulationRateMonitor", "name": "rate", "source": "cells" },
            { "type": "NetworkOperation", "name": "watch" }
          ],
          "runs": [{ "duration": 0.0003 }]
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Values_and_records_go_both_ways()
    {
        var (code, told, answer) = Serve(
            Line("""{"get":"cells/x"}"""), Line("""{"set":"cells/x","count":2}"""), Numbers(0, 1), Line("""{"proceed":true}"""),
            Line("""{"records":"spikes","from":0}"""), Line("""{"records":"trace","from":1}"""), Line("""{"records":"rate","from":1}"""), Line("""{"get":"cells/nothing"}"""), Line("""{"proceed":true}"""),
            Line("""{"stop":true}"""), Line("""{"proceed":true}"""));
        Assert.Equal(0, code);
        byte[] expected =
        [
            .. Line("""{"operation":"watch","time":0}"""), .. Line("""{"count":2}"""), .. Numbers(0, 0),
            .. Line("""{"operation":"watch","time":0.0001}"""),
            .. Line("""{"arrays":{"t":1,"i":1}}"""), .. Numbers(0, 1),
            .. Line("""{"arrays":{"t":1,"0":2}}"""), .. Numbers(0.0001, 0, 0),
            .. Line("""{"arrays":{"t":0,"rate":0}}"""),
            .. Line("""{"count":null}"""),
            .. Line("""{"operation":"watch","time":0.0002}"""),
        ];
        // On a busy machine there is something to tell of the progress.
        Assert.Equal(Encoding.Latin1.GetString(expected), Progress().Replace(Encoding.Latin1.GetString(told), string.Empty));
        Assert.Contains("\"completed\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "'nonsense' is no request.")]
    [InlineData("[1]", "'[1]' is no request.")]
    [InlineData("{\"records\":\"nobody\",\"from\":0}", "There is no monitor 'nobody'.")]
    public void What_makes_no_sense_is_told(string request, string problem)
    {
        var (_, told, _) = Serve(Line(request), Line("""{"proceed":true}"""));
        Assert.Contains($"{{\"error\":\"{problem.Replace("'", "\\u0027", StringComparison.Ordinal)}\"}}", Encoding.UTF8.GetString(told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_ends_when_the_program_is_gone()
    {
        var (_, told, answer) = Serve(Line("""{"proceed":true}"""));
        Assert.Equal(2, Encoding.UTF8.GetString(told).Split("operation").Length - 1);
        Assert.Contains("\"steps\": 2", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_operations_ends_when_nobody_listens()
    {
        var path = Path.Combine(folder, "net.brian.json");
        File.WriteAllText(path, Network.Replace("""{ "type": "NetworkOperation", "name": "watch" }""", """{ "type": "PopulationRateMonitor", "name": "again", "source": "cells" }""", StringComparison.Ordinal).Replace("0.0003", "1e6", StringComparison.Ordinal));
        var shell = new Shell { OpenHost = () => (Stream.Null, new DeafStream()) };
        Assert.Equal(130, shell.Run("run", path, "--serve", "--out", folder));
        Assert.Contains("\"cancelled\"", shell.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("\\{\"progress\":[^}]*\\}\n")]
    private static partial Regex Progress();

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private static byte[] Numbers(params double[] values)
    {
        var bytes = new byte[values.Length * sizeof(double)];
        for (var n = 0; n < values.Length; n++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(n * sizeof(double)), values[n]);
        return bytes;
    }

    private (int Code, byte[] Told, string Answer) Serve(params byte[][] said)
    {
        var path = Path.Combine(folder, "net.brian.json");
        File.WriteAllText(path, Network);
        using var output = new MemoryStream();
        var shell = new Shell { OpenHost = () => (new MemoryStream([.. said.SelectMany(one => one)]), output) };
        var code = shell.Run("run", path, "--serve", "--out", folder);
        return (code, output.ToArray(), shell.Output);
    }

    // The end of a pipe whose other end is closed.
    private sealed class DeafStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");

        public override void WriteByte(byte value) => throw new IOException("Broken pipe");
    }
}
