using System.Xml.Linq;

namespace Neuroglot.Export.NeuroML;

/// <summary>
/// Builds the <c>Simulation</c> of a LEMS file: what is run, for how long, and what is shown and saved.
/// <code>
/// var simulation = new NeuroMLSimulation("sim1", "net", "1 s", "0.1 ms");
/// simulation.AddDisplay("disp0", "v");
/// simulation.AddLine("line0", "pop[0]/v");
/// document.Root!.Add(simulation.Build());
/// </code>
/// </summary>
/// <param name="id">Its id.</param>
/// <param name="target">Id of what is run.</param>
/// <param name="length">Biological time, with its unit.</param>
/// <param name="step">Time step, with its unit.</param>
public sealed class NeuroMLSimulation(string id, string target, string length = "1s", string step = "0.1ms")
{
    private readonly XElement simulation = Xml.Element("Simulation", ("id", id), ("target", target), ("length", length), ("step", step));
    private XElement? display;
    private XElement? columns;
    private XElement? events;

    /// <summary>Changes an attribute, <c>length</c> for example.</summary>
    public void UpdateSimulationAttribute(string name, string value) => simulation.SetAttributeValue(name, value);

    /// <summary>Adds a plot; lines are added to the latest.</summary>
    /// <param name="displayId">Its id.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="timeScale">The unit of the time axis.</param>
    /// <param name="xmin">Left end of the time axis, in its unit.</param>
    /// <param name="xmax">Right end.</param>
    /// <param name="ymin">Lower end of the other axis.</param>
    /// <param name="ymax">Upper end.</param>
    public void AddDisplay(string displayId, string title = "", string timeScale = "1ms", string xmin = "0", string xmax = "1000", string ymin = "0", string ymax = "11")
    {
        display = Xml.Element("Display", ("id", displayId), ("title", title), ("timeScale", timeScale), ("xmin", xmin), ("xmax", xmax), ("ymin", ymin), ("ymax", ymax));
        simulation.Add(display);
    }

    /// <summary>Adds a line to the latest plot.</summary>
    /// <exception cref="InvalidOperationException">There is no plot.</exception>
    public void AddLine(string lineId, string quantity, string scale = "1mV", string timeScale = "1ms") =>
        Latest(display, "display").Add(Xml.Element("Line", ("id", lineId), ("quantity", quantity), ("scale", scale), ("timeScale", timeScale)));

    /// <summary>Adds a file of values; columns are added to the latest.</summary>
    public void AddOutputFile(string outputId, string fileName)
    {
        columns = Xml.Element("OutputFile", ("id", outputId), ("fileName", fileName));
        simulation.Add(columns);
    }

    /// <summary>Adds a column to the latest file of values.</summary>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public void AddOutputColumn(string columnId, string quantity) =>
        Latest(columns, "output file").Add(Xml.Element("OutputColumn", ("id", columnId), ("quantity", quantity)));

    /// <summary>Adds a file of events; selections are added to the latest.</summary>
    public void AddEventOutputFile(string outputId, string fileName, string format = "TIME_ID")
    {
        events = Xml.Element("EventOutputFile", ("id", outputId), ("fileName", fileName), ("format", format));
        simulation.Add(events);
    }

    /// <summary>Adds a neuron to the latest file of events.</summary>
    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public void AddEventSelection(string selectionId, string select, string eventPort = "spike") =>
        Latest(events, "event output file").Add(Xml.Element("EventSelection", ("id", selectionId), ("select", select), ("eventPort", eventPort)));

    /// <summary>The element.</summary>
    public XElement Build() => new(simulation);

    private static XElement Latest(XElement? element, string what) => element ?? throw new InvalidOperationException($"Add the {what} first.");
}

/// <summary>Builds a <c>network</c> of components.</summary>
/// <param name="id">Its id.</param>
public sealed class NeuroMLSimpleNetwork(string id)
{
    private readonly XElement network = Xml.Element("network", ("id", id));

    /// <summary>Adds a component of a type, with the values of its parameters.</summary>
    public void AddComponent(string componentId, string type, params IEnumerable<(string Name, string Value)> attributes)
    {
        var component = Xml.Element("Component", ("id", componentId), ("type", type));
        foreach (var (name, value) in attributes)
            component.SetAttributeValue(name, value);
        network.Add(component);
    }

    /// <summary>Adds anything else that a network can hold.</summary>
    public void Add(XObject content) => network.Add(content);

    /// <summary>The element.</summary>
    public XElement Build() => new(network);
}

/// <summary>Builds the <c>Target</c> of a LEMS file.</summary>
/// <param name="component">Id of the simulation.</param>
public sealed class NeuroMLTarget(string component)
{
    /// <summary>The element.</summary>
    public XElement Build() => Xml.Element("Target", ("component", component));
}
