using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.External;

/// <summary>Makes of what a document says of another program where it is and how often there is an exchange.</summary>
/// <param name="step">The time step in milliseconds.</param>
/// <param name="diagnostics">Gets what is wrong.</param>
internal sealed class PeerStatement(double step, DiagnosticBag diagnostics)
{
    // A part of a step by which a quotient of rounded decimals may miss a whole number.
    private const double Tolerance = 1e-4;

    /// <summary>Where <paramref name="peer"/> is, and the steps between exchanges; null, with the reason, where that is not known.</summary>
    /// <param name="peer">What the document says.</param>
    /// <param name="name">The input or output as people know it.</param>
    /// <param name="span">Where it is written.</param>
    public (PeerAddress Address, int Every)? Read(ExternalPeer peer, string name, SourceSpan span)
    {
        if (!string.IsNullOrWhiteSpace(peer.Command))
            diagnostics.Note(ExternalCodes.Command, $"{name} has the command “{Shortened(peer.Command)}”, which is not executed.", span, "Start the program yourself before the run.");
        if (peer.TcpPort is not (>= 1 and <= 65535))
        {
            diagnostics.Error(
                ExternalCodes.Statement,
                peer.TcpPort is { } port ? $"{name} has the port {port}, which is none." : $"{name} is for another program, but does not say where that listens.",
                span,
                "Add tcp_port=\"50091\", or whichever port from 1 to 65535 the program listens at.");
            return null;
        }

        if (Every(peer.TimeStep) is { } every)
            return (new PeerAddress(string.IsNullOrWhiteSpace(peer.Host) ? PeerAddress.Local : peer.Host.Trim(), peer.TcpPort.Value), every);
        diagnostics.Error(ExternalCodes.Statement, FormattableString.Invariant($"{name} has the time step {peer.TimeStep} ms, which is no multiple of the step of {step} ms."), span, "Exchange after a whole number of steps; 0 is each step.");
        return null;
    }

    private int? Every(double? interval)
    {
        // The reference simulator exchanges in the first step that is not before the time has passed.
        if (interval is null || interval >= 0 && interval <= step)
            return 1;
        var steps = interval.Value / step;
        return steps is > 0 and < int.MaxValue && Math.Abs(steps - Math.Round(steps)) <= Tolerance ? (int)Math.Round(steps) : null;
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
