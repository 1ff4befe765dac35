using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Neuroglot.Lems.Includes;

/// <summary>The NeuroML 2 core types, which are part of the program. They are addressed by file name, <c>Cells.xml</c>.</summary>
public static class BuiltInLibrary
{
    /// <summary>How places in the library name their file: this and the file name. No path of a file begins so.</summary>
    public const string Prefix = "built-in:";

    private const string Resources = "neuroml2/";

    private static readonly Assembly Home = typeof(BuiltInLibrary).Assembly;

    private static readonly string[] Names = FindNames();

    /// <summary>The file names, such as <c>Cells.xml</c>.</summary>
    public static IReadOnlyList<string> Files => Names;

    /// <summary>Whether <paramref name="file"/>, a file name as in <see cref="Neuroglot.Model.Diagnostics.SourceSpan"/>, is one of the library's.</summary>
    public static bool IsBuiltIn(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.StartsWith(Prefix, StringComparison.Ordinal) && Names.Contains(file[Prefix.Length..]);
    }

    /// <summary>
    /// The library's file that <paramref name="reference"/> means, if any: <c>Cells.xml</c>, <c>NeuroML2CoreTypes/Cells.xml</c>, or the web
    /// address of a published core type file.
    /// </summary>
    public static bool TryFind(string reference, [NotNullWhen(true)] out string? fileName)
    {
        ArgumentNullException.ThrowIfNull(reference);
        fileName = null;
        var slash = reference.LastIndexOf('/');
        var last = reference[(slash + 1)..];
        if (!Names.Contains(last))
            return false;
        var isAddress = IsWebAddress(reference);
        if (isAddress ? !reference.Contains("neuroml", StringComparison.OrdinalIgnoreCase) && !reference.Contains("lems", StringComparison.OrdinalIgnoreCase)
            : slash >= 0 && !reference[..slash].EndsWith("NeuroML2CoreTypes", StringComparison.Ordinal))
            return false;
        fileName = last;
        return true;
    }

    /// <summary>Opens the library's file <paramref name="fileName"/>.</summary>
    /// <exception cref="FileNotFoundException">The library has no such file.</exception>
    public static Stream Open(string fileName) =>
        Home.GetManifestResourceStream(Resources + fileName) ?? throw new FileNotFoundException("The built-in library has no file " + fileName + ".", fileName);

    internal static bool IsWebAddress(string reference) =>
        reference.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || reference.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string[] FindNames() => Array.ConvertAll(
        Array.FindAll(Home.GetManifestResourceNames(), static name => name.StartsWith(Resources, StringComparison.Ordinal)),
        static name => name[Resources.Length..]);
}
