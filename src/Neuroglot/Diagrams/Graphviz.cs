using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Neuroglot.Model.Diagrams;

namespace Neuroglot.Diagrams;

/// <summary>
/// Diagrams in the language of Graphviz. The same diagram gives the same text. Names are data from others: they stand in labels only, with all that means something there escaped.
/// </summary>
public static class Graphviz
{
    /// <summary>Characters of a line of a label; what is beyond is left out, and an ellipsis says so.</summary>
    private const int LongestLine = 400;

    private const string Font = "fontname=\"Helvetica\", fontsize=10";

    /// <summary>A network: populations are boxes, projections solid arrows, links of other ports dashed ones; inputs and recordings stand at the side.</summary>
    public static string Text(NetworkDiagram diagram)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        var text = Begin(diagram.Name, diagram.Name).Append("  rankdir=LR;\n");
        foreach (var (node, index) in diagram.Nodes.Select(static (node, index) => (node, index)))
            text.Append(CultureInfo.InvariantCulture, $"  n{index} [label={Label([node.Name, .. node.Lines], 'n')}, {Shape(node.Kind)}];\n");
        foreach (var (edge, index) in diagram.Edges.Select(static (edge, index) => (edge, index)))
            Connect(text, $"n{edge.From}", $"n{edge.To}", $"e{index}", edge.Lines, Shape(edge.Kind));
        return text.Append("}\n").ToString();
    }

    /// <summary>
    /// Dynamics, each in a frame of its own: a box for each regime with its equations, an asterisk at the initial one; arrows with what makes them happen and what is done then;
    /// apart from them the quantities (red) and the ports (blue).
    /// </summary>
    public static string Text(string name, ImmutableArray<DynamicsDiagram> diagrams)
    {
        var text = Begin(name, diagrams.Length == 1 ? string.Empty : name);
        foreach (var (diagram, index) in diagrams.Select(static (diagram, index) => (diagram, index)))
            Add(text, diagram, index.ToString(CultureInfo.InvariantCulture));
        return text.Append("}\n").ToString();
    }

    private static StringBuilder Begin(string name, string title) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"digraph {Label([name], null)} {{\n")
        .Append(CultureInfo.InvariantCulture, $"  graph [label={Label([title], 'n')}, labelloc=t, {Font}];\n")
        .Append(CultureInfo.InvariantCulture, $"  node [shape=box, {Font}];\n")
        .Append(CultureInfo.InvariantCulture, $"  edge [{Font}];\n");

    private static void Add(StringBuilder text, DynamicsDiagram diagram, string prefix)
    {
        text.Append(CultureInfo.InvariantCulture, $"  subgraph cluster{prefix} {{\n    label={Label([$"{diagram.Name} ({diagram.Type})"], 'n')}; color=gray; style=rounded;\n");
        foreach (var (regime, index) in diagram.Regimes.Select(static (regime, index) => (regime, index)))
        {
            ImmutableArray<string> title = regime.Name.Length == 0 ? regime.Equations.IsEmpty ? ["no equations"] : [] : [regime.IsInitial ? regime.Name + " *" : regime.Name];
            text.Append(CultureInfo.InvariantCulture, $"    r{prefix}_{index} [label={Label([.. title, .. regime.Equations], 'l')}, style=rounded, penwidth={(regime.IsInitial ? 2 : 1)}];\n");
        }

        foreach (var (transition, index) in diagram.Transitions.Select(static (transition, index) => (transition, index)))
        {
            ImmutableArray<string> lines = [transition.Occasion, .. transition.Reactions.Select(static line => "  " + line)];
            Connect(text, $"r{prefix}_{transition.From}", $"r{prefix}_{transition.To}", $"t{prefix}_{index}", lines, "style=solid");
        }

        if (!diagram.Quantities.IsEmpty)
            text.Append(CultureInfo.InvariantCulture, $"    q{prefix} [label={Label([.. diagram.Quantities.Select(Line)], 'l')}, color=red];\n");
        if (!diagram.Ports.IsEmpty)
            text.Append(CultureInfo.InvariantCulture, $"    p{prefix} [label={Label([.. diagram.Ports.Select(Line)], 'l')}, color=blue];\n");
        text.Append("  }\n");
    }

    // The text of an arrow is a node half way, since Graphviz keeps nodes apart but lays labels of arrows over each other.
    private static void Connect(StringBuilder text, string from, string to, string between, ImmutableArray<string> lines, string style)
    {
        if (lines.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {from} -> {to} [{style}];\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"  {between} [label={Label(lines, 'l')}, shape=plain];\n");
        text.Append(CultureInfo.InvariantCulture, $"  {from} -> {between} [dir=none, {style}];\n");
        text.Append(CultureInfo.InvariantCulture, $"  {between} -> {to} [{style}];\n");
    }

    private static string Line(DiagramQuantity quantity) => quantity.Role switch
    {
        QuantityRole.Parameter => $"parameter {quantity.Name}{Unit(quantity.Unit)}",
        QuantityRole.State => $"state {quantity.Name}{Unit(quantity.Unit)}",
        _ => $"{quantity.Name} = {quantity.Value}{Unit(quantity.Unit)}",
    };

    private static string Line(DiagramPort port) => $"{(port.IsOutput ? "sends" : "receives")} {port.Carries} {port.Name}{Unit(port.Unit)}";

    private static string Unit(string? unit) => string.IsNullOrEmpty(unit) ? string.Empty : $" [{unit}]";

    private static string Shape(NetworkNodeKind kind) => kind switch
    {
        NetworkNodeKind.Population => "style=\"rounded,bold\"",
        NetworkNodeKind.Group => "style=rounded",
        NetworkNodeKind.Synapses => "shape=plain",
        NetworkNodeKind.Input => "shape=cds, color=blue",
        _ => "shape=note, color=gray",
    };

    private static string Shape(NetworkEdgeKind kind) => kind switch
    {
        NetworkEdgeKind.Projection => "style=solid",
        NetworkEdgeKind.Link => "style=dashed",
        NetworkEdgeKind.Drive => "style=solid, color=blue",
        _ => "style=dotted, color=gray",
    };

    /// <summary>
    /// A quoted string. In labels (with <paramref name="ending"/> as how lines end: <c>n</c> centred, <c>l</c> to the left) Graphviz looks for escapes after a backslash and for entities
    /// after an ampersand; characters that XML cannot hold would break the pictures made of them.
    /// </summary>
    private static string Label(ImmutableArray<string> lines, char? ending)
    {
        var text = new StringBuilder("\"");
        for (var n = 0; n < lines.Length; n++)
        {
            var line = lines[n].Length > LongestLine ? lines[n][..LongestLine] + "…" : lines[n];
            foreach (var rune in line.EnumerateRunes())
            {
                _ = rune.Value switch
                {
                    '"' => text.Append("\\\""),
                    '\\' => text.Append(ending is null ? "/" : "\\\\"),
                    '&' => text.Append("&amp;"),
                    < ' ' or (>= 0x7f and < 0xa0) => text.Append(' '),
                    0xFFFE or 0xFFFF => text.Append('�'),
                    _ => text.Append(rune.ToString()),
                };
            }

            if (ending is { } last && (n + 1 < lines.Length || last == 'l'))
                text.Append('\\').Append(last);
        }

        return text.Append('"').ToString();
    }
}
