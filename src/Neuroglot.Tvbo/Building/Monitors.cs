using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Building;

/// <summary>
/// The observations of an experiment as monitors of The Virtual Brain (<c>monitors.py</c>). What kind one is, its class, its name, its modality or its aggregation tells; with none of
/// these it samples. Periods are milliseconds, whole numbers of steps after rounding.
/// </summary>
internal sealed class Monitors
{
    private const double UsualPeriod = 1000.0 / 1024;
    private const double UsualRepetition = 2000;

    // A mean of the activity that the kernel of blood oxygenation weights runs over so many milliseconds.
    private const double MeanPeriod = 4;

    // Numbers that a monitor may keep: a gigabyte.
    private const long MostNumbers = 1L << 27;

    private static readonly string[] Kinds = ["Raw", "SubSample", "TemporalAverage", "GlobalAverage", "SpatialAverage", "Bold", "EEG", "MEG", "SEEG", "IEEG"];

    private static readonly string[] NotRead = ["downsample_period", "skip_t", "tail_samples", "window_size", "equation", "data_source"];

    private readonly SimulationExperiment experiment;
    private readonly ImmutableArray<string> usual;
    private readonly DiagnosticBag diagnostics;
    private readonly double step;

    /// <summary>Monitors of an experiment.</summary>
    /// <param name="experiment">The experiment, with at least one observation.</param>
    /// <param name="usual">The variables that are observed where none is named.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public Monitors(SimulationExperiment experiment, ImmutableArray<string> usual, DiagnosticBag diagnostics)
    {
        (this.experiment, this.usual, this.diagnostics) = (experiment, usual, diagnostics);
        step = experiment.Integration.Step * TvboBuilder.SecondsIn(experiment.Integration.TimeScale) * 1000;
    }

    /// <summary>What of a class they look at.</summary>
    public IEnumerable<string> Of(ComponentClass component)
    {
        var known = component.States.Select(static one => one.Name).Concat(component.Aliases.Select(static one => one.Name)).Concat(component.Parameters.Select(static one => one.Name)).ToHashSet();
        return experiment.Observations.SelectMany(one => Seen(one)).Distinct().Where(known.Contains);
    }

    /// <summary>The files that they make.</summary>
    /// <param name="name">Name of the network, with which the names of the files begin.</param>
    /// <param name="recordings">Where each variable of each instance is recorded; modes of a node follow each other.</param>
    /// <param name="regions">What the node of each recording is called.</param>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="modes">Number of modes of each.</param>
    public IEnumerable<OutputFile> Files(string name, IReadOnlyDictionary<(string Variable, int Unit), int> recordings, ImmutableArray<string?> regions, int nodes, int modes)
    {
        var units = recordings.Keys.GroupBy(static one => one.Variable).ToDictionary(static group => group.Key, static group => group.Select(static one => one.Unit).Order().ToImmutableArray());
        foreach (var observation in experiment.Observations)
        {
            var seen = Seen(observation);
            if (seen.FirstOrDefault(variable => !units.ContainsKey(variable)) is { } unknown)
                Wrong(observation, $"`{unknown}`, which `{observation.Name}` observes, is no variable of the dynamics.", NearNames.Hint(unknown, usual) ?? $"There are {string.Join(", ", usual)}, and the derived variables.");
            else if (Monitor(observation, [.. seen.SelectMany(variable => units[variable].Select(unit => new MonitorOutput(variable, unit) { Region = regions[recordings[(variable, unit)]] }))], seen, nodes, modes) is { } monitor)
                yield return new MonitorFile($"results/{name}_{Identifiers.Of(monitor.Name)}.dat", monitor, [.. seen.SelectMany(variable => units[variable].Select(unit => recordings[(variable, unit)]))], observation.Span);
        }
    }

    // A number is the place of a state variable.
    private ImmutableArray<string> Seen(Observation observation) => observation.VariableOfInterest is not { } one ? observation.Sources.IsEmpty ? usual : observation.Sources
        : int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && experiment.Dynamics is { } dynamics && place < dynamics.StateVariables.Length ? [dynamics.StateVariables[place].Name] : [one];

    private SignalMonitor? Monitor(Observation observation, ImmutableArray<MonitorOutput> all, ImmutableArray<string> variables, int nodes, int modes)
    {
        if (observation.Kept.FirstOrDefault(static member => (NotRead.Contains(member.Key) || (member.Key == "time_scale" && member.Value.Text != "ms")) && member.Value.Kind != YamlKind.Null) is { } other)
            return Wrong(observation, $"The observation `{observation.Name}` has `{other.Key}`, which the engine does not compute.", "Leave it out, and compute it from what is recorded.");
        if (KindOf(observation) is not { } kind)
            return Wrong(observation, $"The engine has no monitor '{observation.Kind}'.", NearNames.Hint(observation.Kind!, Kinds) ?? $"It has {string.Join(", ", Kinds)}.");
        var period = observation.Period ?? (kind is "Raw" ? step : kind is "Bold" ? UsualRepetition : UsualPeriod);
        // Sensors round their period down. A quotient that roundings have put a little below a whole number is that number.
        var steps = kind == "Raw" ? 1 : kind == "EEG" ? (long)Math.Floor((period / step) + 1e-9) : (long)Math.Round(period / step);
        if (steps < 1)
            return Wrong(observation, FormattableString.Invariant($"The period of `{observation.Name}`, {period} ms, is shorter than a step."), FormattableString.Invariant($"A step is {step} ms."));
        if (kind is "GlobalAverage" or "SpatialAverage" or "EEG" && all.Length != variables.Length * nodes * modes)
            return Wrong(observation, $"`{observation.Name}` puts nodes together of which not all have the same variables.", "Observe a variable that all nodes have.");
        var monitor = new SignalMonitor(observation.Name.Length > 0 ? observation.Name : kind, kind is "TemporalAverage" or "EEG" ? MonitorKind.Average : kind == "Bold" ? MonitorKind.Bold : MonitorKind.Sample, steps, all);
        return kind switch
        {
            // Averages are those of each mode; sensors see the sum of the modes.
            "GlobalAverage" => Projected(monitor, observation, variables, modes, static _ => null, nodes * modes, (mode, unit) => unit % modes == mode ? 1.0 / nodes : 0),
            "SpatialAverage" => Grouped(monitor, observation, variables, nodes, modes),
            "EEG" => Sensed(monitor, observation, variables, nodes, modes),
            "Bold" => Bold(monitor, observation, all.Length),
            _ => monitor,
        };
    }

    private static string? KindOf(Observation observation)
    {
        if ((observation.Kind ?? Named(observation.Name)) is { } stated)
            return Named(stated) is { } kind ? kind is "MEG" or "SEEG" or "IEEG" ? "EEG" : kind : null;
        return observation.Modality is { } modality ? (modality == "BOLD" ? "Bold" : "EEG") : observation.Aggregation == "mean" ? "TemporalAverage" : observation.Period is null ? "Raw" : "SubSample";

        static string? Named(string name) => Kinds.FirstOrDefault(kind => string.Equals(kind, name, StringComparison.OrdinalIgnoreCase) || string.Equals(kind, name.Replace("_", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
    }

    private static ImmutableArray<MonitorOutput> Outputs(ImmutableArray<string> variables, int count, Func<int, string?> region) =>
        [.. variables.SelectMany(variable => Enumerable.Range(0, count).Select(instance => new MonitorOutput(variable, instance) { Region = region(instance) }))];

    // The same sums of each variable, over the modes of all nodes.
    private SignalMonitor? Projected(SignalMonitor monitor, Observation observation, ImmutableArray<string> variables, int rows, Func<int, string?> region, int units, Func<int, int, double> weight)
    {
        if ((double)rows * units * variables.Length * variables.Length > MostNumbers)
            return TooLarge(observation);
        var total = units * variables.Length;
        var weights = new double[rows * variables.Length * total];
        for (var variable = 0; variable < variables.Length; variable++)
        {
            for (var row = 0; row < rows; row++)
            {
                var start = (((variable * rows) + row) * total) + (variable * units);
                for (var unit = 0; unit < units; unit++)
                    weights[start + unit] = weight(row, unit);
            }
        }

        return monitor with { Outputs = Outputs(variables, rows, region), Projection = new Projection(rows * variables.Length, total, [.. weights]) };
    }

    private SignalMonitor? Grouped(SignalMonitor monitor, Observation observation, ImmutableArray<string> variables, int nodes, int modes)
    {
        var mask = observation.SpatialMask;
        if (mask.Length != nodes || mask.Any(static group => group < 0 || group != Math.Floor(group) || group >= 1 << 20))
            return Wrong(observation, $"The spatial average `{observation.Name}` has groups for {mask.Length} of {nodes} nodes.", "Write `spatial_mask: [0, 0, 1, …]`: for each node the number of its group, from 0 on.");
        var groups = (int)mask.Max() + 1;
        var sizes = Enumerable.Range(0, groups).Select(group => mask.Count(one => one == group)).ToArray();
        if (Array.IndexOf(sizes, 0) is >= 0 and var empty)
            return Wrong(observation, $"No node is in the group {empty} of the spatial average `{observation.Name}`.", "Number the groups from 0 without gaps.");
        return Projected(monitor, observation, variables, groups * modes, row => FormattableString.Invariant($"group[{row / modes}]"), nodes * modes, (row, unit) => mask[unit / modes] == row / modes && unit % modes == row % modes ? 1.0 / sizes[row / modes] : 0);
    }

    private SignalMonitor? Sensed(SignalMonitor monitor, Observation observation, ImmutableArray<string> variables, int nodes, int modes)
    {
        if (observation.Gain is not { Rows: > 0 } gain || gain.Columns != nodes)
            return Wrong(observation, observation.Gain is { Rows: > 0 } other ? $"The gain of `{observation.Name}` has {other.Columns} columns for {nodes} nodes." : $"The sensors of `{observation.Name}` have no gain.", "Write `gain: [[…], …]` or `gain: gain.npy`: a row for each sensor, a column for each node.");
        return Projected(monitor, observation, variables, gain.Rows, static row => FormattableString.Invariant($"sensor[{row}]"), nodes * modes, (row, unit) => gain.Values[(row * nodes) + (unit / modes)]);
    }

    private SignalMonitor? Bold(SignalMonitor monitor, Observation observation, int values)
    {
        double Value(string name, double usual) => observation.Parameters.FirstOrDefault(one => one.Name == name)?.Value ?? usual;
        var (decay, flow, length) = (Value("tau_s", 0.8), Value("tau_f", 0.4), Value("hrf_length", 20000));
        var steps = Math.Max(1, (long)Math.Round(MeanPeriod / step));
        var means = Math.Ceiling(length / MeanPeriod);
        if (!(decay > 0) || !(flow > 0) || (1 / flow) <= 1 / (4 * decay * decay) || !(means >= 1) || means > 1e6)
            return Wrong(observation, FormattableString.Invariant($"The response of `{observation.Name}` with tau_s = {decay}, tau_f = {flow} and a length of {length} ms is none that oscillates and ends."), "The usual values are tau_s = 0.8, tau_f = 0.4 and hrf_length = 20000.");
        if (means * values > MostNumbers)
            return TooLarge(observation);
        return monitor with { Response = new HaemodynamicResponse(decay, flow, Value("k_1", 5.6) * Value("V_0", 0.02), steps, length / 1000 / means, (int)means) };
    }

    private SignalMonitor? TooLarge(Observation observation) =>
        Wrong(observation, $"The observation `{observation.Name}` would keep more than {MostNumbers} numbers.", "Observe one variable (`voi`), with fewer groups or sensors, or a shorter `hrf_length`.");

    private SignalMonitor? Wrong(Observation observation, string message, string hint)
    {
        diagnostics.Error(BuildCodes.WrongMonitor, message, observation.Span, hint);
        return null;
    }
}
