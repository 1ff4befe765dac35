namespace Neuroglot.Formats;

/// <summary>The readable formats. To add one, write its class and a line here.</summary>
internal static class ReadableFormats
{
    /// <summary>Every format, in the order in which they are tried.</summary>
    public static IReadOnlyList<IReadableFormat> All { get; } = [new SpineMLFormat(), new LemsFormat(), new BrianFormat(), new TvboFormat()];

    /// <summary>The format of the file called <paramref name="path"/>, by its ending and, where that does not decide, its content; or null.</summary>
    public static IReadableFormat? Of(string path)
    {
        foreach (var format in All)
        {
            foreach (var ending in format.Endings)
            {
                if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && format.Recognises(path))
                    return format;
            }
        }

        return null;
    }
}
