using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;

namespace Neuroglot.SpineML.Tests.Loading;

/// <summary>A model reads nothing outside of its folder.</summary>
public sealed class ModelFolderTests : IDisposable
{
    private readonly ModelFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("leaky.xml", null)]
    [InlineData("./leaky.xml", null)]
    [InlineData("", "NG6100")]
    [InlineData("none.xml", "NG6100")]
    [InlineData("../leaky.xml", "NG6101")]
    [InlineData("sub/../../leaky.xml", "NG6101")]
    [InlineData("..\\leaky.xml", "NG6101")]
    [InlineData("/etc/passwd", "NG6101")]
    [InlineData("file:///etc/passwd", "NG6101")]
    [InlineData("http://example.org/leaky.xml", "NG6101")]
    [InlineData("a\0b", "NG6100")]
    public void Only_what_lies_in_it_is_found(string url, string? code)
    {
        var found = new DiagnosticBag();
        Assert.Equal(code is null, new ModelFolder(files.PathOf("model.xml")).TryFind(url, SourceSpan.None, found, out var path));
        Assert.Equal(code is null, path is not null);
        Assert.Equal(code, found.FirstOrDefault()?.Code);
    }

    [Fact]
    public void Links_do_not_lead_out_of_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var other = new ModelFiles();
        File.CreateSymbolicLink(files.PathOf("link.xml"), other.PathOf("leaky.xml"));
        Directory.CreateSymbolicLink(files.PathOf("folder"), other.Folder);
        var folder = new ModelFolder(files.PathOf("model.xml"));
        var found = new DiagnosticBag();
        Assert.False(folder.TryFind("link.xml", SourceSpan.None, found, out _));
        Assert.False(folder.TryFind("folder/leaky.xml", SourceSpan.None, found, out _));
        Assert.All(found, static one => Assert.Equal("NG6101", one.Code));
    }
}
