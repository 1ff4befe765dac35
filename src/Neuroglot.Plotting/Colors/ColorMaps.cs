using System.Collections.Frozen;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Plotting.Colors;

/// <summary>
/// Colour maps by the names of matplotlib; each exists the other way round, too, as <c>viridis_r</c>. Those that are perceptually uniform there are so here, through the same
/// hues, though not with the same bits.
/// </summary>
public static class ColorMaps
{
    private static readonly FrozenDictionary<string, Lazy<ColorMap>> Maps = new Dictionary<string, Func<string, ColorMap>>
    {
        ["viridis"] = Uniform("440154 414487 2a788e 22a884 7ad151 fde725"),
        ["plasma"] = Uniform("0d0887 6a00a8 b12a90 e16462 fca636 f0f921"),
        ["inferno"] = Uniform("000004 420a68 932667 dd513a fca50a fcffa4"),
        ["magma"] = Uniform("000004 3b0f70 8c2981 de4968 fe9f6d fcfdbf"),
        ["cividis"] = Uniform("00224e 35456c 666970 948e77 c8b866 fee838"),
        ["Blues"] = Uniform("f7fbff 9ecae1 4292c6 08306b"),
        ["Greens"] = Uniform("f7fcf5 a1d99b 41ab5d 00441b"),
        ["Reds"] = Uniform("fff5f0 fc9272 ef3b2c 67000d"),
        ["Oranges"] = Uniform("fff5eb fdae6b f16913 7f2704"),
        ["Purples"] = Uniform("fcfbfd bcbddc 807dba 3f007d"),
        ["Greys"] = Uniform("ffffff 000000"),
        ["coolwarm"] = Even("3b4cc0 8db0fe dddddd f49a7b b40426"),
        ["RdBu"] = Even("67001f d6604d f7f7f7 4393c3 053061"),
        ["bwr"] = Even("0000ff ffffff ff0000"),
        ["seismic"] = Even("00004c 0000ff ffffff ff0000 7f0000"),
        ["turbo"] = Even("30123b 4675ed 1bcfd4 61fc6c d2e935 fe9b2d da3907 7a0403"),
        ["gray"] = Components(static x => (x, x, x)),
        ["binary"] = Components(static x => (1 - x, 1 - x, 1 - x)),
        ["hot"] = Components(static x => (0.0416 + 2.625 * x, (x - 0.365) / 0.381, (x - 0.746) / 0.254)),
        ["cool"] = Components(static x => (x, 1 - x, 1)),
        ["copper"] = Components(static x => (x / 0.809, 0.7812 * x, 0.4975 * x)),
        ["spring"] = Components(static x => (1, x, 1 - x)),
        ["summer"] = Components(static x => (x, 0.5 + x / 2, 0.4)),
        ["autumn"] = Components(static x => (1, x, 0)),
        ["winter"] = Components(static x => (0, x, 1 - x / 2)),
        ["jet"] = Components(static x => (1.5 - Math.Abs(4 * x - 3), 1.5 - Math.Abs(4 * x - 2), 1.5 - Math.Abs(4 * x - 1))),
    }.ToFrozenDictionary(static pair => pair.Key, static pair => new Lazy<ColorMap>(() => pair.Value(pair.Key)));

    /// <summary>The one that is used where nothing is said.</summary>
    public static ColorMap Default => Parse("viridis");

    /// <summary>The names, without the reversed ones.</summary>
    public static IEnumerable<string> Names => Maps.Keys;

    /// <summary>The map called <paramref name="name"/>.</summary>
    /// <exception cref="PlottingException">NG8002: there is no such map.</exception>
    public static ColorMap Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var isReversed = name.EndsWith("_r", StringComparison.Ordinal);
        var forward = isReversed ? name[..^2] : name;
        forward = forward switch { "grey" => "gray", "Grays" => "Greys", "gist_yarg" => "binary", _ => forward };
        if (!Maps.TryGetValue(forward, out var map))
            throw new PlottingException("NG8002", $"There is no colour map `{name}`.", NearNames.Hint(name, Maps.Keys) ?? $"there are {string.Join(", ", Maps.Keys.Order(StringComparer.Ordinal))}");
        return isReversed ? map.Value.Reversed : map.Value;
    }

    private static Func<string, ColorMap> Uniform(string anchors) => name => ColorMap.Uniform(name, Anchors(anchors));

    private static Func<string, ColorMap> Even(string anchors) => name => ColorMap.Even(name, Anchors(anchors));

    private static Func<string, ColorMap> Components(Func<double, (double R, double G, double B)> at) => name => ColorMap.FromComponents(name, at);

    private static Color[] Anchors(string anchors) => [.. anchors.Split(' ').Select(static one => NamedColors.Parse($"#{one}"))];
}
