using System.Xml.Linq;

namespace Neuroglot.Export.Lems;

/// <summary>The types of a simulation with output files, declared in the document itself.</summary>
internal static class SimulationTypes
{
    /// <summary>The elements.</summary>
    public static IEnumerable<XElement> Elements() =>
    [
        Type("Simulation",
            Element("Parameter", ("name", "length"), ("dimension", "time")),
            Element("Parameter", ("name", "step"), ("dimension", "time")),
            Element("Children", ("name", "outputs"), ("type", "OutputFile")),
            Element("ComponentReference", ("name", "target"), ("type", "Component")),
            new XElement("Dynamics", Element("StateVariable", ("name", "t"), ("dimension", "time"))),
            new XElement("Simulation", Element("Run", ("component", "target"), ("variable", "t"), ("increment", "step"), ("total", "length")))),
        Type("OutputFile",
            Element("Children", ("name", "outputColumn"), ("type", "OutputColumn")),
            Element("Text", ("name", "fileName")),
            Element("Text", ("name", "path")),
            new XElement("Simulation", Element("DataWriter", ("path", "path"), ("fileName", "fileName")))),
        Type("OutputColumn",
            Element("Path", ("name", "quantity")),
            new XElement("Simulation", Element("Record", ("quantity", "quantity")))),
    ];

    /// <summary>The types of a network.</summary>
    /// <param name="hasEdges">Whether it has edges between nodes, rather than one node only.</param>
    public static IEnumerable<XElement> NetworkElements(bool hasEdges) =>
    [
        Type("population",
            Element("ComponentReference", ("name", "component"), ("type", "Component")),
            Element("IntegerParameter", ("name", "size")),
            new XElement("Structure", Element("MultiInstantiate", ("number", "size"), ("component", "component")))),
        .. hasEdges ? [CouplingElements.EdgeElement] : Array.Empty<XElement>(),
        Type("network", [Element("Children", ("name", "populations"), ("type", "population")), .. hasEdges ? [Element("Children", ("name", "edges"), ("type", CouplingElements.EdgeType))] : Array.Empty<XElement>()]),
    ];

    /// <summary>An element with attributes in the order given.</summary>
    public static XElement Element(string name, params (string Name, string Value)[] attributes) =>
        new(name, attributes.Select(static one => new XAttribute(one.Name, one.Value)));

    private static XElement Type(string name, params XElement[] content) => new("ComponentType", new XAttribute("name", name), content);
}
