namespace Neuroglot.Model.Files;

/// <summary>Tells where files really lie, so that no symbolic link leads a model out of the folders that it may read. Remembers the folders it has looked at.</summary>
public sealed class RealPaths
{
    private const int MostLinks = 40;

    private readonly Dictionary<string, string> realFolders = new(StringComparer.Ordinal);

    /// <summary>The full path <paramref name="path"/> with every symbolic link on the way followed.</summary>
    public string Of(string path) => Of(path, MostLinks);

    /// <summary>Whether <paramref name="path"/> is <paramref name="folder"/> or lies below it; both full paths with links followed.</summary>
    public static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || path[folder.Length] == Path.DirectorySeparatorChar);

    private string Of(string path, int linksLeft)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        if (realFolders.TryGetValue(path, out var known))
            return known;
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;
        var real = Path.Join(Of(parent, linksLeft), Path.GetFileName(path));
        if (linksLeft > 0 && new FileInfo(real).LinkTarget is { } target)
            real = Of(Path.GetFullPath(target, Path.GetDirectoryName(real)!), linksLeft - 1);
        realFolders[path] = real;
        return real;
    }
}
