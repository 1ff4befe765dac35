namespace Neuroglot.Benchmarks.Measuring;

/// <summary>The folder of the project, found from the program upwards.</summary>
internal static class Repository
{
    /// <summary>Path of something in it.</summary>
    /// <param name="path">Its path from the root, with forward slashes.</param>
    internal static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, path);
            if (Path.Exists(found))
                return found;
        }

        throw new FileNotFoundException($"{path} is in no folder above the program.");
    }
}
