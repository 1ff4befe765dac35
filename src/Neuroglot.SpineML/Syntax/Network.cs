using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>Instances of one component class with values of their own.</summary>
/// <param name="Name">The name by which inputs and outputs address the set.</param>
/// <param name="Url">The file of the component class, or <see cref="SpikeSource"/>.</param>
/// <param name="Properties">Values of parameters, and of state variables at the start.</param>
/// <param name="Span">Where it is written.</param>
public abstract record ComponentInstance(string Name, string Url, ImmutableArray<Property> Properties, SourceSpan Span)
{
    /// <summary>The url of neurons that are no component: an experiment states their spikes.</summary>
    public const string SpikeSource = "SpikeSource";

    /// <summary>Whether an experiment states the spikes.</summary>
    public bool IsSpikeSource => Url == SpikeSource;

    /// <summary>Connections other than those of projections that end here; low level only.</summary>
    public ImmutableArray<GenericInput> Inputs { get; init; } = [];

    /// <summary>What tools have noted, or null.</summary>
    public Annotation? Annotation { get; init; }

    /// <summary>The element that writes it: <c>Neuron</c>.</summary>
    public string ElementName => GetType().Name;
}

/// <summary>The neurons of a population.</summary>
/// <param name="Name">The name of the population.</param>
/// <param name="Url">The file of the component class, or <see cref="ComponentInstance.SpikeSource"/>.</param>
/// <param name="Size">How many neurons.</param>
/// <param name="Properties">Values of parameters, and of state variables at the start.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Neuron(string Name, string Url, int Size, ImmutableArray<Property> Properties, SourceSpan Span)
    : ComponentInstance(Name, Url, Properties, Span);

/// <summary>Instances that are no neurons, in no population; low level only.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">The file of the component class.</param>
/// <param name="Size">How many instances.</param>
/// <param name="Properties">Values of parameters, and of state variables at the start.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Group(string Name, string Url, int Size, ImmutableArray<Property> Properties, SourceSpan Span)
    : ComponentInstance(Name, Url, Properties, Span)
{
    /// <summary>Where the instances lie in space, or null.</summary>
    public Layout? Layout { get; init; }
}

/// <summary>What happens at each connection of a synapse between the presynaptic neuron and the postsynapse.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">The file of the component class.</param>
/// <param name="InputSourcePort">The port of the presynaptic neuron that is read.</param>
/// <param name="InputTargetPort">The port of the weight update that it feeds.</param>
/// <param name="Properties">Values of parameters, and of state variables at the start.</param>
/// <param name="Span">Where it is written.</param>
public sealed record WeightUpdate(
    string Name, string Url, string InputSourcePort, string InputTargetPort, ImmutableArray<Property> Properties, SourceSpan Span)
    : ComponentInstance(Name, Url, Properties, Span)
{
    /// <summary>The port of the postsynaptic neuron that is read for learning, or null.</summary>
    public string? FeedbackSourcePort { get; init; }

    /// <summary>The port of the weight update that it feeds, or null.</summary>
    public string? FeedbackTargetPort { get; init; }
}

/// <summary>How the neurons of a population respond to all that arrives at a synapse.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">The file of the component class.</param>
/// <param name="InputSourcePort">The port of the weight update that is read.</param>
/// <param name="InputTargetPort">The port of the postsynapse that it feeds.</param>
/// <param name="OutputSourcePort">The port of the postsynapse that the neuron reads.</param>
/// <param name="OutputTargetPort">The port of the neuron that it feeds.</param>
/// <param name="Properties">Values of parameters, and of state variables at the start.</param>
/// <param name="Span">Where it is written.</param>
public sealed record PostSynapse(
    string Name,
    string Url,
    string InputSourcePort,
    string InputTargetPort,
    string OutputSourcePort,
    string OutputTargetPort,
    ImmutableArray<Property> Properties,
    SourceSpan Span)
    : ComponentInstance(Name, Url, Properties, Span);

/// <summary>Neurons, and all projections that start from them.</summary>
/// <param name="Neuron">The neurons, which give the population its name.</param>
/// <param name="Projections">What starts from them.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Population(Neuron Neuron, ImmutableArray<Projection> Projections, SourceSpan Span)
{
    /// <summary>Where the neurons lie in space, or null.</summary>
    public Layout? Layout { get; init; }

    /// <summary>What tools have noted, or null.</summary>
    public Annotation? Annotation { get; init; }

    /// <summary>The neurons, and the weight updates and postsynapses of all projections.</summary>
    public IEnumerable<ComponentInstance> Instances =>
        Projections.SelectMany(static projection => projection.Synapses)
            .SelectMany(static synapse => (ComponentInstance[])[synapse.WeightUpdate, synapse.PostSynapse]).Prepend(Neuron);
}

/// <summary>All synapses from one population to another.</summary>
/// <param name="TargetPopulation">Name of the neurons of the postsynaptic population.</param>
/// <param name="Synapses">At least one.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Projection(string TargetPopulation, ImmutableArray<Synapse> Synapses, SourceSpan Span)
{
    /// <summary>What tools have noted, or null.</summary>
    public Annotation? Annotation { get; init; }
}

/// <summary>Connections with a weight update each, and a postsynapse for each neuron that they reach.</summary>
/// <param name="Connection">Which neurons are connected.</param>
/// <param name="WeightUpdate">The weight updates.</param>
/// <param name="PostSynapse">The postsynapses.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Synapse(Connection Connection, WeightUpdate WeightUpdate, PostSynapse PostSynapse, SourceSpan Span);

/// <summary>A connection from any set of instances to the one that holds it; low level only.</summary>
/// <param name="Source">Name of the set that is read.</param>
/// <param name="SourcePort">Its port.</param>
/// <param name="TargetPort">The port that it feeds.</param>
/// <param name="Connection">Which instances are connected; null for each with that of the same index.</param>
/// <param name="Span">Where it is written.</param>
public sealed record GenericInput(string Source, string SourcePort, string TargetPort, Connection? Connection, SourceSpan Span)
{
    /// <summary>What tools have noted, or null.</summary>
    public Annotation? Annotation { get; init; }
}

/// <summary>Where instances lie in space. Tools show it; only connections that look at distances depend on it.</summary>
/// <param name="Url">The file of the layout.</param>
/// <param name="Seed">Seed of its random numbers, or null.</param>
/// <param name="MinimumDistance">Least distance between two instances, or null.</param>
/// <param name="Properties">Values of the layout's parameters.</param>
/// <param name="Span">Where it is written.</param>
public sealed record Layout(string Url, long? Seed, double? MinimumDistance, ImmutableArray<Property> Properties, SourceSpan Span);
