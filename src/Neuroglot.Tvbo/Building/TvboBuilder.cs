using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
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
        if (experiment.Dynamics is not { IsReference: false } source)
        {
            if (!found.HasErrors)
                found.Error(BuildCodes.NothingToRun, "The experiment has no dynamics.", experiment.Span, "Write `dynamics: {name: JansenRit}`, for example.");
            diagnostics.AddRange(found);
            return null;
        }

        var dynamics = DynamicsParser.Parse(source, experiment.Functions, found);
        var method = MethodOf(experiment.Integration, found);
        if (dynamics is not null)
            Refusals.Check(experiment, dynamics, found);
        var built = found.HasErrors || dynamics is null || method is null ? null : Of(experiment, dynamics, method, found);
        diagnostics.AddRange(found);
        return found.HasErrors ? null : built;
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
        if (method is "euler" or "heun" or "rk4" or "dopri5")
            return method;
        if (method is null)
            diagnostics.Error(ModelCodes.UnknownMethod, $"There is no integration method '{integration.Method}'.", integration.Span, NearNames.Hint(integration.Method, IntegrationMethods.Names) ?? $"Methods: {string.Join(", ", IntegrationMethods.Names)}.");
        else
            diagnostics.Error(BuildCodes.NotHere, $"The engine does not have the method '{integration.Method}'.", integration.Span, "It has euler, heun, rk4 and dopri5.");
        return null;
    }

    private static Experiment Of(SimulationExperiment experiment, ParsedDynamics dynamics, string method, DiagnosticBag diagnostics)
    {
        var component = NoiseDrives.Add(DynamicsClass.Of(dynamics, experiment.Integration.Step), experiment, dynamics, diagnostics);
        component = InitialDraws.Add(StimulusDrives.Add(component, experiment, dynamics, diagnostics), dynamics.Source, diagnostics);
        var name = component.Name;
        var set = StimulusDrives.Weighted(new ComponentSet(name, component, 1) { Span = dynamics.Source.Span }, experiment, diagnostics);
        ImmutableArray<string> recorded = dynamics.Source.Output.IsEmpty ? [.. dynamics.Source.StateVariables.Where(static one => one.IsOfInterest).Select(static one => one.Name)] : dynamics.Source.Output;
        var monitors = experiment.Observations.IsEmpty ? null : new Monitors(experiment, recorded, diagnostics);
        if (monitors is not null)
            recorded = Observable(monitors.Variables, component, experiment, diagnostics);
        ImmutableArray<Recording> recordings = [.. recorded.Select(variable => new Recording(variable, variable, 0, 0, variable) { Span = dynamics.Source.Span })];
        ImmutableArray<EventRecording> events = [.. dynamics.Events.Select(one => new EventRecording(one.Source.Name, one.Source.Name, 0, 0, one.Source.Name) { Span = one.Source.Span })];
        var outputs = ImmutableArray.CreateBuilder<OutputFile>();
        if (monitors is null)
            outputs.Add(new TraceFile($"results/{name}.dat", [.. Enumerable.Range(0, recordings.Length)], experiment.Span));
        else if (!diagnostics.HasErrors)
            outputs.AddRange(monitors.Files(name, recordings, set.Count));
        if (!events.IsEmpty)
            outputs.Add(new EventFile($"results/{name}.spikes", TimeFirst: true, [.. Enumerable.Range(0, events.Length)], experiment.Span));
        return new Experiment(Identifiers.Of(experiment.Label ?? dynamics.Source.Name), new Network(name, [set], [], []) { Populations = [new Population(name, 0)] }, [new Run(experiment.Integration.Duration, experiment.Integration.Step, method) { Tolerance = new Tolerance(experiment.Integration.AbsoluteTolerance, experiment.Integration.RelativeTolerance) }])
        {
            Recordings = recordings,
            EventRecordings = events,
            Outputs = outputs.ToImmutable(),
            RecordingStart = experiment.Integration.TransientTime,
            Seed = Seeds.Of(experiment, dynamics.Source, diagnostics),
            TimeUnit = SecondsIn(experiment.Integration.TimeScale),
            Semantics = Semantics.NeuralMass,
            Span = experiment.Span,
        };
    }

    private static ImmutableArray<string> Observable(ImmutableArray<string> names, ComponentClass component, SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        var known = component.States.Select(static one => one.Name).Concat(component.Aliases.Select(static one => one.Name)).Concat(component.Parameters.Select(static one => one.Name)).ToHashSet();
        foreach (var observation in experiment.Observations.Where(one => one.VariableOfInterest is { } name && !known.Contains(name)))
            diagnostics.Error(BuildCodes.WrongMonitor, $"`{observation.VariableOfInterest}`, which `{observation.Name}` observes, is no variable of the dynamics.", observation.Span, NearNames.Hint(observation.VariableOfInterest!, known));
        return [.. names.Where(known.Contains)];
    }
}
