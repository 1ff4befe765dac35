using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Writing;

/// <summary>
/// Writes documents of TVBO as YAML, in the spelling of 2026: reading the text gives the same document. What has its usual value is left out; what nothing interprets
/// is written as it was read.
/// </summary>
public static class TvboWriter
{
    /// <summary>The text of a document, with a line end at its end.</summary>
    public static string Write(TvboObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new YamlText();
        if (document.Name.Length > 0)
            text.Add("name", document.Name);
        switch (document)
        {
            case Dynamics dynamics:
                Content(text, dynamics);
                break;
            case Coupling coupling:
                Content(text, coupling);
                break;
            case Network network:
                Content(text, network);
                break;
            case SimulationExperiment experiment:
                Content(text, experiment);
                break;
            case IntegratorDocument integrator:
                Content(text, integrator.Integration);
                break;
            case GraphRuleDocument rule:
                Described(text, rule);
                break;
            default:
                throw new ArgumentException($"{document.GetType().Name} is no document by itself.", nameof(document));
        }

        return text.ToString();
    }

    private static void Content(YamlText text, Dynamics dynamics)
    {
        Described(text, dynamics);
        if (dynamics.IsDiscrete)
            text.Add("system_type", "discrete");
        if (dynamics.Modes != 1)
            text.Add("number_of_modes", dynamics.Modes);
        if (!dynamics.Units.IsEmpty)
        {
            text.Mapping("units", () =>
            {
                foreach (var unit in dynamics.Units)
                {
                    text.Mapping(unit.Symbol, () =>
                    {
                        text.Add("dimension", unit.Dimension);
                        text.Add("power", (long)unit.Power);
                    });
                }
            });
        }

        text.Collection("parameters", dynamics.Parameters, one => Content(text, one));
        text.Collection("derived_parameters", dynamics.DerivedParameters, one => Content(text, one));
        text.Collection("coupling_inputs", dynamics.CouplingInputs, one =>
        {
            if (one.Dimension != 1)
                text.Add("dimension", one.Dimension);
            text.Add("keys", one.Keys);
            Described(text, one);
        });
        text.Collection("functions", dynamics.Functions, one => Content(text, one));
        text.Collection("derived_variables", dynamics.DerivedVariables, one =>
        {
            text.Add("equation", one.Equation);
            text.List("cases", one.Cases, value =>
            {
                text.Add("condition", value.Condition?.Text ?? "True");
                text.Add("equation", value.Value);
            });
            text.Add("unit", one.Unit);
            Described(text, one);
        });
        text.Collection("state_variables", dynamics.StateVariables, one =>
        {
            text.Add("equation", one.Equation);
            text.Add("unit", one.Unit);
            text.Add("initial_value", one.InitialValue);
            Content(text, "domain", one.Domain);
            Content(text, "boundaries", one.Boundaries);
            text.Add("coupling_variable", one.IsCouplingVariable, usual: false);
            text.Add("variable_of_interest", one.IsOfInterest, usual: true);
            Content(text, "noise", one.Noise);
            text.Add("stimulation_variable", one.IsStimulated, usual: false);
            if (one.Distribution is { } random)
            {
                text.Mapping("distribution", () =>
                {
                    text.Add("name", random.Name);
                    Content(text, "domain", random.Domain);
                    text.Collection("parameters", random.Parameters, parameter => Content(text, parameter));
                    text.Add("seed", random.Seed);
                    text.Add(random.Kept);
                });
            }

            Described(text, one);
        });
        text.Collection("events", dynamics.Events, one => Content(text, one));
        text.Add("output", dynamics.Output);
    }

    private static void Content(YamlText text, Event happening)
    {
        text.Add("event_type", happening.Type);
        text.Add("condition", happening.Condition);
        text.Add("affect", happening.Affect);
        text.Add("trigger_times", happening.TriggerTimes);
        text.Add("equation", happening.Equation);
        text.Collection("parameters", happening.Parameters, parameter => Content(text, parameter));
        text.Add("regions", happening.Regions);
        text.Add("weighting", happening.Weighting);
        text.Add("duration", happening.Duration);
        Described(text, happening);
    }

    private static void Content(YamlText text, Parameter parameter)
    {
        text.Add("value", parameter.Value);
        if (parameter.Rows > 0)
            text.Rows("value", new Matrix(parameter.Span) { Rows = parameter.Rows, Columns = parameter.Values.Length / parameter.Rows, Values = parameter.Values });
        else
            text.Add("value", parameter.Values);
        text.Add("unit", parameter.Unit);
        text.Add("equation", parameter.Equation);
        Content(text, "domain", parameter.Domain);
        Described(text, parameter);
    }

    private static void Content(YamlText text, Function function)
    {
        text.Collection("arguments", function.Arguments, argument =>
        {
            text.Add("value", argument.Value);
            text.Add("unit", argument.Unit);
            Described(text, argument);
        });
        text.Add("equation", function.Equation);
        Described(text, function);
    }

    private static void Content(YamlText text, Coupling coupling)
    {
        Described(text, coupling);
        text.Collection("parameters", coupling.Parameters, one => Content(text, one));
        text.Add("pre_expression", coupling.Pre);
        text.Add("post_expression", coupling.Post);
        text.Add("coupling_function", coupling.Function);
        text.Add("incoming_states", coupling.IncomingStates);
        text.Add("local_states", coupling.LocalStates);
        text.Add("delayed", coupling.IsDelayed, usual: true);
    }

    private static void Content(YamlText text, Network network)
    {
        Described(text, network);
        text.Add("number_of_nodes", (long?)network.NodeCount);
        if (network.DistanceUnit != "mm")
            text.Add("distance_unit", network.DistanceUnit);
        if (network.TimeUnit != "ms")
            text.Add("time_unit", network.TimeUnit);
        text.Collection("parameters", network.Parameters, one => Content(text, one));
        if (network.ConductionSpeed is { } speed)
            text.Mapping("conduction_speed", () => Content(text, speed));
        if (network.Generator is { } generator)
        {
            text.Mapping("graph_generator", () =>
            {
                text.Add("type", generator.Type);
                text.Add("seed", generator.Seed);
                text.Add("directed", generator.IsDirected, usual: false);
                text.Collection("parameters", generator.Parameters, one => Content(text, one));
            });
        }

        Content(text, "weights", network.Weights);
        Content(text, "lengths", network.Lengths);
        text.List("transforms", network.Transforms, one =>
        {
            text.Add("name", one.Name);
            Content(text, one);
        });
        text.Collection("coupling", network.Couplings, one => Content(text, one));
        text.Collection("dynamics", network.Dynamics, one => Content(text, one));
        text.List("nodes", network.Nodes, node =>
        {
            text.Add("id", node.Id);
            if (node.Name.Length > 0)
                text.Add("name", node.Name);
            text.Add("dynamics", node.Dynamics);
            text.Collection("parameters", node.Parameters, one => Content(text, one));
            text.Collection("state", node.State, one => Content(text, one));
            Described(text, node);
        });
        text.List("edges", network.Edges, edge =>
        {
            text.Add("source", (long?)edge.Source);
            text.Add("target", (long?)edge.Target);
            if (edge.Name.Length > 0)
                text.Add("name", edge.Name);
            text.Add("coupling", edge.Coupling);
            text.Add("directed", edge.IsDirected, usual: false);
            text.Collection("parameters", edge.Parameters, one => Content(text, one));
            Described(text, edge);
        });
    }

    private static void Content(YamlText text, SimulationExperiment experiment)
    {
        text.Add("id", (long?)experiment.Id);
        Described(text, experiment);
        Named(text, "dynamics", experiment.Dynamics, Content);
        Named(text, "network", experiment.Network, Content);
        Named(text, "coupling", experiment.Coupling, Content);
        text.Collection("functions", experiment.Functions, one => Content(text, one));
        text.Mapping("integration", () => Content(text, experiment.Integration));
        text.Collection("observations", experiment.Observations, one =>
        {
            text.Add("period", one.Period);
            text.Add("voi", one.VariableOfInterest);
            text.Add("source", one.Sources);
            text.Add("imaging_modality", one.Modality);
            text.Add("class_reference", one.Kind);
            text.Add("aggregation", one.Aggregation);
            text.Collection("parameters", one.Parameters, parameter => Content(text, parameter));
            Content(text, "gain", one.Gain);
            text.Add("spatial_mask", one.SpatialMask);
            Described(text, one);
        });
        if (experiment.Stimulation is { } stimulus)
        {
            text.Mapping("stimulation", () =>
            {
                if (stimulus.Name.Length > 0)
                    text.Add("name", stimulus.Name);
                text.Add("equation", stimulus.Equation);
                text.Collection("parameters", stimulus.Parameters, one => Content(text, one));
                text.Add("regions", stimulus.Regions);
                text.Add("weighting", stimulus.Weighting);
                text.Add("duration", stimulus.Duration);
                Described(text, stimulus);
            });
        }

        text.Collection("events", experiment.Events, one => Content(text, one));
        text.Collection("explorations", experiment.Explorations, one =>
        {
            if (one.IsZipped)
                text.Add("mode", "zip");
            if (one.Trials != 1)
                text.Add("n_trials", one.Trials);
            text.Collection(one.Kept.Any(static kept => kept.Key == "parameters") ? "space" : "parameters", one.Parameters, parameter => Content(text, parameter));
            Described(text, one);
        });
    }

    private static void Content(YamlText text, Integrator integration)
    {
        text.Add("method", integration.Method);
        text.Add("step_size", integration.Step);
        text.Add("duration", integration.Duration);
        text.Add("time_scale", integration.TimeScale);
        if (integration.TransientTime != 0)
            text.Add("transient_time", integration.TransientTime);
        Content(text, "noise", integration.Noise);
        text.Add("state_wise_sigma", integration.StateWiseSigma);
        if (integration.AbsoluteTolerance != 1e-10)
            text.Add("abs_tol", integration.AbsoluteTolerance);
        if (integration.RelativeTolerance != 1e-10)
            text.Add("rel_tol", integration.RelativeTolerance);
        text.Add(integration.Kept);
    }

    private static void Named<T>(YamlText text, string key, T? value, Action<YamlText, T> content)
        where T : TvboObject
    {
        if (value is null)
            return;
        text.Mapping(key, () =>
        {
            if (value.Name.Length > 0)
                text.Add("name", value.Name);
            content(text, value);
        });
    }

    private static void Content(YamlText text, string key, ValueRange? range)
    {
        if (range is null)
            return;
        text.Mapping(key, () =>
        {
            text.Add("lo", range.Low);
            text.Add("hi", range.High);
            text.Add("step", range.Step);
            text.Add("n", (long?)range.Count);
            text.Add("log_scale", range.IsLogarithmic, usual: false);
            text.Add("explored_values", range.Values);
            if (range.IsEnforced)
                text.Add("enforce", "clamp");
            text.Add(range.Kept);
        });
    }

    private static void Content(YamlText text, string key, Noise? noise)
    {
        if (noise is null)
            return;
        text.Mapping(key, () =>
        {
            text.Add("additive", noise.IsAdditive, usual: true);
            if (noise.Intensity is { } intensity)
                text.Mapping("intensity", () => Content(text, intensity));
            text.Collection("parameters", noise.Parameters, one => Content(text, one));
            text.Add("equation", noise.Equation);
            text.Add("seed", noise.Seed);
            text.Add(noise.Kept);
        });
    }

    private static void Content(YamlText text, string key, Matrix? matrix)
    {
        if (matrix is { File: { } file })
            text.Mapping(key, () => text.Add("file", file));
        else if (matrix is { Rows: > 0 })
            text.Rows(key, matrix);
    }

    private static void Described(YamlText text, TvboObject value)
    {
        text.Add("label", value.Label);
        text.Add("description", value.Description);
        text.Add(value.Kept);
    }
}
