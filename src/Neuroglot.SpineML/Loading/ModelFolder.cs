using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;

namespace Neuroglot.SpineML.Loading;

/// <summary>
/// The folder of a model, which is all that it may read: a model is data from others. Links are followed first, so that none leads out of it.
/// </summary>
public sealed class ModelFolder
{
    private readonly RealPaths paths = new();
    private readonly string folder;
    private readonly string real;

    /// <summary>Creates the folder of the file <paramref name="path"/>.</summary>
    public ModelFolder(string path)
    {
        folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        real = paths.Of(Path.GetFullPath(folder));
    }

    /// <summary>Finds the file that <paramref name="url"/> means.</summary>
    /// <param name="url">A name of a file in the folder or below.</param>
    /// <param name="span">Where it is written.</param>
    /// <param name="diagnostics">Gets the reason when the result is false.</param>
    /// <param name="path">The file, named as a user would.</param>
    public bool TryFind(string url, SourceSpan span, DiagnosticBag diagnostics, [NotNullWhen(true)] out string? path)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        path = null;
        try
        {
            var named = url.Trim().Replace('\\', '/');
            if (named.Length == 0)
            {
                diagnostics.Error(FileCodes.MissingFile, "The name of a file is empty.", span);
                return false;
            }

            var candidate = folder == "." ? named : Path.Combine(folder, named);
            if (named.Contains("://", StringComparison.Ordinal) || !RealPaths.IsBelow(paths.Of(Path.GetFullPath(candidate)), real))
            {
                diagnostics.Error(FileCodes.OutsideFolder, $"“{url}” lies outside of the model's folder and is not read.", span, "Copy the file into the folder of the model.");
                return false;
            }

            if (File.Exists(candidate))
            {
                path = candidate;
                return true;
            }

            diagnostics.Error(FileCodes.MissingFile, $"The file “{url}” does not exist in the folder of the model.", span, NearNames.Hint(named, Names()));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Error(FileCodes.MissingFile, $"The file “{url}” cannot be looked for: {problem.Message}", span);
        }

        return false;
    }

    private IEnumerable<string> Names() => Directory.EnumerateFiles(folder).Take(2000).Select(static name => Path.GetFileName(name));
}
