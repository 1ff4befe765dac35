using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Running;

/// <summary>Applies what the user changes on the command line to an experiment.</summary>
internal static class ExperimentChanges
{
    // The step that most published NeuroML networks use; only for files that state none.
    private const double UsualStep = 0.025e-3;

    // Beyond, neighbouring steps have the same time.
    private const double MostSteps = 1L << 53;

    /// <summary>The changed experiment, or null when a change makes no sense, with the reason in <paramref name="diagnostics"/>.</summary>
    public static Experiment? Apply(Experiment experiment, UnitTable units, RunOptions options, DiagnosticBag diagnostics)
    {
        var before = diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        if (experiment.Runs.IsEmpty)
        {
            if (options.Duration is not { } duration)
            {
                diagnostics.Error("NG4027", "The model does not say how long to run.", experiment.Span, "Give a duration, for example --duration 300ms.");
                return null;
            }

            if (options.Step is null)
                diagnostics.Note("NG4028", $"The model states no time step; using {UsualStep * 1e3} ms.", experiment.Span, "Choose one with --dt 0.01ms.");
            experiment = experiment with { Runs = [new Run(duration / experiment.TimeUnit, (options.Step ?? UsualStep) / experiment.TimeUnit)] };
        }

        experiment = experiment with
        {
            Runs = [.. experiment.Runs.Select(run => run with { Duration = (options.Duration / experiment.TimeUnit) + experiment.RecordingStart ?? run.Duration, Step = options.Step / experiment.TimeUnit ?? run.Step })],
            Seed = options.Seed is { } seed ? (ulong)seed : experiment.Seed,
        };
        foreach (var run in experiment.Runs)
        {
            if (!(run.Step > 0) || !(run.Duration >= 0) || !(run.Duration / run.Step < MostSteps) || (run.Duration > 0 && run.Steps == 0))
                diagnostics.Error("NG4022", $"A run of {run.Duration * experiment.TimeUnit * 1e3} ms in steps of {run.Step * experiment.TimeUnit * 1e3} ms is not possible.", experiment.Span, "A step is positive, a run at least a step long, or 0: --dt 0.1ms --duration 1s, for example.");
        }

        if (options.Semantics is { } name)
        {
            if (Semantics.Find(name) is { } semantics)
                experiment = experiment with { Semantics = semantics };
            else
                diagnostics.Error("NG4023", $"There are no semantics called '{name}'.", SourceSpan.None, $"Known: {string.Join(", ", Semantics.Presets.Select(preset => preset.Name))}.");
        }

        foreach (var change in options.Overrides)
            experiment = experiment with { Network = Override(experiment.Network, change, units, options.Shared?.Varies(change.Path) == true, diagnostics) };
        return diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error) > before ? null : experiment;
    }

    private static Network Override(Network network, ParameterOverride change, UnitTable units, bool isGiven, DiagnosticBag diagnostics)
    {
        var dot = change.Path.IndexOf('.', StringComparison.Ordinal);
        var setName = dot < 0 ? change.Path : change.Path[..dot];
        var parameterName = dot < 0 ? string.Empty : change.Path[(dot + 1)..];
        var index = network.Sets.ToList().FindIndex(set => set.Name == setName);
        if (index < 0)
        {
            diagnostics.Error("NG4024", $"There is no population '{setName}' to set '{change.Path}' of.", SourceSpan.None, NearNames.Hint(setName, network.Sets.Select(static set => set.Name)) ?? $"There are: {Listing(setName, network.Sets.Select(set => set.Name))}.");
            return network;
        }

        var set = network.Sets[index];
        if (set.Class.Parameters.FirstOrDefault(parameter => parameter.Name == parameterName) is not { } known)
        {
            diagnostics.Error("NG4025", $"{setName} has no parameter '{parameterName}'.", SourceSpan.None, NearNames.Hint(parameterName, set.Class.Parameters.Select(static parameter => parameter.Name)) ?? $"It has: {Listing(parameterName, set.Class.Parameters.Select(parameter => parameter.Name))}.");
            return network;
        }

        if (Value(change, known, units, diagnostics) is not { } value)
            return network;
        set = set.With(parameterName, new FixedValue(value));
        return network with { Sets = network.Sets.SetItem(index, isGiven ? set with { Given = set.Given.SetItem(parameterName, change.Path) } : set) };
    }

    // Those that hold the name first, and not more than a person reads.
    private static string Listing(string wanted, IEnumerable<string> names)
    {
        const int Most = 8;
        var sorted = names.OrderByDescending(name => wanted.Length > 0 && name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        return string.Join(", ", sorted.Take(Most)) + (sorted.Count > Most ? $" and {sorted.Count - Most} more" : string.Empty);
    }

    private static double? Value(ParameterOverride change, Parameter parameter, UnitTable units, DiagnosticBag diagnostics)
    {
        var unit = QuantityFormatter.BestUnit(parameter.Dimension, parameter.Value).Symbol;
        if (!units.TryParse(change.Value, SourceSpan.None, new DiagnosticBag(), out var quantity))
        {
            diagnostics.Error("NG4026", $"'{change.Value}' for {change.Path} is no number with a unit that the model's language knows.", SourceSpan.None, $"Write for example {change.Path}=1{unit}.");
            return null;
        }

        if (quantity.Dimension == parameter.Dimension)
            return quantity.Value;
        var given = quantity.Dimension == Dimension.None ? "has no unit" : $"is a {quantity.Dimension}";
        var wanted = parameter.Dimension == Dimension.None ? "has no dimension" : $"is a {parameter.Dimension}";
        diagnostics.Error("NG4026", $"{change.Path} {wanted}, but {change.Value} {given}.", SourceSpan.None, unit.Length == 0 ? "Leave out the unit." : $"Give a value in {unit}, for example.");
        return null;
    }
}
