using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Export.Description;

/// <summary>
/// Describes a network of Brian in the order that Nordlie, Gewaltig and Plesser propose (PLoS Computational Biology 5, 2009): a summary, populations,
/// connectivity, models, input, parameters and values, measurements.
/// </summary>
internal static class BrianDocument
{
    public static ImmutableArray<Block> Of(BrianNetwork network, DiagnosticBag diagnostics)
    {
        var text = new BrianText(network, diagnostics);
        // What the sections use is known only when they are written.
        ImmutableArray<Block> models = [.. SynapseSection.Of(text), .. NeuronSection.Of(text), .. InputSection.Of(text)];
        ImmutableArray<Block> values = [.. InitialValues.Of(text)];
        return
        [
            new Heading(1, Phrase.Of($"Model {network.Name}")), .. Summary(text), .. Populations(network), .. models, .. Parameters(text), .. values, .. Recordings(text), .. Runs(text),
        ];
    }

    private static IEnumerable<Block> Summary(BrianText text)
    {
        var network = text.Network;
        ImmutableArray<ImmutableArray<Phrase>> rows =
        [
            .. Row("Populations", network.Objects.OfType<SpikeSource>().Select(one => Phrase.Of($"{new Code(one.Name)} ({one.Count})"))),
            .. Row("Connectivity", network.Objects.OfType<Synapses>().Select(one => Phrase.Of($"{new Code(one.Name)} from {text.Range(one.Source)} to {text.Range(one.Target)}"))),
            .. Row("Neuron models", network.Objects.OfType<NeuronGroup>().Select(one => Phrase.Of($"{new Code(one.Name)}: {Extent(one)}"))),
            .. Row("Input", network.Objects.Where(one => one is PoissonGroup or SpikeGeneratorGroup or PoissonInput).Select(one => (Phrase)new Code(one.Name))),
            .. Row("Measurements", network.Objects.Where(one => one is StateMonitor or EventMonitor or PopulationRateMonitor).Select(one => (Phrase)new Code(one.Name))),
            .. Row("Simulation", network.Runs.Select(run => Phrase.Of($"{Formulas.Time(run.Duration)} in steps of {Formulas.Time(run.Step)}"))),
        ];
        return [new Heading(2, "Summary"), new Table(["Part", "Contents"], rows)];
    }

    private static IEnumerable<ImmutableArray<Phrase>> Row(string part, IEnumerable<Phrase> contents)
    {
        var all = contents.ToList();
        return all.Count == 0 ? [] : [[part, Phrase.Join("; ", all)]];
    }

    private static string Extent(NeuronGroup group)
    {
        var count = group.Equations.DifferentialEquations.Count();
        var equations = count switch { 0 => "no differential equations", 1 => "1 differential equation", _ => string.Create(CultureInfo.InvariantCulture, $"{count} differential equations") };
        return group switch
        {
            { Threshold: null } => $"{equations}, no spikes",
            { Refractory: null } => $"{equations}, spikes",
            _ => $"{equations}, spikes with refractoriness",
        };
    }

    private static IEnumerable<Block> Populations(BrianNetwork network)
    {
        var rows = network.Objects.OfType<SpikeSource>().Select(one => (ImmutableArray<Phrase>)
        [
            new Code(one.Name),
            one switch { PoissonGroup => "Poisson sources", SpikeGeneratorGroup => "sources of given spikes", NeuronGroup { Cable: not null } => "compartments of one neuron", _ => "neurons with equations" },
            Phrase.Of($"{one.Count}"),
        ]).ToImmutableArray();
        return rows.IsEmpty ? [] : [new Heading(2, "Populations"), new Table(["Name", "Elements", "Size"], rows)];
    }

    private static IEnumerable<Block> Parameters(BrianText text) =>
        text.Parameters.Table is { } table ? [new Heading(2, "Parameters"), table] : [];

    private static IEnumerable<Block> Recordings(BrianText text)
    {
        var rows = text.Network.Objects.Select(one => one switch
        {
            StateMonitor monitor => Recording(monitor, Phrase.Join(", ", monitor.Variables.Select(variable => (Phrase)Formulas.Name(variable))), Recorded(monitor.Source, monitor.Record, text)),
            EventMonitor { Variables.IsEmpty: true } monitor => Recording(monitor, Events(monitor), Recorded(monitor.Source, monitor.Record, text)),
            EventMonitor monitor => Recording(
                monitor, Phrase.Of($"{Events(monitor)}, with {Phrase.Join(", ", monitor.Variables.Select(variable => (Phrase)Formulas.Name(variable)))}"), Recorded(monitor.Source, monitor.Record, text)),
            PopulationRateMonitor monitor => Recording(monitor, "rate of the population", text.Range(monitor.Source)),
            _ => (ImmutableArray<Phrase>?)null,
        }).OfType<ImmutableArray<Phrase>>().ToImmutableArray();
        return rows.IsEmpty ? [] : [new Heading(2, "Measurements"), new Table(["Name", "Quantity", "Of", "When"], rows)];
    }

    private static ImmutableArray<Phrase> Recording(BrianObject monitor, Phrase what, Phrase from)
    {
        Phrase when = monitor is EventMonitor ? "when it happens" : monitor.Step is { } step ? Phrase.Of($"every {Formulas.Time(step)}") : "in each step";
        return [new Code(monitor.Name), what, from, when];
    }

    private static Phrase Events(EventMonitor monitor) => monitor.Event == "spike" ? "spikes" : Phrase.Of($"events {new Code(monitor.Event)}");

    private static Phrase Recorded(GroupRange source, ImmutableArray<int> record, BrianText text) =>
        record.IsDefault ? text.Range(source) : Phrase.Of($"{text.Range(source)}, numbers {Values.Describe(record)}");

    private static Phrase Placed(string part, Placement placement) => placement switch
    {
        { When: { } when, Order: { } order } => Phrase.Of($"{new Code(part)} has its turn in {new Code(when)} with order {order}."),
        { When: { } when } => Phrase.Of($"{new Code(part)} has its turn in {new Code(when)}."),
        _ => Phrase.Of($"{new Code(part)} has the order {placement.Order ?? 0}."),
    };

    private static IEnumerable<Block> Runs(BrianText text)
    {
        var network = text.Network;
        ImmutableArray<Phrase> points =
        [
            .. network.Start is { } start
                ? [Phrase.Of($"Goes on from {Formulas.Time(start.Time)}, with {start.Events.Sum(static events => events.Seconds.Length)} events under way.")]
                : Array.Empty<Phrase>(),
            .. network.Runs.Select((run, index) => network.Runs.Length == 1
                ? Phrase.Of($"{Formulas.Time(run.Duration)} in steps of {Formulas.Time(run.Step)}.")
                : Phrase.Of($"Run {index + 1}: {Formulas.Time(run.Duration)} in steps of {Formulas.Time(run.Step)}.")),
            $"Seed of the random numbers: {network.Seed.ToString(CultureInfo.InvariantCulture)}.",
            .. network.Schedule.IsDefaultOrEmpty ? Array.Empty<Phrase>() : [Phrase.Of($"Order within a step: {Phrase.Join(", ", network.Schedule.Select(slot => (Phrase)new Code(slot)))}.")],
            .. network.Placements.Select(one => Placed(one.Key, one.Value)),
        ];
        return [new Heading(2, "Simulation"), new Points(points)];
    }
}
