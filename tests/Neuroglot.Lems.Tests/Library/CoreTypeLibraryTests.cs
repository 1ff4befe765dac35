using System.Globalization;
using System.Xml.Linq;
using Xunit;

namespace Neuroglot.Lems.Tests.Library;

public sealed class CoreTypeLibraryTests
{
    /// <summary>The order in which the LEMS schema (0.7.6) wants the parts of a component type.</summary>
    private static readonly string[] SchemaOrder =
    [
        "Property", "Parameter", "DerivedParameter", "IndexParameter", "Constant", "Child", "Children", "Fixed", "Link", "ComponentReference",
        "Attachments", "EventPort", "Exposure", "Requirement", "ComponentRequirement", "InstanceRequirement", "Path", "Text", "Dynamics",
        "Structure", "Simulation",
    ];

    private static readonly string[] DynamicsOrder =
    [
        "StateVariable", "DerivedVariable", "ConditionalDerivedVariable", "TimeDerivative", "OnStart", "OnEvent", "OnCondition", "Regime",
        "KineticScheme",
    ];

    [Theory]
    [InlineData("Cells.xml", 68)]
    [InlineData("Channels.xml", 46)]
    [InlineData("Inputs.xml", 25)]
    [InlineData("Networks.xml", 27)]
    [InlineData("NeuroML2CoreTypes.xml", 0)]
    [InlineData("NeuroMLCoreCompTypes.xml", 58)]
    [InlineData("NeuroMLCoreDimensions.xml", 0)]
    [InlineData("PyNN.xml", 16)]
    [InlineData("Simulation.xml", 8)]
    [InlineData("Synapses.xml", 24)]
    public void Each_file_holds_the_types_of_the_specification(string file, int count) =>
        Assert.Equal(count, CoreTypeFiles.All(CoreTypeFiles.Roots[file], "ComponentType").Count());

    [Fact]
    public void There_are_272_types_with_different_names()
    {
        var names = CoreTypeFiles.Types.Select(Name).ToList();
        Assert.Equal(272, names.Count);
        Assert.Equal(272, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_folder_holds_no_other_files() =>
        Assert.Equal(CoreTypeFiles.Names, Directory.GetFiles(CoreTypeFiles.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Dimensions_and_units_are_complete()
    {
        var root = CoreTypeFiles.Roots["NeuroMLCoreDimensions.xml"];
        var dimensions = CoreTypeFiles.All(root, "Dimension").Select(Name).ToList();
        var units = CoreTypeFiles.All(root, "Unit").ToList();
        Assert.Equal(24, dimensions.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(74, units.Select(unit => unit.Attribute("symbol")!.Value).Distinct(StringComparer.Ordinal).Count());
        Assert.All(units, unit => Assert.Contains(unit.Attribute("dimension")!.Value, dimensions));
    }

    [Fact]
    public void Every_include_is_a_file_of_the_library() =>
        Assert.All(
            CoreTypeFiles.Roots.Values.SelectMany(root => CoreTypeFiles.All(root, "Include")),
            include => Assert.Contains(include.Attribute("file")!.Value, CoreTypeFiles.Names));

    [Theory]
    [MemberData(nameof(FilesWithTypes))]
    public void Every_name_that_a_file_uses_is_defined_by_it_or_its_includes(string file)
    {
        // Inputs.xml is included by Synapses.xml and speaks of synapses, Networks.xml speaks of cells, and a simulation of any component:
        // whoever includes those files brings these types as well, as in the published files.
        string[] broughtByTheModel = ["baseStandalone", "baseSynapse", "baseCell", "Component"];
        var seen = Reachable(file).ToList();
        var types = seen.SelectMany(name => CoreTypeFiles.All(CoreTypeFiles.Roots[name], "ComponentType")).Select(Name).Concat(broughtByTheModel)
            .ToHashSet(StringComparer.Ordinal);
        var dimensions = seen.SelectMany(name => CoreTypeFiles.All(CoreTypeFiles.Roots[name], "Dimension")).Select(Name).Append("none").Append("*")
            .ToHashSet(StringComparer.Ordinal);
        foreach (var type in CoreTypeFiles.All(CoreTypeFiles.Roots[file], "ComponentType"))
        {
            if (type.Attribute("extends") is { } parent)
                Assert.True(types.Contains(parent.Value), $"{Name(type)} extends {parent.Value}");
            foreach (var element in type.Descendants())
            {
                if (element.Attribute("type") is { } reference)
                    Assert.True(types.Contains(reference.Value), $"{Name(type)} needs the type {reference.Value}");
                if (element.Attribute("dimension") is { } dimension)
                    Assert.True(dimensions.Contains(dimension.Value), $"{Name(type)} needs the dimension {dimension.Value}");
            }
        }
    }

    [Fact]
    public void No_type_is_its_own_ancestor()
    {
        var parents = CoreTypeFiles.Types.ToDictionary(Name, type => type.Attribute("extends")?.Value, StringComparer.Ordinal);
        foreach (var name in parents.Keys)
        {
            var depth = 0;
            for (var ancestor = parents[name]; ancestor is not null; ancestor = parents[ancestor])
                Assert.True(++depth < 20, name);
        }
    }

    [Fact]
    public void Every_type_and_what_is_said_about_its_parts_has_a_description()
    {
        Assert.All(CoreTypeFiles.Types, type => Assert.EndsWith(".", type.Attribute("description")?.Value ?? "", StringComparison.Ordinal));
        Assert.All(
            CoreTypeFiles.Types.Descendants().Attributes("description"),
            description => Assert.False(string.IsNullOrWhiteSpace(description.Value), description.Parent!.ToString()));
        Assert.All(
            CoreTypeFiles.Types.Descendants().Where(element => element.Name.LocalName is "Parameter" or "Exposure" or "EventPort"),
            element => Assert.False(string.IsNullOrWhiteSpace(element.Attribute("description")?.Value), Name(element.Parent!) + ": " + element));
    }

    [Fact]
    public void Parts_stand_in_the_order_of_the_schema()
    {
        foreach (var type in CoreTypeFiles.Types)
        {
            AssertOrdered(type, SchemaOrder);
            foreach (var dynamics in CoreTypeFiles.All(type, "Dynamics"))
                AssertOrdered(dynamics, DynamicsOrder);
        }
    }

    [Fact]
    public void Constants_are_numbers_with_a_unit_of_their_dimension()
    {
        var units = CoreTypeFiles.All(CoreTypeFiles.Roots["NeuroMLCoreDimensions.xml"], "Unit")
            .ToDictionary(unit => unit.Attribute("symbol")!.Value, unit => unit.Attribute("dimension")!.Value, StringComparer.Ordinal);
        foreach (var constant in CoreTypeFiles.Types.Descendants().Where(element => element.Name.LocalName == "Constant"))
        {
            var words = constant.Attribute("value")!.Value.Split(' ');
            Assert.True(double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _), constant.ToString());
            Assert.Equal(constant.Attribute("dimension")!.Value, words.Length == 1 ? "none" : units[words[1]]);
        }
    }

    public static TheoryData<string> FilesWithTypes() => [.. CoreTypeFiles.Names];

    private static string Name(XElement element) => element.Attribute("name")!.Value;

    private static HashSet<string> Reachable(string file)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<string> open = new([file]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            foreach (var include in CoreTypeFiles.All(CoreTypeFiles.Roots[next], "Include"))
                open.Push(include.Attribute("file")!.Value);
        }

        return seen;
    }

    private static void AssertOrdered(XElement parent, string[] order)
    {
        var places = parent.Elements().Select(element => Array.IndexOf(order, element.Name.LocalName)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }
}
