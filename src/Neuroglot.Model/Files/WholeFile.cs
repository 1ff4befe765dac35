namespace Neuroglot.Model.Files;

/// <summary>Writes files whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Writes <paramref name="path"/>; what stood there stays as it was unless all of it could be written.</summary>
    /// <param name="path">Where; missing folders are created.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written; other exceptions of files, and those of <paramref name="write"/>, come through, too.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var whole = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        var unfinished = $"{whole}.{Environment.ProcessId}.part";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
                write(stream);
            File.Move(unfinished, whole, overwrite: true);
        }
        catch
        {
            Remove(unfinished);
            throw;
        }
    }

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
