using System.Xml.Linq;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Validation;

namespace Neuroglot.SpineML.Tests.Examples;

/// <summary>Our own components and models are right in every respect.</summary>
public sealed class OwnFileTests
{
    private static readonly string Library = Path.Join(RepositoryRoot.Path, "library", "spineml");
    private static readonly string Models = Path.Join(RepositoryRoot.Path, "examples", "spineml");

    public static TheoryData<string> Files() =>
    [
        .. Directory.GetFiles(Library, "*.xml").Concat(Directory.GetFiles(Models, "*.xml", SearchOption.AllDirectories))
            .Select(static file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_is_found_but_that_some_values_and_ports_are_free(string file)
    {
        var options = new SpineMLReaderOptions { IsStrict = true };
        var found = SpineMLValidation.Check(SpineMLModel.Load(Path.Join(RepositoryRoot.Path, file), options), options);

        // Editors write rates and programs at the other end so, and simulators understand nothing else.
        Assert.Empty(found.Where(static one => one.Code is not ("NG6305" or "NG6310") && !one.Message.Contains("rate_", StringComparison.Ordinal) && !one.Message.Contains("how another program is reached", StringComparison.Ordinal)));
        Assert.All(found, static one => Assert.Equal(Severity.Note, one.Severity));
    }

    [Fact]
    public void Components_of_the_library_are_the_same_in_the_examples()
    {
        var copies = Directory.GetFiles(Models, "*.xml", SearchOption.AllDirectories).Where(static file => File.Exists(Path.Join(Library, Path.GetFileName(file)))).ToList();
        Assert.NotEmpty(copies);
        Assert.All(copies, static copy => Assert.Equal(File.ReadAllText(Path.Join(Library, Path.GetFileName(copy))), File.ReadAllText(copy)));
    }

    [Fact]
    public void Every_example_stands_in_the_list_and_says_where_its_schemas_are()
    {
        var list = File.ReadAllText(Path.Join(Models, "README.md"));
        Assert.All(Directory.GetDirectories(Models), folder => Assert.Contains($"]({Path.GetFileName(folder)})", list, StringComparison.Ordinal));
        XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";
        foreach (var file in Directory.GetFiles(Models, "*.xml", SearchOption.AllDirectories))
            Assert.NotNull(XDocument.Load(file).Root!.Attribute(instance + "schemaLocation"));
    }
}
