namespace Neuroglot.Plotting.Svg;

/// <summary>How SVG documents are written.</summary>
public sealed record SvgOptions
{
    /// <summary>Whether letters are outlines, which look the same everywhere, and not text, which can be searched, read aloud and edited.</summary>
    public bool TextAsPaths { get; init; }

    /// <summary>What the names of parts begin with, so that several figures can stand in one page.</summary>
    public string Prefix { get; init; } = "ng-";

    /// <summary>Pixels of an inch of markers that are too many to be shapes.</summary>
    public double PictureDotsPerInch { get; init; } = 300;
}
