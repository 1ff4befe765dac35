using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Running;

/// <summary>Opens small text files, creating missing folders.</summary>
internal static class TextFiles
{
    /// <summary>A writer, or null and a diagnostic.</summary>
    public static StreamWriter? Open(string path, DiagnosticBag diagnostics)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            return new StreamWriter(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Error("NG4010", $"The file '{path}' cannot be written: {problem.Message}", SourceSpan.None, "Choose another folder with --out.");
            return null;
        }
    }
}
