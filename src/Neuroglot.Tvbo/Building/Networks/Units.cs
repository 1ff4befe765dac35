using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>Units of the delays, lengths and speeds of networks.</summary>
internal static class Units
{
    /// <summary>A millimetre in metres.</summary>
    public const double Millimetre = 1e-3;

    /// <summary>A millimetre per millisecond in metres per second.</summary>
    public const double MmPerMs = 1;

    /// <summary>A unit of time in seconds.</summary>
    public static double Time(string symbol, SourceSpan span, DiagnosticBag diagnostics) => symbol switch
    {
        "s" or "second" or "seconds" => 1,
        "ms" or "millisecond" or "milliseconds" => 1e-3,
        "us" or "microsecond" or "microseconds" => 1e-6,
        _ => Wrong(symbol, "time", "s, ms and us", span, diagnostics),
    };

    /// <summary>A unit of length in metres.</summary>
    public static double Length(string symbol, SourceSpan span, DiagnosticBag diagnostics) => symbol switch
    {
        "m" => 1,
        "cm" => 1e-2,
        "mm" or "millimeter" or "millimetre" => Millimetre,
        "um" => 1e-6,
        _ => Wrong(symbol, "length", "m, cm, mm and um", span, diagnostics),
    };

    /// <summary>A unit of speed in metres per second.</summary>
    public static double Speed(string symbol, SourceSpan span, DiagnosticBag diagnostics) => symbol switch
    {
        "mm_per_ms" or "mm/ms" or "m_per_s" or "m/s" => MmPerMs,
        _ => Wrong(symbol, "speed", "mm_per_ms and m_per_s", span, diagnostics),
    };

    private static double Wrong(string symbol, string what, string known, SourceSpan span, DiagnosticBag diagnostics)
    {
        diagnostics.Error(NetworkCodes.WrongUnit, $"'{symbol}' is no unit of {what}.", span, $"Units of {what} are {known}.");
        return 1;
    }
}
