namespace Neuroglot.Plotting.Fonts;

/// <summary>Finds a font of this machine; where there is none, the built-in one is taken.</summary>
public static class SystemTypefaces
{
    private const int MostFiles = 20_000;
    private const long MostBytes = 30_000_000;

    // In the order of preference: the first that is there is taken.
    private static readonly (string File, string Family)[] Wanted =
    [
        ("DejaVuSans.ttf", "DejaVu Sans"), ("LiberationSans-Regular.ttf", "Liberation Sans"), ("Arial.ttf", "Arial"), ("Helvetica.ttf", "Helvetica"),
        ("NotoSans-Regular.ttf", "Noto Sans"),
    ];

    private static readonly Lazy<Typeface> Found = new(() => Find(Folders()));

    /// <summary>DejaVu Sans, Liberation Sans, Arial, Helvetica or Noto Sans, whichever is there; else <see cref="StrokeTypeface"/>.</summary>
    public static Typeface Default => Found.Value;

    internal static Typeface Find(IEnumerable<string> folders)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 6, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.ttf", options)).Take(MostFiles))
            files.TryAdd(Path.GetFileName(file), file);
        foreach (var (file, family) in Wanted)
        {
            if (files.TryGetValue(file, out var path) && Read(path, family) is { } typeface)
                return typeface;
        }

        return StrokeTypeface.Instance;
    }

    private static TrueTypeTypeface? Read(string path, string family)
    {
        try
        {
            return new FileInfo(path).Length <= MostBytes ? TrueTypeTypeface.TryRead(family, File.ReadAllBytes(path), out _) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // One font that cannot be read is no reason to draw nothing: the next is as good.
            return null;
        }
    }

    private static IEnumerable<string> Folders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders =
        [
            "/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local", "share", "fonts"), Path.Combine(home, ".fonts"),
            "/Library/Fonts", "/System/Library/Fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
        ];
        return folders.Where(static folder => folder.Length > 0);
    }
}
