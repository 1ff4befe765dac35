using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>Units of TVBO's documents: those of the known table, whatever the case of a spelled-out name, and those that a document defines.</summary>
public static class DefinedUnits
{
    private static readonly Dictionary<string, Dimension> Dimensions = new()
    {
        ["none"] = Dimension.None, ["time"] = Dimension.Time, ["per_time"] = Dimension.PerTime, ["voltage"] = Dimension.Voltage, ["per_voltage"] = Dimension.PerVoltage,
        ["conductance"] = Dimension.Conductance, ["conductanceDensity"] = Dimension.ConductanceDensity, ["capacitance"] = Dimension.Capacitance,
        ["specificCapacitance"] = Dimension.SpecificCapacitance, ["current"] = Dimension.Current, ["currentDensity"] = Dimension.CurrentDensity, ["resistance"] = Dimension.Resistance,
        ["resistivity"] = Dimension.Resistivity, ["concentration"] = Dimension.Concentration, ["substance"] = Dimension.Substance, ["charge"] = Dimension.Charge,
        ["temperature"] = Dimension.Temperature, ["length"] = Dimension.Length, ["area"] = Dimension.Area, ["volume"] = Dimension.Volume, ["velocity"] = Dimension.Velocity,
    };

    /// <summary>The unit written <paramref name="symbol"/>; null where it is not known. <c>Millivolt</c> is <c>millivolt</c>, since nobody spells out another unit by it.</summary>
    public static Unit? Find(UnitTable table, string symbol)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(symbol);
        return table.Find(symbol) ?? (symbol.Length > 3 ? table.Find(symbol.ToLowerInvariant()) : null);
    }

    /// <summary>The unit that a document defines; null, with an error, where its dimension is not known.</summary>
    public static Unit? Unit(UnitDefinition definition, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (Dimensions.TryGetValue(definition.Dimension, out var dimension) && Math.Abs(definition.Power) <= 30)
            return new Unit(definition.Symbol, dimension, definition.Power);
        diagnostics.Error(ModelCodes.UnknownUnit, $"The unit `{definition.Symbol}` has the dimension '{definition.Dimension}' and the power {definition.Power}; there is no such unit.", definition.Span, NearNames.Hint(definition.Dimension, Dimensions.Keys) ?? $"Dimensions: {string.Join(", ", Dimensions.Keys)}.");
        return null;
    }
}
