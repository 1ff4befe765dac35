namespace Neuroglot.Morphologies.Swc;

/// <summary>A line of a file of SWC; lengths in micrometres, as they stand there.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Type">1 soma, 2 axon, 3 dendrite, 4 apical dendrite; 0 undefined, others are the author's.</param>
/// <param name="X">Place.</param>
/// <param name="Y">Place.</param>
/// <param name="Z">Place.</param>
/// <param name="Radius">Radius.</param>
/// <param name="Parent">Number of the point that it follows; negative for a root.</param>
/// <param name="Line">Its line in the file, from 1.</param>
internal readonly record struct SwcPoint(int Index, int Type, double X, double Y, double Z, double Radius, int Parent, int Line)
{
    private const double Micrometre = 1e-6;

    public const int Soma = 1;

    public Point3 Place => new(X * Micrometre, Y * Micrometre, Z * Micrometre);

    public double Diameter => 2 * Radius * Micrometre;

    /// <summary>What Brian calls such sections; null for what is undefined.</summary>
    public string? TypeName => Type switch
    {
        0 => null,
        Soma => "soma",
        2 => "axon",
        3 => "dend",
        4 => "apic",
        _ => $"type{Type}",
    };
}
