using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML;

/// <summary>The experiments of a file with what the options of a run change in them.</summary>
internal static class SpineMLChanges
{
    private const string NotHonoured = "NG4029";

    public static ImmutableArray<ChangedExperiment> Of(SpineMLModel model, RunOptions options, DiagnosticBag diagnostics)
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
        var changed = ImmutableArray.CreateBuilder<ChangedExperiment>();
        foreach (var experiment in experiments)
        {
            // What is wrong with an override is wrong in all experiments, and told once.
            if (!diagnostics.HasErrors && Changed(model.NetworkOf(experiment), experiment, options, diagnostics) is { } one)
                changed.Add(one);
        }

        return changed.ToImmutable();

        void Refuse(string message) => diagnostics.Error(NotHonoured, message, SourceSpan.None);
    }

    private static ChangedExperiment? Changed(LoadedNetwork? network, Experiment experiment, RunOptions options, DiagnosticBag diagnostics)
    {
        if (network is null)
            return null;
        var simulation = experiment.Simulation;
        if (options.Duration is { } duration)
            simulation = simulation with { Duration = duration };
        if (options.Step is { } step)
            simulation = simulation with { Integration = simulation.Integration with { Step = step * 1000 } };
        var overrides = new SpineMLOverrides(network, experiment with { Simulation = simulation }, diagnostics);
        foreach (var change in options.Overrides)
            overrides.Apply(change);
        return new ChangedExperiment(overrides.Network, overrides.Experiment, overrides.Numbers);
    }
}

/// <summary>An experiment with what the options of a run change in it.</summary>
/// <param name="Network">Its network.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Numbers">See <see cref="SpineMLOverrides.Numbers"/>.</param>
internal sealed record ChangedExperiment(LoadedNetwork Network, Experiment Experiment, IReadOnlyDictionary<string, (string Target, string Name, double Value, bool IsParameter)> Numbers);
