using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Layout;

/// <summary>Where points lie on the page; those that nobody sees are left out.</summary>
internal static class PointPlaces
{
    public static (float[] X, float[] Y, double[]? Values) Of(Values x, Values y, Values? values, PlotMap map, double size)
    {
        var seen = map.Box.Grow(size);
        var places = (X: new float[x.Count], Y: new float[x.Count], Values: values is null ? null : new double[x.Count]);
        var count = 0;
        for (var index = 0; index < x.Count; index++)
        {
            var at = map[x[index], y[index]];
            // False for NaN, too.
            if (!seen.Contains(at))
                continue;
            (places.X[count], places.Y[count]) = ((float)at.X, (float)at.Y);
            if (places.Values is not null)
                places.Values[count] = values![index];
            count++;
        }

        if (count == x.Count)
            return places;
        Array.Resize(ref places.X, count);
        Array.Resize(ref places.Y, count);
        if (places.Values is not null)
            Array.Resize(ref places.Values, count);
        return places;
    }
}
