using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    /// <summary>How a neuron branches, without its shape in space: way from the root upwards, and a line for each section, so that no two cross. What branches nearer to the root is at the left.</summary>
    /// <param name="morphology">The neuron.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <param name="color">Colour of all lines; the first of the cycle where it is null.</param>
    /// <param name="lineWidth">Width in points; where it is null, 2, and less where lines would touch.</param>
    /// <exception cref="PlottingException">NG8001: no such colour.</exception>
    public static Axes PlotDendrogram(Morphology morphology, Axes? axes = null, string? color = null, double? lineWidth = null)
    {
        ArgumentNullException.ThrowIfNull(morphology);
        axes = Target(axes);
        var sections = FlatMorphology.Of(morphology).Sections;
        var (places, terminals) = DendrogramPlaces.Of(sections);
        var (x, y) = (new List<double>(), new List<double>());
        void Draw(double fromX, double fromY, double toX, double toY)
        {
            x.AddRange([fromX, toX, double.NaN]);
            y.AddRange([fromY, toY, double.NaN]);
        }

        var reach = new (double Low, double High)[sections.Length];
        Array.Fill(reach, (double.PositiveInfinity, double.NegativeInfinity));
        for (var index = 0; index < sections.Length; index++)
        {
            if (sections[index].EndDistance > sections[index].StartDistance)
                Draw(places[index], sections[index].StartDistance, places[index], sections[index].EndDistance);
            if (sections[index].Parent is >= 0 and var parent)
                reach[parent] = (Math.Min(reach[parent].Low, places[index]), Math.Max(reach[parent].High, places[index]));
        }

        for (var index = 0; index < sections.Length; index++)
        {
            if (reach[index].High > reach[index].Low)
                Draw(reach[index].Low, sections[index].EndDistance, reach[index].High, sections[index].EndDistance);
        }

        Label(axes.Y, "distance from root", CommonUnits.um);
        axes.X.IsVisible = false;
        axes.X.Limits ??= (-1, terminals);
        var paint = ColorOf(color, axes) ?? axes.Figure.Theme.CycleColor(0);
        axes.Add(new Line(x.ToArray(), y.ToArray()) { Color = paint, Width = lineWidth ?? Math.Clamp(0.3 * axes.Figure.Width / (terminals + 1), 0.5, 2) });
        return axes.Add(new Points(new[] { places[0] }, new[] { sections[0].StartDistance }) { Color = paint, Marker = Marker.Parse("o"), Size = 7 });
    }
}

/// <summary>Where the sections of a dendrogram stand side by side.</summary>
internal static class DendrogramPlaces
{
    /// <summary>A place for each section: ends of branches at whole numbers, others in the middle of the ends that grow from them.</summary>
    public static (double[] Places, int Terminals) Of(IReadOnlyList<FlatSection> sections)
    {
        var children = Enumerable.Range(1, Math.Max(0, sections.Count - 1)).ToLookup(index => sections[index].Parent);
        var (low, high) = (new double[sections.Count], new double[sections.Count]);
        var terminals = 0;
        var waiting = new Stack<int>([0]);
        while (waiting.TryPop(out var next))
        {
            var grown = children[next].OrderBy(child => sections[child].EndDistance).ToArray();
            if (grown.Length == 0)
                low[next] = high[next] = terminals++;
            else
                (low[next], high[next]) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var child in grown.Reverse())
                waiting.Push(child);
        }

        // Each section comes after its parent.
        for (var index = sections.Count - 1; index > 0; index--)
        {
            var parent = sections[index].Parent;
            (low[parent], high[parent]) = (Math.Min(low[parent], low[index]), Math.Max(high[parent], high[index]));
        }

        return ([.. low.Zip(high, static (from, to) => (from + to) / 2)], terminals);
    }
}
