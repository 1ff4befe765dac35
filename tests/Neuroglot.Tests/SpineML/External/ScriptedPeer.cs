using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Neuroglot.Tests.SpineML.External;

/// <summary>A program at the other end, written from the description of the protocol: it listens, and does what a test has it do with each connection, in the order in which these come.</summary>
internal sealed class ScriptedPeer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task work;

    /// <summary>Begins to listen.</summary>
    /// <param name="connections">How many connections come.</param>
    /// <param name="talk">What is done once all are there and greeted.</param>
    public ScriptedPeer(int connections, Action<Line[]> talk)
        : this(connections, line => line.Greet(), talk)
    {
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="connections">How many connections come.</param>
    /// <param name="greet">What is done with each as it comes.</param>
    /// <param name="talk">What is done once all are there.</param>
    public ScriptedPeer(int connections, Action<Line> greet, Action<Line[]>? talk = null)
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        work = Task.Run(() =>
        {
            var lines = new List<Line>();
            try
            {
                for (var one = 0; one < connections; one++)
                {
                    lines.Add(new Line(listener.AcceptTcpClient()));
                    greet(lines[^1]);
                }

                talk?.Invoke([.. lines]);
            }
            catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException)
            {
                // The simulation has hung up, or the test is over.
            }
            finally
            {
                foreach (var line in lines)
                    line.Dispose();
            }
        });
    }

    public int Port { get; }

    /// <summary>Whether somebody has knocked without being let in.</summary>
    public bool HasKnocked => listener.Pending();

    /// <summary>Waits until all is said.</summary>
    public void Wait() => Assert.True(work.Wait(TimeSpan.FromSeconds(30)), "The peer has not come to its end.");

    public void Dispose()
    {
        listener.Stop();
        work.Wait(TimeSpan.FromSeconds(30));
        listener.Dispose();
    }

    /// <summary>One connection.</summary>
    internal sealed class Line(TcpClient client) : IDisposable
    {
        private readonly NetworkStream stream = client.GetStream();

        public int Direction { get; private set; }

        public int Kind { get; private set; }

        public int Size { get; private set; }

        public string Name { get; private set; } = string.Empty;

        public void Greet()
        {
            client.NoDelay = true;
            Direction = Byte();
            Answer(41);
            Kind = Byte();
            Answer(42);
            Size = BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));
            Answer(42);
            Name = Encoding.UTF8.GetString(Bytes(BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))));
            Answer(42);
        }

        public void Give(params double[] values)
        {
            Write(values);
            Assert.Equal(42, Byte());
        }

        public void Write(params double[] values)
        {
            var bytes = new byte[8 * values.Length];
            for (var place = 0; place < values.Length; place++)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * place), values[place]);
            stream.Write(bytes);
        }

        public double[] Take()
        {
            var bytes = Bytes(8 * Size);
            Answer(42);
            return [.. Enumerable.Range(0, Size).Select(place => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * place)))];
        }

        public int Byte() => Bytes(1)[0];

        public byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            stream.ReadExactly(bytes);
            return bytes;
        }

        public void Answer(params byte[] bytes) => stream.Write(bytes);

        public void Dispose() => client.Dispose();
    }
}
