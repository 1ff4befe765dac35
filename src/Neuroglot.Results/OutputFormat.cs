namespace Neuroglot.Results;

/// <summary>Forms of recorded files.</summary>
public enum OutputFormat
{
    /// <summary>Columns of text in SI units, as the reference simulator of LEMS writes them.</summary>
    Dat,

    /// <summary>Comma-separated, with a header that names columns and units.</summary>
    Csv,

    /// <summary>A zip of NumPy arrays, one per column.</summary>
    Npz,

    /// <summary>Lines of JSON: an object that describes the columns, then one array per row.</summary>
    Json,
}
