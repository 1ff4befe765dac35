using System.Globalization;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Running;

/// <summary>The <c>timesFile</c> of a LEMS Target: the time of each step in seconds, one a line.</summary>
internal sealed class TimesFile : IDisposable
{
    private readonly StreamWriter writer;

    private TimesFile(StreamWriter writer) => this.writer = writer;

    public static TimesFile? TryCreate(string path, DiagnosticBag diagnostics) =>
        TextFiles.Open(path, diagnostics) is { } writer ? new TimesFile(writer) : null;

    public void Write(double time)
    {
        Span<char> text = stackalloc char[32];
        if (time.TryFormat(text, out var length, default, CultureInfo.InvariantCulture))
            writer.Write(text[..length]);
        writer.Write('\n');
    }

    public void Dispose() => writer.Dispose();
}
