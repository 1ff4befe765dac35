using System.Runtime.CompilerServices;
using Neuroglot.Morphologies.Swc;
using Neuroglot.Morphologies.Synthetic;
using Xunit;

namespace Neuroglot.Morphologies.Tests;

public sealed class SyntheticMorphologyTests
{
    public static TheoryData<string> Names() => [.. SyntheticMorphology.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_gives_one_neuron(string name)
    {
        var (one, other) = (SwcFile.Text(SyntheticMorphology.Kinds[name](3)), SwcFile.Text(SyntheticMorphology.Kinds[name](3)));
        Assert.Equal(one, other);
        Assert.NotEqual(one, SwcFile.Text(SyntheticMorphology.Kinds[name](4)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Branches_are_thinner_than_their_parents_and_none_is_a_hair(string name)
    {
        foreach (var section in SyntheticMorphology.Kinds[name](1).Sections().Where(static one => one.Parent is not null and not Soma))
        {
            Assert.True(section.StartDiameter[0] <= section.Parent!.StartDiameter[0] * 1.0001);
            Assert.All(section.EndDiameter, static diameter => Assert.True(diameter >= 0.2e-6));
        }
    }

    /// <summary>The files of <c>examples/morphologies</c> are those of seed 1; <c>NEUROGLOT_ACCEPT=1</c> writes them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_examples_are_these(string name)
    {
        var path = Path.Combine(Examples(), $"{name}.swc");
        var neuron = SyntheticMorphology.Kinds[name](1);
        if (Environment.GetEnvironmentVariable("NEUROGLOT_ACCEPT") == "1")
            SwcFile.Write(neuron, path, $"Synthetic {name} cell of Neuroglot, seed 1: it stands for no measured cell.\nnumber type x y z radius parent, in micrometres");
        var reading = SwcFile.Read(path);
        Assert.Empty(reading.Diagnostics);
        // What follows without branches becomes one section; what branches stays.
        Assert.Equal(neuron.Sections().Count(static one => one.Children.Count == 0), reading.Tree().Sections().Count(static one => one.Children.Count == 0));
        Assert.Equal(File.ReadLines(path).Where(static line => line[0] != '#'), SwcFile.Text(neuron).TrimEnd('\n').Split('\n'));
    }

    private static string Examples([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "examples", "morphologies"));
}
