using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Brian's units under its names, for <c>using static</c>: <c>5 * ms</c>, <c>10 * mV / (2 * Mohm)</c>. Rarer ones: <see cref="Unit(string)"/>.</summary>
[SuppressMessage("Naming", "CA1708", Justification = "ms and mS are the symbols of the field: a millisecond is no millisiemens.")]
public static class Units
{
    /// <summary>Second.</summary>
    public static Unit second { get; } = Unit("second");

    /// <summary>Millisecond.</summary>
    public static Unit ms { get; } = Unit("ms");

    /// <summary>Microsecond.</summary>
    public static Unit us { get; } = Unit("us");

    /// <summary>Millisecond.</summary>
    public static Unit msecond { get; } = Unit("msecond");

    /// <summary>Microsecond.</summary>
    public static Unit usecond { get; } = Unit("usecond");

    /// <summary>Hertz.</summary>
    public static Unit hertz { get; } = Unit("hertz");

    /// <summary>Hertz.</summary>
    public static Unit Hz { get; } = Unit("Hz");

    /// <summary>Kilohertz.</summary>
    public static Unit kHz { get; } = Unit("kHz");

    /// <summary>Volt.</summary>
    public static Unit volt { get; } = Unit("volt");

    /// <summary>Millivolt.</summary>
    public static Unit mV { get; } = Unit("mV");

    /// <summary>Microvolt.</summary>
    public static Unit uV { get; } = Unit("uV");

    /// <summary>Millivolt.</summary>
    public static Unit mvolt { get; } = Unit("mvolt");

    /// <summary>Ampere.</summary>
    public static Unit amp { get; } = Unit("amp");

    /// <summary>Milliampere.</summary>
    public static Unit mA { get; } = Unit("mA");

    /// <summary>Microampere.</summary>
    public static Unit uA { get; } = Unit("uA");

    /// <summary>Nanoampere.</summary>
    public static Unit nA { get; } = Unit("nA");

    /// <summary>Picoampere.</summary>
    public static Unit pA { get; } = Unit("pA");

    /// <summary>Nanoampere.</summary>
    public static Unit namp { get; } = Unit("namp");

    /// <summary>Picoampere.</summary>
    public static Unit pamp { get; } = Unit("pamp");

    /// <summary>Siemens.</summary>
    public static Unit siemens { get; } = Unit("siemens");

    /// <summary>Millisiemens.</summary>
    public static Unit mS { get; } = Unit("mS");

    /// <summary>Microsiemens.</summary>
    public static Unit uS { get; } = Unit("uS");

    /// <summary>Nanosiemens.</summary>
    public static Unit nS { get; } = Unit("nS");

    /// <summary>Picosiemens.</summary>
    public static Unit pS { get; } = Unit("pS");

    /// <summary>Farad.</summary>
    public static Unit farad { get; } = Unit("farad");

    /// <summary>Microfarad.</summary>
    public static Unit uF { get; } = Unit("uF");

    /// <summary>Nanofarad.</summary>
    public static Unit nF { get; } = Unit("nF");

    /// <summary>Picofarad.</summary>
    public static Unit pF { get; } = Unit("pF");

    /// <summary>Microfarad.</summary>
    public static Unit ufarad { get; } = Unit("ufarad");

    /// <summary>Ohm.</summary>
    public static Unit ohm { get; } = Unit("ohm");

    /// <summary>Kiloohm.</summary>
    public static Unit kohm { get; } = Unit("kohm");

    /// <summary>Megaohm.</summary>
    public static Unit Mohm { get; } = Unit("Mohm");

    /// <summary>Metre.</summary>
    public static Unit meter { get; } = Unit("meter");

    /// <summary>Metre.</summary>
    public static Unit metre { get; } = Unit("metre");

    /// <summary>Centimetre.</summary>
    public static Unit cm { get; } = Unit("cm");

    /// <summary>Millimetre.</summary>
    public static Unit mm { get; } = Unit("mm");

    /// <summary>Micrometre.</summary>
    public static Unit um { get; } = Unit("um");

    /// <summary>Micrometre.</summary>
    public static Unit umetre { get; } = Unit("umetre");

    /// <summary>Square centimetre.</summary>
    public static Unit cm2 { get; } = Unit("cm2");

    /// <summary>Square micrometre.</summary>
    public static Unit um2 { get; } = Unit("um2");

    /// <summary>Mole.</summary>
    public static Unit mole { get; } = Unit("mole");

    /// <summary>Millimolar.</summary>
    public static Unit mmolar { get; } = Unit("mmolar");

    /// <summary>Millimolar.</summary>
    public static Unit mM { get; } = Unit("mM");

    /// <summary>Kelvin.</summary>
    public static Unit kelvin { get; } = Unit("kelvin");

    /// <summary>Coulomb.</summary>
    public static Unit coulomb { get; } = Unit("coulomb");

    /// <summary>Kilogram.</summary>
    public static Unit kilogram { get; } = Unit("kilogram");

    /// <summary>Joule.</summary>
    public static Unit joule { get; } = Unit("joule");

    /// <summary>Watt.</summary>
    public static Unit watt { get; } = Unit("watt");

    /// <summary>Newton.</summary>
    public static Unit newton { get; } = Unit("newton");

    /// <summary>Any unit that Brian knows: <c>Unit("umetre2")</c>.</summary>
    /// <param name="name">Its name in Brian.</param>
    /// <exception cref="ArgumentException">There is no such unit.</exception>
    public static Unit Unit(string name) => UnitTables.Brian.Find(name) ?? throw new ArgumentException($"`{name}` is no unit of Brian.", nameof(name));
}
