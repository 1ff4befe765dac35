using Neuroglot.Lems.Syntax;

namespace Neuroglot.Lems.Includes;

/// <summary>The library's files as elements. Each is read once in a process, when a model first needs it.</summary>
internal static class BuiltInElements
{
    private static readonly Lock Guard = new();
    private static readonly Dictionary<string, SourceElement> Roots = [];

    /// <summary>The outermost element of the library's file <paramref name="fileName"/>.</summary>
    /// <exception cref="FileNotFoundException">The library has no such file.</exception>
    public static SourceElement Root(string fileName)
    {
        lock (Guard)
        {
            if (!Roots.TryGetValue(fileName, out var root))
                Roots.Add(fileName, root = Read(fileName));
            return root;
        }
    }

    private static SourceElement Read(string fileName)
    {
        using var stream = BuiltInLibrary.Open(fileName);
        return LibraryText.Read(stream, BuiltInLibrary.Prefix + fileName);
    }
}
