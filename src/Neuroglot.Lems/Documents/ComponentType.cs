using System.Collections.Immutable;
using Neuroglot.Lems.Includes;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>The declaration of a component type as it is written, without what it inherits.</summary>
/// <param name="Name">Its name, also the name of the elements of its components.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ComponentType(string Name, SourceSpan Span) : LemsNode(Span)
{
    /// <summary>Name of the type that it extends, or null.</summary>
    public string? Extends { get; init; }

    /// <summary>Where that name stands.</summary>
    public SourceSpan ExtendsSpan { get; init; }

    /// <summary>Whether components may stand by themselves.</summary>
    public bool Standalone { get; init; }

    /// <summary>What it is, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it comes with the program.</summary>
    public bool IsBuiltIn => BuiltInLibrary.IsBuiltIn(Span.File);

    /// <summary>Quantities that components state.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>Whole numbers that components state.</summary>
    public ImmutableArray<IndexParameter> IndexParameters { get; init; } = [];

    /// <summary>Quantities computed once.</summary>
    public ImmutableArray<DerivedParameter> DerivedParameters { get; init; } = [];

    /// <summary>Parameters that are paths.</summary>
    public ImmutableArray<PathParameter> PathParameters { get; init; } = [];

    /// <summary>Quantities required from enclosing instances.</summary>
    public ImmutableArray<Requirement> Requirements { get; init; } = [];

    /// <summary>Components required from the parent.</summary>
    public ImmutableArray<ComponentRequirement> ComponentRequirements { get; init; } = [];

    /// <summary>Instances required when building.</summary>
    public ImmutableArray<InstanceRequirement> InstanceRequirements { get; init; } = [];

    /// <summary>Quantities that others may read.</summary>
    public ImmutableArray<Exposure> Exposures { get; init; } = [];

    /// <summary>Places for one child.</summary>
    public ImmutableArray<Child> ChildSlots { get; init; } = [];

    /// <summary>Lists of children.</summary>
    public ImmutableArray<Children> ChildLists { get; init; } = [];

    /// <summary>References to components; links are among them.</summary>
    public ImmutableArray<ComponentReference> ComponentReferences { get; init; } = [];

    /// <summary>References to component types.</summary>
    public ImmutableArray<ComponentTypeReference> ComponentTypeReferences { get; init; } = [];

    /// <summary>Places of geometry.</summary>
    public ImmutableArray<Location> Locations { get; init; } = [];

    /// <summary>Quantities of each instance.</summary>
    public ImmutableArray<Property> Properties { get; init; } = [];

    /// <summary>Fixed values of inherited parameters.</summary>
    public ImmutableArray<Fixed> Fixeds { get; init; } = [];

    /// <summary>Constants.</summary>
    public ImmutableArray<Constant> Constants { get; init; } = [];

    /// <summary>Lists filled while building.</summary>
    public ImmutableArray<Attachments> AttachmentLists { get; init; } = [];

    /// <summary>Ports for events.</summary>
    public ImmutableArray<EventPort> EventPorts { get; init; } = [];

    /// <summary>Texts that components state.</summary>
    public ImmutableArray<Text> Texts { get; init; } = [];

    /// <summary>Paths that components state.</summary>
    public ImmutableArray<Path> Paths { get; init; } = [];

    /// <summary>Collections.</summary>
    public ImmutableArray<Collection> Collections { get; init; } = [];

    /// <summary>Collections of pairs.</summary>
    public ImmutableArray<PairCollection> PairCollections { get; init; } = [];

    /// <summary>What happens over time, or null.</summary>
    public Dynamics? Dynamics { get; init; }

    /// <summary>What is built, or null.</summary>
    public Structure? Structure { get; init; }

    /// <summary>What is run, shown and written, or null.</summary>
    public Simulation? Simulation { get; init; }

    /// <summary>Quantities in equilibrium, or null.</summary>
    public Equilibrium? Equilibrium { get; init; }

    /// <summary>Procedures.</summary>
    public ImmutableArray<Procedure> Procedures { get; init; } = [];

    /// <summary>Geometries.</summary>
    public ImmutableArray<Geometry> Geometries { get; init; } = [];

    /// <summary>Free texts.</summary>
    public ImmutableArray<About> Abouts { get; init; } = [];

    /// <summary>Metadata for tools.</summary>
    public ImmutableArray<Meta> Metas { get; init; } = [];
}
