using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Attached;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Runs;

/// <summary>Turns monitors into the plots and files of a simulation. Two values never share an id, nor two monitors a file.</summary>
internal sealed class Recordings
{
    private readonly NetworkExport export;
    private readonly NeuroMLSimulation simulation;
    private readonly string recordingsName;
    private readonly HashSet<string> taken = [];
    private int displays;
    private int files;
    private int eventFiles;

    private Recordings(NetworkExport export, NeuroMLSimulation simulation, string recordingsName) =>
        (this.export, this.simulation, this.recordingsName) = (export, simulation, recordingsName);

    // The neurons that brian2tools 0.2 records are one too high, unless there is none.
    private int Shift => export.Options.IsBrian2Tools ? 1 : 0;

    /// <summary>The simulation of the run, with all that its monitors record.</summary>
    public static XElement Of(string id, string network, string recordingsName, NetworkExport export)
    {
        var run = export.Run;
        var length = export.Options.IsBrian2Tools ? "1s" : export.Time(run.Duration);
        var simulation = new NeuroMLSimulation(id, network, length, export.Time(run.Step));
        var recordings = new Recordings(export, simulation, recordingsName);
        foreach (var monitor in export.Network.Objects.OfType<StateMonitor>())
            recordings.Add(monitor);
        foreach (var monitor in export.Network.Objects.OfType<EventMonitor>())
            recordings.Add(monitor);
        foreach (var (monitor, counter) in export.Rates)
            recordings.Add(monitor, counter);
        return simulation.Build();
    }

    private void Add(StateMonitor monitor)
    {
        if (Recorded(monitor) is not { } recorded)
            return;
        if (monitor.When != "start")
            export.Diagnostics.Warning("NG4113", $"{monitor.Name} records in the slot '{monitor.When}'; the export records at the end of each step.", Model.Diagnostics.SourceSpan.None, "Compare with values recorded at 'start'.");
        var step = monitor.Step ?? export.StepOf(monitor.Source.Object);
        if (!step.Equals(export.Run.Step))
            export.Diagnostics.Warning("NG4113", $"{monitor.Name} records every {export.Time(step)}; the export records at the end of each step.", Model.Diagnostics.SourceSpan.None, "Take every so many rows of the file.");
        foreach (var (variable, dimension, quantities) in recorded)
        {
            simulation.AddDisplay($"disp{displays++}", variable, "1ms", "0", Milliseconds());
            foreach (var (index, quantity) in quantities)
                simulation.AddLine(Unique("line", $"line{index}", variable), quantity, Scale(dimension));
        }

        simulation.AddOutputFile($"of{files}", FileName(".dat", files++ == 0 ? null : monitor.Name));
        foreach (var (variable, _, quantities) in recorded)
        {
            foreach (var (index, quantity) in quantities)
                simulation.AddOutputColumn(Unique("column", index.ToString(CultureInfo.InvariantCulture), variable), quantity);
        }
    }

    // Each variable with its dimension and, for each neuron or synapse, its number and the path to its value; null, with a diagnostic, where something cannot be recorded.
    private List<(string Variable, Dimension Dimension, List<(int Index, string Quantity)> Quantities)>? Recorded(StateMonitor monitor)
    {
        var source = export.Network.Objects.FirstOrDefault(one => one.Name == monitor.Source.Object);
        var synapses = export.Synapses.Attached.FirstOrDefault(one => one.Synapses == source);
        var equations = source is NeuronGroup group ? group.AllEquations : synapses?.Synapses.Equations;
        if (equations is null || !export.Populations.ContainsKey(synapses?.Synapses.Target.Object ?? monitor.Source.Object))
        {
            export.Leave(monitor, $"'{monitor.Source.Object}' has no variables in the export", "Record a group of neurons, or synapses with weights or states of their own.");
            return null;
        }

        var all = new List<(string, Dimension, List<(int, string)>)>();
        foreach (var variable in monitor.Variables)
        {
            if (equations.Find(variable) is not { } equation || (synapses is not null && equation.Kind == EquationKind.Subexpression))
            {
                export.Leave(monitor, synapses is null ? $"'{variable}' is no variable of the equations" : $"'{variable}' is no parameter or state variable of the synapses", "Record variables of the equations.");
                return null;
            }

            all.Add((variable, equation.Dimension, synapses is null ? OfNeurons(monitor, variable) : OfSynapses(monitor, synapses, variable)));
        }

        return all;
    }

    private List<(int Index, string Quantity)> OfNeurons(StateMonitor monitor, string variable)
    {
        var (population, neurons) = Sources(monitor, monitor.Source, monitor.Record)!.Value;
        if (export.LinkOf(monitor.Source.Object, variable) is { } link && export.Populations.TryGetValue(link.Source, out var source))
            return [.. neurons.Select(neuron => (neuron + Shift, $"{source.Of(link.Neurons[neuron] + Shift)}/{source.Exposures?.GetValueOrDefault(link.SourceVariable) ?? GroupCode.Safe(link.SourceVariable)}"))];
        return [.. neurons.Select(neuron => (neuron + Shift, $"{population.Of(neuron + Shift)}/{population.Exposures?.GetValueOrDefault(variable) ?? GroupCode.Safe(variable)}"))];
    }

    private List<(int Index, string Quantity)> OfSynapses(StateMonitor monitor, AttachedSynapses synapses, string variable)
    {
        var paths = synapses.PathsTo(variable);
        var population = export.Populations[synapses.Synapses.Target.Object];
        var wanted = monitor.Record.IsDefault ? Enumerable.Range(0, paths.Count) : monitor.Record;
        return [.. wanted.Where(index => index < paths.Count).Select(index => (index, $"{population.Of(paths[index].Neuron)}/{paths[index].Path}"))];
    }

    private void Add(EventMonitor monitor)
    {
        if (Sources(monitor, monitor.Source, monitor.Record) is not { } sources)
            return;
        if (!monitor.Variables.IsEmpty)
            export.Diagnostics.Warning("NG4113", $"{monitor.Name} records {string.Join(", ", monitor.Variables)} with each event; the export records the events alone.", Model.Diagnostics.SourceSpan.None, "Record the variables with a StateMonitor.");
        simulation.AddEventOutputFile(eventFiles == 0 ? "eof" : $"eof{eventFiles}", FileName(".spikes", eventFiles++ == 0 ? null : monitor.Name));
        foreach (var neuron in sources.Neurons.Where(one => sources.Population.Spiking.IsDefault || sources.Population.Spiking.Contains(one)))
            simulation.AddEventSelection(Unique("event", $"line{neuron + Shift}", monitor.Name), sources.Population.Of(neuron + Shift), monitor.Event);
    }

    private void Add(PopulationRateMonitor monitor, string counter)
    {
        simulation.AddDisplay($"disp{displays++}", monitor.Name, "1ms", "0", Milliseconds());
        simulation.AddLine(Unique("line", counter, monitor.Name), RateCounters.Path(counter), Scale(Dimension.PerTime));
        simulation.AddOutputFile($"of{files}", FileName(".dat", files++ == 0 ? null : monitor.Name));
        simulation.AddOutputColumn(Unique("column", counter, monitor.Name), RateCounters.Path(counter));
    }

    private (PopulationNames Population, ImmutableArray<int> Neurons)? Sources(BrianObject monitor, GroupRange range, ImmutableArray<int> record)
    {
        if (!export.Populations.TryGetValue(range.Object, out var population))
        {
            export.Leave(monitor, $"'{range.Object}' is not in the export", "Record what is.");
            return null;
        }

        var all = record.IsDefault ? Enumerable.Range(0, (range.Stop ?? population.Count) - range.Start) : record;
        ImmutableArray<int> neurons = [.. all.Select(neuron => range.Start + neuron).Where(neuron => neuron + Shift < population.Count)];
        return (population, neurons);
    }

    private string FileName(string ending, string? monitor) => monitor is null ? recordingsName + ending : $"{recordingsName}_{monitor}{ending}";

    private string Milliseconds() => export.Options.IsBrian2Tools ? "1000" : Math.Round(export.Run.Duration * 1e3, 9).ToString("R", CultureInfo.InvariantCulture);

    private string Scale(Dimension dimension) => dimension == Dimension.Voltage ? "1mV" : dimension.IsNone ? "1" : export.Dimensions.Quantity(1, dimension);

    // The number of the neuron; where that is taken, with the name of what is recorded.
    private string Unique(string kind, string id, string more)
    {
        var unique = id;
        for (var twin = 1; !taken.Add($"{kind} {unique}"); twin++)
            unique = twin == 1 ? $"{id}_{more}" : $"{id}_{more}_{twin}";
        return unique;
    }
}
