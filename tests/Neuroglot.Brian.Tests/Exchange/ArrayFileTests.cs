using System.Text;
using Neuroglot.Brian.Exchange;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Brian.Tests.Exchange;

/// <summary>Numbers in files beside the text.</summary>
public sealed class ArrayFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Connections_and_values_are_read_from_files()
    {
        Save("i.npy", "<i4", BitConverter.GetBytes(0), BitConverter.GetBytes(2));
        Save("w.npy", "<f8", BitConverter.GetBytes(0.25), BitConverter.GetBytes(double.NaN));
        var (network, problem) = Read("i.npy", "w.npy");
        Assert.Empty(problem);
        Assert.Equal([0, 2], ((Connect)network!.Runs[0].Before[0]).I.ToArray());
        Assert.Equal([0.25, double.NaN], ((BrianValue.List)((Initializer)network.Runs[0].Before[1]).Value).Values.ToArray());
    }

    [Theory]
    [InlineData("nothing.npy", "cannot be read")]
    [InlineData("../i.npy", "is not the name of a file beside this one")]
    [InlineData("", "is not the name of a file beside this one")]
    [InlineData("text.npy", "it is no file of NumPy")]
    [InlineData("short.npy", "cannot be read")]
    [InlineData("reals.npy", "'descr': '<i4' in the order of C is expected")]
    [InlineData("torn.npy", "5 bytes are no list of numbers")]
    [InlineData("negative.npy", "the file has the number -1")]
    public void Files_that_are_no_indices_are_told(string name, string message)
    {
        File.WriteAllText(Path.Combine(folder, "text.npy"), "no numbers at all");
        File.WriteAllBytes(Path.Combine(folder, "short.npy"), [0x93, .. "NUMPY"u8, 1, 0, 80, 0, 1, 2]);
        Save("reals.npy", "<f8", BitConverter.GetBytes(1.0));
        Save("torn.npy", "<i4", BitConverter.GetBytes(1), [7]);
        Save("negative.npy", "<i4", BitConverter.GetBytes(3), BitConverter.GetBytes(-1));
        Save("w.npy", "<f8");
        var (network, problem) = Read(name, "w.npy");
        Assert.Null(network);
        Assert.Contains("NG5204", problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_a_folder_has_no_files()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(BrianJson.Read(Text("i.npy", "w.npy"), "net", diagnostics));
        Assert.Contains(diagnostics, one => one.Message.Contains("beside", StringComparison.Ordinal));
    }

    private static string Text(string indices, string values) => $$"""
        {
          "format": "brian-network", "version": 1, "objects": [],
          "runs": [
            {
              "duration": 1,
              "before": [
                { "type": "Connect", "synapses": "s", "i": { "file": "{{indices}}" }, "j": [1, 1] },
                { "type": "Set", "object": "s", "variable": "w", "value": { "values": { "file": "{{values}}" } } }
              ]
            }
          ]
        }
        """;

    private (BrianNetwork? Network, string Problem) Read(string indices, string values)
    {
        var diagnostics = new DiagnosticBag();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text(indices, values)));
        var network = BrianJson.Read(stream, "net.brian.json", diagnostics, folder);
        return (network, string.Join('\n', diagnostics));
    }

    private void Save(string name, string kind, params byte[][] numbers)
    {
        var head = Encoding.ASCII.GetBytes($"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({numbers.Length},), }}\n");
        File.WriteAllBytes(Path.Combine(folder, name), [0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. head, .. numbers.SelectMany(one => one)]);
    }
}
