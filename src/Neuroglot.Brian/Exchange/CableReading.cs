using Neuroglot.Brian.Objects;

namespace Neuroglot.Brian.Exchange;

/// <summary>Reads shapes of spatial neurons.</summary>
internal static class CableReading
{
    // What stands for a shape that is missing, which has been told.
    private static readonly Cable None = new([], [])
    {
        Length = [], Diameter = [], Area = [], Volume = [], Distance = [], RLength1 = [], RLength2 = [], Capacitance = [], Resistivity = 0,
    };

    public static Cable Cable(JsonFields neuron)
    {
        if (neuron.Find("cable") is not { } value)
            return None;
        var fields = JsonFields.Open(value, Shape.Cable, neuron.PathOf("cable"), neuron.Source);
        return new Cable([-1, .. fields.Indices("parents") is { IsDefault: false } parents ? parents : []], fields.Indices("firsts") is { IsDefault: false } firsts ? firsts : [])
        {
            Names = fields.Texts("names"),
            Length = fields.Numbers("length"),
            Diameter = fields.Numbers("diameter"),
            Area = fields.Numbers("area"),
            Volume = fields.Numbers("volume"),
            Distance = fields.Numbers("distance"),
            RLength1 = fields.Numbers("rLength1"),
            RLength2 = fields.Numbers("rLength2"),
            X = fields.Numbers("x"),
            Y = fields.Numbers("y"),
            Z = fields.Numbers("z"),
            Capacitance = fields.Numbers("capacitance"),
            Resistivity = fields.Number("resistivity"),
        };
    }
}
