using Neuroglot.Numerics;

namespace Neuroglot.Morphologies;

/// <summary>Puts sections that have no place somewhere; see <see cref="Morphology.GenerateCoordinates"/>.</summary>
internal sealed class CoordinateGeneration(double sectionRandomness, double compartmentRandomness, bool overwrites, ulong seed)
{
    private const double Degree = Math.PI / 180;
    private static readonly Point3 OutOfThePlane = new(0, 0, 1);
    private uint section;

    public Morphology Of(Morphology root)
    {
        var made = Place(root, null, default, 0, 1, out var direction);
        var waiting = new Stack<(Morphology From, Morphology To, Point3 Direction)>([(root, made, direction)]);
        while (waiting.TryPop(out var next))
        {
            var children = next.From.Children;
            for (var index = 0; index < children.Count; index++)
            {
                var copy = Place(children[index], next.To, next.Direction, index, children.Count, out var further);
                next.To[next.From.NameAt(index)] = copy;
                waiting.Push((children[index], copy, further));
            }
        }

        return made;
    }

    private Morphology Place(Morphology from, Morphology? parent, Point3 before, int index, int count, out Point3 direction)
    {
        section++;
        if (from.HasCoordinates && !overwrites)
        {
            var kept = from.Copy(null);
            direction = kept.EndOffset!.Value.Normalized();
            return kept;
        }

        if (from is Soma)
        {
            direction = default;
            return from.Copy([default]);
        }

        direction = Direction(before, index, count);
        var places = new Point3[from.N + 1];
        places[0] = parent is Soma soma ? soma.Diameter[0] / 2 * direction : default;
        var lengths = from.Length;
        for (var place = 0; place < from.N; place++)
            places[place + 1] = places[place] + lengths[place] * Perturbed(direction, compartmentRandomness, (uint)place + 1);
        return from.Copy(places);
    }

    private Point3 Direction(Point3 before, int index, int count)
    {
        // From a sphere, all around it: the first down, then against the clock.
        if (before == default)
            return Perturbed(new Point3(1, 0, 0).Turned(OutOfThePlane, -Math.PI / 2 + 2 * Math.PI / count * index), sectionRandomness, 0);
        if (sectionRandomness > 0)
            return Perturbed(before, sectionRandomness, 0);
        var axis = before.Z == 0 ? OutOfThePlane : Orthogonal(before);
        return before.Turned(axis, Math.PI / 2 - Math.PI / (count + 1) * (index + 1)).Normalized();
    }

    // Turned away by an exponentially distributed angle, to any side.
    private Point3 Perturbed(Point3 direction, double degrees, uint place)
    {
        if (degrees == 0)
            return direction;
        var axis = Orthogonal(direction).Turned(direction, 2 * Math.PI * Philox.Uniform(seed, 0, section, place, 0));
        return direction.Turned(axis, degrees * Degree * Philox.Exponential(seed, 1, section, place, 0)).Normalized();
    }

    private static Point3 Orthogonal(Point3 direction) => (direction.X == 0 && direction.Y == 0 ? new Point3(1, 0, 0) : new Point3(-direction.Y, direction.X, 0)).Normalized();
}
