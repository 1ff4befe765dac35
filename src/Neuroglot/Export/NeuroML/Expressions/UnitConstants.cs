using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Expressions;

/// <summary>
/// Brian's units as constants of LEMS, whose expressions know no units: <c>10*mV</c> stays <c>10*mV</c> where <c>mV</c> is a constant of one millivolt. The names
/// are Brian's, so that no variable of a model has one of them.
/// </summary>
internal static class UnitConstants
{
    /// <summary>The file that holds them.</summary>
    public const string FileName = "LEMSUnitsConstants.xml";

    private static readonly UnitConstant[] All =
    [
        new("second", "1 s", Dimension.Time), new("ms", "1 ms", Dimension.Time), new("us", "1e-6 s", Dimension.Time),
        new("Hz", "1 Hz", Dimension.PerTime), new("kHz", "1e3 Hz", Dimension.PerTime),
        new("volt", "1 V", Dimension.Voltage), new("mV", "1 mV", Dimension.Voltage), new("uV", "1e-6 V", Dimension.Voltage),
        new("amp", "1 A", Dimension.Current), new("mA", "1e-3 A", Dimension.Current), new("uA", "1 uA", Dimension.Current), new("nA", "1 nA", Dimension.Current),
        new("pA", "1 pA", Dimension.Current),
        new("siemens", "1 S", Dimension.Conductance), new("mS", "1 mS", Dimension.Conductance), new("uS", "1 uS", Dimension.Conductance),
        new("nS", "1 nS", Dimension.Conductance), new("psiemens", "1 pS", Dimension.Conductance),
        new("farad", "1 F", Dimension.Capacitance), new("uF", "1 uF", Dimension.Capacitance), new("nF", "1 nF", Dimension.Capacitance),
        new("pF", "1 pF", Dimension.Capacitance),
        new("ohm", "1 ohm", Dimension.Resistance), new("kohm", "1 kohm", Dimension.Resistance), new("Mohm", "1 Mohm", Dimension.Resistance),
        new("Gohm", "1e9 ohm", Dimension.Resistance),
        new("meter", "1 m", Dimension.Length), new("cm", "1 cm", Dimension.Length), new("mm", "1e-3 m", Dimension.Length), new("um", "1 um", Dimension.Length),
        new("meter2", "1 m2", Dimension.Area), new("cm2", "1 cm2", Dimension.Area), new("mm2", "1e-6 m2", Dimension.Area), new("um2", "1 um2", Dimension.Area),
        new("meter3", "1 m3", Dimension.Volume), new("cm3", "1 cm3", Dimension.Volume), new("mm3", "1e-9 m3", Dimension.Volume),
        new("um3", "1 um3", Dimension.Volume),
        new("coulomb", "1 C", Dimension.Charge), new("kelvin", "1 K", Dimension.Temperature), new("mole", "1 mol", Dimension.Substance),
    ];

    private static readonly Dictionary<(Dimension Dimension, double Factor), UnitConstant> ByValue = All.ToDictionary(one => (one.Dimension, one.Factor));

    /// <summary>The constant for a unit of this size; null where the file has none.</summary>
    public static UnitConstant? Find(Dimension dimension, double factor) => ByValue.GetValueOrDefault((dimension, factor));

    /// <summary>The constant called <paramref name="name"/>, or null.</summary>
    public static UnitConstant? Find(string name) => Array.Find(All, one => one.Name == name);

    /// <summary>The file.</summary>
    public static XDocument Document() => new(
        new XElement(
            "Lems",
            new XComment(" The units of Brian as constants, for the expressions of LEMS, which know no units. "),
            new XElement("Include", new XAttribute("file", "NeuroMLCoreDimensions.xml")),
            All.Select(one => one.ToElement(one.Name))));
}

/// <summary>A unit of Brian as a constant of LEMS.</summary>
/// <param name="Name">Its name in Brian.</param>
/// <param name="Value">Its value in units of NeuroML.</param>
/// <param name="Dimension">What it measures.</param>
internal sealed record UnitConstant(string Name, string Value, Dimension Dimension)
{
    /// <summary>Its value in SI units.</summary>
    public double Factor { get; } = UnitNames.Find(Name)!.Factor;

    /// <summary>The constant under another name.</summary>
    public XElement ToElement(string name) =>
        new("Constant", new XAttribute("name", name), new XAttribute("dimension", DimensionTable.Known(Dimension)!), new XAttribute("value", Value));
}
