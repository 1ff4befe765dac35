using Neuroglot.Model.Units;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>What names mean in the expressions of a component class.</summary>
internal sealed class ComponentScope
{
    private readonly Dictionary<string, string?> dimensions = new(StringComparer.Ordinal) { ["t"] = "ms", ["dt"] = "ms" };

    public ComponentScope(ComponentClass definition)
    {
        foreach (var parameter in definition.Parameters)
            dimensions[parameter.Name] = parameter.Dimension;
        foreach (var variable in definition.StateVariables)
            dimensions[variable.Name] = variable.Dimension;
        foreach (var alias in definition.Aliases)
            dimensions[alias.Name] = alias.Dimension;
        foreach (var port in definition.Ports)
        {
            if (port.Kind is PortKind.AnalogReceive or PortKind.AnalogReduce)
                dimensions[port.Name] = port.Dimension;
        }
    }

    private ComponentScope(ComponentScope outer, Port impulse)
    {
        foreach (var (name, dimension) in outer.dimensions)
            dimensions[name] = dimension;
        dimensions[impulse.Name] = impulse.Dimension;
    }

    public IEnumerable<string> Names => dimensions.Keys;

    /// <summary>The scope of what handles impulses at <paramref name="port"/>, whose name stands for their value there.</summary>
    public ComponentScope With(Port? port) => port is null ? this : new ComponentScope(this, port);

    public bool Has(string name) => dimensions.ContainsKey(name);

    /// <summary>Unit of <paramref name="name"/> as written, or null.</summary>
    public string? DimensionOf(string name) => dimensions.GetValueOrDefault(name);

    public bool IsUnspecified(string name) => UnitOf(DimensionOf(name)) is null;

    public Dimension? Lookup(string name) => UnitOf(DimensionOf(name))?.Dimension;

    /// <summary>The unit that <paramref name="dimension"/> states; null for ? and for what is no unit.</summary>
    public static Unit? UnitOf(string? dimension) => dimension is null or "" or "?" or "??" ? null : UnitTables.SpineML.Find(dimension);
}
