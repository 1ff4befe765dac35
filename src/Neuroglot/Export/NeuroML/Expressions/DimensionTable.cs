using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Expressions;

/// <summary>Names of dimensions and quantities as NeuroML writes them; declares the dimensions that NeuroML has no name for.</summary>
internal sealed class DimensionTable
{
    private static readonly Dictionary<Dimension, string> Names = new()
    {
        [Dimension.None] = "none",
        [Dimension.Time] = "time",
        [Dimension.PerTime] = "per_time",
        [Dimension.Length] = "length",
        [Dimension.Area] = "area",
        [Dimension.Volume] = "volume",
        [Dimension.Voltage] = "voltage",
        [Dimension.PerVoltage] = "per_voltage",
        [Dimension.Current] = "current",
        [Dimension.CurrentDensity] = "currentDensity",
        [Dimension.Charge] = "charge",
        [Dimension.ChargePerMole] = "charge_per_mole",
        [Dimension.Conductance] = "conductance",
        [Dimension.ConductanceDensity] = "conductanceDensity",
        [Dimension.ConductancePerVoltage] = "conductance_per_voltage",
        [Dimension.Resistance] = "resistance",
        [Dimension.Capacitance] = "capacitance",
        [Dimension.SpecificCapacitance] = "specificCapacitance",
        [Dimension.Substance] = "substance",
        [Dimension.Concentration] = "concentration",
        [Dimension.Velocity] = "permeability",
        [Dimension.Temperature] = "temperature",
    };

    // For each dimension its units from large to small; the first that leaves at least 1 before the point is taken.
    private static readonly Dictionary<Dimension, Unit[]> Units = new()
    {
        [Dimension.Time] = Of(Dimension.Time, ("s", 0), ("ms", -3)),
        [Dimension.PerTime] = Of(Dimension.PerTime, ("Hz", 0)),
        [Dimension.Length] = Of(Dimension.Length, ("m", 0), ("cm", -2), ("um", -6)),
        [Dimension.Area] = Of(Dimension.Area, ("m2", 0), ("cm2", -4), ("um2", -12)),
        [Dimension.Volume] = Of(Dimension.Volume, ("m3", 0), ("cm3", -6), ("um3", -18)),
        [Dimension.Voltage] = Of(Dimension.Voltage, ("V", 0), ("mV", -3)),
        [Dimension.PerVoltage] = Of(Dimension.PerVoltage, ("per_mV", 3), ("per_V", 0)),
        [Dimension.Current] = Of(Dimension.Current, ("A", 0), ("uA", -6), ("nA", -9), ("pA", -12)),
        [Dimension.CurrentDensity] = Of(Dimension.CurrentDensity, ("A_per_m2", 0), ("uA_per_cm2", -2)),
        [Dimension.Charge] = Of(Dimension.Charge, ("C", 0)),
        [Dimension.ChargePerMole] = Of(Dimension.ChargePerMole, ("C_per_mol", 0)),
        [Dimension.Conductance] = Of(Dimension.Conductance, ("S", 0), ("mS", -3), ("uS", -6), ("nS", -9), ("pS", -12)),
        [Dimension.ConductanceDensity] = Of(Dimension.ConductanceDensity, ("mS_per_cm2", 1), ("S_per_m2", 0)),
        [Dimension.ConductancePerVoltage] = Of(Dimension.ConductancePerVoltage, ("S_per_V", 0), ("nS_per_mV", -6)),
        [Dimension.Resistance] = Of(Dimension.Resistance, ("Mohm", 6), ("kohm", 3), ("ohm", 0)),
        [Dimension.Capacitance] = Of(Dimension.Capacitance, ("F", 0), ("uF", -6), ("nF", -9), ("pF", -12)),
        [Dimension.SpecificCapacitance] = Of(Dimension.SpecificCapacitance, ("F_per_m2", 0), ("uF_per_cm2", -2)),
        [Dimension.Substance] = Of(Dimension.Substance, ("mol", 0)),
        [Dimension.Concentration] = Of(Dimension.Concentration, ("M", 3), ("mM", 0)),
        [Dimension.Velocity] = Of(Dimension.Velocity, ("m_per_s", 0)),
        [Dimension.Temperature] = Of(Dimension.Temperature, ("K", 0)),
    };

    private readonly Dictionary<Dimension, string> declared = [];

    /// <summary>Elements that declare the dimensions that were asked for and that NeuroML does not have, each with a unit.</summary>
    public IEnumerable<XElement> Declarations => declared.SelectMany(one => (XElement[])[Declare(one.Key, one.Value), DeclareUnit(one.Value)]);

    /// <summary>NeuroML's own name of a dimension, or null.</summary>
    public static string? Known(Dimension dimension) => Names.GetValueOrDefault(dimension);

    /// <summary>Whether LEMS, whose dimensions are whole powers, can have it.</summary>
    public static bool IsWhole(Dimension dimension) => Exponents(dimension).All(one => one.Power.Denominator == 1);

    /// <summary>The name of a dimension, declared where it has to be.</summary>
    public string NameOf(Dimension dimension)
    {
        if (Known(dimension) is { } known)
            return known;
        if (!declared.TryGetValue(dimension, out var name))
            declared[dimension] = name = NewName(dimension);
        return name;
    }

    /// <summary>A quantity that is read back with the same bits: <c>10 ms</c>.</summary>
    public string Quantity(double value, Dimension dimension)
    {
        if (dimension.IsNone)
            return ExpressionPrinter.Print(value);
        if (!Units.TryGetValue(dimension, out var units))
            return $"{ExpressionPrinter.Print(value)} {UnitOf(NameOf(dimension))}";
        var fitting = Array.Find(units, one => Math.Abs(value) >= one.Factor * 0.999999) ?? units[^1];
        foreach (var unit in (Unit[])[fitting, .. units])
        {
            // Fifteen digits are what survives the division; where they do not give the same bits again, another unit has to do.
            var text = unit.FromSI(value).ToString("G15", CultureInfo.InvariantCulture);
            if (unit.ToSI(double.Parse(text, CultureInfo.InvariantCulture)).Equals(value))
                return $"{text.Replace('E', 'e')} {unit.Symbol}";
        }

        return $"{ExpressionPrinter.Print(value)} {Array.Find(units, one => one.Power == 0)!.Symbol}";
    }

    private static Unit[] Of(Dimension dimension, params ReadOnlySpan<(string Symbol, int Power)> units)
    {
        var all = new Unit[units.Length];
        for (var index = 0; index < all.Length; index++)
            all[index] = new Unit(units[index].Symbol, dimension, units[index].Power);
        return all;
    }

    private static string UnitOf(string name) => "SI_" + name;

    // What NeuroML calls resistivity has mass to the power of two.
    private static string NewName(Dimension dimension) => dimension == Dimension.Resistivity ? "resistivity_SI" : DimensionNames.Of(dimension)?.Replace(' ', '_')
        ?? "dimension" + string.Concat(Exponents(dimension).Where(one => one.Power.Numerator != 0).Select(one => $"_{one.Name}{one.Power.Numerator}".Replace('-', 'm')));

    private static XElement Declare(Dimension dimension, string name) => new(
        "Dimension", new XAttribute("name", name),
        Exponents(dimension).Where(one => one.Power.Numerator != 0).Select(one => new XAttribute(one.Name, one.Power.Numerator)));

    private static XElement DeclareUnit(string name) =>
        new("Unit", new XAttribute("symbol", UnitOf(name)), new XAttribute("dimension", name), new XAttribute("power", 0));

    private static (string Name, Rational Power)[] Exponents(Dimension dimension) =>
        [("m", dimension.M), ("l", dimension.L), ("t", dimension.T), ("i", dimension.I), ("k", dimension.K), ("n", dimension.N), ("j", dimension.J)];
}
