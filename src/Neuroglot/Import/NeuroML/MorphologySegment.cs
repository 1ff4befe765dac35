namespace Neuroglot.Import.NeuroML;

/// <summary>A piece of a cell: a frustum between two points, or a sphere where both points coincide. Lengths are in metres.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name for people, or null.</param>
/// <param name="Parent">Id of the segment that it grows from; null for the root.</param>
/// <param name="FractionAlong">Where on its parent it begins, from 0, the proximal end, to 1.</param>
/// <param name="Proximal">The end towards the root; the place on the parent where the document states none.</param>
/// <param name="Distal">The other end.</param>
public sealed record MorphologySegment(string Id, string? Name, string? Parent, double FractionAlong, MorphologyPoint Proximal, MorphologyPoint Distal)
{
    /// <summary>Distance between the ends; 0 for a sphere.</summary>
    public double Length { get; } = Proximal.DistanceTo(Distal);

    /// <summary>Whether it is a sphere of the distal diameter.</summary>
    public bool IsSphere => Length == 0;

    /// <summary>Area of the membrane in m²: the side of the frustum without its ends, or the whole sphere.</summary>
    public double Area
    {
        get
        {
            if (IsSphere)
                return Math.PI * Distal.Diameter * Distal.Diameter;
            var (near, far) = (Proximal.Diameter / 2, Distal.Diameter / 2);
            return Math.PI * (near + far) * Math.Sqrt((near - far) * (near - far) + Length * Length);
        }
    }

    /// <summary>Volume in m³.</summary>
    public double Volume
    {
        get
        {
            var (near, far) = (Proximal.Diameter / 2, Distal.Diameter / 2);
            return IsSphere ? 4 * Math.PI / 3 * far * far * far : Math.PI * Length / 3 * (near * near + near * far + far * far);
        }
    }
}
