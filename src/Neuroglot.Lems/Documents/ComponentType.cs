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

    /// <summary>All that it declares, in the order of the text.</summary>
    public TypeMembers Members { get; init; } = TypeMembers.None;

    /// <summary>Quantities that components state.</summary>
    public ImmutableArray<Parameter> Parameters => Members.Of<Parameter>();

    /// <summary>Whole numbers that components state.</summary>
    public ImmutableArray<IndexParameter> IndexParameters => Members.Of<IndexParameter>();

    /// <summary>Quantities computed once.</summary>
    public ImmutableArray<DerivedParameter> DerivedParameters => Members.Of<DerivedParameter>();

    /// <summary>Parameters that are paths.</summary>
    public ImmutableArray<PathParameter> PathParameters => Members.Of<PathParameter>();

    /// <summary>Quantities required from enclosing instances.</summary>
    public ImmutableArray<Requirement> Requirements => Members.Of<Requirement>();

    /// <summary>Components required from the parent.</summary>
    public ImmutableArray<ComponentRequirement> ComponentRequirements => Members.Of<ComponentRequirement>();

    /// <summary>Instances required when building.</summary>
    public ImmutableArray<InstanceRequirement> InstanceRequirements => Members.Of<InstanceRequirement>();

    /// <summary>Quantities that others may read.</summary>
    public ImmutableArray<Exposure> Exposures => Members.Of<Exposure>();

    /// <summary>Places for one child.</summary>
    public ImmutableArray<Child> ChildSlots => Members.Of<Child>();

    /// <summary>Lists of children.</summary>
    public ImmutableArray<Children> ChildLists => Members.Of<Children>();

    /// <summary>References to components; links are among them.</summary>
    public ImmutableArray<ComponentReference> ComponentReferences => Members.Of<ComponentReference>();

    /// <summary>References to component types.</summary>
    public ImmutableArray<ComponentTypeReference> ComponentTypeReferences => Members.Of<ComponentTypeReference>();

    /// <summary>Places of geometry.</summary>
    public ImmutableArray<Location> Locations => Members.Of<Location>();

    /// <summary>Quantities of each instance.</summary>
    public ImmutableArray<Property> Properties => Members.Of<Property>();

    /// <summary>Fixed values of inherited parameters.</summary>
    public ImmutableArray<Fixed> Fixeds => Members.Of<Fixed>();

    /// <summary>Constants.</summary>
    public ImmutableArray<Constant> Constants => Members.Of<Constant>();

    /// <summary>Lists filled while building.</summary>
    public ImmutableArray<Attachments> AttachmentLists => Members.Of<Attachments>();

    /// <summary>Ports for events.</summary>
    public ImmutableArray<EventPort> EventPorts => Members.Of<EventPort>();

    /// <summary>Texts that components state.</summary>
    public ImmutableArray<Text> Texts => Members.Of<Text>();

    /// <summary>Paths that components state.</summary>
    public ImmutableArray<Path> Paths => Members.Of<Path>();

    /// <summary>Collections.</summary>
    public ImmutableArray<Collection> Collections => Members.Of<Collection>();

    /// <summary>Collections of pairs.</summary>
    public ImmutableArray<PairCollection> PairCollections => Members.Of<PairCollection>();

    /// <summary>What happens over time, or null.</summary>
    public Dynamics? Dynamics => Members.Only<Dynamics>();

    /// <summary>What is built, or null.</summary>
    public Structure? Structure => Members.Only<Structure>();

    /// <summary>What is run, shown and written, or null.</summary>
    public Simulation? Simulation => Members.Only<Simulation>();

    /// <summary>Quantities in equilibrium, or null.</summary>
    public Equilibrium? Equilibrium => Members.Only<Equilibrium>();

    /// <summary>Procedures.</summary>
    public ImmutableArray<Procedure> Procedures => Members.Of<Procedure>();

    /// <summary>Geometries.</summary>
    public ImmutableArray<Geometry> Geometries => Members.Of<Geometry>();

    /// <summary>Free texts.</summary>
    public ImmutableArray<About> Abouts => Members.Of<About>();

    /// <summary>Metadata for tools.</summary>
    public ImmutableArray<Meta> Metas => Members.Of<Meta>();
}
