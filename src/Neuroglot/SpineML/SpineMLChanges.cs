using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Neuroglot.States;

namespace Neuroglot.SpineML;

/// <summary>The experiments of a file with what the options of a run change in them.</summary>
internal static class SpineMLChanges
{
    private const string NotHonoured = "NG4029";

    public static ImmutableArray<Experiment> Of(SpineMLModel model, RunOptions options, DiagnosticBag diagnostics)
    {
        if (model.Document is not ExperimentDocument { Experiments: { IsEmpty: false } experiments })
        {
            diagnostics.Error("NG6500", "The file holds no experiment, so nothing says what to simulate, for how long, and what to record.", model.Document?.Span ?? SourceSpan.None, "Run the experiment that names this network.");
            return [];
        }

        if (options.Semantics is { } semantics && semantics is not ("spineml" or "spineml-brahms"))
            Refuse($"SpineML has the semantics spineml, and spineml-brahms by --fidelity brahms; '{semantics}' are others.");
        if (options.Fidelity == Fidelity.Fast)
            Refuse("SpineML has no fidelity 'fast'; it has native, which is the default, and brahms.");
        if (options.SaveFile is not null)
            Refuse("--save is for networks of Brian; --save-state writes the state of an experiment.");
        if (options.SaveState is not null || options.FromState is not null)
            CheckStates(experiments, options, diagnostics);
        return [.. experiments.Select(experiment => Changed(experiment, options, Refuse))];

        void Refuse(string message) => diagnostics.Error(NotHonoured, message, SourceSpan.None);
    }

    private static void CheckStates(ImmutableArray<Experiment> experiments, RunOptions options, DiagnosticBag diagnostics)
    {
        if (experiments.Length > 1)
        {
            diagnostics.Error(
                "NG6520",
                $"A state is that of one experiment; the file has {experiments.Length}: {string.Join(", ", experiments.Take(5).Select(one => $"`{one.Name}`"))}.",
                experiments[1].Span,
                "Put the experiment into a file of its own.");
        }

        if (options.SaveState is { } path && WhyNoPlace(path) is { } reason)
            diagnostics.Error("NG6522", $"The state cannot be saved as '{path}': {reason}", SourceSpan.None, "Name a new file, or a file of states to replace the state in it.");
    }

    // Told before a long run, not after it.
    private static string? WhyNoPlace(string path) =>
        Directory.Exists(path) ? "it is a folder."
        : File.Exists(path) && !StateFile.IsOne(path) ? "it is there and no file of states."
        : null;

    private static Experiment Changed(Experiment experiment, RunOptions options, Action<string> refuse)
    {
        var simulation = experiment.Simulation;
        if (options.Duration is { } duration)
            simulation = simulation with { Duration = duration };
        if (options.Step is { } step)
            simulation = simulation with { Integration = simulation.Integration with { Step = step * 1000 } };
        var configurations = experiment.Model.Configurations.ToBuilder();
        foreach (var change in options.Overrides)
        {
            var dot = change.Path.LastIndexOf('.');
            if (!double.TryParse(change.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                refuse($"--set {change.Path}={change.Value}: SpineML converts no units; write a plain number, in the unit that the component declares.");
            configurations.Add(new Configuration(change.Path[..dot], [new Property(change.Path[(dot + 1)..], null, new FixedValue(value, SourceSpan.None), null, SourceSpan.None)], SourceSpan.None));
        }

        return experiment with { Simulation = simulation, Model = experiment.Model with { Configurations = configurations.ToImmutable() } };
    }
}
