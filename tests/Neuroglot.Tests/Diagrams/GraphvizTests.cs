using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Diagrams;
using Neuroglot.Model.Diagrams;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Tests.Diagrams;

public sealed class GraphvizTests
{
    /// <summary>Characters that mean something to Graphviz or XML, some that no XML may hold, and a few letters.</summary>
    private static readonly Gen<string> Hostile = Gen.Elements('"', '\\', '&', '<', '>', '{', '}', '|', '[', ']', ';', '#', '%', '\n', '\r', '\t', '\0', '\u001b', '\u0085', '\uFFFF', '\uD800', 'l', 'N', 'G', 'a', 'µ', '宇')
        .ListOf().Select(static letters => new string([.. letters]));

    [Fact]
    public void Names_stay_in_their_labels() =>
        Prop.ForAll(
            Hostile.Zip(Hostile).ToArbitrary(),
            static names =>
            {
                var (name, line) = names;
                var labels = LabelsOf(Graphviz.Text(Network(name, line)));
                return labels is not null && labels.Count(label => label == Seen(name) + "\n" + Seen(line)) == 2;
            }).Holds(300);

    /// <summary>What Graphviz makes of hostile names is well-formed, and shows them. Where it is not installed, nothing is drawn.</summary>
    [Fact]
    public void Graphviz_draws_what_is_written()
    {
        string[] names = ["\\", "\\N\\G\\l", "\"; n9 [label=\"", "&lt;b&gt;", "<table>", "a\nb\0c", "#include", "µ宇", "{x|y}"];
        foreach (var name in names)
        {
            if (Draw(Graphviz.Text(Network(name, "1 × LIF"))) is not { } picture)
                return;
            var shown = XDocument.Parse(picture).Descendants().Where(static one => one.Name.LocalName == "text").Select(static one => one.Value.Replace('\u00a0', ' ')).ToList();
            Assert.Equal(2, shown.Count(text => text == Seen(name)));
            Assert.Equal(2, XDocument.Parse(picture).Descendants().Count(static one => (string?)one.Attribute("class") == "node"));
        }
    }

    [Fact]
    public void Long_lines_are_cut_with_an_ellipsis()
    {
        var label = LabelsOf(Graphviz.Text(Network(new string('x', 100_000), "y")))!.First(static one => one.EndsWith("\ny", StringComparison.Ordinal));
        Assert.Equal(new string('x', 400) + "…\ny", label);
    }

    [Fact]
    public void Dynamics_show_regimes_transitions_quantities_and_ports()
    {
        var diagram = new DynamicsDiagram("LIF", "neuron_body")
        {
            Quantities = [new(QuantityRole.Parameter, "tau", "ms"), new(QuantityRole.State, "v", "mV"), new(QuantityRole.Alias, "rest", null, "-60")],
            Ports = [new("spike", true, "events", null), new("I", false, "the sum of values", "nA")],
            Regimes = [new("integrating", true, ["dv/dt = -v/tau"]), new("refractory", false, [])],
            Transitions = [new(0, 1, "when v > 1", ["v = 0", "send event spike"]), new(1, 0, "when t > 5", [])],
        };
        var text = Graphviz.Text("LIF", [diagram]);
        Assert.Equal(
            ["integrating *\ndv/dt = -v/tau\n", "refractory\n", "when v > 1\n  v = 0\n  send event spike\n", "when t > 5\n", "parameter tau [ms]\nstate v [mV]\nrest = -60\n", "sends events spike\nreceives the sum of values I [nA]\n"],
            LabelsOf(text)!.Where(static label => label.EndsWith('\n')));
        Assert.Contains("r0_0 -> t0_0", text, StringComparison.Ordinal);
        Assert.Contains("t0_0 -> r0_1", text, StringComparison.Ordinal);
        Assert.Contains("t0_1 -> r0_0", text, StringComparison.Ordinal);
    }

    private static NetworkDiagram Network(string name, string line) => new("net", [new NetworkNode(name, NetworkNodeKind.Population, [line]), new NetworkNode(name, NetworkNodeKind.Recording, [line])], [new NetworkEdge(0, 1, NetworkEdgeKind.Record, [])]);

    // What people see of a name: what cannot be shown is a space, or stands for a character that is none.
    private static string Seen(string name) => string.Concat(name.EnumerateRunes().Select(static rune => rune.Value switch
    {
        < ' ' or (>= 0x7f and < 0xa0) => " ",
        0xFFFF => "\uFFFD",
        _ => rune.ToString(),
    }));

    /// <summary>
    /// The labels as Graphviz reads them: within quotes \" is a quote; then \\ is a backslash, \n and \l end lines, and &amp;amp; is an ampersand. Null when a quote is left open or anything stands
    /// where only the writer's own words may.
    /// </summary>
    private static List<string>? LabelsOf(string text)
    {
        var labels = new List<string>();
        var outside = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                outside.Append(text[at]);
                continue;
            }

            var label = new System.Text.StringBuilder();
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] is < ' ')
                    return null;
                if (text[at] != '\\')
                    label.Append(text[at]);
                else if (text[++at] is 'n' or 'l')
                    label.Append('\n');
                else if (text[at] is '"' or '\\')
                    label.Append(text[at]);
                else
                    return null;
            }

            if (at == text.Length)
                return null;
            if (label.ToString().Replace("&amp;", string.Empty, StringComparison.Ordinal).Contains('&', StringComparison.Ordinal))
                return null;
            labels.Add(label.ToString().Replace("&amp;", "&", StringComparison.Ordinal));
        }

        return outside.ToString().All(static letter => char.IsAsciiLetterOrDigit(letter) || " \n{}[]=,;->_".Contains(letter, StringComparison.Ordinal)) ? labels : null;
    }

    private static string? Draw(string graph)
    {
        var start = new ProcessStartInfo("dot", "-q -Tsvg") { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new System.Text.UTF8Encoding(false) };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Write(graph);
            process.StandardInput.Close();
            var picture = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return picture;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
