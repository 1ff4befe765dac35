namespace Neuroglot.Tests.Running;

/// <summary>The project's own examples.</summary>
internal static class ExampleFolder
{
    public static string Path { get; } = Find();

    /// <summary>The LEMS file of each example, relative to the folder.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Path, "LEMS_*.xml", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Join(folder.FullName, "Neuroglot.slnx")))
                return System.IO.Path.Join(folder.FullName, "examples");
        }

        throw new DirectoryNotFoundException("The tests run outside of the repository.");
    }
}
