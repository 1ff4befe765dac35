using System.Reflection;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Architecture.Tests;

public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries() => [.. House.Projects.Where(static p => p != "Neuroglot.Cli")];

    /// <summary>A change of the public API is a change of <c>PublicApi/PROJECT.verified.txt</c>, to be looked at; projects without that file are still moving.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public void Public_api_changes_only_on_purpose(string project)
    {
        var name = $"PublicApi/{project}";
        if (Golden.IsExpected(name))
            Golden.Verify(PublicApiText.Of(Assembly.Load(project)), name);
    }

    [Fact]
    public void The_text_tells_kinds_bases_and_accessors()
    {
        var text = PublicApiText.Of(typeof(Results.Column).Assembly);
        Assert.Contains("interface Neuroglot.Results.IRecordingSink : IDisposable\n    Diagnostic Failure { get; }\n", text, StringComparison.Ordinal);
        Assert.Contains("    Unit Unit { get; init; }\n", text, StringComparison.Ordinal);
    }
}
