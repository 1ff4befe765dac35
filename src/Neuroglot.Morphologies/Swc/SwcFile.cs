using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;

namespace Neuroglot.Morphologies.Swc;

/// <summary>The trees of a file of SWC, and what is to be said about them.</summary>
/// <param name="Path">The file.</param>
/// <param name="Trees">Its trees, in the order of their roots; none where there are errors.</param>
/// <param name="RootLines">The line of the root of each tree.</param>
/// <param name="Diagnostics">Errors, and what was read otherwise than one might think.</param>
public sealed record SwcReading(string Path, ImmutableArray<Morphology> Trees, ImmutableArray<int> RootLines, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the file cannot be used.</summary>
    public bool HasErrors => Diagnostics.Any(static one => one.Severity == Severity.Error);

    /// <summary>One tree.</summary>
    /// <param name="number">From 1; null for the only one.</param>
    /// <exception cref="MorphologyException">The file has errors, there are several trees and none was asked for (NG8155), or there is none of that number.</exception>
    public Morphology Tree(int? number = null)
    {
        if (HasErrors)
            throw new MorphologyException([.. Diagnostics.Where(static one => one.Severity == Severity.Error)]);
        if (number is null && Trees.Length == 1)
            return Trees[0];
        return number is { } given && given >= 1 && given <= Trees.Length ? Trees[given - 1] : throw new MorphologyException(
        [
            new Diagnostic(
                "NG8155", Severity.Error, $"The file has {Trees.Length} trees, whose roots are in the lines {string.Join(", ", RootLines.Take(20))}{(Trees.Length > 20 ? ", …" : string.Empty)}.",
                new SourceSpan(Path, RootLines[Math.Min(1, RootLines.Length - 1)], 1), $"say which, from 1 to {Trees.Length}, as `tree`"),
        ]);
    }
}

/// <summary>
/// Reads and writes the files in which reconstructed neurons are exchanged (R. C. Cannon, D. A. Turner, G. K. Pyapali and H. V. Wheal, Journal of Neuroscience Methods 84 (1998), 49): a line
/// for each point, with its number, type, x, y, z, radius and the number of the point that it follows; lengths in micrometres.
/// </summary>
public static class SwcFile
{
    /// <summary>Reads a file. Comments, empty lines, further columns and lines in any order are as good as the bare form.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sphericalSoma">Whether a soma of one point, or of three that stand for a sphere, is a sphere.</param>
    public static SwcReading Read(string path, bool sphericalSoma = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, path, sphericalSoma);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SwcReading(
                path, [], [], [new Diagnostic("NG8150", Severity.Error, $"`{path}` cannot be read: {e.Message}", new SourceSpan(path, 0, 0), "name a file of SWC that exists")]);
        }
    }

    /// <summary>Reads from a stream.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="sphericalSoma">As for a file.</param>
    public static SwcReading Read(Stream stream, string path, bool sphericalSoma = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(path);
        var diagnostics = new DiagnosticBag();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var points = new SwcParser(path, diagnostics).Parse(reader);
        var tree = diagnostics.HasErrors ? null : SwcTree.Of(points, path, diagnostics);
        if (tree is null)
            return new SwcReading(path, [], [], [.. diagnostics]);
        ImmutableArray<Morphology> trees = [.. tree.Roots.Select(root => new SwcSections(tree, sphericalSoma, path, diagnostics).Of(root))];
        ImmutableArray<int> lines = [.. tree.Roots.Select(root => points[root].Line)];
        if (trees.Length > 1)
        {
            diagnostics.Warning(
                "NG8155", $"The file has {trees.Length} trees, whose roots are in the lines {string.Join(", ", lines.Take(20))}{(trees.Length > 20 ? ", …" : string.Empty)}.",
                new SourceSpan(path, lines[1], 1), "each is a morphology of its own; join them where they belong together");
        }

        return new SwcReading(path, trees, lines, [.. diagnostics]);
    }

    /// <summary>Writes a shape, whole or not at all. A section that does not begin at the end of its parent gets one more point there.</summary>
    /// <param name="morphology">The shape, with places.</param>
    /// <param name="path">Where.</param>
    /// <param name="comment">What is written first, behind <c>#</c>; or null.</param>
    /// <exception cref="MorphologyException">NG8164: it has no places.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Morphology morphology, string path, string? comment = null)
    {
        var text = SwcWriter.Text(morphology, comment);
        WholeFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The text of such a file.</summary>
    /// <param name="morphology">The shape, with places.</param>
    /// <param name="comment">What is written first; or null.</param>
    /// <exception cref="MorphologyException">NG8164: it has no places.</exception>
    public static string Text(Morphology morphology, string? comment = null) => SwcWriter.Text(morphology, comment);
}
