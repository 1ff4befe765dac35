using System.Collections.Immutable;
using Neuroglot.Brian.Objects;

namespace Neuroglot.Brian;

/// <summary>What is in a network of Brian, as its file states it.</summary>
internal static class BrianDescription
{
    public static ModelDescription Of(BrianNetwork network, string format)
    {
        // Connections are drawn, so that only the plan of the first run knows how many there are.
        var planned = new BrianSession(network with { Runs = network.Runs.IsEmpty ? [new BrianRun(0)] : network.Runs }).Prepare();
        return new ModelDescription
        {
            Name = network.Name,
            Format = format,
            Semantics = "brian",
            Duration = network.Runs.IsEmpty ? null : network.Runs.Sum(run => run.Duration),
            Step = network.Runs.IsEmpty ? null : network.Runs[0].Step,
            Populations = [.. network.Objects.OfType<SpikeSource>().Select(one => new PopulationDescription(one.Name, one.Name, one.Kind, one.Count))],
            Projections = [.. network.Objects.OfType<Synapses>().Select(one =>
                new ProjectionDescription(one.Name, one.Source.Object, one.Target.Object, one.Name, planned?.Sets.FirstOrDefault(set => set.Name == one.Name)?.Count ?? 0))],
            Inputs = [.. network.Objects.OfType<PoissonInput>().Select(one => new InputDescription(one.Name, nameof(PoissonInput), one.Target.Object, one.Sources))],
            Equations = [.. network.Objects.Select(one => Equations(one, planned?.Integrators.GetValueOrDefault(one.Name))).Where(one => !one.Lines.IsEmpty)],
            Recordings = [.. network.Objects.Select(Recording).OfType<RecordingDescription>()],
        };
    }

    private static EquationsDescription Equations(BrianObject one, string? method) => new(one.Name, one.Kind, one switch
    {
        NeuronGroup group =>
        [
            .. group.Equations.Select(equation => equation.ToString()),
            .. Line("shape", group.Cable?.Summary), .. Line("method", method), .. Line("threshold", group.Threshold), .. Line("reset", group.Reset), .. Line("refractory", group.Refractory),
            .. group.Events.Select(pair => $"event {pair.Key}: {pair.Value}"),
        ],
        Synapses synapses =>
        [
            .. synapses.Equations.Select(equation => equation.ToString()),
            .. Line("method", method),
            .. synapses.Pathways.SelectMany(pathway => Line($"on {pathway.Event} of {(pathway.IsPre ? synapses.Source.Object : synapses.Target.Object)}", pathway.Code)),
        ],
        RunRegularly regularly => [.. Line($"regularly for {regularly.Group.Object}", regularly.Code)],
        RunOnEvent reaction => [.. Line($"on {reaction.Event} of {reaction.Group}", reaction.Code)],
        _ => ImmutableArray<string>.Empty,
    });

    private static RecordingDescription? Recording(BrianObject one) => one switch
    {
        StateMonitor monitor => new(monitor.Name, [.. monitor.Variables.Select(variable => $"{monitor.Source.Object}/{variable}")]),
        EventMonitor monitor => new(monitor.Name, [$"{monitor.Source.Object}/{monitor.Event}"]),
        PopulationRateMonitor monitor => new(monitor.Name, [$"{monitor.Source.Object}/rate"]),
        _ => null,
    };

    private static IEnumerable<string> Line(string what, string? code) =>
        code is null ? [] : [$"{what}: {string.Join("; ", code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))}"];
}
