using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Building;

namespace Neuroglot.SpineML.External;

/// <summary>
/// A connection to another program that gives or takes values while an experiment runs, in SpineML's network protocol, in which the simulation is the client;
/// docs/spineml-tcp.md has it byte by byte. What goes wrong is in <see cref="Failure"/>. An exchange allocates nothing.
/// </summary>
public sealed class PeerConnection : IDisposable
{
    private const int SliceMilliseconds = 50;

    private readonly ExternalStream stream;
    private readonly PeerPatience patience;
    private readonly byte[] buffer;
    private readonly byte[] answer = new byte[1];
    private Socket? socket;

    private PeerConnection(ExternalStream stream, PeerPatience patience)
    {
        (this.stream, this.patience) = (stream, patience);
        buffer = new byte[stream.Size * sizeof(double)];
    }

    /// <summary>Why nothing more passes; null while all is well, and where the run was interrupted.</summary>
    public Diagnostic? Failure { get; private set; }

    /// <summary>Whether the other program has ended the run.</summary>
    public bool HasFinished { get; private set; }

    /// <summary>Connects and agrees on what will pass; null, with the reason unless the run was interrupted, when that fails.</summary>
    /// <param name="stream">What is to pass.</param>
    /// <param name="patience">How long is waited.</param>
    /// <param name="diagnostics">Gets what goes wrong.</param>
    public static PeerConnection? Open(ExternalStream stream, PeerPatience patience, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(patience);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var connection = new PeerConnection(stream, patience);
        if (connection.Connect() && connection.Agree())
            return connection;
        if (connection.Failure is { } failure)
            diagnostics.Add(failure);
        else if (connection.HasFinished)
            diagnostics.Error(ExternalCodes.Broken, $"{connection.Who} has finished before it began.", stream.Span);
        connection.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    /// <summary>Takes the values of an exchange and says that they have come; false when there are none.</summary>
    /// <param name="values">Gets them.</param>
    /// <param name="time">Time in milliseconds.</param>
    public bool Receive(Span<double> values, double time)
    {
        if (!Read(buffer, time))
            return false;
        for (var place = 0; place < values.Length; place++)
        {
            values[place] = BinaryPrimitives.ReadDoubleLittleEndian(buffer.AsSpan(place * sizeof(double)));
            if (!IsOne(values[place]))
                return Fail(FormattableString.Invariant($"sent {values[place]} at place {place}, {Wanted}"), time);
        }

        answer[0] = (byte)ProtocolByte.Received;
        return Write(answer, time);
    }

    /// <summary>Sends the values of an exchange and waits until the other program says that they have come; false when it does not.</summary>
    /// <param name="values">The values.</param>
    /// <param name="time">Time in milliseconds.</param>
    public bool Send(ReadOnlySpan<double> values, double time)
    {
        for (var place = 0; place < values.Length; place++)
            BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(place * sizeof(double)), values[place]);
        return Write(buffer, time) && IsAnswered(ProtocolByte.Received, "values", time);
    }

    private string Who => $"The program of `{stream.Name}` ({stream.Address})";

    private string Wanted => stream.Data switch
    {
        PortData.Values => "which is no finite number.",
        PortData.Events => "where 1 is an event and 0 is none.",
        _ => "where not a number is no impulse, and any finite number is the value of one.",
    };

    private bool IsOne(double value) => stream.Data switch
    {
        PortData.Values => double.IsFinite(value),
        PortData.Events => value is 0 or 1,
        _ => !double.IsInfinity(value),
    };

    private bool Connect()
    {
        var last = patience.Deadline();
        string? problem = null;
        try
        {
            var addresses = stream.Address.Resolve();
            while (!patience.IsInterrupted)
            {
                foreach (var address in addresses)
                {
                    try
                    {
                        socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                        using var limited = patience.Limited(last);
                        socket.ConnectAsync(address, stream.Address.Port, limited.Token).AsTask().GetAwaiter().GetResult();
                        socket.Blocking = false;
                        return true;
                    }
                    catch (SocketException refused)
                    {
                        // The program may be about to start.
                        problem = refused.SocketErrorCode == SocketError.ConnectionRefused ? "nobody listens there." : refused.Message;
                        Dispose();
                    }
                }

                if (Environment.TickCount64 >= last)
                    break;
                patience.Sleep(SliceMilliseconds);
            }
        }
        catch (SocketException unknown)
        {
            problem = unknown.Message;
        }
        catch (OperationCanceledException)
        {
            // The last of several attempts may have had no time.
            problem ??= "it does not answer.";
        }

        if (!patience.IsInterrupted)
            Failure = new Diagnostic(ExternalCodes.Unreachable, Severity.Error, $"{Who} cannot be reached: {problem}", stream.Span, "Start the program before the run, listening at that port; --peer-timeout is how long is waited for it.");
        return false;
    }

    private bool Agree()
    {
        if (!Tell(stream.IsInput ? ProtocolByte.Target : ProtocolByte.Source) || !IsAnswered(ProtocolByte.Hello, "greeting", null))
            return false;
        var data = stream.Data switch { PortData.Values => ProtocolByte.Values, PortData.Events => ProtocolByte.Events, _ => ProtocolByte.Impulses };
        if (!Tell(data) || !IsAnswered(ProtocolByte.Received, "kind of data", null))
            return false;
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, stream.Size);
        if (!Write(number, null) || !IsAnswered(ProtocolByte.Received, "size", null))
            return false;
        var name = Encoding.UTF8.GetBytes(stream.Name);
        BinaryPrimitives.WriteInt32LittleEndian(number, name.Length);
        return Write(number, null) && Write(name, null) && IsAnswered(ProtocolByte.Received, "name", null);
    }

    private bool Tell(ProtocolByte one)
    {
        answer[0] = (byte)one;
        return Write(answer, null);
    }

    private bool IsAnswered(ProtocolByte wanted, string what, double? time)
    {
        if (!Read(answer, time))
            return false;
        switch ((ProtocolByte)answer[0])
        {
            case var one when one == wanted:
                return true;
            case ProtocolByte.Abort:
                return Fail($"aborts the run, in answer to the {what} of the simulation (43).", time);
            case ProtocolByte.Finished:
                HasFinished = true;
                return false;
            default:
                return Fail($"answers to the {what} of the simulation with {answer[0]} in place of {(byte)wanted}.", time);
        }
    }

    private bool Read(Span<byte> bytes, double? time)
    {
        var last = patience.Deadline();
        while (!bytes.IsEmpty)
        {
            var count = socket!.Receive(bytes, SocketFlags.None, out var error);
            if (error == SocketError.Success && count > 0)
                bytes = bytes[count..];
            else if (error == SocketError.WouldBlock)
            {
                if (!Wait(SelectMode.SelectRead, last, "has sent nothing", time))
                    return false;
            }
            else
                return Fail(error == SocketError.Success ? "has closed the connection." : $"is gone: {new SocketException((int)error).Message}.", time);
        }

        return true;
    }

    private bool Write(ReadOnlySpan<byte> bytes, double? time)
    {
        var last = patience.Deadline();
        while (!bytes.IsEmpty)
        {
            var count = socket!.Send(bytes, SocketFlags.None, out var error);
            if (error == SocketError.Success)
                bytes = bytes[count..];
            else if (error == SocketError.WouldBlock)
            {
                if (!Wait(SelectMode.SelectWrite, last, "has taken nothing", time))
                    return false;
            }
            else
                return Fail($"is gone: {new SocketException((int)error).Message}.", time);
        }

        return true;
    }

    private bool Wait(SelectMode mode, long last, string what, double? time)
    {
        while (!socket!.Poll(SliceMilliseconds * 1000, mode))
        {
            if (patience.IsInterrupted)
                return false;
            if (Environment.TickCount64 >= last)
                return Fail(FormattableString.Invariant($"{what} for {patience.Seconds:G4} s."), time);
        }

        return !patience.IsInterrupted;
    }

    private bool Fail(string what, double? time)
    {
        var when = time is { } now ? FormattableString.Invariant($"at {now:G6} ms ") : string.Empty;
        Failure = new Diagnostic(ExternalCodes.Broken, Severity.Error, $"{Who} {when}{what}", stream.Span, "What has been recorded until then is whole; docs/spineml-tcp.md says what the program has to do.");
        return false;
    }
}
