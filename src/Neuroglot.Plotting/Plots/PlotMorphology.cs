using Neuroglot.Model.Units;
using Neuroglot.Morphologies;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Figures;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    // Coordinates that differ from a plane by less than this, in metres, lie in it; as in brian2tools.
    private const double Flatness = 1e-12;

    /// <summary>A neuron's shape, in the plane or in space. As a page (<c>.html</c>), what is drawn in space can be turned, and values over time can be gone through.</summary>
    /// <param name="morphology">The neuron; all of its sections have places.</param>
    /// <param name="plot3D">Whether it is drawn in space; where it is null, as soon as any z differs from 0.</param>
    /// <param name="showCompartments">Whether each compartment has a dot in its middle.</param>
    /// <param name="showDiameter">Whether sections are as thick as they are; else they are lines.</param>
    /// <param name="colors">Colours of sections by their depth in the tree, again from the first after the last; <c>darkblue</c> and <c>darkred</c> where it is null.</param>
    /// <param name="values">
    /// A value of each compartment in SI units, in the order of <see cref="FlatMorphology"/>, which is Brian's, or, row by row, for each of <paramref name="times"/>; or null.
    /// </param>
    /// <param name="valueNorm">The values with the first and the last colour; those that are null are the least and the greatest.</param>
    /// <param name="valueNormFunction">
    /// Where a value, in SI units, lies between the first colour, 0, and the last, 1, such as for colours by ratios; evenly between the ends of <paramref name="valueNorm"/> where it is
    /// null. The colour bar still reaches from one of these ends to the other.
    /// </param>
    /// <param name="valueColormap">Colour map of the values, as matplotlib names it.</param>
    /// <param name="valueColorbar">Whether there is a colour bar.</param>
    /// <param name="valueUnit">Unit of the values; where it is null, the best one for <paramref name="valueDimension"/>.</param>
    /// <param name="valueName">What the values are.</param>
    /// <param name="valueDimension">What the values measure; where it and <paramref name="valueUnit"/> are null, they are shown as they are.</param>
    /// <param name="times">Times of the rows of values in seconds; null for one row.</param>
    /// <param name="frame">Which row a still picture shows.</param>
    /// <param name="lineWidth">Width in points of the lines that stand for sections.</param>
    /// <param name="azimuth">From where it is seen in space: turn around the y axis, in degrees; 0 looks along z, as a drawing in the plane.</param>
    /// <param name="elevation">How high the eye is above the plane of x and z, in degrees.</param>
    /// <param name="axes">Where to draw; a new figure where it is null.</param>
    /// <exception cref="PlottingException">NG8170: sections have no place. NG8171: no values for these compartments and times. NG8001, NG8002: no such colour or map.</exception>
    public static Axes PlotMorphology(
        Morphology morphology, bool? plot3D = null, bool showCompartments = false, bool showDiameter = false, IReadOnlyList<string>? colors = null, double[]? values = null,
        (double? Low, double? High) valueNorm = default, Func<double, double>? valueNormFunction = null, string valueColormap = "hot", bool valueColorbar = true, Unit? valueUnit = null, string? valueName = null,
        Dimension? valueDimension = null, double[]? times = null, int frame = 0, double lineWidth = 2, double azimuth = 30, double elevation = 15, Axes? axes = null)
    {
        ArgumentNullException.ThrowIfNull(morphology);
        var flat = FlatMorphology.Of(morphology);
        if (!flat.HasCoordinates)
            throw new PlottingException("NG8170", "The morphology has sections without a place.", "draw `morphology.GenerateCoordinates()`, or a dendrogram");
        var compartments = flat.Compartments;
        var isInSpace = plot3D ?? compartments.Any(static one => Math.Abs(one.Start.Z) > Flatness || Math.Abs(one.End.Z) > Flatness);
        CheckValues(values, compartments.Length, times, frame);
        axes ??= new Figure(320, 300).AddAxes();
        var paints = (colors is { Count: > 0 } ? colors : ["darkblue", "darkred"]).Select(name => ColorOf(name, axes)!.Value).ToArray();
        if (colors is not { Count: > 0 } && axes.Figure.Theme.Background.Luminance < 0.2)
            paints = [axes.Figure.Theme.CycleColor(0), axes.Figure.Theme.CycleColor(5)];
        var mark = new Solids([.. compartments.Select(static one => Solid(one))])
        {
            View = isInSpace ? new View3(azimuth, elevation) : View3.Front,
            IsFlat = !isInSpace,
            LineWidth = showDiameter ? null : lineWidth,
            HasDots = showCompartments,
            Fills = values is null ? [.. compartments.Select(one => paints[flat.Sections[one.Section].Depth % paints.Length])] : [],
        };
        if (values is not null)
        {
            var (least, greatest) = ((Values)values).Range() ?? (0, 1);
            var scale = new ColorScale(ColorMaps.Parse(valueColormap), valueNorm.Low ?? least, valueNorm.High ?? greatest) { Norm = valueNormFunction };
            mark = mark with { Values = values, Colors = scale, Times = times is null ? null : (Values)times, Frame = frame };
            if (valueColorbar)
                axes.ColorBar = new ColorBar(scale, valueName, valueUnit ?? (valueDimension is { } dimension ? BestUnit(dimension, (least, greatest)) : null));
        }

        axes.IsEqual = true;
        Label(axes.X, isInSpace ? null : "x", CommonUnits.um);
        Label(axes.Y, isInSpace ? null : "y", CommonUnits.um);
        // In space no axis shows lengths; the drawing has a bar of a round length.
        if (isInSpace)
            axes.X.IsVisible = axes.Y.IsVisible = axes.HasFrame = false;
        return axes.Add(mark);
    }

    private static Solid Solid(Compartment one) =>
        new(one.Start.X, one.Start.Y, one.Start.Z, one.StartDiameter / 2, one.End.X, one.End.Y, one.End.Z, one.EndDiameter / 2);

    private static void CheckValues(double[]? values, int compartments, double[]? times, int frame)
    {
        var rows = times?.Length ?? 1;
        if (values is null ? times is not null : values.LongLength != (long)rows * compartments || rows == 0)
        {
            throw new PlottingException(
                "NG8171", $"There are {values?.Length ?? 0} values for {compartments} compartments{(times is null ? string.Empty : $" at {rows} times")}.", "give one for each compartment, row by row for each time");
        }

        if (frame < 0 || frame >= rows)
            throw new PlottingException("NG8171", $"There is no row {frame} of values.", $"take one from 0 to {rows - 1}");
    }
}
