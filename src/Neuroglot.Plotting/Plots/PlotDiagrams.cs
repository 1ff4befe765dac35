using System.Collections.Immutable;
using Neuroglot.Model.Diagrams;
using Neuroglot.Plotting.Colors;
using Neuroglot.Plotting.Diagrams;
using Neuroglot.Plotting.Figures;
using Neuroglot.Plotting.Layout;

namespace Neuroglot.Plotting.Plots;

public static partial class NeuralPlots
{
    // More boxes nobody can look at, and their places take long to find.
    private const int MostBoxes = 400;
    private const int MostArrows = 2000;
    private const int LongestLine = 72;

    /// <summary>What a network consists of: a box for each population, input and recording, and an arrow for each projection, with its synapses, connectivity and delay.</summary>
    /// <param name="network">The network.</param>
    /// <param name="axes">Where to draw; a new figure, as large as needed, where it is null.</param>
    /// <param name="theme">What the new figure looks like; light where it is null.</param>
    /// <exception cref="PlottingException">NG8174: there is nothing, or too much to be looked at. NG8012, when it is drawn: the axes have no room for it.</exception>
    public static Axes PlotNetwork(NetworkDiagram network, Axes? axes = null, Theme? theme = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckDiagram(network.Nodes.Length, network.Edges.Length, network.Edges.All(edge => edge.From >= 0 && edge.From < network.Nodes.Length && edge.To >= 0 && edge.To < network.Nodes.Length));
        var look = axes?.Figure.Theme ?? theme ?? Theme.Light;
        return Draw(
            new Diagram(
                [.. network.Nodes.Select(node => new DiagramBox(Plain(node.Name), Wrapped(node.Lines)) { IsRound = node.Kind == NetworkNodeKind.Population, Color = ColorOf(node.Kind, look) })],
                [.. network.Edges.Select(static edge => new DiagramArrow(edge.From, edge.To, Wrapped(edge.Lines)) { Style = LineStyle.Parse(edge.Kind switch { NetworkEdgeKind.Projection => "-", NetworkEdgeKind.Record => ":", _ => "--" }) })]),
            network.Name, axes, look);
    }

    /// <summary>
    /// The dynamics of a component: a box for each regime with its equations, an arrow for each transition with its occasion and what is assigned and sent then; below, the quantities and
    /// ports. A dot points at the regime in which it begins.
    /// </summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="axes">Where to draw; a new figure, as large as needed, where it is null.</param>
    /// <param name="theme">What the new figure looks like; light where it is null.</param>
    /// <exception cref="PlottingException">NG8174: there is nothing, or too much to be looked at. NG8012, when it is drawn: the axes have no room for it.</exception>
    public static Axes PlotDynamics(DynamicsDiagram dynamics, Axes? axes = null, Theme? theme = null)
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        var count = dynamics.Regimes.Length;
        CheckDiagram(count, dynamics.Transitions.Length, dynamics.Transitions.All(one => one.From >= 0 && one.From < count && one.To >= 0 && one.To < count));
        var look = axes?.Figure.Theme ?? theme ?? Theme.Light;
        return Draw(
            new Diagram(
                [.. dynamics.Regimes.Select(regime => new DiagramBox(Plain(regime.Name), Wrapped(regime.Equations)) { IsRound = true, IsStart = regime.IsInitial && count > 1, Color = look.CycleColor(0) })],
                [.. dynamics.Transitions.Select(static one => new DiagramArrow(one.From, one.To, [.. Wrapped([one.Occasion]), .. Wrapped([.. one.Reactions.Select(static line => $"  {line}")])]))])
            {
                Remarks = Remarks(dynamics),
            },
            $"{dynamics.Name} ({dynamics.Type})", axes, look);
    }

    private static Axes Draw(Diagram diagram, string name, Axes? axes, Theme look)
    {
        if (axes is null)
        {
            var layout = DiagramLayout.Of(diagram, new TextMeasure(Fonts.SystemTypefaces.Default, look));
            // A little more than it needs, since fonts differ.
            axes = new Figure(Math.Clamp(1.03 * layout.Width + 24, 120, 20_000), Math.Clamp(1.03 * layout.Height + 44, 80, 20_000), look).AddAxes();
        }

        axes.X.IsVisible = axes.Y.IsVisible = axes.HasFrame = false;
        axes.Title ??= Plain(name);
        return axes.Add(diagram);
    }

    private static void CheckDiagram(int boxes, int arrows, bool areKnown)
    {
        if (boxes == 0 || boxes > MostBoxes || arrows > MostArrows || !areKnown)
        {
            throw new PlottingException(
                "NG8174", areKnown ? $"A diagram of {boxes} boxes and {arrows} arrows cannot be looked at." : "An arrow joins boxes that there are not.", $"draw up to {MostBoxes} boxes and {MostArrows} arrows, a part at a time");
        }
    }

    private static Color ColorOf(NetworkNodeKind kind, Theme theme) => kind switch
    {
        NetworkNodeKind.Population => theme.CycleColor(0),
        NetworkNodeKind.Input => theme.CycleColor(2),
        NetworkNodeKind.Recording => theme.CycleColor(1),
        NetworkNodeKind.Synapses => theme.CycleColor(6),
        _ => theme.Foreground,
    };

    private static ImmutableArray<string> Remarks(DynamicsDiagram dynamics)
    {
        string Names(QuantityRole role) => string.Join(", ", dynamics.Quantities.Where(one => one.Role == role).Select(static one => one.Unit is null ? one.Name : $"{one.Name} ({one.Unit})"));
        string Ports(bool isOutput) => string.Join(", ", dynamics.Ports.Where(port => port.IsOutput == isOutput).Select(static port => $"{port.Name}: {port.Carries}{(port.Unit is null ? string.Empty : $" ({port.Unit})")}"));
        return
        [
            .. new[]
            {
                ("parameters", Names(QuantityRole.Parameter)), ("state variables", Names(QuantityRole.State)), ("in", Ports(false)), ("out", Ports(true)),
            }.Where(static pair => pair.Item2.Length > 0).SelectMany(static pair => Wrapped([$"{pair.Item1}: {pair.Item2}"])),
            .. Wrapped([.. dynamics.Quantities.Where(static one => one is { Role: QuantityRole.Alias, Value: not null }).Select(static one => $"{one.Name} = {one.Value}")]),
        ];
    }

    // Lines break at spaces, before they are longer than people read; what continues one is set in.
    private static ImmutableArray<string> Wrapped(ImmutableArray<string> lines)
    {
        var wrapped = ImmutableArray.CreateBuilder<string>();
        foreach (var text in lines.Select(Plain))
        {
            var (rest, indent) = (text, string.Empty);
            while (rest.Length > LongestLine)
            {
                var at = rest.LastIndexOf(' ', LongestLine, LongestLine / 2);
                if (at < 0)
                    at = LongestLine;
                wrapped.Add(indent + rest[..at].TrimEnd());
                (rest, indent) = (rest[at..].TrimStart(), "    ");
            }

            wrapped.Add(indent + rest);
        }

        return wrapped.ToImmutable();
    }

    // Texts of authors are no markup.
    private static string Plain(string text) => text.Replace("$", "\\$", StringComparison.Ordinal);
}
