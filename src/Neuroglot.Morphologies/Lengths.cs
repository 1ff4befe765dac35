using Neuroglot.Model.Units;

namespace Neuroglot.Morphologies;

/// <summary>What people give as diameters, lengths and places, in metres.</summary>
internal static class Lengths
{
    public static double Positive(Quantity quantity, string name) => Metres(quantity, name) is > 0 and var metres
        ? metres : throw Morphology.Wrong($"The {name} {quantity} is not above 0.", "give a length such as `10 * um`");

    public static double[] Positive(IReadOnlyList<Quantity> quantities, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(quantities);
        MustBe(quantities.Count, count, name);
        return [.. quantities.Select(one => Positive(one, name))];
    }

    public static double Place(Quantity? quantity, string name) => quantity is { } given ? Metres(given, name) : 0;

    /// <summary>Places, each of three coordinates; null where there is a length in their stead.</summary>
    public static Point3[]? Places(int n, int count, bool hasLength, params ReadOnlySpan<IReadOnlyList<Quantity>?> axes)
    {
        var isGiven = false;
        var places = new double[3][];
        for (var axis = 0; axis < 3; axis++)
        {
            var name = "xyz"[axis].ToString();
            isGiven |= axes[axis] is not null;
            if (axes[axis] is { } values)
                MustBe(values.Count, count, name);
            places[axis] = axes[axis] is { } some ? [.. some.Select(one => Metres(one, name))] : new double[count];
        }

        if (isGiven == hasLength)
            throw Morphology.Wrong(isGiven ? "A section has both a length and places." : "A section has neither a length nor places.", "give `length`, or `x`, `y` and `z`");
        if (!isGiven)
            return null;
        Point3[] points = [.. Enumerable.Range(0, count).Select(place => new Point3(places[0][place], places[1][place], places[2][place]))];
        return Array.TrueForAll(Between(points), static length => length > 0)
            ? points : throw Morphology.Wrong($"Two of the {n + 1} places of a section are the same.", "give each compartment a length");
    }

    public static double[] Between(Point3[] places) => [.. places.Zip(places.Skip(1), static (from, to) => (to - from).Length)];

    private static double Metres(Quantity quantity, string name)
    {
        if (quantity.Dimension != Dimension.Length && !(quantity.Value == 0 && quantity.Dimension.IsNone))
            throw Morphology.Wrong($"`{name}` is {quantity}, which is no length.", "give a length such as `10 * um`");
        return double.IsFinite(quantity.Value) ? quantity.Value : throw Morphology.Wrong($"`{name}` is not finite.", "give a length such as `10 * um`");
    }

    private static void MustBe(int given, int needed, string name)
    {
        if (given != needed)
            throw Morphology.Wrong($"`{name}` has {given} values in place of {needed}.", "give one for each compartment, of diameters and places one more");
    }
}
