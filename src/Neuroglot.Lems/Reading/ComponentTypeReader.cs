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
        var members = new List<LemsNode>(element.Children.Length);
        foreach (var child in element.Children)
        {
            if (Member(child) is not { } member)
                ElementReader.Unknown(element, child, diagnostics, Words);
            else if (member is Dynamics or Structure or Simulation or Equilibrium && members.Exists(known => known.GetType() == member.GetType()))
                diagnostics.Error("NG1026", $"The component type {element["name"]} has a second {child.Name}; the first is used.", child.Span);
            else
                members.Add(member);
        }

        var type = new ComponentType(name, element.Span)
        {
            Extends = extends,
            ExtendsSpan = a.ValueSpan("extends"),
            Standalone = a.Boolean("standalone"),
            Description = a.Description,
            Members = new TypeMembers(members),
        };
        a.Finish();
        return type;
    }

    private LemsNode? Member(SourceElement child) => child.Name switch
    {
        "Parameter" => MemberReader.Parameter(child, diagnostics),
        "IndexParameter" or "IntegerParameter" => MemberReader.IndexParameter(child, diagnostics),
        "DerivedParameter" => MemberReader.DerivedParameter(child, diagnostics),
        "PathParameter" => MemberReader.PathParameter(child, diagnostics),
        "Property" => MemberReader.Property(child, diagnostics),
        "Fixed" => MemberReader.Fixed(child, diagnostics),
        "Requirement" => MemberReader.Requirement(child, diagnostics),
        "ComponentRequirement" => MemberReader.ComponentRequirement(child, diagnostics),
        "InstanceRequirement" => MemberReader.InstanceRequirement(child, diagnostics),
        "Exposure" => MemberReader.Exposure(child, diagnostics),
        "Child" => MemberReader.Child(child, diagnostics),
        "Children" => MemberReader.Children(child, diagnostics),
        "Link" or "ComponentReference" => MemberReader.Reference(child, diagnostics),
        "ComponentTypeReference" => MemberReader.TypeReference(child, diagnostics),
        "Location" => MemberReader.Location(child, diagnostics),
        "Constant" => DefinitionReader.Constant(child, diagnostics),
        "Attachments" => MemberReader.Attachments(child, diagnostics),
        "EventPort" => MemberReader.EventPort(child, diagnostics),
        "Text" => MemberReader.Text(child, diagnostics),
        "Path" => MemberReader.Path(child, diagnostics),
        "Collection" => MemberReader.Collection(child, diagnostics),
        "PairCollection" => MemberReader.PairCollection(child, diagnostics),
        "About" => MemberReader.About(child),
        "Meta" => MemberReader.Meta(child),
        "Procedure" => simulationReader.Procedure(child),
        "Geometry" => simulationReader.Geometry(child),
        "Dynamics" => dynamicsReader.Dynamics(child),
        "Structure" => structureReader.Structure(child),
        "Simulation" => simulationReader.Simulation(child),
        "Equilibrium" => dynamicsReader.Equilibrium(child),
        _ => null,
    };

    private static readonly string[] Words =
    [
        "Parameter", "IndexParameter", "IntegerParameter", "DerivedParameter", "PathParameter", "Property", "Fixed", "Requirement", "ComponentRequirement",
        "InstanceRequirement", "Exposure", "Child", "Children", "Link", "ComponentReference", "ComponentTypeReference", "Location", "Constant", "Attachments",
        "EventPort", "Text", "Path", "Collection", "PairCollection", "About", "Meta", "Procedure", "Geometry", "Dynamics", "Structure", "Simulation",
        "Equilibrium",
    ];
}
