using System.Xml.Linq;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>A component type of cells while it is put together.</summary>
/// <param name="name">Name of the type.</param>
/// <param name="baseType">The type that it extends.</param>
/// <param name="dimensions">Names of dimensions.</param>
internal sealed class CellDraft(string name, string baseType, DimensionTable dimensions)
{
    private readonly List<CellProperty> properties = [];

    /// <summary>Name of the type.</summary>
    public string Name => name;

    /// <summary>Values that each neuron has.</summary>
    public IReadOnlyList<CellProperty> Properties => properties;

    /// <summary>Constants of the type.</summary>
    public List<XElement> Constants { get; } = [];

    /// <summary>Event ports and lists of attachments.</summary>
    public List<XElement> Ports { get; } = [];

    /// <summary>Names of the exposures.</summary>
    public List<XElement> Exposures { get; } = [];

    /// <summary>State variables.</summary>
    public List<XElement> States { get; } = [];

    /// <summary>Derived variables, each after those that it uses.</summary>
    public List<XElement> Derived { get; } = [];

    /// <summary>Assignments of <c>OnStart</c>.</summary>
    public List<XElement> Start { get; } = [];

    /// <summary>Assignments at the end of <c>OnStart</c>.</summary>
    public List<XElement> LateStart { get; } = [];

    /// <summary>Handlers of events.</summary>
    public List<XElement> Handlers { get; } = [];

    /// <summary>Time derivatives, conditions and regimes, in their order.</summary>
    public List<XElement> Dynamics { get; } = [];

    /// <summary>Gives each neuron a value of its own.</summary>
    public void AddProperty(string property, Dimension dimension, InitialValue value)
    {
        if (properties.TrueForAll(one => one.Name != property))
            properties.Add(new CellProperty(property, dimension, value));
    }

    /// <summary>Adds an exposure, once.</summary>
    public void Expose(string exposure, Dimension dimension)
    {
        if (Exposures.TrueForAll(one => one.Attribute("name")!.Value != exposure))
            Exposures.Add(Xml.Element("Exposure", ("name", exposure), ("dimension", dimensions.NameOf(dimension))));
    }

    /// <summary>The type.</summary>
    public CellType ToType()
    {
        var element = Xml.Element("ComponentType", ("name", name), ("extends", baseType));
        element.Add(properties.Select(one => Xml.Element("Property", ("name", one.Name), ("dimension", dimensions.NameOf(one.Dimension)))));
        element.Add(Constants, Ports, Exposures);
        var start = Start.Count + LateStart.Count == 0 ? null : new XElement("OnStart", Start, LateStart);
        element.Add(new XElement("Dynamics", States, Derived, start, Handlers, Dynamics));
        return new CellType(name, element, [.. properties]);
    }
}
