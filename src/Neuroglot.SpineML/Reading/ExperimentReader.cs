using System.Collections.Immutable;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Reading;

/// <summary>Reads the experiment layer.</summary>
internal sealed class ExperimentReader(XmlCursor xml) : PropertyReader(xml)
{
    private static readonly string[] InputNames =
        ["ConstantInput", "ConstantArrayInput", "TimeVaryingInput", "TimeVaryingArrayInput", "ExternalInput", "ExternalArrayInput"];

    public ExperimentDocument Document()
    {
        var root = Xml.Enter();
        root.Finish();
        var experiments = ImmutableArray.CreateBuilder<Experiment>();
        while (Xml.NextChild(root))
        {
            if (IsOwn && Xml.Name == "Experiment")
            {
                if (Experiment() is { } experiment)
                    experiments.Add(experiment);
            }
            else
            {
                Xml.Unknown(root, "Experiment");
            }
        }

        if (experiments.Count == 0)
            Missing(root, "Experiment");
        return new ExperimentDocument(experiments.ToImmutable(), root.Span);
    }

    private Experiment? Experiment()
    {
        Expect(SpineMLNamespaces.Experiment);
        var element = Xml.Enter();
        var (name, description) = (element.Required("name"), element.Optional("description"));
        element.Finish();
        ModelReference? model = null;
        Simulation? simulation = null;
        var inputs = new List<ExperimentInput>();
        var outputs = new List<ExperimentOutput>();
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Model":
                    Once(ref model, Model(), element, "Model", span);
                    break;
                case "Simulation":
                    Once(ref simulation, Simulation(), element, "Simulation", span);
                    break;
                case "LogOutput" or "ExternalOutput":
                    outputs.Add(Output());
                    break;
                case var input when InputNames.Contains(input):
                    inputs.Add(Input());
                    break;
                default:
                    Xml.Unknown(element, ["Model", "Simulation", "LogOutput", "ExternalOutput", .. InputNames]);
                    break;
            }
        }

        if (model is null)
            Missing(element, "Model");
        if (simulation is null)
            Missing(element, "Simulation");
        return model is null || simulation is null ? null
            : new Experiment(name, description, model, simulation, element.Span) { Inputs = [.. inputs], Outputs = [.. outputs] };
    }

    private ModelReference Model()
    {
        Expect(SpineMLNamespaces.Experiment);
        var element = Xml.Enter();
        var url = element.Required("network_layer_url");
        element.Finish();
        var lesions = new List<Lesion>();
        var inputLesions = new List<GenericInputLesion>();
        var configurations = new List<Configuration>();
        var delays = new List<ProjectionDelayChange>();
        var inputDelays = new List<GenericInputDelayChange>();
        while (Xml.NextChild(element))
        {
            var name = IsOwn ? Xml.Name : string.Empty;
            if (name is not ("Lesion" or "GenericInputLesion" or "Configuration" or "ProjectionDelayChange" or "GenericInputDelayChange"))
            {
                Xml.Unknown(element, "Lesion", "GenericInputLesion", "Configuration", "ProjectionDelayChange", "GenericInputDelayChange");
                continue;
            }

            Expect(SpineMLNamespaces.Experiment);
            var child = Xml.Enter();
            switch (name)
            {
                case "Lesion":
                    lesions.Add(new Lesion(child.Required("src_population"), child.Required("dst_population"), child.Span));
                    Xml.NoChildren(child);
                    break;
                case "GenericInputLesion":
                    inputLesions.Add(new GenericInputLesion(child.Required("src"), child.Required("src_port"), child.Required("dst"), child.Required("dst_port"), child.Span));
                    Xml.NoChildren(child);
                    break;
                case "Configuration":
                    var target = child.Required("target");
                    child.Finish();
                    configurations.Add(new Configuration(target, Properties(child), child.Span));
                    break;
                case "ProjectionDelayChange":
                    var (from, to, synapse) = (child.Required("src"), child.Required("dst"), child.Size("synapse"));
                    if (ChangedDelay(child) is { } delay)
                        delays.Add(new ProjectionDelayChange(from, to, synapse, delay, child.Span));
                    break;
                default:
                    var (source, sourcePort, end, endPort) = (child.Required("src"), child.Required("src_port"), child.Required("dst"), child.Required("dst_port"));
                    if (ChangedDelay(child) is { } inputDelay)
                        inputDelays.Add(new GenericInputDelayChange(source, sourcePort, end, endPort, inputDelay, child.Span));
                    break;
            }
        }

        return new ModelReference(url, element.Span)
        {
            Lesions = [.. lesions], InputLesions = [.. inputLesions], Configurations = [.. configurations], DelayChanges = [.. delays], InputDelayChanges = [.. inputDelays],
        };
    }

    private Delay? ChangedDelay(OpenElement element)
    {
        element.Finish();
        Delay? delay = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (IsOwn && Xml.Name == "Delay")
                Once(ref delay, Delay(), element, "Delay", span);
            else
                Xml.Unknown(element, "Delay");
        }

        if (delay is null)
            Missing(element, "Delay");
        return delay;
    }

    private Simulation? Simulation()
    {
        Expect(SpineMLNamespaces.Experiment);
        var element = Xml.Enter();
        var (duration, simulator) = (element.Number("duration"), element.Optional("preferred_simulator"));
        if (duration < 0)
            element.Bad("duration", FormattableString.Invariant($"{duration}"), "a number that is not negative");
        element.Finish();
        Integration? integration = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (IsOwn && Xml.Name is "EulerIntegration" or "RungeKuttaIntegration")
                Once(ref integration, Integration(), element, "an integration", span);
            else
                Xml.Unknown(element, "EulerIntegration", "RungeKuttaIntegration");
        }

        if (integration is not null)
            return new Simulation(duration, simulator, integration, element.Span);
        Missing(element, "EulerIntegration");
        return null;
    }

    private Integration Integration()
    {
        Expect(SpineMLNamespaces.Experiment);
        var element = Xml.Enter();
        var step = element.Number("dt");
        if (step <= 0)
            element.Bad("dt", FormattableString.Invariant($"{step}"), "a number greater than 0");
        var order = 1;
        if (element.Name == "RungeKuttaIntegration")
        {
            order = element.OptionalInteger("order") ?? Syntax.Integration.UsualOrder;
            if (order < 2)
                element.Bad("order", $"{order}", "a whole number from 2");
        }

        Xml.NoChildren(element);
        return new Integration(order, step, element.Span);
    }

    private ExperimentInput Input()
    {
        Expect(SpineMLNamespaces.Experiment);
        var element = Xml.Enter();
        var (name, target, port) = (element.Required("name"), element.Required("target"), element.Required("port"));
        var indices = element.Integers("target_indices");
        var (start, duration) = (element.OptionalNumber("start_time"), element.OptionalNumber("duration"));
        var (rates, seed) = (Rates(element), RateSeed(element));
        ExperimentInput input = element.Name switch
        {
            "ConstantInput" => new ConstantInput(element.Number("value"), name, target, port, element.Span),
            "ConstantArrayInput" => new ConstantArrayInput(element.Numbers("array_value"), ArraySize(element), name, target, port, element.Span),
            "TimeVaryingInput" => new TimeVaryingInput([], name, target, port, element.Span),
            "TimeVaryingArrayInput" => new TimeVaryingArrayInput([], ArraySize(element), name, target, port, element.Span),
            "ExternalInput" => new ExternalInput(null, false, Peer(element), name, target, port, element.Span),
            _ => new ExternalInput(ArraySize(element), true, Peer(element), name, target, port, element.Span),
        };
        element.Finish();
        input = input switch
        {
            TimeVaryingInput varying => varying with { Points = Points(element) },
            TimeVaryingArrayInput varying => varying with { Series = Series(element) },
            _ => input,
        };
        Xml.NoChildren(element);
        return input with { TargetIndices = indices, StartTime = start, Duration = duration, RateDistribution = rates, RateSeed = seed };
    }

    private static string? Rates(OpenElement element)
    {
        var rates = element.Optional("rate_based_distribution", "rate_based_input");
        if (rates is not (null or "regular" or "poisson"))
            element.Bad(element.Optional("rate_based_input") is null ? "rate_based_distribution" : "rate_based_input", rates, "regular or poisson");
        return rates;
    }

    private long? RateSeed(OpenElement element)
    {
        var seed = element.OptionalLong("rate_seed");
        if (seed is not null)
            Xml.Lenient("The attribute “rate_seed” is not in the published language.", element.SpanOf("rate_seed"));
        return seed;
    }

    private int? ArraySize(OpenElement element)
    {
        if (element.OptionalInteger("array_size") is { } size)
            return size;
        Xml.Lenient($"{element.Name} has no “array_size”.", element.Span);
        return null;
    }

    private ExternalPeer Peer(OpenElement element)
    {
        var peer = new ExternalPeer(
            element.OptionalInteger("tcp_port"), element.Optional("host"), element.Optional("command"), element.OptionalInteger("size"), element.OptionalNumber("timestep"));
        if (peer != ExternalPeer.None)
            Xml.Lenient($"{element.Name} says how another program is reached, which is not in the published language.", element.Span);
        return peer;
    }

    private ImmutableArray<TimePoint> Points(OpenElement element)
    {
        var points = ImmutableArray.CreateBuilder<TimePoint>();
        while (Xml.NextChild(element))
        {
            if (!IsOwn || Xml.Name != "TimePointValue")
            {
                Xml.Unknown(element, "TimePointValue");
                continue;
            }

            var point = Xml.Enter();
            points.Add(new TimePoint(point.Number("time"), point.Number("value"), point.Span));
            Xml.NoChildren(point);
        }

        return points.ToImmutable();
    }

    private ImmutableArray<TimeSeries> Series(OpenElement element)
    {
        var series = ImmutableArray.CreateBuilder<TimeSeries>();
        while (Xml.NextChild(element))
        {
            if (!IsOwn || Xml.Name != "TimePointArrayValue")
            {
                Xml.Unknown(element, "TimePointArrayValue");
                continue;
            }

            var one = Xml.Enter();
            series.Add(new TimeSeries(one.Size("index"), one.Numbers("array_time"), one.Numbers("array_value"), one.Span));
            Xml.NoChildren(one);
        }

        return series.ToImmutable();
    }

    private ExperimentOutput Output()
    {
        Expect(SpineMLNamespaces.Experiment);
        var element = Xml.Enter();
        var output = new ExperimentOutput(element.Required("name"), element.Required("target"), element.Required("port"), element.Span)
        {
            Indices = element.Integers("indices"),
            StartTime = element.OptionalNumber("start_time"),
            EndTime = element.OptionalNumber("end_time"),
            Duration = element.OptionalNumber("duration"),
            IsExternal = element.Name == "ExternalOutput",
            Peer = Peer(element),
        };
        Xml.NoChildren(element);
        return output;
    }
}
