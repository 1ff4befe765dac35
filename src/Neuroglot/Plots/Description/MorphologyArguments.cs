using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Neuroglot.Plotting;

namespace Neuroglot.Plots.Description;

/// <summary>
/// A neuron's shape in a description: arrays with an entry for each section, each after its parent (<c>parents</c>, −1 for the root; <c>counts</c> of compartments; <c>spheres</c>), and with one
/// for each compartment, section by section (diameters and places in SI units at both ends, lengths), as Brian has them. Places may be left out.
/// </summary>
internal static class MorphologyArguments
{
    /// <summary>The shape.</summary>
    public static Morphology Of(Arguments given)
    {
        var (parents, counts, spheres) = (given.Indices("parents"), given.Indices("counts"), given.Indices("spheres"));
        var (startDiameter, endDiameter, length) = (given.Needed("start_diameter"), given.Needed("end_diameter"), given.Needed("length"));
        var hasPlaces = given.Numbers("start_x") is not null;
        Point3[] starts = hasPlaces ? Places(given, "start") : [], ends = hasPlaces ? Places(given, "end") : [];
        var total = counts.Sum(static count => (long)count);
        if (parents.Length == 0 || counts.Length != parents.Length || spheres.Length != parents.Length || counts.Any(static count => count < 1)
            || new[] { startDiameter.Length, endDiameter.Length, length.Length, hasPlaces ? starts.Length : total, hasPlaces ? ends.Length : total }.Any(many => many != total))
        {
            throw Wrong("its arrays are not as long as each other");
        }

        var sections = new Morphology[parents.Length];
        var tips = new Point3[parents.Length];
        var first = 0;
        for (var section = 0; section < parents.Length; section++)
        {
            var (parent, count) = (parents[section], counts[section]);
            if (parent >= section || (parent < 0) != (section == 0))
                throw Wrong("a section comes before its parent");
            var origin = parent < 0 ? default : tips[parent];
            if (spheres[section] != 0)
            {
                var centre = hasPlaces ? 0.5 * (starts[first] + ends[first]) : default;
                sections[section] = hasPlaces ? new Soma(Metres(startDiameter[first]), Metres(centre.X - origin.X), Metres(centre.Y - origin.Y), Metres(centre.Z - origin.Z)) : new Soma(Metres(startDiameter[first]));
                tips[section] = centre;
            }
            else
            {
                Quantity[] diameters = [Metres(startDiameter[first]), .. endDiameter[first..(first + count)].Select(Metres)];
                Point3[] points = hasPlaces ? [starts[first], .. ends[first..(first + count)]] : [];
                sections[section] = hasPlaces
                    ? new Section(diameters, count, null, [.. points.Select(point => Metres(point.X - origin.X))], [.. points.Select(point => Metres(point.Y - origin.Y))], [.. points.Select(point => Metres(point.Z - origin.Z))])
                    : new Section(diameters, count, [.. length[first..(first + count)].Select(Metres)]);
                tips[section] = hasPlaces ? ends[first + count - 1] : default;
            }

            if (parent >= 0)
                sections[parent][$"section{section}"] = sections[section];
            first += count;
        }

        return sections[0];
    }

    private static Point3[] Places(Arguments given, string end)
    {
        var (x, y, z) = (given.Needed($"{end}_x"), given.Needed($"{end}_y"), given.Needed($"{end}_z"));
        return x.Length == y.Length && y.Length == z.Length ? [.. Enumerable.Range(0, x.Length).Select(place => new Point3(x[place], y[place], z[place]))] : throw Wrong("a place has not all of x, y and z");
    }

    private static Quantity Metres(double length) => new(length, Dimension.Length);

    private static PlottingException Wrong(string what) => new("NG8116", $"The description of a morphology is not understood: {what}.", "let neuroglot.plotting write it");
}
