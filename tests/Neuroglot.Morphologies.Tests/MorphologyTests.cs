using Xunit;
using static Neuroglot.Model.Units.CommonUnits;

namespace Neuroglot.Morphologies.Tests;

public sealed class MorphologyTests
{
    // Products and sums of a few doubles, each rounded once: some units in the last place.
    private const double Rounding = 1e-12;

    [Fact]
    public void A_sphere_is_a_point_of_the_way_from_the_root()
    {
        var soma = new Soma(30 * um);
        soma["axon"] = new Cylinder(1 * um, n: 10, length: 100 * um);
        Assert.Equal(Math.PI * 900e-12, soma.Area[0], 1e-24);
        Assert.Equal(Math.PI * 27000e-18 / 6, soma.Volume[0], 1e-27);
        Assert.Equal([30e-6], soma.Length.Select(Rounded));
        Assert.Equal((0, 0), (soma.Distance[0], soma.EndDistance));
        var axon = soma["axon"];
        Assert.Equal(Enumerable.Range(0, 10).Select(static place => Rounded((place * 10 + 5) * 1e-6)), axon.Distance.Select(Rounded));
        Assert.Equal(1e-4, axon.EndDistance, Rounding);
        Assert.Equal((11, 2), (soma.TotalCompartments, soma.TotalSections));
    }

    [Fact]
    public void A_frustum_has_the_numbers_of_geometry()
    {
        var cone = new Section([4 * um, 2 * um, 2 * um], n: 2, length: [3 * um, 5 * um]);
        Assert.Equal([3.0, 2], cone.Diameter.Select(static one => Math.Round(one * 1e6, 9)));
        // Side: π (r₁ + r₂) √((r₁ − r₂)² + l²); volume: π l (r₁² + r₁ r₂ + r₂²) / 3.
        Assert.Equal(Math.PI * 3 * Math.Sqrt(1 + 9) * 1e-12, cone.Area[0], 1e-24);
        Assert.Equal(Math.PI * (4 + 2 + 1) * 1e-18, cone.Volume[0], 1e-30);
        Assert.Equal(Math.PI * 2 * 5 * 1e-12, cone.Area[1], 1e-24);
        Assert.Equal([1.5, 5.5], cone.Distance.Select(static one => Math.Round(one * 1e6, 9)));
        // Two frusta in series, each of half the length: conductance π d₁ d₂ / (4 · l/2).
        Assert.Equal(Math.PI * 4 * 3 / (4 * 1.5) * 1e-6, cone.RLength1[0], 1e-18);
        Assert.Equal(Math.PI * 3 * 2 / (4 * 1.5) * 1e-6, cone.RLength2[0], 1e-18);
    }

    [Fact]
    public void Places_say_lengths_and_count_from_the_end_of_the_parent()
    {
        var soma = new Soma(20 * um, x: 5 * um);
        soma["dend"] = new Cylinder(2 * um, n: 2, x: [10 * um, 40 * um], y: [0 * um, 40 * um]);
        soma["dend"]["tip"] = new Section([1 * um, 1 * um], x: [0 * um, 0 * um], z: [0 * um, 7 * um]);
        Assert.Equal([25.0, 25], soma["dend"].Length.Select(static one => Math.Round(one * 1e6, 9)));
        Assert.Equal([(15.0, 0.0, 0.0), (30, 20, 0)], soma["dend"].Start.Select(Micrometres));
        Assert.Equal([(22.5, 10.0, 0.0), (37.5, 30, 0)], soma["dend"].Middle.Select(Micrometres));
        Assert.Equal([(45.0, 40.0, 7.0)], soma["dend.tip"].End.Select(Micrometres));
        soma["loose"] = new Cylinder(1 * um, length: 10 * um);
        Assert.Empty(soma["loose"].Start);
        var flat = FlatMorphology.Of(soma);
        Assert.False(flat.HasCoordinates);
        Assert.Equal([0, 1, 1, 2, 3], flat.Compartments.Select(static one => one.Section));
        Assert.Equal([-1, 0, 1, 0], flat.Sections.Select(static one => one.Parent));
        Assert.Equal([0, 1, 2, 1], flat.Sections.Select(static one => one.Depth));
        Assert.Equal((45.0, 40.0, 7.0), Micrometres(flat.Compartments[3].End));
        Assert.Equal(53.5e-6, flat.Compartments[3].Distance, Rounding);
    }

    [Fact]
    public void Subtrees_have_names_numbers_and_paths()
    {
        var root = new Soma(20 * um);
        Morphology first = new Cylinder(1 * um, length: 10 * um), second = new Cylinder(1 * um, length: 10 * um);
        root["L"] = first;
        root["L"]["R"] = second;
        Assert.Same(first, root["1"]);
        Assert.Same(second, root["LR"]);
        Assert.Same(second, root["11"]);
        Assert.Same(second, root["L.R"]);
        Assert.Equal("R", first.NameOf(second));
        Assert.Same(root, first.Parent);
        root["L"]["R"] = null;
        Assert.False(root.Contains("LR"));
        Assert.Null(second.Parent);
        root["axon"] = second;
        Assert.Equal([root, first, second], root.Sections());
    }

    [Fact]
    public void A_tree_stays_a_tree()
    {
        var root = new Soma(20 * um);
        root["axon"] = new Cylinder(1 * um, length: 10 * um);
        Assert.Equal("NG8166", Refusal(() => root["axon"] = new Cylinder(1 * um, length: 10 * um)));
        Assert.Equal("NG8168", Refusal(() => root["axon"]["again"] = root));
        Assert.Equal("NG8168", Refusal(() => new Soma(1 * um)["part"] = root["axon"]));
        Assert.Equal("NG8167", Refusal(() => root["axn"]));
        Assert.Contains("axon", Assert.Throws<MorphologyException>(() => root["axn"]).Message, StringComparison.Ordinal);
        Assert.Equal("NG8167", Refusal(() => root.NameOf(new Soma(1 * um))));
    }

    [Fact]
    public void What_is_no_length_is_refused()
    {
        Assert.Equal("NG8165", Refusal(() => new Soma(3 * ms)));
        Assert.Equal("NG8165", Refusal(() => new Soma(0 * um)));
        Assert.Equal("NG8165", Refusal(() => new Cylinder(1 * um, n: 0, length: 3 * um)));
        Assert.Equal("NG8165", Refusal(() => new Cylinder(1 * um)));
        Assert.Equal("NG8165", Refusal(() => new Cylinder(1 * um, length: 3 * um, x: [0 * um, 1 * um])));
        Assert.Equal("NG8165", Refusal(() => new Cylinder(1 * um, x: [0 * um, 0 * um])));
        Assert.Equal("NG8165", Refusal(() => new Section([1 * um], n: 1, length: [1 * um])));
        Assert.Equal("NG8165", Refusal(() => new Section([1 * um, 2 * um], n: 1, length: [double.NaN * um])));
        Assert.Equal("NG8165", Refusal(() => new Soma(1 * um).GenerateCoordinates(sectionRandomness: -1)));
    }

    [Fact]
    public void Sections_get_places_around_a_sphere_and_ahead_of_their_parents()
    {
        var soma = new Soma(20 * um);
        for (var index = 0; index < 4; index++)
            soma[$"d{index}"] = new Cylinder(1 * um, length: 30 * um);
        soma["d1"]["L"] = new Cylinder(1 * um, length: 10 * um);
        soma["d1"]["R"] = new Cylinder(1 * um, length: 10 * um);
        soma["d0"]["on"] = new Cylinder(1 * um, n: 2, length: 10 * um);
        var placed = soma.GenerateCoordinates();
        Assert.Equal([(0.0, -10.0, 0.0)], placed["d0"].Start.Select(Micrometres));
        Assert.Equal([(40.0, 0.0, 0.0)], placed["d1"].End.Select(Micrometres));
        Assert.Equal([(0.0, 40.0, 0.0)], placed["d2"].End.Select(Micrometres));
        Assert.Equal((0.0, -50.0, 0.0), Micrometres(placed["d0.on"].End[1]));
        // Two children share half a turn: 30° to either side of the parent.
        Assert.Equal((48.660254, 5.0, 0.0), Micrometres(placed["d1.L"].End[0]));
        Assert.Equal((48.660254, -5.0, 0.0), Micrometres(placed["d1.R"].End[0]));
        Assert.False(soma["d0"].HasCoordinates);
    }

    [Fact]
    public void Random_places_follow_the_seed_and_keep_what_matters()
    {
        var soma = new Soma(20 * um);
        soma["axon"] = new Section([2 * um, 1 * um, 1 * um, 1 * um], n: 3, length: [10 * um, 20 * um, 30 * um]);
        soma["axon"]["L"] = new Cylinder(1 * um, n: 5, length: 50 * um);
        var (one, same, other) = (Random(1), Random(1), Random(2));
        Assert.Equal(Ends(one, "axon.L"), Ends(same, "axon.L"));
        Assert.NotEqual(Ends(one, "axon.L"), Ends(other, "axon.L"));
        foreach (var (before, after) in soma.Sections().Zip(one.Sections()))
        {
            Assert.Equal([.. before.Area], after.Area.ToArray());
            Assert.Equal([.. before.Distance], after.Distance.ToArray());
            foreach (var (start, end, length) in after.Start.Zip(after.End, after.Length).Where(_ => after is not Soma))
                Assert.Equal(length, (end - start).Length, Rounding);
        }

        Assert.Equal(Ends(one, "axon"), Ends(one.GenerateCoordinates(seed: 9), "axon"));
        Assert.NotEqual(Ends(one, "axon"), Ends(one.GenerateCoordinates(overwriteExisting: true), "axon"));
        static Point3[] Ends(Morphology root, string name) => [.. root[name]!.End];
        Morphology Random(ulong seed) => soma.GenerateCoordinates(20, 5, seed: seed);
    }

    private static double Rounded(double value) => Math.Round(value, 12);

    private static (double X, double Y, double Z) Micrometres(Point3 place) => (Math.Round(place.X * 1e6, 6) + 0.0, Math.Round(place.Y * 1e6, 6) + 0.0, Math.Round(place.Z * 1e6, 6) + 0.0);

    private static string Refusal(Func<object?> build)
    {
        var refused = Assert.Throws<MorphologyException>(build);
        Assert.False(string.IsNullOrEmpty(refused.Diagnostics[0].Hint));
        return refused.Diagnostics[0].Code;
    }
}
