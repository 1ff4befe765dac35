using System.Text;

namespace Neuroglot.Model.Files;

/// <summary>Writes files whole or not at all: who reads one, or ends the program meanwhile, finds either what stood there before or all of the new.</summary>
public static class WholeFile
{
    /// <summary>Writes a file by way of another beside it, which takes its place when it is complete.</summary>
    /// <param name="path">Where; missing folders are created.</param>
    /// <param name="write">Writes the content; the stream can be read and moved in.</param>
    /// <exception cref="IOException">It cannot be written; what stood there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var whole = Path.GetFullPath(path);
        if (Directory.Exists(whole))
            throw new IOException("It is a folder.");
        if (whole.StartsWith("/dev/", StringComparison.Ordinal))
        {
            // A device is no file that another could take the place of.
            using var device = new FileStream(whole, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        if (File.Exists(whole))
            whole = File.ResolveLinkTarget(whole, returnFinalTarget: true)?.FullName ?? whole;
        var unfinished = $"{whole}.{Environment.ProcessId}.part";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite))
                write(stream);
            File.Move(unfinished, whole, overwrite: true);
        }
        catch
        {
            Remove(unfinished);
            throw;
        }
    }

    /// <summary>Writes a text in UTF-8.</summary>
    /// <inheritdoc cref="Write(string, Action{FileStream})"/>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The first problem is the one to tell.
        }
    }
}
