namespace Neuroglot.Model.Units;

/// <summary>The units that the languages define by themselves. LEMS and NeuroML define none: their documents declare them.</summary>
public static class UnitTables
{
    private static readonly Lazy<UnitTable> LazyBrian = new(() => new UnitTable(BrianUnits()));
    private static readonly Lazy<UnitTable> LazySpineML = new(() => new UnitTable(SpineMLUnits()));
    private static readonly Lazy<UnitTable> LazyTvbo = new(() => new UnitTable(TvboUnits()));

    /// <summary>
    /// Brian's units: full names (<c>volt</c>, <c>siemens</c>) alone, with a prefix (<c>mvolt</c>) and with the powers 2 and 3 (<c>umetre2</c>);
    /// and the short ones it offers (<c>mV</c>, <c>nS</c>, <c>um2</c>, <c>mM</c>).
    /// </summary>
    public static UnitTable Brian => LazyBrian.Value;

    /// <summary>
    /// SpineML's dimension strings, a prefix and a unit: <c>mV</c>, <c>MOhm</c>; <c>?</c> is dimensionless. SpineML never scales by them.
    /// </summary>
    public static UnitTable SpineML => LazySpineML.Value;

    /// <summary>
    /// The unit names of the neural-mass ontology's schema (<c>per_ms</c>, <c>mol_per_m3</c>) and the spellings found in its database.
    /// </summary>
    public static UnitTable Tvbo => LazyTvbo.Value;

    private static Dimension Energy => new(m: 1, l: 2, t: -2);

    private static IEnumerable<Unit> BrianUnits()
    {
        (string Name, Dimension Dimension, int Power)[] full =
        [
            ("metre", Dimension.Length, 0), ("meter", Dimension.Length, 0), ("gram", Dimension.Mass, -3), ("gramme", Dimension.Mass, -3),
            ("second", Dimension.Time, 0), ("amp", Dimension.Current, 0), ("ampere", Dimension.Current, 0),
            ("kelvin", Dimension.Temperature, 0), ("mole", Dimension.Substance, 0), ("mol", Dimension.Substance, 0),
            ("candle", Dimension.LuminousIntensity, 0), ("radian", Dimension.None, 0), ("steradian", Dimension.None, 0),
            ("hertz", Dimension.PerTime, 0), ("newton", new(m: 1, l: 1, t: -2), 0), ("pascal", new(m: 1, l: -1, t: -2), 0),
            ("joule", Energy, 0), ("watt", new(m: 1, l: 2, t: -3), 0), ("coulomb", Dimension.Charge, 0), ("volt", Dimension.Voltage, 0),
            ("farad", Dimension.Capacitance, 0), ("ohm", Dimension.Resistance, 0), ("siemens", Dimension.Conductance, 0),
            ("weber", new(m: 1, l: 2, t: -2, i: -1), 0), ("tesla", new(m: 1, t: -2, i: -1), 0), ("henry", new(m: 1, l: 2, t: -2, i: -2), 0),
            ("liter", Dimension.Volume, -3), ("litre", Dimension.Volume, -3), ("molar", Dimension.Concentration, 3),
            ("lumen", Dimension.LuminousIntensity, 0), ("lux", new(j: 1, l: -2), 0), ("becquerel", Dimension.PerTime, 0),
            ("gray", new(l: 2, t: -2), 0), ("sievert", new(l: 2, t: -2), 0), ("katal", new(n: 1, t: -1), 0),
        ];
        foreach (var (name, dimension, power) in full)
        {
            foreach (var (prefix, prefixPower) in MetricPrefixes.All)
            {
                for (var exponent = 1; exponent <= 3; exponent++)
                {
                    var symbol = prefix + name + (exponent == 1 ? string.Empty : $"{exponent}");
                    yield return new Unit(symbol, dimension.Power(exponent), exponent * (power + prefixPower));
                }
            }
        }

        foreach (var name in (string[])["kilogram", "kilogramme", "kg"])
            yield return new Unit(name, Dimension.Mass);
        (string Symbol, Dimension Dimension, string Prefixes)[] small =
        [
            ("V", Dimension.Voltage, "um"), ("A", Dimension.Current, "pnum"), ("F", Dimension.Capacitance, "pnum"),
            ("S", Dimension.Conductance, "pnum"), ("s", Dimension.Time, "um"),
            ("Hz", Dimension.PerTime, "kM"), ("ohm", Dimension.Resistance, "kM"),
        ];
        foreach (var (symbol, dimension, prefixes) in small)
        {
            foreach (var prefix in prefixes)
                yield return new Unit(prefix + symbol, dimension, MetricPrefixes.PowerOf($"{prefix}"));
        }

        foreach (var prefix in (string[])["n", "u", "m", "c"])
        {
            for (var exponent = 1; exponent <= 3; exponent++)
            {
                var symbol = exponent == 1 ? $"{prefix}m" : $"{prefix}m{exponent}";
                yield return new Unit(symbol, Dimension.Length.Power(exponent), exponent * MetricPrefixes.PowerOf(prefix));
            }
        }

        foreach (var prefix in (string[])["n", "u", "m"])
            yield return new Unit($"{prefix}M", Dimension.Concentration, 3 + MetricPrefixes.PowerOf(prefix));
        yield return new Unit("Hz", Dimension.PerTime);
        yield return new Unit("1", Dimension.None);
    }

    private static IEnumerable<Unit> SpineMLUnits()
    {
        (string Symbol, Dimension Dimension, int Power)[] bases =
        [
            ("V", Dimension.Voltage, 0), ("Ohm", Dimension.Resistance, 0), ("g", Dimension.Mass, -3), ("m", Dimension.Length, 0),
            ("S", Dimension.Conductance, 0), ("A", Dimension.Current, 0), ("s", Dimension.Time, 0), ("F", Dimension.Capacitance, 0),
            ("Hz", Dimension.PerTime, 0), ("cd", Dimension.LuminousIntensity, 0), ("mol", Dimension.Substance, 0),
        ];
        foreach (var (symbol, dimension, power) in bases)
        {
            foreach (var prefix in (string[])["", "G", "M", "k", "c", "m", "u", "n", "p", "f"])
                yield return new Unit(prefix + symbol, dimension, power + MetricPrefixes.PowerOf(prefix));
        }

        yield return new Unit("degC", Dimension.Temperature, Offset: 273.15);
        yield return new Unit("?", Dimension.None);
        yield return new Unit("??", Dimension.None);
    }

    private static IEnumerable<Unit> TvboUnits()
    {
        var perTime = Dimension.PerTime;
        var perCharge = Dimension.None / Dimension.Charge;
        var slope = Dimension.Voltage / Dimension.Time;
        (string Symbols, Dimension Dimension, int Power)[] rows =
        [
            ("s second seconds", Dimension.Time, 0), ("ms millisecond milliseconds", Dimension.Time, -3), ("us", Dimension.Time, -6),
            ("s2", new(t: 2), 0), ("per_s s^-1 1/s Hz hertz rad_per_s rad/s", perTime, 0),
            ("per_ms ms^-1 ms**-1 1/ms kHz kilohertz rad_per_ms rad/ms", perTime, 3),
            ("V volt", Dimension.Voltage, 0), ("mV millivolt millivolts", Dimension.Voltage, -3), ("per_mV mV^-1", Dimension.PerVoltage, 3),
            ("mV_per_ms mV*ms^-1 mV/ms", slope, 0), ("mV_per_s", slope, -3),
            ("A ampere", Dimension.Current, 0), ("mA milliampere", Dimension.Current, -3), ("uA microampere", Dimension.Current, -6),
            ("nA nanoampere", Dimension.Current, -9), ("pA picoampere", Dimension.Current, -12),
            ("F", Dimension.Capacitance, 0), ("uF", Dimension.Capacitance, -6), ("nF", Dimension.Capacitance, -9), ("pF", Dimension.Capacitance, -12),
            ("S siemens", Dimension.Conductance, 0), ("mS millisiemens", Dimension.Conductance, -3),
            ("uS microsiemens", Dimension.Conductance, -6), ("nS nanosiemens", Dimension.Conductance, -9),
            ("S_per_m S/m", new(m: -1, l: -3, t: 3, i: 2), 0), ("S_per_cm2 S/cm2 S/cm²", Dimension.ConductanceDensity, 4),
            ("mS_per_cm2 mS/cm2", Dimension.ConductanceDensity, 1), ("uF_per_cm2 uF/cm2 µF/cm2 µF/cm²", Dimension.SpecificCapacitance, -2),
            ("ohm", Dimension.Resistance, 0), ("kohm", Dimension.Resistance, 3), ("Mohm", Dimension.Resistance, 6),
            ("ohm_cm ohm.cm ohm·cm", Dimension.Resistivity, -2), ("kohm_cm kohm.cm", Dimension.Resistivity, 1),
            ("per_nC (nC)^-1 nC^-1 n/C", perCharge, 9), ("per_pC (pC)^-1", perCharge, 12),
            ("mol_per_m3 mol.m**-3 mM", Dimension.Concentration, 0), ("M", Dimension.Concentration, 3),
            ("mol_per_cm3", Dimension.Concentration, 6), ("mmol_per_m3 mMol/m**3", Dimension.Concentration, -3),
            ("m", Dimension.Length, 0), ("cm", Dimension.Length, -2), ("mm", Dimension.Length, -3), ("um µm micrometer", Dimension.Length, -6),
            ("um3 umeter**3", Dimension.Volume, -18), ("m_per_s m/s mm_per_ms mm/ms", Dimension.Velocity, 0),
            ("m_per_s2", new(l: 1, t: -2), 0), ("kg", Dimension.Mass, 0), ("kg_per_s kg/s", new(m: 1, t: -1), 0),
            ("N_per_m N/m", new(m: 1, t: -2), 0), ("H_per_m H/m", new(m: 1, l: 1, t: -2, i: -2), 0),
            ("Hz_per_nA Hz/nA", perTime / Dimension.Current, 9), ("K", Dimension.Temperature, 0), ("percent %", Dimension.None, -2),
            ("dimensionless unitless none 1 arbitrary_unit a.u. per_unit p.u. rad", Dimension.None, 0),
        ];
        foreach (var (symbols, dimension, power) in rows)
        {
            foreach (var symbol in symbols.Split(' '))
                yield return new Unit(symbol, dimension, power);
        }

        yield return new Unit("degC", Dimension.Temperature, Offset: 273.15);
    }
}
