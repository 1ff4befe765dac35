using System.Collections.Immutable;
using Neuroglot.CodeGeneration.Programs;
using Neuroglot.CodeGeneration.Python;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Building.Networks;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Export.Programs;

/// <summary>Makes of dynamics and experiments of TVBO what a program in another language computes.</summary>
internal static class TvboProgram
{
    private const string NoFunction = "NG7202";
    private const string LeftOut = "NG7203";

    // Their matrices are written out.
    private const int MostNodes = 2000;
    private const int MostSteps = 10_000_000;

    /// <summary>The program as a text; null, with the reasons, where there is none.</summary>
    /// <param name="source">Dynamics or an experiment.</param>
    /// <param name="library">What the program computes with.</param>
    /// <param name="diagnostics">Gets what is wrong, and what a program leaves out.</param>
    public static string? Python(TvboObject source, ArrayLibrary library, DiagnosticBag diagnostics)
    {
        if (Of(source, diagnostics) is not { } program)
            return null;
        try
        {
            return PythonWriter.Write(program, library);
        }
        catch (NotSupportedException missing)
        {
            diagnostics.Error(NoFunction, $"{library.Name} has no function `{missing.Message}`, and none to write it with.", source.Span, "Write the expression with those that it has.");
            return null;
        }
    }

    /// <summary>What a program computes; null, with the reasons, where it is not written.</summary>
    public static NodeProgram? Of(TvboObject source, DiagnosticBag diagnostics)
    {
        var checking = new DiagnosticBag();
        TvboValidation.Check(source, checking);
        if (checking.HasErrors)
        {
            diagnostics.AddRange(checking);
            return null;
        }

        var found = new DiagnosticBag();
        var experiment = ModeMixing.WrittenOut(TvboValidation.Resolve(TvboBuilder.AsExperiment(source)!, found), found);
        var dynamics = experiment.Dynamics is { IsReference: false } written ? DynamicsParser.Parse(written, experiment.Functions, found) : null;
        if (dynamics is null && !found.HasErrors)
            found.Error(NodeSettlement.NotWritten, "A program is written of experiments that have dynamics for all nodes.", experiment.Span, "Write `dynamics: {name: JansenRit}`, for example.");
        var nodes = dynamics is null ? null : NodeSettlement.Of(experiment, dynamics, found);
        if (dynamics is not null)
            Check(experiment, dynamics, found);
        if (dynamics is not null && !found.HasErrors)
            (dynamics, nodes) = StimulusInRates.Of(experiment, dynamics, nodes, found);
        if (nodes is { Terms.IsEmpty: false, Nodes.Length: > MostNodes })
            found.Error(NodeSettlement.NotWritten, $"No program is written of {nodes.Nodes.Length} nodes that are coupled: its matrices have a number for each pair, and {MostNodes} nodes are possible.", experiment.Network!.Span, "Run it natively.");
        if (nodes is not null && nodes.LongestDelay / experiment.Integration.Step > MostSteps)
            found.Error(NodeSettlement.NotWritten, FormattableString.Invariant($"No program is written of delays of more than {MostSteps} steps: it remembers them all."), experiment.Network!.Span, "Lengths, conduction speed and step may be in other units than meant.");
        if (nodes?.Terms.Any(static term => term.Connections.Select(static one => (one.Target, one.Source)).Distinct().Count() < term.Connections.Length) == true)
            found.Error(NodeSettlement.NotWritten, "No program is written of several connections from one node to another.", experiment.Network!.Span, "Give each pair of nodes one edge.");
        diagnostics.AddRange(found);
        return found.HasErrors || dynamics is null ? null : Of(experiment, dynamics, nodes);
    }

    private static NodeProgram Of(SimulationExperiment experiment, ParsedDynamics dynamics, CoupledNodes? nodes)
    {
        var source = dynamics.Source;
        var integration = experiment.Integration;
        var values = nodes?.Nodes ?? [];
        return new NodeProgram(source.Name)
        {
            Title = experiment.Label ?? source.Label,
            Description = source.Description,
            References = [.. source.Kept.Where(static one => one.Key == "references").SelectMany(static one => one.Value.Items).Where(static one => one.Kind == YamlKind.Scalar).Select(static one => one.Text)],
            NodeCount = Math.Max(1, values.Length),
            Parameters = [.. source.Parameters.Select(one => new NodeParameter(one.Name, Each(one.Value!.Value, values, node => node.Parameters.GetValueOrDefault(one.Name, one.Value!.Value)), one.Unit, one.Label ?? one.Description))],
            DerivedParameters = [.. dynamics.DerivedParameters.Select(one => new NodeEquation(one.Name, one.Value, source.DerivedParameters.First(written => written.Name == one.Name).Unit))],
            DerivedVariables = [.. dynamics.DerivedVariables.Select(one => new NodeEquation(one.Name, one.Value, source.DerivedVariables.First(written => written.Name == one.Name).Unit))],
            States = [.. source.StateVariables.Zip(dynamics.Rates, (state, rate) => new NodeState(state.Name, rate.Value, Each(state.InitialValue, values, node => node.State.GetValueOrDefault(state.Name, state.InitialValue)))
            {
                Low = state.Clamp?.Low ?? double.NegativeInfinity,
                High = state.Clamp?.High ?? double.PositiveInfinity,
                NoiseIntensity = (state.Noise is { HasStrength: true } own ? own : integration.Noise)?.Diffusion ?? 0,
                Unit = state.Unit,
                Description = state.Label ?? state.Description,
            })],
            Events = [.. dynamics.Events.Select(static one => new NodeEvent(one.Source.Name, one.Test, [.. one.Assignments.Select(static value => new NodeEquation(value.Name, value.Value, null))]) { Refractory = one.Refractory })],
            Inputs = dynamics.Inputs,
            Terms = [.. (nodes?.Terms ?? []).Select(one => new InputTerm(
                one.Input, one.Pre, one.Post, [.. one.Coupling.Source.Parameters.Select(static value => new NodeParameter(value.Name, [value.Value!.Value], value.Unit, value.Label ?? value.Description))], one.Incoming, one.Local,
                [.. one.Connections.Select(edge => new NodeEdge(edge.Target, edge.Source, edge.Weight, (int)Math.Min(edge.StepsLate(integration.Step), int.MaxValue)))]))],
            IsMap = source.IsDiscrete,
            Method = IntegrationMethods.Find(integration.Method) switch { "heun" => StepMethod.Heun, "rk4" => StepMethod.RungeKutta4, _ => StepMethod.Euler },
            Step = integration.Step,
            Steps = (long)Math.Ceiling((integration.TotalTime / integration.Step) - 1e-9),
            SkippedSteps = (long)Math.Ceiling((integration.TransientTime / integration.Step) - 1e-9),
            TimeUnit = integration.TimeScale,
            Seed = (integration.Noise ?? source.StateVariables.Select(static one => one.Noise).FirstOrDefault(static one => one is not null))?.Seed ?? 0,
        };
    }

    private static ImmutableArray<double> Each(double usual, ImmutableArray<NodeValues> nodes, Func<NodeValues, double> of)
    {
        ImmutableArray<double> values = [.. nodes.Select(of)];
        return values.All(one => one == usual) ? [usual] : values;
    }

    private static void Check(SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        var integration = experiment.Integration;
        var source = dynamics.Source;
        if (!source.IsDiscrete && IntegrationMethods.Find(integration.Method) is not ("euler" or "heun" or "rk4"))
            Refuse($"the method '{integration.Method}'", integration.Span, "Use euler, heun or rk4.");
        if (experiment.Stimulation is { } stimulus && IntegrationMethods.Find(integration.Method) is not "euler")
            Refuse($"a stimulation with the method '{integration.Method}': it holds over a step, and rates change within", stimulus.Span, "Use euler.");
        foreach (var one in source.Events.Where(static one => !one.TriggerTimes.IsEmpty))
            Refuse($"the times of the event `{one.Name}`", one.Span, "Write a condition of `t`.");
        foreach (var noise in source.StateVariables.Select(static one => one.Noise).Append(integration.Noise).OfType<Noise>())
        {
            if (noise.CorrelationTime is not null)
                Refuse("noise that is correlated in time", noise.Span, "Leave `ntau` out.");
            else if (!noise.IsAdditive || noise.Equation is not null)
                Refuse("noise that depends on the state", noise.Span, "Make it additive.");
            else if (source.IsDiscrete || IntegrationMethods.Find(integration.Method) is "rk4")
                Refuse(source.IsDiscrete ? "noise of a map" : "noise with the method rk4", noise.Span, "Use euler or heun.");
            else if (!(noise.Diffusion >= 0))
                Refuse("noise without an intensity", noise.Span, "Write `intensity: {value: 0.01}`.");
        }

        if (!integration.StateWiseSigma.IsEmpty)
            Refuse("`state_wise_sigma`", integration.Span, "Write an `intensity` at each state variable, which is σ²/2.");
        foreach (var one in source.StateVariables.Where(static one => one.Distribution is not null))
            Refuse($"the distribution of `{one.Name}`", one.Span, "Give an initial value.");
        foreach (var member in TvboBuilder.Uninterpreted(experiment, dynamics))
            Refuse($"`{member.Key}`", member.Span, "Leave it out.");
        foreach (var one in experiment.Observations.Where(static one => one.Period is not null || one.Modality is not null))
            diagnostics.Warning(LeftOut, $"The observation `{one.Name}` is left out; the program records every step.", one.Span);
        foreach (var one in experiment.Explorations)
            diagnostics.Warning(LeftOut, $"The exploration `{one.Name}` is left out; the program runs once.", one.Span, "Call its `run` with other parameters.");

        void Refuse(string what, SourceSpan span, string hint) => diagnostics.Error(NodeSettlement.NotWritten, $"No other form is written of {what}.", span, hint);
    }
}
