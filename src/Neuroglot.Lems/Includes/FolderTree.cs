using Neuroglot.Model.Files;

namespace Neuroglot.Lems.Includes;

/// <summary>
/// The folders that a model may include files from. A model is data from others: opening it must not read the rest of the disk.
/// <list type="bullet">
/// <item>the <em>model's folder tree</em>: everything below the project folder, the nearest one above the root file that holds <c>.git</c>
/// (at most 8 levels up); without such a folder, everything below the folder two levels above the root file's, since models include
/// <c>../../channels/x.nml</c>; never a user's home folder or what lies above it, nor the root of the file system;</item>
/// <item>everything below the folders that the user names (<c>-I</c>, <c>JNML_HOME</c>).</item>
/// </list>
/// Symbolic links are followed first, so a link inside the tree doesn't lead out of it.
/// </summary>
public sealed class FolderTree
{
    private const int MostLevelsToProject = 8;
    private const int LevelsWithoutProject = 2;

    private readonly RealPaths paths = new();
    private readonly List<string> allowed = [];

    /// <summary>Creates the tree of the model in <paramref name="rootFolder"/> with the <paramref name="named"/> folders.</summary>
    public FolderTree(string rootFolder, IEnumerable<string> named)
    {
        ArgumentNullException.ThrowIfNull(named);
        ModelTree = TreeOf(RealPath(Path.GetFullPath(rootFolder)));
        allowed.Add(ModelTree);
        foreach (var folder in named)
            allowed.Add(RealPath(Path.GetFullPath(folder)));
    }

    /// <summary>The top folder of the model's folder tree.</summary>
    public string ModelTree { get; }

    /// <summary>Whether the file <paramref name="realPath"/>, links followed, may be read.</summary>
    public bool Contains(string realPath) => allowed.Exists(folder => RealPaths.IsBelow(realPath, folder));

    /// <summary>The full path of <paramref name="path"/> with every symbolic link on the way followed.</summary>
    public string RealPath(string path) => paths.Of(path);

    private string TreeOf(string folder)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } profile ? RealPath(profile) : null;
        var candidate = folder;
        for (var level = 0; level <= MostLevelsToProject && MayBeTree(candidate, home); level++)
        {
            var mark = Path.Join(candidate, ".git");
            if (Directory.Exists(mark) || File.Exists(mark))
                return candidate;
            candidate = Path.GetDirectoryName(candidate)!;
        }

        candidate = folder;
        for (var level = 0; level < LevelsWithoutProject; level++)
        {
            var parent = Path.GetDirectoryName(candidate);
            if (parent is null || !MayBeTree(parent, home))
                break;
            candidate = parent;
        }

        return candidate;
    }

    private static bool MayBeTree(string folder, string? home) =>
        Path.GetDirectoryName(folder) is not null && (home is null || (folder != home && !RealPaths.IsBelow(home, folder)));
}
