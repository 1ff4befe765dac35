namespace Neuroglot.Import.NeuroML;

/// <summary>A position with a thickness, all in metres.</summary>
/// <param name="X">Position along x.</param>
/// <param name="Y">Position along y.</param>
/// <param name="Z">Position along z.</param>
/// <param name="Diameter">Thickness.</param>
public readonly record struct MorphologyPoint(double X, double Y, double Z, double Diameter)
{
    /// <summary>The distance to <paramref name="other"/>.</summary>
    public double DistanceTo(MorphologyPoint other)
    {
        var (x, y, z) = (other.X - X, other.Y - Y, other.Z - Z);
        return Math.Sqrt(x * x + y * y + z * z);
    }

    /// <summary>The point at a fraction of the way to <paramref name="other"/>; its thickness is interpolated, too.</summary>
    public MorphologyPoint Towards(MorphologyPoint other, double fraction) => fraction switch
    {
        0 => this,
        1 => other,
        _ => new(X + fraction * (other.X - X), Y + fraction * (other.Y - Y), Z + fraction * (other.Z - Z), Diameter + fraction * (other.Diameter - Diameter)),
    };
}
