using Neuroglot.Testing;
using Xunit;
using Xunit.Sdk;

namespace Neuroglot.Architecture.Tests;

public sealed class GoldenTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("golden").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_difference_fails_with_the_first_line_that_differs_and_leaves_the_received_text()
    {
        var here = Path.Combine(folder, "Tests.cs");
        File.WriteAllText(Path.Combine(folder, "plan.verified.txt"), "a\r\nb\r\n");
        Golden.Verify("a\nb", "plan", here);
        var failure = Assert.Throws<FailException>(() => Golden.Verify("a\nc", "plan", here));
        Assert.Contains("line 2\n- b\n+ c", failure.Message, StringComparison.Ordinal);
        Assert.Equal("a\nc\n", File.ReadAllText(Path.Combine(folder, "plan.received.txt")));
        Golden.Verify("a\nb", "plan", here);
        Assert.False(File.Exists(Path.Combine(folder, "plan.received.txt")));
    }
}
