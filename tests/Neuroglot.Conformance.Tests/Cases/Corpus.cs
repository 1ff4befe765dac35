namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>A copy of the cases in a temporary folder, so that variants can stand beside their originals and nothing is ever written to the data.</summary>
public sealed class Corpus : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("neuroglot-cases-").FullName;
    private readonly Lock copying = new();

    /// <summary>The file to run for <paramref name="one"/>: the variant that records everything where there is one, else the case's own.</summary>
    public string FileFor(ConformanceCase one, ReferenceTraces? traces)
    {
        ArgumentNullException.ThrowIfNull(one);
        var top = one.Name.Split('/')[0];
        lock (copying)
        {
            if (!Directory.Exists(Path.Join(root, top)))
                Copy(Path.Join(ConformanceData.Root, "neuroml", top), Path.Join(root, top));
            var original = Path.Join(root, one.Name);
            if (traces?.Variant is not { } variant)
                return original;
            var beside = Path.Join(Path.GetDirectoryName(original), Path.GetFileName(variant));
            File.WriteAllBytes(beside, File.ReadAllBytes(variant));
            return beside;
        }
    }

    /// <summary>The folder of an example of our own, copied too.</summary>
    public string CopyOf(string folder)
    {
        var target = Path.Join(root, $"copy-{Guid.NewGuid():N}");
        Copy(folder, target);
        return target;
    }

    /// <summary>A new folder for results, deep enough that files one folder up are still its own.</summary>
    public string ResultFolder() => Directory.CreateDirectory(Path.Join(root, $"results-{Guid.NewGuid():N}", "run")).FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // Written anew: copies of read-only files could not be deleted again.
            File.WriteAllBytes(target, File.ReadAllBytes(file));
        }
    }
}
