using System.Diagnostics.CodeAnalysis;
using Neuroglot.Lems.Reading;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Includes;

/// <summary>
/// Finds the file that an include means. Places in order: the folder of the including file, the folder of the root file, the folders of
/// <see cref="LemsReaderOptions.IncludeFolders"/>, <see cref="LemsReaderOptions.JnmlHome"/>, the built-in library. Nothing is fetched from a network.
/// </summary>
internal sealed class IncludeSearch
{
    private readonly string? rootFolder;
    private readonly List<string> named = [];
    private readonly FolderTree? tree;
    private readonly bool useLibrary;

    /// <summary>Creates the search for a model in <paramref name="rootFolder"/>, null for a text without file.</summary>
    public IncludeSearch(string? rootFolder, LemsReaderOptions options)
    {
        this.rootFolder = rootFolder;
        useLibrary = options.UseBuiltInLibrary;
        named.AddRange(options.IncludeFolders);
        if (options.JnmlHome is { Length: > 0 } home)
        {
            named.Add(home);
            named.Add(Path.Join(home, "NeuroML2CoreTypes"));
        }

        if (rootFolder is not null || named.Count > 0)
            tree = new FolderTree(rootFolder ?? named[0], named);
    }

    /// <summary>The full path with links followed, which tells whether two includes mean one file.</summary>
    public string RealPath(string path) => tree is null ? Path.GetFullPath(path) : tree.RealPath(Path.GetFullPath(path));

    /// <summary>Finds <paramref name="reference"/>, the value of an include's attribute in <paramref name="includingFile"/>.</summary>
    /// <returns>Whether it was found; what is wrong is in <paramref name="diagnostics"/> otherwise (NG1011–NG1014).</returns>
    public bool TryFind(
        string reference, IncludedFile includingFile, SourceSpan span, DiagnosticBag diagnostics, [NotNullWhen(true)] out FoundInclude? found)
    {
        found = null;
        reference = reference.Trim().Replace('\\', '/');
        if (reference.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
            reference = reference["file://".Length..];
        if (BuiltInLibrary.IsWebAddress(reference))
        {
            if (useLibrary && BuiltInLibrary.TryFind(reference, out var published))
            {
                // A copy of one's own, named by -I, wins also over the published address.
                return TryFolders(published, named, span, diagnostics, out found, out _, []) || BuiltIn(published, out found);
            }

            diagnostics.Error("NG1013", $"“{reference}” is not fetched: models are read from files only.", span,
                "Download the file, include it by its path, or name its folder with -I.");
            return false;
        }

        if (reference.EndsWith(".h5", StringComparison.OrdinalIgnoreCase))
        {
            diagnostics.Error("NG1014", $"“{reference}” is in HDF5 form, which is not read.", span, "Convert it to an .nml file.");
            return false;
        }

        List<string> folders = [];
        if (includingFile.FullPath is not null)
            folders.Add(Path.GetDirectoryName(includingFile.Name) is { Length: > 0 } folder ? folder : ".");
        if (rootFolder is not null && !folders.Contains(rootFolder))
            folders.Add(rootFolder);
        folders.AddRange(named);
        List<string> searched = [];
        if (TryFolders(reference, folders, span, diagnostics, out found, out var refused, searched))
            return true;
        if (useLibrary && BuiltInLibrary.TryFind(reference, out var builtIn))
            return BuiltIn(builtIn, out found);
        if (refused)
            return false;
        var hint = MisspeltName(reference, folders);
        if (useLibrary)
            searched.Add("the built-in library");
        diagnostics.Error("NG1011", $"The included file “{reference}” does not exist; searched in {string.Join(", ", searched)}.", span,
            hint ?? "Name the folder that holds it with -I.");
        return false;
    }

    private bool TryFolders(
        string reference, List<string> folders, SourceSpan span, DiagnosticBag diagnostics, [NotNullWhen(true)] out FoundInclude? found,
        out bool refused, List<string> searched)
    {
        found = null;
        refused = false;
        foreach (var folder in folders)
        {
            string path;
            try
            {
                path = Path.IsPathRooted(reference) ? reference : Path.Join(folder, reference);
                if (!searched.Contains(folder))
                    searched.Add(folder);
                if (!File.Exists(path))
                    continue;
                var real = RealPath(path);
                if (tree!.Contains(real))
                {
                    found = new FoundInclude(Tidy(path), real, null);
                    return true;
                }

                refused = true;
                diagnostics.Error("NG1012", $"The included file “{reference}” lies outside of the model's folder tree, {tree.ModelTree}.", span,
                    $"If you trust it, allow it with -I {Path.GetDirectoryName(real)}");
                return false;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                diagnostics.Error("NG1014", $"The included file “{reference}” cannot be read: {exception.Message}", span);
                refused = true;
                return false;
            }
        }

        return false;
    }

    private static bool BuiltIn(string fileName, out FoundInclude found)
    {
        found = new FoundInclude(BuiltInLibrary.Prefix + fileName, null, fileName);
        return true;
    }

    /// <summary>Drops <c>./</c> and folder/<c>..</c> pairs, so that the same file has one name in messages.</summary>
    private static string Tidy(string path)
    {
        List<string> parts = [];
        foreach (var part in path.Split('/', Path.DirectorySeparatorChar))
        {
            if (part == "." || (part.Length == 0 && parts.Count > 0))
                continue;
            if (part == ".." && parts.Count > 0 && parts[^1] is not (".." or ""))
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join(Path.DirectorySeparatorChar, parts);
    }

    private string? MisspeltName(string reference, List<string> folders)
    {
        try
        {
            foreach (var folder in folders)
            {
                var place = Path.GetDirectoryName(Path.Join(folder, reference));
                if (place is null || !Directory.Exists(place) || !tree!.Contains(RealPath(place)))
                    continue;
                var names = Directory.EnumerateFiles(place).Take(2000).Select(name => Path.GetFileName(name)!);
                if (NearNames.Hint(Path.GetFileName(reference), names) is { } hint)
                    return hint;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A hint is a courtesy; the message stands without it.
        }

        return null;
    }
}

/// <summary>What an include means.</summary>
/// <param name="Name">How places in the file name it.</param>
/// <param name="RealPath">Full path on disk, links followed; null for a built-in file.</param>
/// <param name="BuiltInName">File name in the built-in library; null for a file on disk.</param>
internal sealed record FoundInclude(string Name, string? RealPath, string? BuiltInName);
