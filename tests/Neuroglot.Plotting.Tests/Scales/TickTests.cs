using System.Globalization;
using FsCheck.Fluent;
using Neuroglot.Plotting.Scales;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Plotting.Tests.Scales;

public sealed class TickTests
{
    [Fact]
    public void Ticks_ascend_within_the_limits_at_round_numbers_that_do_not_touch() => Prop.ForAll<int, int, int>((seed, wide, size) =>
    {
        // From 1e-9 to 1e9, and ranges down to a millionth of where they lie.
        var scale = double.Parse($"1E{size % 10}", CultureInfo.InvariantCulture);
        var low = scale * seed / 1000.0;
        var high = low + scale * (Math.Abs((long)wide) % 100_000 + 1) / 1000.0;
        const double Length = 200;
        bool Fits(IReadOnlyList<Tick> ticks) => Gaps(ticks, low, high, Length).All(gap => gap.Distance >= 5 * gap.Letters);
        var set = LinearTicks.Place(low, high, onlyWhole: false, 9, Fits);
        var slack = 1e-9 * (high - low);
        return set.Major.All(tick => tick.Value >= low - slack && tick.Value <= high + slack)
            && set.Major.Zip(set.Major.Skip(1)).All(static pair => pair.First.Value < pair.Second.Value && pair.First.Text != pair.Second.Text)
            && set.Major.Count is >= 2 and <= 9 && (Fits(set.Major) || set.Major.Count <= 3) && set.Major.All(tick => tick.Text.Length <= 9);
    }).Holds(500);

    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-70, -50, "−70 −65 −60 −55 −50")]
    [InlineData(0, 0.0042, "0.000 0.001 0.002 0.003 0.004")]
    [InlineData(-1e-9, 1e-9, "−1.0 −0.5 0.0 0.5 1.0 ×10⁻⁹")]
    [InlineData(0, 3e6, "0 1 2 3 ×10⁶")]
    [InlineData(123456, 123457, "0.0 0.2 0.4 0.6 0.8 1.0 +123456")]
    public void Numbers_are_written_shortly(double low, double high, string expected)
    {
        var set = LinearTicks.Place(low, high, onlyWhole: false, 6, static ticks => ticks.Count <= 6);
        Assert.Equal(expected, string.Join(' ', set.Major.Select(static tick => tick.Text)) + (set.Common.Length > 0 ? $" {set.Common}" : string.Empty));
    }

    [Theory]
    [InlineData(-0.5, 2.5, "0 1 2")]
    [InlineData(-0.5, 99.5, "0 20 40 60 80")]
    [InlineData(0.9, 1.1, "1")]
    public void Indices_have_whole_ticks(double low, double high, string expected) =>
        Assert.Equal(expected, string.Join(' ', LinearTicks.Place(low, high, onlyWhole: true, 6, static _ => true).Major.Select(static tick => tick.Text)));

    [Theory]
    [InlineData(0.5, 2000, "1 10 100 1000")]
    [InlineData(1e-9, 1e9, "$10^{-9}$ $10^{-6}$ $10^{-3}$ $10^{0}$ $10^{3}$ $10^{6}$ $10^{9}$")]
    [InlineData(1e-3, 10, "0.001 0.01 0.1 1 10")]
    [InlineData(1e-4, 1, "$10^{-4}$ $10^{-3}$ $10^{-2}$ $10^{-1}$ $10^{0}$")]
    [InlineData(2, 8, "2 3 4 5 6 7 8")]
    [InlineData(8e4, 3e5, "8×10⁴ 9×10⁴ 1×10⁵ 2×10⁵ 3×10⁵")]
    [InlineData(5e-4, 2e-3, "5×10⁻⁴ 6×10⁻⁴ 7×10⁻⁴ 8×10⁻⁴ 9×10⁻⁴ 1×10⁻³ 2×10⁻³")]
    public void Logarithmic_axes_have_powers_of_ten(double low, double high, string expected) =>
        Assert.Equal(expected, string.Join(' ', LogTicks.Place(low, high, 7, static _ => true).Major.Select(static tick => tick.Text)));

    [Fact]
    public void Logarithmic_ticks_lie_within_and_between_them_are_small_ones() => Prop.ForAll<int, int>((start, wide) =>
    {
        var low = PowerOfTen.Of(start % 20) * (1 + Math.Abs(wide % 89) / 10.0);
        var high = low * (1.5 + Math.Abs(wide % 100_000));
        var set = LogTicks.Place(low, high, 7, static _ => true);
        return set.Major.Count > 0 && set.Major.All(tick => tick.Value >= low * (1 - 1e-9) && tick.Value <= high * (1 + 1e-9))
            && set.Minor.All(value => value >= low && value <= high && set.Major.All(tick => tick.Value != value));
    }).Holds(300);

    [Theory]
    [InlineData("um", "µm")]
    [InlineData("1E-06 mM", "10⁻⁶ mM")]
    [InlineData("2.5E+07 mV", "2.5×10⁷ mV")]
    [InlineData("10 um", "10 µm")]
    [InlineData("Mohm", "MΩ")]
    [InlineData("mS_per_cm2", "mS/cm²")]
    [InlineData("per_ms", "1/ms")]
    [InlineData("kg m^2 s^-3", "kg·m²·s⁻³")]
    [InlineData("mV/ms", "mV/ms")]
    [InlineData("mol", "mol")]
    [InlineData("second", "s")]
    [InlineData("mvolt", "mV")]
    [InlineData("umetre^2", "µm²")]
    public void Units_are_printed_as_people_print_them(string symbol, string expected) => Assert.Equal(expected, UnitText.Symbol(symbol));

    private static IEnumerable<(double Distance, int Letters)> Gaps(IReadOnlyList<Tick> ticks, double low, double high, double length) =>
        ticks.Zip(ticks.Skip(1)).Select(pair => ((pair.Second.Value - pair.First.Value) / (high - low) * length, Math.Max(pair.First.Text.Length, pair.Second.Text.Length)));
}
