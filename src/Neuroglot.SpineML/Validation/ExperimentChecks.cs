using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>Looks at an experiment together with its network.</summary>
internal sealed class ExperimentChecks
{
    private readonly Experiment experiment;
    private readonly LoadedNetwork network;
    private readonly DiagnosticBag diagnostics;
    private readonly PortEnd ports;
    private readonly ListChecks lists;

    private ExperimentChecks(Experiment experiment, LoadedNetwork network, DiagnosticBag diagnostics)
    {
        this.experiment = experiment;
        this.network = network;
        this.diagnostics = diagnostics;
        ports = new PortEnd(network, diagnostics);
        lists = new ListChecks(network.Folder, diagnostics);
    }

    public static void Check(Experiment experiment, LoadedNetwork network, DiagnosticBag diagnostics)
    {
        var checks = new ExperimentChecks(experiment, network, diagnostics);
        checks.CheckModel();
        foreach (var input in experiment.Inputs)
            checks.CheckInput(input);
        foreach (var output in experiment.Outputs)
            checks.CheckOutput(output);
        checks.CheckDelays();
        NetworkFlow.CheckUnfed(network, (set, port) => experiment.Inputs.Any(input => input.Target == set && input.Port == port), diagnostics);
    }

    private void CheckModel()
    {
        var model = experiment.Model;
        foreach (var lesion in model.Lesions)
            Projection(lesion.SourcePopulation, lesion.TargetPopulation, lesion.Span);
        foreach (var lesion in model.InputLesions)
            InputExists(lesion.Source, lesion.SourcePort, lesion.Target, lesion.TargetPort, lesion.Span);
        foreach (var change in model.DelayChanges)
        {
            lists.CheckDelay(change.Delay);
            if (Projection(change.Source, change.Target, change.Span) is { } projection && change.Synapse >= projection.Synapses.Length)
                diagnostics.Error(ModelCodes.UnknownProjection, $"The projection from `{change.Source}` to `{change.Target}` has no synapse {change.Synapse}; they are numbered from 0.", change.Span);
        }

        foreach (var change in model.InputDelayChanges)
        {
            lists.CheckDelay(change.Delay);
            InputExists(change.Source, change.SourcePort, change.Target, change.TargetPort, change.Span);
        }

        foreach (var configuration in model.Configurations)
        {
            if (Target(configuration.Target, configuration.Span) is not { } instance)
                continue;
            if (network.ClassOf(instance) is { } definition)
                NetworkChecks.CheckProperties(instance, definition, configuration.Properties, diagnostics);
            foreach (var property in configuration.Properties)
                lists.Check(property, network.SizeOf(instance));
        }
    }

    private Projection? Projection(string source, string target, SourceSpan span)
    {
        var population = network.Document.Populations.FirstOrDefault(one => one.Neuron.Name == source);
        var projection = population?.Projections.FirstOrDefault(one => one.TargetPopulation == target);
        if (projection is null)
        {
            var names = network.Document.Populations.Select(static one => one.Neuron.Name).ToList();
            diagnostics.Warning(ModelCodes.UnknownProjection, $"There is no projection from `{source}` to `{target}`; what is said of it has no effect.", span,
                NearNames.Hint(population is null ? source : target, names));
        }

        return projection;
    }

    private void InputExists(string source, string sourcePort, string target, string targetPort, SourceSpan span)
    {
        var isThere = network.Find(target)?.Inputs.Any(input => input.Source == source && input.SourcePort == sourcePort && input.TargetPort == targetPort) == true;
        if (!isThere)
            diagnostics.Warning(ModelCodes.UnknownInput, $"There is no generic input from `{sourcePort}` of `{source}` to `{targetPort}` of `{target}`; what is said of it has no effect.", span, "Was it renamed or left out of the network?");
    }

    private ComponentInstance? Target(string name, SourceSpan span)
    {
        var instance = network.Find(name);
        if (instance is null)
            diagnostics.Error(ModelCodes.UnknownInstances, $"There is no set of instances `{name}` in the network.", span, NearNames.Hint(name, network.Document.Instances.Select(static one => one.Name)));
        return instance;
    }

    private void CheckInput(ExperimentInput input)
    {
        if (Target(input.Target, input.Span) is not { } target)
            return;
        var kind = ports.Receive(target, input.Port, input.Span);
        if (kind == PortKind.ImpulseReceive && input is not ExternalInput)
            diagnostics.Error(ModelCodes.BadInput, $"`{input.Port}` of `{target.Name}` receives impulses, which only other programs send.", input.Span, "Use an ExternalInput, or name a port for values or events.");
        if (input.RateDistribution is not null && kind is PortKind.AnalogReceive or PortKind.AnalogReduce)
            diagnostics.Warning(ModelCodes.BadInput, $"The input `{input.Name}` gives a distribution of spikes, but `{input.Port}` receives values.", input.Span, "Leave the distribution out, or name a port for events.");
        var size = network.SizeOf(target);
        Indices(input.TargetIndices, size, input.Name, input.Span);
        Times(input.StartTime, input.Duration, input.Name, input.Span);
        switch (input)
        {
            case ConstantArrayInput array:
                Length(array.Values.Length, array.ArraySize, array.TargetIndices.IsEmpty ? size : array.TargetIndices.Length, array);
                break;
            case TimeVaryingInput varying:
                Ascending(varying.Points.Select(static point => (point.Time, point.Span)), varying.Name);
                break;
            case TimeVaryingArrayInput varying:
                CheckSeries(varying, size);
                break;
            default:
                break;
        }
    }

    private void CheckSeries(TimeVaryingArrayInput input, int? size)
    {
        foreach (var series in input.Series)
        {
            Indices([series.Index], size, input.Name, series.Span);
            if (series.Times.Length != series.Values.Length && !series.Values.IsEmpty)
                diagnostics.Error(ModelCodes.BadInput, $"Instance {series.Index} of the input `{input.Name}` has {series.Times.Length} times and {series.Values.Length} values.", series.Span);
            Ascending(series.Times.Select(time => (time, series.Span)), input.Name);
        }
    }

    private void Length(int values, int? stated, int? wanted, ExperimentInput input)
    {
        if (stated is not null && stated != values)
            diagnostics.Error(ModelCodes.BadInput, $"The input `{input.Name}` has {values} values, but says that there are {stated}.", input.Span);
        if (wanted is not null && wanted != values)
            diagnostics.Error(ModelCodes.BadInput, $"The input `{input.Name}` has {values} values for {wanted} instances.", input.Span);
    }

    private void Indices(ImmutableArray<int> indices, int? size, string name, SourceSpan span)
    {
        foreach (var index in indices)
        {
            if (size is null || index < size)
                continue;
            diagnostics.Error(ModelCodes.BadIndex, $"`{name}` names the instance {index}, but there are {size}, from 0.", span);
            return;
        }
    }

    private void Ascending(IEnumerable<(double Time, SourceSpan Span)> times, string name)
    {
        var last = double.NegativeInfinity;
        foreach (var (time, span) in times)
        {
            if (time < last)
            {
                diagnostics.Warning(ModelCodes.BadTimes, FormattableString.Invariant($"The times of the input `{name}` do not ascend: {time} ms comes after {last} ms."), span, "Put them in order.");
                return;
            }

            last = time;
        }
    }

    private void Times(double? start, double? duration, string name, SourceSpan span)
    {
        if (start < 0 || duration < 0)
            diagnostics.Warning(ModelCodes.BadTimes, $"`{name}` has a negative time, which is taken for 0.", span, "Write 0, or leave it out.");
        else if (start > experiment.Simulation.Duration * 1000)
            diagnostics.Warning(ModelCodes.BadTimes, FormattableString.Invariant($"`{name}` begins after {start} ms, but the simulation ends after {experiment.Simulation.Duration * 1000} ms."), span, "The duration of a simulation is in seconds, other times are in milliseconds.");
    }

    private void CheckOutput(ExperimentOutput output)
    {
        if (Target(output.Target, output.Span) is not { } target)
            return;
        ports.Send(target, output.Port, output.Span);
        Indices(output.Indices, network.SizeOf(target), output.Name, output.Span);
        Times(output.StartTime, output.Duration, output.Name, output.Span);
        if (output.EndTime < output.StartTime)
            diagnostics.Warning(ModelCodes.BadTimes, $"The output `{output.Name}` ends before it starts.", output.Span);
    }

    private void CheckDelays()
    {
        var delays = network.Document.Populations.SelectMany(static population => population.Projections).SelectMany(static projection => projection.Synapses)
            .Select(static synapse => synapse.Connection.Delay)
            .Concat(network.Document.Instances.SelectMany(static instance => instance.Inputs).Select(static input => input.Connection?.Delay))
            .Concat(experiment.Model.DelayChanges.Select(static change => change.Delay))
            .Concat(experiment.Model.InputDelayChanges.Select(static change => change.Delay));
        var step = experiment.Simulation.Integration.Step;
        foreach (var delay in delays)
        {
            if (delay?.Fixed is not { } time || step <= 0)
                continue;
            // Decimal fractions are no exact multiples of each other in binary; a millionth of a step is beyond what anybody writes.
            var steps = time / step;
            if (Math.Abs(steps - Math.Round(steps)) > 1e-6)
                diagnostics.Warning(ModelCodes.DelayBetweenSteps, FormattableString.Invariant($"The delay {time} ms is no multiple of the time step {step} ms."), delay.Span, "It is rounded to the nearest step; the reference simulator refuses it.");
        }
    }
}
