using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Tests.Library;
using Xunit;

namespace Neuroglot.Lems.Tests.Examples;

/// <summary>The examples that people see first are read without a word of complaint.</summary>
public sealed class ExampleReadingTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Join(CoreTypeFiles.Folder, "..", "..", "examples"));

    public static TheoryData<string> Examples() =>
        [.. Directory.EnumerateFiles(Folder, "LEMS_*.xml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Read_without_diagnostics_and_with_a_target(string file)
    {
        var result = LemsReader.Read(Path.Join(Folder, file));
        Assert.Empty(result.Diagnostics);
        var target = Assert.Single(result.Document!.Targets);
        Assert.Contains(result.Document.Components, component => component.Id == target.Component);
    }

    [Fact]
    public void There_are_at_least_eight_and_each_stands_in_the_list()
    {
        var list = File.ReadAllText(Path.Join(Folder, "README.md"));
        var folders = Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).ToList();
        Assert.True(folders.Count >= 8);
        Assert.All(folders, folder => Assert.Contains($"]({folder})", list, StringComparison.Ordinal));
    }
}
