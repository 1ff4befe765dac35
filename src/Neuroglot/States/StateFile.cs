using System.Collections.Immutable;
using System.IO.Compression;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;

namespace Neuroglot.States;

/// <summary>A file with states of runs or sessions: a zip with an entry for each, in the binary form of <see cref="StateWriter"/>.</summary>
internal static class StateFile
{
    private const string Ending = ".state";

    /// <summary>Writes a state beside those that the file holds already; false, with the reason in <paramref name="diagnostics"/> and the file as it was, when that fails.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Name of the state.</param>
    /// <param name="mark">What tells states of this kind from others.</param>
    /// <param name="write">Writes the state.</param>
    /// <param name="diagnostics">Gets what goes wrong.</param>
    public static bool Write(string path, string name, int mark, Action<StateWriter> write, DiagnosticBag diagnostics)
    {
        try
        {
            WholeFile.Write(path, file =>
            {
                if (File.Exists(path))
                {
                    using var before = File.OpenRead(path);
                    before.CopyTo(file);
                }

                using var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true);
                zip.GetEntry(Entry(name))?.Delete();
                using var stream = zip.CreateEntry(Entry(name), CompressionLevel.Fastest).Open();
                using var writer = new StateWriter(stream);
                writer.Write(mark);
                write(writer);
            });
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            diagnostics.Error("NG4010", $"The file '{path}' cannot be written: {e.Message}", SourceSpan.None);
            return false;
        }
    }

    /// <summary>Reads a state; null, with the reason in <paramref name="diagnostics"/>, when that fails.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Name of the state.</param>
    /// <param name="mark">What tells states of this kind from others.</param>
    /// <param name="read">Reads the state.</param>
    /// <param name="diagnostics">Gets what goes wrong.</param>
    public static T? Read<T>(string path, string name, int mark, Func<StateReader, T> read, DiagnosticBag diagnostics)
        where T : class
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            if (zip.GetEntry(Entry(name)) is { } entry)
            {
                using var stream = entry.Open();
                using var reader = new StateReader(stream, entry.Length);
                return reader.Int32() == mark ? read(reader) : throw new InvalidDataException($"The state '{name}' in it is of another kind, or was written by another version.");
            }

            var names = zip.Entries.Where(one => one.FullName.EndsWith(Ending, StringComparison.Ordinal)).Select(one => $"'{Uri.UnescapeDataString(one.FullName[..^Ending.Length])}'").ToImmutableArray();
            diagnostics.Error("NG5110", $"The file '{path}' holds no state '{name}'.", SourceSpan.None, names.IsEmpty ? "It holds none at all." : $"It holds {string.Join(", ", names)}.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            diagnostics.Error("NG4021", $"'{path}' is no file of states: {e.Message}", new SourceSpan(path, 0, 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error("NG4020", $"The file '{path}' cannot be read: {e.Message}", SourceSpan.None);
        }

        return null;
    }

    /// <summary>Whether a file holds states.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return zip.Entries.Count > 0 && zip.Entries.All(static entry => entry.FullName.EndsWith(Ending, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    private static string Entry(string name) => Uri.EscapeDataString(name) + Ending;
}
