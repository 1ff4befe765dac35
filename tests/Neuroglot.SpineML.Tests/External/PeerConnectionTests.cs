using System.Net;
using System.Net.Sockets;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.External;

namespace Neuroglot.SpineML.Tests.External;

/// <summary>The bytes of a connection, as docs/spineml-tcp.md lists them.</summary>
public sealed class PeerConnectionTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public PeerConnectionTests() => listener.Start();

    public void Dispose()
    {
        listener.Stop();
        listener.Dispose();
    }

    [Fact]
    public async Task The_bytes_of_an_input_are_those_of_the_page()
    {
        var peer = Task.Run(() => Talk([[41], [42], [42], [42], [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], []], [1, 1, 4, 4 + 3, 1]));
        using var connection = Open(isInput: true, PortData.Values, 1);
        var values = new double[1];
        Assert.True(connection.Receive(values, 0));
        Assert.Equal(1.5, values[0]);

        // I receive; values; one of them; a name of three bytes, “é!”; received.
        Assert.Equal([46, 31, 1, 0, 0, 0, 3, 0, 0, 0, 0xC3, 0xA9, 0x21, 42], await peer);
    }

    [Fact]
    public async Task The_bytes_of_an_output_are_those_of_the_page()
    {
        var peer = Task.Run(() => Talk([[41], [42], [42], [42], [42]], [1, 1, 4, 4 + 3, 16]));
        using var connection = Open(isInput: false, PortData.Impulses, 2);
        Assert.True(connection.Send([1.5, -2], 0));

        // I send; impulses; two of them; the name; two numbers, least byte first.
        Assert.Equal([45, 33, 2, 0, 0, 0, 3, 0, 0, 0, 0xC3, 0xA9, 0x21, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0], await peer);
    }

    [Fact]
    public async Task An_exchange_allocates_nothing()
    {
        const int Exchanges = 2000;
        const int Size = 50;
        var peer = Task.Run(() =>
        {
            using var client = listener.AcceptTcpClient();
            using var stream = client.GetStream();
            client.NoDelay = true;
            var bytes = new byte[8 * Size];
            foreach (var (count, answer) in ((int, byte)[])[(1, 41), (1, 42), (4, 42), (7, 42)])
            {
                stream.ReadExactly(bytes, 0, count);
                stream.WriteByte(answer);
            }

            for (var exchange = 0; exchange < Exchanges; exchange++)
            {
                stream.ReadExactly(bytes);
                stream.WriteByte(42);
            }
        });
        using var connection = Open(isInput: false, PortData.Values, Size);
        var values = new double[Size];
        for (var exchange = 0; exchange < Exchanges / 2; exchange++)
            Assert.True(connection.Send(values, exchange));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isSent = true;
        for (var exchange = 0; exchange < Exchanges / 2; exchange++)
            isSent &= connection.Send(values, exchange);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(isSent);
        await peer.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.8.9.10", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("localhost.", false)]
    [InlineData("computer", false)]
    public void Only_what_is_this_computer_for_sure_is_taken_for_it(string host, bool isLoopback) => Assert.Equal(isLoopback, new PeerAddress(host, 1).IsLoopback);

    private PeerConnection Open(bool isInput, PortData data, int size)
    {
        var found = new DiagnosticBag();
        var stream = new ExternalStream("exchange", "é!", isInput, data, size, new PeerAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port), 1, SourceSpan.None);
        var connection = PeerConnection.Open(stream, new PeerPatience(30, CancellationToken.None), found);
        Assert.True(connection is not null, string.Join('\n', found));
        return connection;
    }

    // Each time so many bytes have come, the next answer goes; the last one waits for what follows it.
    private byte[] Talk(byte[][] answers, int[] counts)
    {
        using var client = listener.AcceptTcpClient();
        using var stream = client.GetStream();
        var all = new List<byte>();
        for (var turn = 0; turn < answers.Length; turn++)
        {
            if (turn == 4 && answers.Length == 6)
            {
                stream.Write(answers[turn]);
                continue;
            }

            var bytes = new byte[counts[Math.Min(turn, counts.Length - 1)]];
            stream.ReadExactly(bytes);
            all.AddRange(bytes);
            stream.Write(answers[turn]);
        }

        return [.. all];
    }
}
