using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests;

/// <summary>Where models and results of others lie; a checkout without them skips the tests that need them.</summary>
internal static class ConformanceData
{
    /// <summary>The folder <c>shared/conformance</c> beside one of the folders above the test binary, or null.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>The folder called <paramref name="name"/>, or null after saying so in the test's output.</summary>
    public static string? Folder(string name, ITestOutputHelper output)
    {
        if (Root is not null && Path.Join(Root, name) is var folder && Directory.Exists(folder))
            return folder;
        output.WriteLine($"Nothing was checked: there is no folder shared/conformance/{name} beside the checkout.");
        return null;
    }

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Join(folder.FullName, "shared", "conformance");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
