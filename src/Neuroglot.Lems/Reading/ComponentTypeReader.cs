using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>Reads <c>ComponentType</c>.</summary>
internal sealed class ComponentTypeReader(DiagnosticBag diagnostics)
{
    private readonly DynamicsReader dynamicsReader = new(diagnostics);
    private readonly StructureReader structureReader = new(diagnostics);
    private readonly SimulationReader simulationReader = new(diagnostics);

    public ComponentType Read(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var name = a.Optional("id") is { } id && element["name"] is null ? id : a.Required("name");
        a.Optional("name");
        var extends = a.Optional("extends") ?? a.Optional("eXtends");
        var members = new Members();
        foreach (var child in element.Children)
            Member(element, child, members);
        var type = new ComponentType(name, element.Span)
        {
            Extends = extends,
            ExtendsSpan = a.ValueSpan("extends"),
            Standalone = a.Boolean("standalone"),
            Description = a.Description,
            Parameters = [.. members.Parameters],
            IndexParameters = [.. members.IndexParameters],
            DerivedParameters = [.. members.DerivedParameters],
            PathParameters = [.. members.PathParameters],
            Requirements = [.. members.Requirements],
            ComponentRequirements = [.. members.ComponentRequirements],
            InstanceRequirements = [.. members.InstanceRequirements],
            Exposures = [.. members.Exposures],
            ChildSlots = [.. members.ChildSlots],
            ChildLists = [.. members.ChildLists],
            ComponentReferences = [.. members.References],
            ComponentTypeReferences = [.. members.TypeReferences],
            Locations = [.. members.Locations],
            Properties = [.. members.Properties],
            Fixeds = [.. members.Fixeds],
            Constants = [.. members.Constants],
            AttachmentLists = [.. members.Attachments],
            EventPorts = [.. members.EventPorts],
            Texts = [.. members.Texts],
            Paths = [.. members.Paths],
            Collections = [.. members.Collections],
            PairCollections = [.. members.PairCollections],
            Dynamics = members.Dynamics,
            Structure = members.Structure,
            Simulation = members.Simulation,
            Equilibrium = members.Equilibrium,
            Procedures = [.. members.Procedures],
            Geometries = [.. members.Geometries],
            Abouts = [.. members.Abouts],
            Metas = [.. members.Metas],
        };
        a.Finish();
        return type;
    }

    private void Member(SourceElement type, SourceElement child, Members m)
    {
        switch (child.Name)
        {
            case "Parameter": m.Parameters.Add(MemberReader.Parameter(child, diagnostics)); break;
            case "IndexParameter" or "IntegerParameter": m.IndexParameters.Add(MemberReader.IndexParameter(child, diagnostics)); break;
            case "DerivedParameter": m.DerivedParameters.Add(MemberReader.DerivedParameter(child, diagnostics)); break;
            case "PathParameter": m.PathParameters.Add(MemberReader.PathParameter(child, diagnostics)); break;
            case "Property": m.Properties.Add(MemberReader.Property(child, diagnostics)); break;
            case "Fixed": m.Fixeds.Add(MemberReader.Fixed(child, diagnostics)); break;
            case "Requirement": m.Requirements.Add(MemberReader.Requirement(child, diagnostics)); break;
            case "ComponentRequirement": m.ComponentRequirements.Add(MemberReader.ComponentRequirement(child, diagnostics)); break;
            case "InstanceRequirement": m.InstanceRequirements.Add(MemberReader.InstanceRequirement(child, diagnostics)); break;
            case "Exposure": m.Exposures.Add(MemberReader.Exposure(child, diagnostics)); break;
            case "Child": m.ChildSlots.Add(MemberReader.Child(child, diagnostics)); break;
            case "Children": m.ChildLists.Add(MemberReader.Children(child, diagnostics)); break;
            case "Link" or "ComponentReference": m.References.Add(MemberReader.Reference(child, diagnostics)); break;
            case "ComponentTypeReference": m.TypeReferences.Add(MemberReader.TypeReference(child, diagnostics)); break;
            case "Location": m.Locations.Add(MemberReader.Location(child, diagnostics)); break;
            case "Constant": m.Constants.Add(DefinitionReader.Constant(child, diagnostics)); break;
            case "Attachments": m.Attachments.Add(MemberReader.Attachments(child, diagnostics)); break;
            case "EventPort": m.EventPorts.Add(MemberReader.EventPort(child, diagnostics)); break;
            case "Text": m.Texts.Add(MemberReader.Text(child, diagnostics)); break;
            case "Path": m.Paths.Add(MemberReader.Path(child, diagnostics)); break;
            case "Collection": m.Collections.Add(MemberReader.Collection(child, diagnostics)); break;
            case "PairCollection": m.PairCollections.Add(MemberReader.PairCollection(child, diagnostics)); break;
            case "About": m.Abouts.Add(MemberReader.About(child)); break;
            case "Meta": m.Metas.Add(MemberReader.Meta(child)); break;
            case "Procedure": m.Procedures.Add(simulationReader.Procedure(child)); break;
            case "Geometry": m.Geometries.Add(simulationReader.Geometry(child)); break;
            case "Dynamics": m.Dynamics = Once(type, child, m.Dynamics, dynamicsReader.Dynamics(child)); break;
            case "Structure": m.Structure = Once(type, child, m.Structure, structureReader.Structure(child)); break;
            case "Simulation": m.Simulation = Once(type, child, m.Simulation, simulationReader.Simulation(child)); break;
            case "Equilibrium": m.Equilibrium = Once(type, child, m.Equilibrium, dynamicsReader.Equilibrium(child)); break;
            default:
                ElementReader.Unknown(type, child, diagnostics, Words);
                break;
        }
    }

    private T Once<T>(SourceElement type, SourceElement child, T? known, T read)
        where T : class
    {
        if (known is null)
            return read;
        diagnostics.Error("NG1026", $"The component type {type["name"]} has a second {child.Name}; the first is used.", child.Span);
        return known;
    }

    private static readonly string[] Words =
    [
        "Parameter", "IndexParameter", "IntegerParameter", "DerivedParameter", "PathParameter", "Property", "Fixed", "Requirement", "ComponentRequirement",
        "InstanceRequirement", "Exposure", "Child", "Children", "Link", "ComponentReference", "ComponentTypeReference", "Location", "Constant", "Attachments",
        "EventPort", "Text", "Path", "Collection", "PairCollection", "About", "Meta", "Procedure", "Geometry", "Dynamics", "Structure", "Simulation",
        "Equilibrium",
    ];

    private sealed class Members
    {
        public List<Parameter> Parameters { get; } = [];

        public List<IndexParameter> IndexParameters { get; } = [];

        public List<DerivedParameter> DerivedParameters { get; } = [];

        public List<PathParameter> PathParameters { get; } = [];

        public List<Property> Properties { get; } = [];

        public List<Fixed> Fixeds { get; } = [];

        public List<Requirement> Requirements { get; } = [];

        public List<ComponentRequirement> ComponentRequirements { get; } = [];

        public List<InstanceRequirement> InstanceRequirements { get; } = [];

        public List<Exposure> Exposures { get; } = [];

        public List<Child> ChildSlots { get; } = [];

        public List<Children> ChildLists { get; } = [];

        public List<ComponentReference> References { get; } = [];

        public List<ComponentTypeReference> TypeReferences { get; } = [];

        public List<Location> Locations { get; } = [];

        public List<Constant> Constants { get; } = [];

        public List<Attachments> Attachments { get; } = [];

        public List<EventPort> EventPorts { get; } = [];

        public List<Text> Texts { get; } = [];

        public List<Documents.Path> Paths { get; } = [];

        public List<Collection> Collections { get; } = [];

        public List<PairCollection> PairCollections { get; } = [];

        public List<About> Abouts { get; } = [];

        public List<Meta> Metas { get; } = [];

        public List<Procedure> Procedures { get; } = [];

        public List<Geometry> Geometries { get; } = [];

        public Dynamics? Dynamics { get; set; }

        public Structure? Structure { get; set; }

        public Simulation? Simulation { get; set; }

        public Equilibrium? Equilibrium { get; set; }
    }
}
