using Xunit;

namespace Neuroglot.Results.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void WritesWithMissingFolders()
    {
        var path = Path.Join(folder.Path, "a", "b", "m.txt");
        WholeFile.Write(path, "µ\n");
        Assert.Equal("µ\n", File.ReadAllText(path));
        Assert.Equal(0xC2, File.ReadAllBytes(path)[0]);
    }

    [Fact]
    public void WhatStoodThereStaysWhenWritingFails()
    {
        var path = folder.File("m.txt");
        WholeFile.Write(path, "before");
        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void ALinkStaysALink()
    {
        File.WriteAllText(folder.File("real.txt"), "before");
        try
        {
            File.CreateSymbolicLink(folder.File("link.txt"), folder.File("real.txt"));
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // Links need a permission there that few have.
            return;
        }

        WholeFile.Write(folder.File("link.txt"), "after");
        Assert.Equal("after", File.ReadAllText(folder.File("real.txt")));
        Assert.NotNull(new FileInfo(folder.File("link.txt")).LinkTarget);
    }

    [Fact]
    public void ADeviceTakesTheText()
    {
        if (!OperatingSystem.IsWindows())
            WholeFile.Write("/dev/null", "text");
        Assert.True(OperatingSystem.IsWindows() || !File.Exists("/dev/null.part"));
    }

    [Fact]
    public void AFolderIsNotReplaced() => Assert.Throws<IOException>(() => WholeFile.Write(folder.Path, "text"));
}
