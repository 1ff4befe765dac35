using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.Lems;

/// <summary>The dimensions and units that every exported document declares, so that it needs no other file.</summary>
internal static class StandardUnits
{
    private static readonly (string Name, string Exponents)[] Dimensions =
    [
        ("none", ""), ("time", "t=1"), ("voltage", "m=1 l=2 t=-3 i=-1"), ("per_time", "t=-1"), ("conductance", "m=-1 l=-2 t=3 i=2"), ("capacitance", "m=-1 l=-2 t=4 i=2"), ("current", "i=1"),
        ("resistance", "m=1 l=2 t=-3 i=-2"), ("concentration", "l=-3 n=1"), ("substance", "n=1"), ("charge", "t=1 i=1"), ("temperature", "k=1"),
    ];

    private static readonly (string Symbol, string Dimension, string Scale)[] Units =
    [
        ("s", "time", "power=0"), ("ms", "time", "power=-3"), ("us", "time", "power=-6"), ("V", "voltage", "power=0"), ("mV", "voltage", "power=-3"), ("A", "current", "power=0"),
        ("mA", "current", "power=-3"), ("nA", "current", "power=-9"), ("pA", "current", "power=-12"), ("S", "conductance", "power=0"), ("mS", "conductance", "power=-3"),
        ("nS", "conductance", "power=-9"), ("F", "capacitance", "power=0"), ("uF", "capacitance", "power=-6"), ("nF", "capacitance", "power=-9"), ("ohm", "resistance", "power=0"),
        ("Mohm", "resistance", "power=6"), ("per_s", "per_time", "power=0"), ("per_ms", "per_time", "power=3"), ("degC", "temperature", "offset=273.15"), ("K", "temperature", "power=0"),
    ];

    /// <summary>Name of a dimension that every document declares; null for others.</summary>
    public static string? NameOf(Dimension dimension)
    {
        foreach (var (name, exponents) in Dimensions)
        {
            if (dimension == Of(exponents))
                return name;
        }

        return null;
    }

    /// <summary>Name of the dimension of a unit that every document declares; null for others.</summary>
    public static string? DimensionOf(string symbol)
    {
        foreach (var unit in Units)
        {
            if (unit.Symbol == symbol)
                return unit.Dimension;
        }

        return null;
    }

    /// <summary>The elements, dimensions first.</summary>
    public static IEnumerable<XElement> Elements() =>
        Dimensions.Select(static one => new XElement("Dimension", new XAttribute("name", one.Name), Attributes(one.Exponents)))
            .Concat(Units.Select(static one => new XElement("Unit", new XAttribute("symbol", one.Symbol), new XAttribute("dimension", one.Dimension), Attributes(one.Scale))));

    private static Dimension Of(string exponents)
    {
        var parts = exponents.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(static one => one[0], static one => int.Parse(one.AsSpan(2), CultureInfo.InvariantCulture));
        return new Dimension(parts.GetValueOrDefault('m'), parts.GetValueOrDefault('l'), parts.GetValueOrDefault('t'), parts.GetValueOrDefault('i'), parts.GetValueOrDefault('k'), parts.GetValueOrDefault('n'));
    }

    private static IEnumerable<XAttribute> Attributes(string pairs) =>
        pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=')).Select(static pair => new XAttribute(pair[0], pair[1]));
}
