using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.SpineML.External;
using Neuroglot.SpineML.Syntax;
using Experiment = Neuroglot.SpineML.Syntax.Experiment;

namespace Neuroglot.SpineML.Building;

/// <summary>Finds what the outputs of an experiment record.</summary>
internal sealed class ExperimentLogs
{
    private readonly Experiment experiment;
    private readonly NetworkPlacement placement;
    private readonly SpineMLFidelity fidelity;
    private readonly DiagnosticBag diagnostics;

    public ExperimentLogs(Experiment experiment, NetworkPlacement placement, SpineMLFidelity fidelity, DiagnosticBag diagnostics) =>
        (this.experiment, this.placement, this.fidelity, this.diagnostics) = (experiment, placement, fidelity, diagnostics);

    /// <summary>Adds what records the outputs to <paramref name="operations"/>; gives the logs to write, and what goes to other programs.</summary>
    /// <param name="orderOf">The place in a step at which a set has been computed.</param>
    /// <param name="operations">Gets an operation for each output.</param>
    public (ImmutableArray<ExperimentLog> Logs, ImmutableArray<LiveOutput> Live) Record(Func<SetDraft, int> orderOf, List<Operation> operations)
    {
        var logs = ImmutableArray.CreateBuilder<ExperimentLog>();
        var live = ImmutableArray.CreateBuilder<LiveOutput>();
        var peers = new PeerStatement(experiment.Simulation.Integration.Step, diagnostics);
        foreach (var (output, number) in experiment.Outputs.Select((output, number) => (output, number)))
        {
            if (placement.Find(output.Target) is not { } placed || Checked(output, placed) is not { } kind)
                continue;
            var name = $"log {number} {output.Target} {output.Port}";
            var (set, port) = (placed.Set, placed.NameOf(placed.Class is null ? ExperimentInputs.Spike : output.Port));
            var impulse = HandlerInlining.Impulse(port);
            operations.Add(kind switch
            {
                PortData.Values => new Sampling(name, set.Index, [Publication.Of(placed, output.Port)], output.Indices.IsEmpty ? default : output.Indices, "components", orderOf(set)),
                PortData.Events => new EventSampling(name, new InstanceRange(set.Index, 0, set.Count), port, [], "components", orderOf(set)),
                _ => new EventSampling(name, new InstanceRange(set.Index, 0, set.Count), impulse, [HandlerInlining.Sent(impulse)], "components", orderOf(set)),
            });
            var log = Timed(new ExperimentLog(name, output, kind, output.Indices.IsEmpty ? [.. Enumerable.Range(0, set.Count)] : output.Indices, set.Count)
            {
                Dimension = placed.Class is { } definition ? DimensionOf(definition, output.Port) : null,
            });
            if (!output.IsForProgram)
                logs.Add(log);
            else if (Streamed(log, peers) is { } stream)
            {
                // After everything in a step; all that has happened since the last exchange goes at once.
                operations.Add(new HostOperation(stream.Operation, "logs") { Variables = [] });
                live.Add(new LiveOutput(stream, log));
            }
        }

        return (logs.ToImmutable(), live.ToImmutable());
    }

    /// <summary>Whether an output records what leaves by a port.</summary>
    public bool IsRecorded(Placed placed, string port) => experiment.Outputs.Any(output => output.Port == port && placement.Find(output.Target) == placed);

    private PortData? Checked(ExperimentOutput output, Placed placed)
    {
        var set = placed.Set;

        // An impulse port is named after the value that it sends; of weight updates, whose impulses are handled where they arise, there is only that.
        var kind = placed.Class is null || placed.Class.FindPort(output.Port, PortKind.EventSend) is not null ? PortData.Events
            : set.Connectivity is null && placed.Class.FindPort(output.Port, PortKind.AnalogSend) is null && placed.Class.FindPort(output.Port, PortKind.ImpulseSend) is not null ? PortData.Impulses
            : PortData.Values;
        if (output.Indices.FirstOrDefault(index => (uint)index >= (uint)set.Count, -1) is >= 0 and var wrong)
        {
            diagnostics.Error(BuildCodes.Output, $"The output `{output.Name}` records instance {wrong} of `{output.Target}`, which has {set.Count}.", output.Span);
            return null;
        }

        if (kind == PortData.Values && !ValuesOf(placed).Contains(output.Port))
        {
            diagnostics.Error(BuildCodes.Output, $"The output `{output.Name}` records `{output.Port}` of `{output.Target}`, which has no such value.", output.Span, NearNames.Hint(output.Port, ValuesOf(placed)));
            return null;
        }

        if (kind != PortData.Values && set.Connectivity is not null)
        {
            diagnostics.Error(BuildCodes.Output, $"The output `{output.Name}` records what passes through `{output.Port}` of `{output.Target}`, which cannot be recorded: events of weight updates are handled where they arise.", output.Span, "Record the values that they change.");
            return null;
        }

        return kind;
    }

    private ExternalStream? Streamed(ExperimentLog log, PeerStatement peers)
    {
        var output = log.Output;
        if (peers.Read(output.Peer, $"The output `{output.Name}`", output.Span) is not { } peer)
            return null;

        // Editors write a size of 1 whatever is sent.
        if (output.Peer.Size is not (null or 1) && output.Peer.Size != log.Indices.Length)
            diagnostics.Warning(ExternalCodes.Size, $"The output `{output.Name}` has the size {output.Peer.Size}, but sends {log.Indices.Length} numbers, one for each instance.", output.Span, "Leave the size out, or choose instances by indices.");
        return new ExternalStream("external " + log.Operation, output.Name, false, log.Kind, log.Indices.Length, peer.Address, peer.Every, output.Span) { Start = log.Start, End = log.End };
    }

    // The reference simulator looks at neither start nor end of an output.
    private ExperimentLog Timed(ExperimentLog log) => fidelity == SpineMLFidelity.Brahms ? log : log with
    {
        Start = log.Output.Window.Start,
        End = log.Output.Window.End,
    };

    private static List<string> ValuesOf(Placed placed) =>
        placed.Class is { } definition ? [.. definition.StateVariables.Select(one => one.Name), .. definition.Aliases.Select(one => one.Name), .. definition.Parameters.Select(one => one.Name)] : [];

    private static string? DimensionOf(ComponentClass definition, string value) =>
        definition.StateVariables.FirstOrDefault(one => one.Name == value)?.Dimension
        ?? definition.Aliases.FirstOrDefault(one => one.Name == value)?.Dimension
        ?? definition.Parameters.FirstOrDefault(one => one.Name == value)?.Dimension;
}
