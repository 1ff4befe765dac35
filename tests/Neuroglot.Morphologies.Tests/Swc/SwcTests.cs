using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Morphologies.Swc;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Morphologies.Tests.Swc;

public sealed class SwcTests
{
    private const string Branched = """
        # A neuron of our own
        1 1 0 0 0 10 -1
        2 3 10 0 0 1 1   # comment behind
        3 3 30 0 0 1.5 2
        4 3 40 10 0 1 3
        5 3 40 -10 0 1 3
        6 2 0 -10 0 0.5 1
        7 2 0 -60 0 0.25 6
        """;

    [Fact]
    public void Points_become_sections_as_in_Brian()
    {
        var neuron = Read(Branched).Tree();
        Assert.IsType<Soma>(neuron);
        Assert.Equal(20e-6, neuron.Diameter[0], 1e-15);
        Assert.Equal(["soma", "dend", "dend", "dend", "axon"], neuron.Sections().Select(static section => section.Type));
        Assert.Equal((1, 2, 1, 1, 2), (neuron.N, neuron["dend"].N, neuron["dend.L"].N, neuron["dend.R"].N, neuron["axon"].N));
        // What grows from a soma begins at its centre, with its own first diameter; what grows from elsewhere with the parent's.
        Assert.Equal([2.0, 2], neuron["dend"].StartDiameter.Select(Micrometres));
        Assert.Equal([3.0], neuron["dend.dend"].StartDiameter.Select(Micrometres));
        Assert.Equal([0.0, 10], neuron["dend"].Start.Select(static place => Micrometres(place.X)));
        Assert.Equal([14.142], neuron["dend.dend2"].Length.Select(static length => Math.Round(length * 1e6, 3)));
        Assert.Same(neuron["axon"], neuron["R"]);
        Assert.Equal(60, Micrometres(neuron["axon"].EndDistance));
    }

    [Theory]
    [InlineData("1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n")]
    [InlineData("1\t1\t0.0\t0\t0\t1e1\t-1\r\n\r\n  2 3 10 0 0 1 1 99 extra\r\n")]
    [InlineData("# of old programs\r1 1 0 0 0 10 -1\r2 3 10 0 0 1 1\r")]
    [InlineData("\uFEFF1,1,0,0,0,10,-1\n2,3,10,0,0,1,1")]
    [InlineData("7 3 10 0 0 1 1000\n# later than its child\n1000.0 1.0 0 0 0 10 -1.0")]
    public void Files_are_read_as_people_write_them(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Diagnostics);
        var neuron = reading.Tree();
        Assert.IsType<Soma>(neuron);
        Assert.Equal([10.0], neuron["dend"].Length.Select(Micrometres));
    }

    [Theory]
    [InlineData("1 1 0 0", "NG8151", 1, 1)]
    [InlineData("# x\n1 1 0 0 0 1 -1\n2 3 0,5 0 0 1 1", "NG8151", 3, 5)]
    [InlineData("1 1 0 0 0 nan -1", "NG8151", 1, 11)]
    [InlineData("1.5 1 0 0 0 1 -1", "NG8151", 1, 1)]
    [InlineData("1 1 0 0 0 1 -1\n1 3 5 0 0 1 1", "NG8152", 2, 1)]
    [InlineData("1 1 0 0 0 1 -1\n2 3 5 0 0 1 9", "NG8153", 2, 1)]
    [InlineData("1 1 0 0 0 1 -1\n2 3 5 0 0 1 2", "NG8154", 2, 1)]
    [InlineData("1 1 0 0 0 1 -1\n2 3 5 0 0 1 4\n3 3 5 0 0 1 2\n4 3 5 0 0 1 3", "NG8154", 2, 1)]
    [InlineData("# nothing\n\n", "NG8156", 0, 0)]
    [InlineData("# x\r\n1 1 0 0 0 -1 -1\r\n", "NG8158", 2, 1)]
    [InlineData("# x\r1 1 0 0 0 -1 -1", "NG8158", 2, 1)]
    [InlineData("1 1 0 0 0 -1 -1", "NG8158", 1, 1)]
    [InlineData("1 1 0 1e300 0 1 -1", "NG8158", 1, 1)]
    [InlineData("1 1 0 0 0 1e10 -1", "NG8158", 1, 1)]
    public void What_is_wrong_is_refused_with_its_line(string text, string code, int line, int column)
    {
        var refused = Assert.Throws<MorphologyException>(() => Read(text).Tree()).Diagnostics[0];
        Assert.Equal((code, line, column), (refused.Code, refused.Span.Line, refused.Span.Column));
        Assert.Equal("neuron.swc", refused.Span.File);
        Assert.False(string.IsNullOrEmpty(refused.Hint));
    }

    [Theory]
    [InlineData("1 1 0 0 0 0 -1\n2 3 5 0 0 1 1", "NG8159")]
    [InlineData("1 1 0 0 0 5 -1\n2 1 0 4 0 5 1\n3 1 0 -5 0 5 1", "NG8160")]
    [InlineData("1 3 0 0 0 5 -1\n2 3 0 4 0 5 1\n3 3 0 -5 0 5 1", "NG8161")]
    [InlineData("# SCALE 1.0 2.0 1.0\n1 1 0 0 0 5 -1", "NG8162")]
    [InlineData("1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 5 0 0 1 2", "NG8163")]
    public void What_is_strange_is_told(string text, string code)
    {
        var reading = Read(text);
        Assert.False(reading.HasErrors);
        Assert.Equal(code, Assert.Single(reading.Diagnostics).Code);
        Assert.NotNull(reading.Tree());
    }

    [Fact]
    public void Somas_have_the_forms_that_archives_give_them()
    {
        Assert.Equal("Soma", Form("1 1 0 0 0 5 -1"));
        Assert.Equal("Section 1", Form("1 1 0 0 0 5 -1\n2 1 10 0 0 5 1"));
        Assert.Equal("Soma", Form("1 1 0 0 0 5 -1\n2 1 0 -5 0 5 1\n3 1 0 5 0 5 1\n4 3 20 0 0 1 1"));
        Assert.Equal("Section 3", Form("1 1 0 0 0 5 -1\n2 1 10 0 0 6 1\n3 1 20 0 0 6 2\n4 1 30 0 0 5 3\n5 3 50 0 0 1 4"));
        // Asked for, the three points are two cylinders.
        var three = SwcFile.Read(Stream("1 1 0 0 0 5 -1\n2 1 0 -5 0 5 1\n3 1 0 5 0 5 1"), "neuron.swc", sphericalSoma: false);
        Assert.Equal(3, three.Tree().TotalSections);
    }

    [Fact]
    public void Several_trees_are_told_and_asked_for()
    {
        var reading = Read("1 1 0 0 0 5 -1\n2 3 9 0 0 1 1\n3 2 50 0 0 1 -1\n4 2 60 0 0 1 3");
        Assert.Equal(2, reading.Trees.Length);
        Assert.Equal([1, 3], reading.RootLines.ToArray());
        Assert.Equal(("NG8155", 3), (reading.Diagnostics[0].Code, reading.Diagnostics[0].Span.Line));
        Assert.Equal("axon", reading.Tree(2).Type);
        Assert.Equal("NG8155", Assert.Throws<MorphologyException>(() => reading.Tree()).Diagnostics[0].Code);
        Assert.Equal("NG8155", Assert.Throws<MorphologyException>(() => reading.Tree(3)).Diagnostics[0].Code);
    }

    [Fact]
    public void Files_that_are_none_are_refused()
    {
        Assert.Equal("NG8150", Assert.Throws<MorphologyException>(() => Morphology.FromFile("cell.nml")).Diagnostics[0].Code);
        Assert.Equal("NG8150", Assert.Throws<MorphologyException>(() => Morphology.FromFile("there-is-none.swc")).Diagnostics[0].Code);
        Assert.Equal("NG8157", Assert.Throws<MorphologyException>(() => Read(new string('1', 20_000)).Tree()).Diagnostics[0].Code);
        var many = new StringBuilder("1 1 0 0 0 1 -1\n");
        for (var number = 2; number <= 2_000_001; number++)
            many.Append(number).Append(" 3 0 0 0 1 1\n");
        var refused = Assert.Throws<MorphologyException>(() => Read(many.ToString()).Tree()).Diagnostics[0];
        Assert.Equal(("NG8157", 2_000_001), (refused.Code, refused.Span.Line));
        Assert.Equal(50, Read(string.Join('\n', Enumerable.Repeat("x", 1000))).Diagnostics.Length);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot-swc-");
        try
        {
            var path = Path.Combine(folder.FullName, "neuron.swc");
            SwcFile.Write(Read(Branched).Tree(), path, "of our own");
            var again = Morphology.FromFile(path);
            Assert.Equal(SwcFile.Text(Read(Branched).Tree()), SwcFile.Text(again));
            Assert.StartsWith("# of our own\n1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_shape_without_places_is_not_written() =>
        Assert.Equal("NG8164", Assert.Throws<MorphologyException>(() => SwcFile.Text(new Soma(3 * Model.Units.CommonUnits.um))).Diagnostics[0].Code);

    [Fact]
    public void A_chain_of_a_hundred_thousand_branches_is_read()
    {
        // Each point has a child of another type, so that each is a section.
        var text = string.Join('\n', Enumerable.Range(1, 100_000).Select(static number => $"{number} {2 + number % 2} {number} 0 0 1 {(number == 1 ? -1 : number - 1)}"));
        var flat = FlatMorphology.Of(Read(text).Tree());
        Assert.Equal(100_000, flat.Compartments.Length);
        Assert.Equal(99_999, flat.Sections[^1].Depth);
    }

    [Fact]
    public void A_star_of_a_hundred_thousand_branches_is_read_and_placed()
    {
        var text = "1 1 0 0 0 5 -1\n" + string.Join('\n', Enumerable.Range(2, 100_000).Select(static number => $"{number} 3 {number} 0 0 1 1"));
        var star = Read(text).Tree();
        Assert.Equal(100_001, star.GenerateCoordinates(overwriteExisting: true).TotalSections);
        Assert.Same(star.Children[^1], star["dend100000"]);
    }

    [Fact]
    public void No_text_crashes_the_reader() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        static text => Read(text.Get) is { } reading && (reading.HasErrors || reading.Trees.Length > 0)).Holds();

    private static SwcReading Read(string text) => SwcFile.Read(Stream(text), "neuron.swc");

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Form(string text) => Read(text).Tree() is Section section ? $"Section {section.N}" : "Soma";

    private static double Micrometres(double metres) => Math.Round(metres * 1e6, 6);
}
