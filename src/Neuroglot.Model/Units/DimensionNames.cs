using System.Collections.Frozen;

namespace Neuroglot.Model.Units;

/// <summary>What people call the common dimensions, for messages. The names are those of NeuroML where it has one.</summary>
public static class DimensionNames
{
    private static readonly FrozenDictionary<Dimension, string> Names = new Dictionary<Dimension, string>
    {
        [Dimension.None] = "dimensionless",
        [Dimension.Mass] = "mass",
        [Dimension.Length] = "length",
        [Dimension.Area] = "area",
        [Dimension.Volume] = "volume",
        [Dimension.Time] = "time",
        [Dimension.PerTime] = "per_time",
        [Dimension.Current] = "current",
        [Dimension.CurrentDensity] = "currentDensity",
        [Dimension.Voltage] = "voltage",
        [Dimension.PerVoltage] = "per_voltage",
        [Dimension.Conductance] = "conductance",
        [Dimension.ConductanceDensity] = "conductanceDensity",
        [Dimension.ConductancePerVoltage] = "conductance_per_voltage",
        [Dimension.Capacitance] = "capacitance",
        [Dimension.SpecificCapacitance] = "specificCapacitance",
        [Dimension.Resistance] = "resistance",
        [Dimension.Resistivity] = "resistivity",
        [Dimension.Charge] = "charge",
        [Dimension.ChargePerMole] = "charge_per_mole",
        [Dimension.Temperature] = "temperature",
        [Dimension.Substance] = "substance",
        [Dimension.Concentration] = "concentration",
        [Dimension.Velocity] = "velocity",
        [Dimension.LuminousIntensity] = "luminous intensity",
        [Dimension.Voltage / Dimension.Time] = "voltage per time",
        [Dimension.Current / Dimension.Time] = "current per time",
        [Dimension.Conductance / Dimension.Time] = "conductance per time",
        [Dimension.Concentration / Dimension.Time] = "concentration per time",
        [new Dimension(m: 1, l: 2, t: -2)] = "energy",
        [new Dimension(m: 1, l: 1, t: -2)] = "force",
        [new Dimension(m: 1, l: 2, t: -3)] = "power",
    }.ToFrozenDictionary();

    /// <summary>The name of <paramref name="dimension"/>, or null where it has none.</summary>
    public static string? Of(Dimension dimension) => Names.GetValueOrDefault(dimension);
}
