using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Neuroglot.Testing;

/// <summary>
/// Compares text with a file that a person has looked at: <c>NAME.verified.txt</c> beside the test (or in a folder below it). On a difference the
/// new text is written to <c>NAME.received.txt</c> beside it; <c>NEUROGLOT_ACCEPT=1 dotnet test</c> takes it over.
/// </summary>
public static class Golden
{
    private static bool Accepts => Environment.GetEnvironmentVariable("NEUROGLOT_ACCEPT") == "1";

    /// <summary>Fails unless <paramref name="text"/> equals the verified file; line endings do not count.</summary>
    /// <param name="text">What the code produced.</param>
    /// <param name="name">Name of the file, without its ending; may begin with a folder, <c>Plans/hh</c>.</param>
    /// <param name="testFile">Filled in by the compiler.</param>
    public static void Verify(string text, string name, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        var received = Normalise(text);
        var verifiedPath = PathOf(name, "verified", testFile);
        var receivedPath = PathOf(name, "received", testFile);
        var verified = File.Exists(verifiedPath) ? Normalise(File.ReadAllText(verifiedPath)) : null;
        if (verified == received)
        {
            File.Delete(receivedPath);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(receivedPath)!);
        if (Accepts)
        {
            File.WriteAllText(verifiedPath, received);
            File.Delete(receivedPath);
            return;
        }
        File.WriteAllText(receivedPath, received);
        Assert.Fail(verified is null
            ? $"There is no {verifiedPath} yet; look at {receivedPath} and accept it with NEUROGLOT_ACCEPT=1."
            : $"{receivedPath} differs from the verified file:\n{FirstDifference(verified, received)}");
    }

    /// <summary>Whether a verified file of that name exists, or would be accepted now.</summary>
    /// <param name="name">As in <see cref="Verify"/>.</param>
    /// <param name="testFile">Filled in by the compiler.</param>
    public static bool IsExpected(string name, [CallerFilePath] string testFile = "") => Accepts || File.Exists(PathOf(name, "verified", testFile));

    private static string PathOf(string name, string state, string testFile) => Path.Combine(Path.GetDirectoryName(testFile)!, $"{name}.{state}.txt");

    private static string Normalise(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string FirstDifference(string verified, string received)
    {
        var old = verified.Split('\n');
        var now = received.Split('\n');
        var line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line])
            line++;
        return new StringBuilder()
            .Append("line ").Append(line + 1).Append('\n')
            .Append("- ").Append(line < old.Length ? old[line] : "(end)").Append('\n')
            .Append("+ ").Append(line < now.Length ? now[line] : "(end)")
            .ToString();
    }
}
