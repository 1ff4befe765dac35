using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Plotting.Colors;

/// <summary>What a figure looks like where nothing else is said.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Background">Of the page and of the axes.</param>
/// <param name="Foreground">Of texts and of the edges of axes.</param>
/// <param name="Grid">Of the lines at ticks, and of what stays in the background.</param>
/// <param name="Cycle">Of one series after the other.</param>
public sealed record Theme(string Name, Color Background, Color Foreground, Color Grid, ImmutableArray<Color> Cycle)
{
    /// <summary>White, with dark grey texts and a faint grid: for screens.</summary>
    public static Theme Light { get; } = new("light", Hex("ffffff"), Hex("262626"), Hex("e8e8e8"), Colors("0072b2 d55e00 009e73 cc79a7 e69f00 56b4e9 332288 4d4d4d"));

    /// <summary>Nearly black, with light texts: for screens at night and slides.</summary>
    public static Theme Dark { get; } = new("dark", Hex("14171c"), Hex("d9dee5"), Hex("2b3038"), Colors("56b4e9 e69f00 2fc49a c95f9e f0e442 ff7f50 8f7bff ffffff"));

    /// <summary>Black on white without a grid, with thin lines and small texts: for print.</summary>
    public static Theme Paper { get; } = new("paper", Hex("ffffff"), Hex("000000"), Hex("e0e0e0"), Light.Cycle)
    {
        FontSize = 8, TitleSize = 9, LineWidth = 1, EdgeWidth = 0.6, HasGrid = false,
    };

    /// <summary>Height of texts in points; numbers at ticks are one point smaller, and never below 7.</summary>
    public double FontSize { get; init; } = 9;

    /// <summary>Height of titles in points.</summary>
    public double TitleSize { get; init; } = 10.5;

    /// <summary>Width of lines in points.</summary>
    public double LineWidth { get; init; } = 1.25;

    /// <summary>Width in points of edges and ticks.</summary>
    public double EdgeWidth { get; init; } = 0.75;

    /// <summary>Whether there are lines at the ticks, behind the marks.</summary>
    public bool HasGrid { get; init; } = true;

    /// <summary>Height of the numbers at ticks in points.</summary>
    public double TickSize => Math.Max(7, FontSize - 1);

    /// <summary>The theme called <paramref name="name"/>: <c>light</c>, <c>dark</c> or <c>paper</c>.</summary>
    /// <exception cref="PlottingException">NG8003: there is no such theme.</exception>
    public static Theme Parse(string name) => name switch
    {
        "light" => Light,
        "dark" => Dark,
        "paper" => Paper,
        _ => throw new PlottingException("NG8003", $"There is no theme `{name}`.", NearNames.Hint(name, ["light", "dark", "paper"]) ?? "there are light, dark and paper"),
    };

    /// <summary>The colour of the series at <paramref name="place"/>, counted from 0; after the last comes the first again.</summary>
    public Color CycleColor(int place) => Cycle[place % Cycle.Length];

    // The first cycle is that of M. Okabe and K. Ito, Color universal design (2008), which people with any of the usual colour deficiencies can tell apart; without its yellow, which
    // nobody sees as a line on white, but with an indigo. The dark one is about the same, lighter; tests measure how far apart all are.
    private static ImmutableArray<Color> Colors(string colors) => [.. colors.Split(' ').Select(Hex)];

    private static Color Hex(string digits)
    {
        var value = Convert.ToUInt32(digits, 16);
        return new Color((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }
}
