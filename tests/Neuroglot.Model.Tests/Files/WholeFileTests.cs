using Neuroglot.Model.Files;
using Xunit;

namespace Neuroglot.Model.Tests.Files;

public sealed class WholeFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WritesWithMissingFolders()
    {
        var path = Path.Join(folder, "a", "b", "m.txt");
        WholeFile.Write(path, "µ\n");
        Assert.Equal("µ\n", File.ReadAllText(path));
        Assert.Equal(0xC2, File.ReadAllBytes(path)[0]);
    }

    [Fact]
    public void WhatStoodThereStaysWhenWritingFails()
    {
        var path = InFolder("m.txt");
        WholeFile.Write(path, "before");
        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void ALinkStaysALink()
    {
        File.WriteAllText(InFolder("real.txt"), "before");
        try
        {
            File.CreateSymbolicLink(InFolder("link.txt"), InFolder("real.txt"));
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // Links need a permission there that few have.
            return;
        }

        WholeFile.Write(InFolder("link.txt"), "after");
        Assert.Equal("after", File.ReadAllText(InFolder("real.txt")));
        Assert.NotNull(new FileInfo(InFolder("link.txt")).LinkTarget);
    }

    [Fact]
    public void ADeviceTakesTheText()
    {
        if (!OperatingSystem.IsWindows())
            WholeFile.Write("/dev/null", "text");
        Assert.True(OperatingSystem.IsWindows() || !File.Exists("/dev/null.part"));
    }

    [Fact]
    public void AFolderIsNotReplaced() => Assert.Throws<IOException>(() => WholeFile.Write(folder, "text"));

    private string InFolder(string name) => Path.Join(folder, name);
}
