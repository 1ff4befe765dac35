using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Neuroglot.Sweeps;

/// <summary>Tells whether files have changed.</summary>
internal static class FileHashes
{
    /// <summary>A hash of the content of each file; a word of its own where it cannot be read.</summary>
    public static ImmutableArray<(string Name, string Hash)> Of(IEnumerable<string> paths) => [.. paths.Distinct(StringComparer.Ordinal).Select(static path => (path, Of(path)))];

    private static string Of(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexString(SHA256.HashData(stream));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }
}
