using Neuroglot.Analysis;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Scales;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>The power spectral density of a signal, by Welch's method.</summary>
    /// <param name="signal">Values at equal distances, in SI units.</param>
    /// <param name="step">The time between two of them, in seconds.</param>
    /// <param name="segment">Values in a segment; where it is null, an eighth of the signal, and 256 at least as far as there are so many.</param>
    /// <param name="varName">What the signal is.</param>
    /// <param name="varUnit">Its unit; null where numbers are shown as they are.</param>
    /// <param name="window">How segments are weighted.</param>
    /// <param name="highest">The highest frequency that is shown, in hertz; all where it is null.</param>
    /// <param name="color">Colour, or null for the next of the cycle.</param>
    /// <param name="label">Name in the legend.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8173: there are fewer than two values, none that change, or some that are not finite; or no such segment or step.</exception>
    public static Axes PlotPowerSpectrum(
        double[] signal, double step, int? segment = null, string? varName = null, Unit? varUnit = null, SpectralWindow window = SpectralWindow.Hann, double? highest = null,
        string? color = null, string? label = null, Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(signal);
        MustVary(signal);
        var spectrum = Asked(() => PowerSpectrum.Welch(signal, step, segment ?? Segment(signal.Length), window));
        axes = Target(axes);
        Label(axes.X, "frequency", CommonUnits.Hz);
        axes.Y.Label ??= DensityLabel(varName, varUnit);
        axes.Y.Scale = AxisScale.Logarithmic;
        if (highest is { } limit)
            axes.X.Limits ??= (0, limit);
        // The frequency 0 is the mean, which has been taken away.
        var factor = DensityFactor(varUnit);
        return axes.Add(new Line(spectrum.Frequencies[1..].ToArray(), spectrum.Densities.Skip(1).Select(density => density * factor).ToArray()) { Color = ColorOf(color, axes), Label = label });
    }

    /// <summary>The power spectral density of a signal over time, in decibels.</summary>
    /// <param name="signal">Values at equal distances, in SI units.</param>
    /// <param name="step">The time between two of them, in seconds.</param>
    /// <param name="segment">Values in a segment; where it is null, a 32nd of the signal, and 64 at least as far as there are so many.</param>
    /// <param name="varName">What the signal is.</param>
    /// <param name="varUnit">Its unit, to which decibels refer; null where numbers are taken as they are.</param>
    /// <param name="window">How segments are weighted.</param>
    /// <param name="highest">The highest frequency that is shown, in hertz; all where it is null.</param>
    /// <param name="dynamicRange">How many decibels below the greatest density have colours of their own.</param>
    /// <param name="timeUnit">Unit of the time axis; ms where it is null.</param>
    /// <param name="cmap">Colour map, as matplotlib names it.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8173: there are fewer than two values, none that change, or some that are not finite; or no such segment or step. NG8002: no such colour map.</exception>
    public static Axes PlotSpectrogram(
        double[] signal, double step, int? segment = null, string? varName = null, Unit? varUnit = null, SpectralWindow window = SpectralWindow.Hann, double? highest = null,
        double dynamicRange = 60, Unit? timeUnit = null, string cmap = "viridis", Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(signal);
        MustVary(signal);
        var length = segment ?? Math.Clamp(signal.Length / 32, Math.Min(64, signal.Length), 1 << 16);
        var spectrogram = Asked(() => Spectrogram.Of(signal, step, length, Math.Max(1, length / 4), window));
        axes = Target(axes);
        var factor = DensityFactor(varUnit);
        var rows = spectrogram.Frequencies.Count(frequency => highest is null || frequency <= highest);
        double[] cells = [.. spectrogram.Densities.Take(rows * spectrogram.Times.Length).Select(density => density > 0 ? 10 * Math.Log10(density * factor) : double.NaN)];
        var most = ((Values)cells).Range()?.High ?? 0;
        var colors = new ColorScale(ColorMaps.Parse(cmap), most - dynamicRange, most);
        var (hop, wide) = (length / 4 * step, spectrogram.Frequencies.Length > 1 ? spectrogram.Frequencies[1] : 1);
        Label(axes.X, "time", timeUnit ?? CommonUnits.ms);
        Label(axes.Y, "frequency", CommonUnits.Hz);
        axes.ColorBar = new ColorBar(colors, $"power{(varName is null ? string.Empty : $" of {varName}")} (dB re 1 {(varUnit is null ? "unit" : UnitText.Symbol(varUnit.Symbol))}²/Hz)");
        return axes.Add(new Image(cells, spectrogram.Times.Length, spectrogram.Times[0] - hop / 2, -wide / 2, hop, wide, colors));
    }

    // Of what does not change there is no power at any frequency but 0, and one number that is none spoils all frequencies.
    private static void MustVary(double[] signal)
    {
        if (Array.Exists(signal, static value => !double.IsFinite(value)))
            throw new PlottingException("NG8173", "The signal has values that are NaN or infinite, so that it has no spectrum.", "take the part before or after them");
        if (signal.Length > 0 && Array.TrueForAll(signal, value => value == signal[0]))
            throw new PlottingException("NG8173", "The signal is the same throughout, so that it has no power at any frequency.", "take one that changes");
    }

    private static int Segment(int length) => Math.Clamp(length / 8, Math.Min(256, length), 1 << 20);

    // Densities are of squares; a unit's offset plays no part in them.
    private static double DensityFactor(Unit? unit) => unit is null ? 1 : 1 / (unit.Factor * unit.Factor);

    private static string DensityLabel(string? name, Unit? unit) => unit is null ? $"power density{(name is null ? string.Empty : $" of {name}")} (1/Hz)"
        : $"power density{(name is null ? string.Empty : $" of {name}")} ({UnitText.Symbol(unit.Symbol)}²/Hz)";
}
