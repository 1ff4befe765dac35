using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Model.Components;

/// <summary>
/// A named dynamical system: the equations that every instance of a <see cref="Networks.ComponentSet"/> obeys. Names of variables are
/// unique within the class; a class flattened from a hierarchy uses the paths of the hierarchy, <c>naChans/na/m/q</c>.
/// </summary>
/// <param name="Name">Name that the author gave to the component.</param>
/// <param name="Parts">The sub-components, children before parents: the order in which the <c>lems</c> semantics advances them. The last is the root, with the empty path.</param>
public sealed record ComponentClass(string Name, ImmutableArray<Part> Parts)
{
    /// <summary>Values that stay fixed during a run.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Values that the dynamics advance.</summary>
    public ImmutableArray<StateVariable> States { get; init; } = [];

    /// <summary>Named expressions, each after those of its own part that it uses.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>Regime machines in the order in which they run within their part.</summary>
    public ImmutableArray<RegimeMachine> Machines { get; init; } = [];

    /// <summary>Actions at the start of a run, by part.</summary>
    public ImmutableArray<StartBlock> OnStart { get; init; } = [];

    /// <summary>Where values and events enter and leave.</summary>
    public ImmutableArray<Port> Ports { get; init; } = [];

    /// <summary>Markov schemes with voltage-dependent rates.</summary>
    public ImmutableArray<KineticScheme> KineticSchemes { get; init; } = [];

    /// <summary>Connections between event ports inside the component, in the order in which they were made.</summary>
    public ImmutableArray<InternalEvent> InternalEvents { get; init; } = [];

    /// <summary>Tables that expressions look values up in, by calling their names with an index.</summary>
    public ImmutableArray<LookupTable> Tables { get; init; } = [];

    /// <summary>Functions of the host that expressions call.</summary>
    public ImmutableArray<HostFunction> HostFunctions { get; init; } = [];

    /// <summary>Independent white noises that rates name.</summary>
    public ImmutableArray<NoiseSource> NoiseSources { get; init; } = [];

    /// <summary>What drives state variables beside their rates, held over each step.</summary>
    public ImmutableArray<StepDrive> Drives { get; init; } = [];

    /// <summary>The refractory period after an event, where the author declared one; else null.</summary>
    public Refractoriness? Refractoriness { get; init; }

    /// <summary>Dynamics that are advanced only when an event arrives; else null.</summary>
    public EventDrivenDynamics? EventDriven { get; init; }

    /// <summary>Where the component was written.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>Name of the type that the component was declared with (<c>iafCell</c>), for messages and listings.</summary>
    public string TypeName { get; init; } = string.Empty;
}

/// <summary>A sub-component of a flattened hierarchy: the owner of some of the variables.</summary>
/// <param name="Path">Path from the root component, empty for the root.</param>
/// <param name="Parent">Index of the parent in <see cref="ComponentClass.Parts"/>; −1 for the root.</param>
/// <param name="TypeName">Name of the component type.</param>
/// <param name="Span">Where the sub-component was written.</param>
public sealed record Part(string Path, int Parent, string TypeName, SourceSpan Span)
{
    /// <summary>Name of the integrator that the author demands for this part and all below it, which advance from the same state; or null for the one of the run.</summary>
    public string? Method { get; init; }
}
