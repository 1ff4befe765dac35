using System.Diagnostics.CodeAnalysis;

namespace Neuroglot.Model.Units;

/// <summary>
/// The units of everyday neuroscience under their own symbols, meant for <c>using static</c>: <c>5 * ms</c>, <c>10 * mV / (2 * Mohm)</c>.
/// </summary>
[SuppressMessage("Naming", "CA1708", Justification = "ms and mS are the symbols of the field: a millisecond is no millisiemens.")]
public static class CommonUnits
{
    /// <summary>Second.</summary>
    public static Unit s { get; } = new("s", Dimension.Time);

    /// <summary>Millisecond.</summary>
    public static Unit ms { get; } = new("ms", Dimension.Time, -3);

    /// <summary>Microsecond.</summary>
    public static Unit us { get; } = new("us", Dimension.Time, -6);

    /// <summary>Hertz.</summary>
    public static Unit Hz { get; } = new("Hz", Dimension.PerTime);

    /// <summary>Kilohertz.</summary>
    public static Unit kHz { get; } = new("kHz", Dimension.PerTime, 3);

    /// <summary>Volt.</summary>
    public static Unit V { get; } = new("V", Dimension.Voltage);

    /// <summary>Millivolt.</summary>
    public static Unit mV { get; } = new("mV", Dimension.Voltage, -3);

    /// <summary>Microvolt.</summary>
    public static Unit uV { get; } = new("uV", Dimension.Voltage, -6);

    /// <summary>Ampere.</summary>
    public static Unit A { get; } = new("A", Dimension.Current);

    /// <summary>Milliampere.</summary>
    public static Unit mA { get; } = new("mA", Dimension.Current, -3);

    /// <summary>Microampere.</summary>
    public static Unit uA { get; } = new("uA", Dimension.Current, -6);

    /// <summary>Nanoampere.</summary>
    public static Unit nA { get; } = new("nA", Dimension.Current, -9);

    /// <summary>Picoampere.</summary>
    public static Unit pA { get; } = new("pA", Dimension.Current, -12);

    /// <summary>Siemens.</summary>
    public static Unit S { get; } = new("S", Dimension.Conductance);

    /// <summary>Millisiemens.</summary>
    public static Unit mS { get; } = new("mS", Dimension.Conductance, -3);

    /// <summary>Microsiemens.</summary>
    public static Unit uS { get; } = new("uS", Dimension.Conductance, -6);

    /// <summary>Nanosiemens.</summary>
    public static Unit nS { get; } = new("nS", Dimension.Conductance, -9);

    /// <summary>Picosiemens.</summary>
    public static Unit pS { get; } = new("pS", Dimension.Conductance, -12);

    /// <summary>Farad.</summary>
    public static Unit F { get; } = new("F", Dimension.Capacitance);

    /// <summary>Microfarad.</summary>
    public static Unit uF { get; } = new("uF", Dimension.Capacitance, -6);

    /// <summary>Nanofarad.</summary>
    public static Unit nF { get; } = new("nF", Dimension.Capacitance, -9);

    /// <summary>Picofarad.</summary>
    public static Unit pF { get; } = new("pF", Dimension.Capacitance, -12);

    /// <summary>Ohm.</summary>
    public static Unit ohm { get; } = new("ohm", Dimension.Resistance);

    /// <summary>Kiloohm.</summary>
    public static Unit kohm { get; } = new("kohm", Dimension.Resistance, 3);

    /// <summary>Megaohm.</summary>
    public static Unit Mohm { get; } = new("Mohm", Dimension.Resistance, 6);

    /// <summary>Metre.</summary>
    public static Unit m { get; } = new("m", Dimension.Length);

    /// <summary>Centimetre.</summary>
    public static Unit cm { get; } = new("cm", Dimension.Length, -2);

    /// <summary>Micrometre.</summary>
    public static Unit um { get; } = new("um", Dimension.Length, -6);

    /// <summary>Mole.</summary>
    public static Unit mol { get; } = new("mol", Dimension.Substance);

    /// <summary>Millimole per litre, the same as mol/m³.</summary>
    public static Unit mM { get; } = new("mM", Dimension.Concentration);

    /// <summary>Kelvin.</summary>
    public static Unit K { get; } = new("K", Dimension.Temperature);

    /// <summary>Degree Celsius; <c>25 * degC</c> is 298.15 K.</summary>
    public static Unit degC { get; } = new("degC", Dimension.Temperature, Offset: 273.15);
}
