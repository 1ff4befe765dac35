using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.SpineML.Syntax;
using Experiment = Neuroglot.SpineML.Syntax.Experiment;

namespace Neuroglot.SpineML.Building;

/// <summary>A log that an experiment writes.</summary>
/// <param name="Operation">Name of the operation that records it.</param>
/// <param name="Output">What the experiment says.</param>
/// <param name="IsEvents">Whether it records events; else values.</param>
/// <param name="Indices">The instances that it records.</param>
/// <param name="Size">How many instances there are.</param>
public sealed record ExperimentLog(string Operation, ExperimentOutput Output, bool IsEvents, ImmutableArray<int> Indices, int Size)
{
    /// <summary>Whether all instances are recorded.</summary>
    public bool IsAll => Output.Indices.IsEmpty;
}

/// <summary>Finds what the outputs of an experiment record.</summary>
internal sealed class ExperimentLogs
{
    public ExperimentLogs(Experiment experiment, NetworkPlacement placement, Func<SetDraft, int> orderOf, List<Operation> operations, DiagnosticBag diagnostics)
    {
        var logs = ImmutableArray.CreateBuilder<ExperimentLog>();
        foreach (var (output, number) in experiment.Outputs.Select((output, number) => (output, number)))
        {
            if (placement.Find(output.Target) is not { } placed)
                continue;
            var name = $"log {number} {output.Target} {output.Port}";
            var set = placed.Set;
            var isEvents = placed.Class is null || placed.Class.FindPort(output.Port, PortKind.EventSend) is not null;
            if (output.Indices.FirstOrDefault(index => (uint)index >= (uint)set.Count, -1) is >= 0 and var wrong)
            {
                diagnostics.Error(BuildCodes.Output, $"The output `{output.Name}` records instance {wrong} of `{output.Target}`, which has {set.Count}.", output.Span);
                continue;
            }

            if (!isEvents && !ValuesOf(placed).Contains(output.Port))
            {
                diagnostics.Error(BuildCodes.Output, $"The output `{output.Name}` records `{output.Port}` of `{output.Target}`, which has no such value.", output.Span, NearNames.Hint(output.Port, ValuesOf(placed)));
                continue;
            }

            if (isEvents && set.Connectivity is not null)
            {
                diagnostics.Error(BuildCodes.Output, $"The output `{output.Name}` records what passes through `{output.Port}` of `{output.Target}`, which cannot be recorded: events of weight updates are handled where they arise.", output.Span, "Record the values that they change.");
                continue;
            }

            operations.Add(isEvents
                ? new EventSampling(name, new InstanceRange(set.Index, 0, set.Count), placed.NameOf(placed.Class is null ? ExperimentInputs.Spike : output.Port), [], "components", orderOf(set))
                : new Sampling(name, set.Index, [Publication.Of(placed, output.Port)], output.Indices.IsEmpty ? default : output.Indices, "components", orderOf(set)));
            logs.Add(new ExperimentLog(name, output, isEvents, output.Indices.IsEmpty ? [.. Enumerable.Range(0, set.Count)] : output.Indices, set.Count));
        }

        Logs = logs.ToImmutable();
    }

    public ImmutableArray<ExperimentLog> Logs { get; }

    private static List<string> ValuesOf(Placed placed) =>
        placed.Class is { } definition ? [.. definition.StateVariables.Select(one => one.Name), .. definition.Aliases.Select(one => one.Name), .. definition.Parameters.Select(one => one.Name)] : [];
}
