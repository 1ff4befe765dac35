using Neuroglot.Model.Units;

namespace Neuroglot.Running;

/// <summary>The units in which recorded quantities are written for people.</summary>
internal static class RecordingUnits
{
    /// <summary>A unit of the dimension in which quantities of neurons have handy sizes: mV, nS, pA.</summary>
    public static Unit Of(Dimension dimension) => dimension.IsNone ? Unit.None : QuantityFormatter.BestUnit(dimension, Typical(dimension));

    private static double Typical(Dimension dimension)
    {
        if (dimension == Dimension.Voltage || dimension == Dimension.Time)
            return 10e-3;
        if (dimension == Dimension.Current || dimension == Dimension.Conductance)
            return 1e-9;
        return 1.0;
    }
}
