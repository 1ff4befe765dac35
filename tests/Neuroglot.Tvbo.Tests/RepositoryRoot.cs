using System.Runtime.CompilerServices;

namespace Neuroglot.Tvbo.Tests;

/// <summary>Where the repository lies.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find([CallerFilePath] string here = "") => System.IO.Path.GetFullPath(System.IO.Path.Join(here, "..", "..", ".."));
}
