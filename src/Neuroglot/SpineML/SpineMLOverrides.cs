using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML;

/// <summary>
/// An experiment of SpineML and its network with what <c>--set</c> changes: <c>SET.property=value</c>, <c>SET.port=value</c> for what enters a port from outside,
/// <c>INPUT.value=value</c> for a named input, <c>SOURCE:TARGET.delay</c> and <c>SOURCE:TARGET.probability</c>, with <c>[n]</c> before the point for one synapse of
/// several, and <c>SOURCE.port:TARGET.port.delay</c> for generic inputs.
/// </summary>
/// <param name="network">The network as it is written.</param>
/// <param name="experiment">The experiment as it is written.</param>
/// <param name="diagnostics">Gets what is wrong.</param>
internal sealed class SpineMLOverrides(LoadedNetwork network, Experiment experiment, DiagnosticBag diagnostics)
{
    private const string UnknownSet = "NG4120";
    private const string UnknownName = "NG4121";
    private const string UnknownLink = "NG4122";
    private const string NotThere = "NG4123";
    private const string SeveralInputs = "NG4124";
    private const string BadValue = "NG4125";
    private const char Between = ':';

    /// <summary>The network with the changes so far.</summary>
    public LoadedNetwork Network { get; private set; } = network;

    /// <summary>The experiment with the changes so far.</summary>
    public Experiment Experiment { get; private set; } = experiment;

    /// <summary>Changes that are one number for all instances, which a plan can be given: by path their target, name, number, and whether it is a parameter.</summary>
    public Dictionary<string, (string Target, string Name, double Value, bool IsParameter)> Numbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes a change; what is wrong with it is in the diagnostics.</summary>
    public void Apply(ParameterOverride change)
    {
        var dot = change.Path.LastIndexOf('.');
        var (target, name) = dot < 0 ? (change.Path, string.Empty) : (change.Path[..dot].Trim(), change.Path[(dot + 1)..].Trim());
        Numbers.Remove(change.Path);
        if (Network.Find(target) is { } instance)
            ChangeInstance(change, instance, name);
        else if (target.IndexOf(Between, StringComparison.Ordinal) is > 0 and var colon)
            ChangeLink(change, target[..colon].Trim(), target[(colon + 1)..].Trim(), name);
        else if (name == "value" && Experiment.Inputs.Where(input => input.Name == target).ToList() is [var input])
            ChangeInput(change, input, DimensionOf(Network.Find(input.Target), input.Port), IsEvents(input.Target, input.Port));
        else
            UnknownTarget(change, target);
    }

    private void UnknownTarget(ParameterOverride change, string target)
    {
        var known = Network.Document.Instances.Select(static one => one.Name).Concat(Experiment.Inputs.Select(static one => one.Name)).Distinct().ToList();
        diagnostics.Error(UnknownSet, $"There is nothing called `{target}` to set '{change.Path}' of.", SourceSpan.None, NearNames.Hint(target, known) ?? Listing(known));
    }

    private void ChangeInstance(ParameterOverride change, ComponentInstance instance, string name)
    {
        var definition = Network.ClassOf(instance);
        var parameter = definition?.Parameters.FirstOrDefault(one => one.Name == name);
        var state = definition?.StateVariables.FirstOrDefault(one => one.Name == name);
        if (parameter is not null || state is not null)
        {
            var stated = Experiment.Model.Configurations.Where(one => one.Target == instance.Name).SelectMany(static one => one.Properties)
                .Reverse().Concat(instance.Properties).FirstOrDefault(one => one.Name == name && IsUnit(one.Dimension))?.Dimension;
            var unit = stated ?? parameter?.Dimension ?? state?.Dimension;
            if (new OverrideValue(change, unit, BadValue, diagnostics).Read() is not { } value)
                return;
            var property = new Property(name, unit, value, null, SourceSpan.None);
            var configuration = new Configuration(instance.Name, [property], SourceSpan.None);
            Experiment = Experiment with { Model = Experiment.Model with { Configurations = Experiment.Model.Configurations.Add(configuration) } };
            if (value is FixedValue one)
                Numbers[change.Path] = (instance.Name, name, one.Value, parameter is not null);
            return;
        }

        if (!Ports(instance).Contains(name))
        {
            List<string> known = [.. definition?.Parameters.Select(static one => one.Name) ?? [], .. definition?.StateVariables.Select(static one => one.Name) ?? [], .. Ports(instance)];
            diagnostics.Error(UnknownName, $"`{instance.Name}` has no parameter, state variable or receiving port `{name}`.", SourceSpan.None, NearNames.Hint(name, known) ?? Listing(known));
            return;
        }

        var inputs = Experiment.Inputs.Where(input => input.Target == instance.Name && input.Port == name).ToList();
        if (inputs.Count > 1)
        {
            diagnostics.Error(SeveralInputs, $"{inputs.Count} inputs feed `{name}` of `{instance.Name}`, and {change.Path} does not tell which is meant.", SourceSpan.None,
                $"Name one: {string.Join(", ", inputs.Select(static input => $"{input.Name}.value"))}.");
            return;
        }

        ChangeInput(change, inputs.Count == 1 ? inputs[0] : new ConstantInput(0, change.Path, instance.Name, name, SourceSpan.None), DimensionOf(instance, name), IsEvents(instance.Name, name));
    }

    // Its name, place and times stay; only what enters is another.
    private void ChangeInput(ParameterOverride change, ExperimentInput old, string? unit, bool isEvents)
    {
        var reading = new OverrideValue(change, unit, BadValue, diagnostics);
        ExperimentInput? changed = null;
        if (change.Value.Contains(':', StringComparison.Ordinal))
        {
            // Times without a rate would be those of spikes.
            if (reading.Course() is { } points)
                changed = new TimeVaryingInput(points, old.Name, old.Target, old.Port, old.Span) { RateDistribution = isEvents ? old.RateDistribution ?? "regular" : old.RateDistribution };
        }
        else if (reading.Number() is { } value)
        {
            changed = new ConstantInput(value, old.Name, old.Target, old.Port, old.Span) { RateDistribution = old.RateDistribution };
            if (!Experiment.Inputs.Any(input => input != old && input.Target == old.Target && input.Port == old.Port))
                Numbers[change.Path] = (old.Target, old.Port, value, IsParameter: false);
        }

        if (changed is null)
            return;
        changed = changed with { TargetIndices = old.TargetIndices, StartTime = old.StartTime, Duration = old.Duration, RateSeed = old.RateSeed };
        var place = Experiment.Inputs.IndexOf(old);
        Experiment = Experiment with { Inputs = place < 0 ? Experiment.Inputs.Add(changed) : Experiment.Inputs.SetItem(place, changed) };
    }

    private void ChangeLink(ParameterOverride change, string source, string target, string name)
    {
        var (number, bracket) = (-1, target.IndexOf('[', StringComparison.Ordinal));
        if (bracket > 0 && target[^1] == ']' && int.TryParse(target[(bracket + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out number))
            target = target[..bracket].Trim();
        else
            number = -1;
        if (name is not ("delay" or "probability"))
            diagnostics.Error(UnknownName, $"Of a projection `delay` and `probability` can be set, not `{name}`.", SourceSpan.None, $"Write {source}{Between}{target}.delay, or name a weight update or postsynapse.");
        else if (Projections(source, target) is { Count: > 0 } projections)
            ChangeSynapses(change, (source, target, number), projections, name == "delay");
        else if (name == "delay" && Ends(source) is { } from && Ends(target) is { } to && Network.Find(to.Set)?.Inputs.Any(input => (input.Source, input.SourcePort, input.TargetPort) == (from.Set, from.Port, to.Port)) == true)
            ChangeInputDelay(change, from, to);
        else
        {
            var known = Network.Document.Populations.SelectMany(static population => population.Projections.Select(projection => $"{population.Neuron.Name}{Between}{projection.TargetPopulation}")).ToList();
            diagnostics.Error(UnknownLink, $"There is no projection or generic input from `{source}` to `{target}`.", SourceSpan.None, NearNames.Hint($"{source}{Between}{target}", known) ?? Listing(known));
        }
    }

    private void ChangeSynapses(ParameterOverride change, (string Source, string Target, int Number) place, List<Projection> projections, bool isDelay)
    {
        var most = projections.Max(static projection => projection.Synapses.Length);
        if (place.Number >= most)
        {
            diagnostics.Error(UnknownLink, $"The projection from `{place.Source}` to `{place.Target}` has no synapse {place.Number}; they are numbered from 0.", SourceSpan.None, $"There are {most}.");
            return;
        }

        var numbers = place.Number >= 0 ? [place.Number] : Enumerable.Range(0, most).ToList();
        var connections = projections.SelectMany(projection => projection.Synapses.Where((_, number) => numbers.Contains(number))).Select(static synapse => synapse.Connection).ToList();
        if (connections.Find(connection => isDelay ? HasDelaysOfItsOwn(connection) : connection is not (FixedProbabilityConnection or DistanceBasedConnection)) is { } unfit)
        {
            var what = isDelay ? "state delays of their own, one by one" : $"are an {unfit.ElementName}, which has no probability";
            diagnostics.Error(NotThere, $"The connections from `{place.Source}` to `{place.Target}` {what}.", SourceSpan.None, isDelay ? "Change the list." : "Name another projection.");
        }
        else if (isDelay && DelayOf(change) is { } delay)
        {
            var changes = numbers.Select(number => new ProjectionDelayChange(place.Source, place.Target, number, delay, SourceSpan.None));
            Experiment = Experiment with { Model = Experiment.Model with { DelayChanges = Experiment.Model.DelayChanges.AddRange(changes) } };
        }
        else if (!isDelay && ProbabilityOf(change) is { } probability)
        {
            ChangeProbability(place.Source, place.Target, numbers, probability);
        }
    }

    private void ChangeProbability(string source, string target, List<int> numbers, double probability)
    {
        var document = Network.Document;
        var changed = document with
        {
            Populations = [.. document.Populations.Select(population => population.Neuron.Name != source ? population : population with
            {
                Projections = [.. population.Projections.Select(projection => projection.TargetPopulation != target ? projection : projection with
                {
                    Synapses = [.. projection.Synapses.Select((synapse, number) => numbers.Contains(number) ? synapse with { Connection = With(synapse.Connection, probability) } : synapse)],
                })],
            })],
        };
        Network = new LoadedNetwork(changed, Network.Path, Network.Folder, Network.Classes) { Layouts = Network.Layouts };
    }

    private static Connection With(Connection connection, double probability) => connection switch
    {
        FixedProbabilityConnection one => one with { Probability = probability },
        DistanceBasedConnection one => one with { Probability = probability },
        _ => connection,
    };

    private void ChangeInputDelay(ParameterOverride change, (string Set, string Port) from, (string Set, string Port) to)
    {
        if (DelayOf(change) is not { } delay)
            return;
        var one = new GenericInputDelayChange(from.Set, from.Port, to.Set, to.Port, delay, SourceSpan.None);
        Experiment = Experiment with { Model = Experiment.Model with { InputDelayChanges = Experiment.Model.InputDelayChanges.Add(one) } };
    }

    private Delay? DelayOf(ParameterOverride change)
    {
        if (new OverrideValue(change, "ms", BadValue, diagnostics).Read() is not { } value)
            return null;
        if (value is not FixedValue { Value: < 0 })
            return new Delay(value, "ms", SourceSpan.None);
        diagnostics.Error(BadValue, $"{change.Path}={change.Value}: a delay cannot be negative.", SourceSpan.None, "Write 0 for none.");
        return null;
    }

    private double? ProbabilityOf(ParameterOverride change)
    {
        if (new OverrideValue(change, null, BadValue, diagnostics).Number() is not { } probability)
            return null;
        if (probability is >= 0 and <= 1)
            return probability;
        diagnostics.Error(BadValue, $"{change.Path}={change.Value}: a probability lies between 0 and 1.", SourceSpan.None, "Write for example 0.02.");
        return null;
    }

    private static bool HasDelaysOfItsOwn(Connection connection) =>
        connection is ConnectionList { Data: ListedConnections { Delays.IsEmpty: false } or BinaryConnections { HasDelays: true } };

    private List<Projection> Projections(string source, string target) =>
        [.. Network.Document.Populations.Where(population => population.Neuron.Name == source).SelectMany(static population => population.Projections).Where(projection => projection.TargetPopulation == target)];

    private static (string Set, string Port)? Ends(string text) => text.LastIndexOf('.') is > 0 and var dot ? (text[..dot].Trim(), text[(dot + 1)..].Trim()) : null;

    private List<string> Ports(ComponentInstance instance) => instance.IsSpikeSource ? ["spike"]
        : [.. Network.ClassOf(instance)?.Ports.Where(static port => port.Kind is PortKind.AnalogReceive or PortKind.AnalogReduce or PortKind.EventReceive).Select(static port => port.Name) ?? []];

    private bool IsEvents(string target, string port) =>
        Network.Find(target) is { } instance && (instance.IsSpikeSource || Network.ClassOf(instance)?.FindPort(port, PortKind.EventReceive) is not null);

    // Rates of events are in hertz.
    private string? DimensionOf(ComponentInstance? instance, string port) => instance is null ? null : IsEvents(instance.Name, port) ? "Hz"
        : Network.ClassOf(instance)?.FindPort(port, PortKind.AnalogReceive, PortKind.AnalogReduce)?.Dimension;

    private static bool IsUnit(string? dimension) => dimension is not (null or "" or "?" or "??");

    private static string Listing(List<string> known)
    {
        const int Most = 8;
        return known.Count == 0 ? "There are none." : $"There are: {string.Join(", ", known.Take(Most))}{(known.Count > Most ? $" and {known.Count - Most} more" : string.Empty)}.";
    }
}
