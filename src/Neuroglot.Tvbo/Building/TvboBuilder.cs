using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using Network = Neuroglot.Model.Networks.Network;

namespace Neuroglot.Tvbo.Building;

/// <summary>Makes experiments of the Model of TVBO's documents. Times and values are those of the document: its <c>time_scale</c> becomes the unit of time.</summary>
public static class TvboBuilder
{
    /// <summary>The experiment that a document describes; null, with the reasons, where there is none or it cannot be run.</summary>
    /// <param name="document">Dynamics, which run as TVBO runs them by themselves, or an experiment.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static Experiment? Build(TvboObject document, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (AsExperiment(document) is not { } written)
        {
            diagnostics.Error(BuildCodes.NothingToRun, $"A {(document is Coupling ? "coupling" : "network")} by itself cannot be run.", document.Span, "Run an experiment that uses it.");
            return null;
        }

        var found = new DiagnosticBag();
        var experiment = TvboValidation.Resolve(written, found);
        if (experiment.Network is { } network)
            NetworkChecks.Check(network, found);
        var groups = found.HasErrors ? null : NodeGroup.Of(experiment, found);
        var method = MethodOf(experiment.Integration, found);
        foreach (var group in groups ?? [])
            Refusals.Check(experiment, group.Dynamics, found);
        var built = groups is null || found.HasErrors ? null : NetworkBuilding.Of(experiment, groups.Value, found);
        diagnostics.AddRange(found.Distinct());
        return found.HasErrors || built is null || method is null ? null : Of(experiment, groups!.Value, built, method);
    }

    /// <summary>The document as an experiment: dynamics by themselves run with the usual integrator, a map a step at a time; null for what cannot be run.</summary>
    public static SimulationExperiment? AsExperiment(TvboObject document) => document switch
    {
        SimulationExperiment experiment => experiment,
        Dynamics { IsDiscrete: true } map => new SimulationExperiment { Dynamics = map, Span = map.Span, Integration = new Integrator(map.Span) { Step = 1, TimeScale = "s" } },
        Dynamics dynamics => new SimulationExperiment { Dynamics = dynamics, Span = dynamics.Span, Integration = new Integrator(dynamics.Span) },
        _ => null,
    };

    /// <summary>Seconds in a unit of model time.</summary>
    public static double SecondsIn(string timeScale) => timeScale switch { "s" => 1, "us" => 1e-6, _ => 1e-3 };

    private static string? MethodOf(Integrator integration, DiagnosticBag diagnostics)
    {
        var method = IntegrationMethods.Find(integration.Method);
        if (method is "euler" or "heun" or "rk4")
            return method;
        if (method is null)
            diagnostics.Error(ModelCodes.UnknownMethod, $"There is no integration method '{integration.Method}'.", integration.Span, NearNames.Hint(integration.Method, IntegrationMethods.Names) ?? $"Methods: {string.Join(", ", IntegrationMethods.Names)}.");
        else
            diagnostics.Error(BuildCodes.NotHere, $"The engine does not have the method '{integration.Method}'.", integration.Span, "It has euler, heun and rk4.");
        return null;
    }

    private static Experiment Of(SimulationExperiment experiment, ImmutableArray<NodeGroup> groups, Network network, string method)
    {
        var recordings = ImmutableArray.CreateBuilder<Recording>();
        var events = ImmutableArray.CreateBuilder<EventRecording>();
        for (var set = 0; set < groups.Length; set++)
        {
            var source = groups[set].Dynamics.Source;
            ImmutableArray<string> recorded = source.Output.IsEmpty ? [.. source.StateVariables.Where(static one => one.IsOfInterest).Select(static one => one.Name)] : source.Output;
            recordings.AddRange(from variable in recorded from column in groups[set].Columns(variable) select new Recording(column.Label, column.Label, set, column.Instance, variable) { Span = source.Span });
            events.AddRange(from one in groups[set].Dynamics.Events from column in groups[set].Columns(one.Source.Name) select new EventRecording(column.Label, column.Label, set, column.Instance, one.Source.Name) { Span = one.Source.Span });
        }

        var outputs = ImmutableArray.CreateBuilder<OutputFile>();
        outputs.Add(new TraceFile($"results/{network.Name}.dat", [.. Enumerable.Range(0, recordings.Count)], experiment.Span));
        if (events.Count > 0)
            outputs.Add(new EventFile($"results/{network.Name}.spikes", TimeFirst: true, [.. Enumerable.Range(0, events.Count)], experiment.Span));
        return new Experiment(Identifiers.Of(experiment.Label ?? groups[0].Dynamics.Source.Name), network, [new Run(experiment.Integration.Duration, experiment.Integration.Step, method)])
        {
            Recordings = recordings.ToImmutable(),
            EventRecordings = events.ToImmutable(),
            Outputs = outputs.ToImmutable(),
            TimeUnit = SecondsIn(experiment.Integration.TimeScale),
            Semantics = Semantics.NeuralMass,
            Span = experiment.Span,
        };
    }
}
