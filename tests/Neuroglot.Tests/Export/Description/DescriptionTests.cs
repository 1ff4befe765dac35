using Neuroglot.Brian.Exchange;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Export.Description;

/// <summary>Descriptions of networks of Brian, from the file to Markdown and LaTeX.</summary>
public sealed class DescriptionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("markdown", "cuba.md")]
    [InlineData("latex", "cuba.tex")]
    public void The_example_is_described(string target, string file)
    {
        var result = ExportTargets.Find(target)!.Export(NeuralModel.Load(Path.Join(ExampleFolder.Path, "brian", "cuba.brian.json")), ExportOptions.Default);
        Assert.Empty(result.Diagnostics);
        var only = Assert.Single(result.Files);
        Assert.Equal(file, only.Name);
        Golden.Verify(only.Text, file);
    }

    [Theory]
    [InlineData("markdown")]
    [InlineData("latex")]
    public void Everything_that_a_network_can_have_is_described(string target) => Golden.Verify(Export(target, Everything()), $"everything.{target}");

    [Theory]
    [InlineData("brian/cuba.brian.json")]
    [InlineData("hh-cell/LEMS_HhCell.xml")]
    [InlineData("kinetic-scheme/LEMS_KineticScheme.xml")]
    [InlineData("synapses/LEMS_Synapses.xml")]
    public void Descriptions_in_LaTeX_compile(string model)
    {
        var loaded = NeuralModel.Load(Path.Join(ExampleFolder.Path, model));
        LatexCompiler.Compile(Assert.Single(ExportTargets.Find("latex")!.Export(loaded, ExportOptions.Default).Files).Text);
    }

    [Fact]
    public void A_fragment_is_a_part_of_a_document()
    {
        var whole = Export("latex", Everything());
        var fragment = Export("latex-fragment", Everything());
        Assert.StartsWith("% For \\input into a document with ", fragment, StringComparison.Ordinal);
        Assert.EndsWith(fragment[fragment.IndexOf('\n', StringComparison.Ordinal)..] + "\n\\end{document}\n", whole, StringComparison.Ordinal);
        LatexCompiler.Compile(whole);
        LatexCompiler.Compile($"\\documentclass{{article}}\n\\usepackage[T1]{{fontenc}}\n\\usepackage{{textcomp,amsmath,array,longtable}}\n\\begin{{document}}\n{fragment}\\end{{document}}\n");
    }

    [Fact]
    public void Letters_that_LaTeX_does_not_know_do_not_stop_it()
    {
        var text = Export("latex", new BrianNetwork([Cells("cells", "x : 1")], []) { Name = "Größe in Ω und μm ✓ 𝄞" });
        Assert.Contains(@"\section{Model Größe in \textohm{} und \textmu{}m [U+2713] [U+1D11E]}", text, StringComparison.Ordinal);
        LatexCompiler.Compile(text);
    }

    [Fact]
    public void Monitors_of_events_and_places_in_a_step_are_told()
    {
        var network = new BrianNetwork([Cells("cells", "x : 1") with { Threshold = "x > 1" }, new EventMonitor("some", "cells") { Record = [2, 5] }, new EventMonitor("all", "cells")], [new BrianRun(1)])
        {
            Placements = System.Collections.Immutable.ImmutableSortedDictionary<string, Placement>.Empty.Add("cells_spike_thresholder", new Placement("end", 3)),
        };
        var text = Export("markdown", network);
        Assert.Contains("| `some` | spikes | `cells`, numbers 2, 5 | when it happens |", text, StringComparison.Ordinal);
        Assert.Contains("| `all` | spikes | `cells` | when it happens |", text, StringComparison.Ordinal);
        Assert.Contains("- `cells_spike_thresholder` has its turn in `end` with order 3.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i == j", null, "one to one, $i = j$")]
    [InlineData(null, null, "every neuron to every neuron")]
    [InlineData("True", null, "every neuron to every neuron")]
    [InlineData(null, "0.1", "every neuron to every neuron, with probability $0.1$")]
    [InlineData("i != j", "p", @"each pair with $i \ne j$, with probability $p$")]
    public void Connection_rules_are_told_in_words(string? condition, string? probability, string words) =>
        Assert.Contains($"| {words} |", Export("markdown", Pair(new Connect("s") { Condition = condition, Probability = probability })), StringComparison.Ordinal);

    [Theory]
    [InlineData("j for j in range(i - 3, i + 4) if i != j", @"for each $i$: $j$, all $i - 3 \le j \lt i + 4$, where $i \ne j$")]
    [InlineData("k for k in sample(N_post, p=0.2) if k > 2", @"for each $i$: $j$, $0 \le j \lt N_{post}$, each with probability $0.2$, where $j \gt 2$")]
    [InlineData("2*k for k in sample(0, 10, 2, size=3)", @"for each $i$: $j = 2 \cdot k$, $3$ of $0 \le k \lt 10$ in steps of $2$, drawn without repetition")]
    [InlineData("i + 1 if i < 5", @"for each $i$: $j = i + 1$, where $i \lt 5$")]
    public void Generators_of_connections_are_told_in_words(string targets, string words) =>
        Assert.Contains($"| {words}, as far as there are such neurons |", Export("markdown", Pair(new Connect("s") { Targets = targets, SkipsInvalid = true })), StringComparison.Ordinal);

    [Fact]
    public void Lists_of_connections_are_shown_where_they_are_short()
    {
        Assert.Contains(@"| $0 \to 3$, $1 \to 2$, $2$ synapses each |", Export("markdown", Pair(new Connect("s") { I = [0, 1], J = [3, 2], Copies = "2" })), StringComparison.Ordinal);
        Assert.Contains("| 100 synapses, listed one by one |", Export("markdown", Pair(new Connect("s") { I = [.. Enumerable.Repeat(0, 100)], J = [.. Enumerable.Repeat(1, 100)] })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_differs_from_run_to_run_is_listed_with_each_value()
    {
        var network = new BrianNetwork([Cells("cells", "dv/dt = -v/tau : 1")], [Run(0.01), Run(0.02)]);
        var text = Export("markdown", network);
        Assert.Contains(@"| $\tau$ | $10\thinspace \mathrm{ms}$ | `cells` |", text, StringComparison.Ordinal);
        Assert.Contains(@"| $\tau$ | $20\thinspace \mathrm{ms}$ | `cells` |", text, StringComparison.Ordinal);

        static BrianRun Run(double tau) => new(0.1) { Namespace = Names("the run", ("tau", new Quantity(tau, Dimension.Time))) };
    }

    [Fact]
    public void A_network_that_goes_on_from_another_run_says_where()
    {
        var network = Pair(new Connect("s") { I = [0], J = [1] });
        network = network with
        {
            Objects = [network.Objects[0] is NeuronGroup a ? a with { Threshold = "x > 1" } : network.Objects[0], network.Objects[1], ((Synapses)network.Objects[2]) with { Pathways = [new SynapticPathway("pre", true, "y += 1")] }],
            Start = new BrianStart(0.25, [new EventsUnderWay("s_pre", [1e-3, 2e-3], [0, 0])]),
        };
        Assert.Contains(@"- Goes on from $250\thinspace \mathrm{ms}$, with 2 events under way.", Export("markdown", network), StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_that_mean_something_in_the_form_are_escaped()
    {
        var network = new BrianNetwork([Cells("my_cells", "x : 1")], []) { Name = "50% of A&B_{c} | #1 $" };
        Assert.Contains(@"Model 50% of A&amp;B\_{c} \| \#1 \$", Export("markdown", network), StringComparison.Ordinal);
        var latex = Export("latex", network);
        Assert.Contains(@"\section{Model 50\% of A\&B\_\{c\} \textbar{} \#1 \$}", latex, StringComparison.Ordinal);
        Assert.Contains(@"\texttt{my\_cells}", latex, StringComparison.Ordinal);
    }

    [Fact]
    public void Synapses_at_synapses_are_described_and_those_in_a_circle_too()
    {
        var inner = new Synapses("inner", "cells", "cells", EquationParser.Parse("w : volt"));
        var outer = new Synapses("outer", "cells", "inner", EquationParser.Parse("w_post = x_pre*volt : volt (summed)"));
        Assert.Contains("| `outer` | `cells` | `inner` |", Export("markdown", new BrianNetwork([Cells("cells", "x : 1"), outer, inner], [])), StringComparison.Ordinal);
        Assert.Contains("`inner`", Export("markdown", new BrianNetwork([Cells("cells", "x : 1"), outer, inner with { Source = "outer" }], [])), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_cannot_be_read_is_refused_with_its_place()
    {
        var result = Result("markdown", new BrianNetwork([Cells("cells", "v : volt") with { Threshold = "v >" }], []));
        Assert.Empty(result.Files);
        Assert.Contains("the threshold of cells", Assert.Single(result.Diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first-spikes/LEMS_FirstSpikes.xml", "markdown")]
    [InlineData("hh-cell/LEMS_HhCell.xml", "latex")]
    [InlineData("regimes/LEMS_Regimes.xml", "markdown")]
    public void Models_of_lems_are_described(string model, string target)
    {
        var result = ExportTargets.Find(target)!.Export(NeuralModel.Load(Path.Join(ExampleFolder.Path, model)), ExportOptions.Default);
        Assert.Empty(result.Diagnostics);
        Golden.Verify(Assert.Single(result.Files).Text, $"{Path.GetFileNameWithoutExtension(model)}.{target}");
    }

    [Fact]
    public void Targets_are_found_by_name()
    {
        Assert.Same(ExportTargets.Find("latex"), ExportTargets.Find("LaTeX"));
        Assert.Null(ExportTargets.Find("word"));
        Assert.All(ExportTargets.All, target => Assert.NotEmpty(target.Description));
        Assert.Equal(ExportTargets.All.Length, ExportTargets.All.Select(target => target.Name).Distinct().Count());
    }

    private static BrianNetwork Everything() => new(
        [
            Cells("cells", """
                dv/dt = (g*(E - v) + I + stimulus(t, i))/C + sigma*xi/sqrt(tau) : volt (unless refractory)
                dg/dt = -g/tau : siemens
                I = f(v) + clip(I0, 0*amp, 1*nA) : amp
                I0 : amp (shared, constant)
                w : siemens (linked)
                is_on : boolean
                total = int(v > E) : integer (constant over dt)
                s : 1
                """) with
            {
                Threshold = "v > -50*mV and is_on", Reset = "v = E; g *= 0.5", Refractory = "v > -55*mV", Method = "heun", Step = 5e-5,
                Events = Sorted(("low", "v < -80*mV")),
                Linked = System.Collections.Immutable.ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("w", new LinkedVariable(new GroupRange("others", 1, 3), "g", [0, 1, 0])),
                Namespace = Names(
                    "cells", ("E", new Quantity(-0.065, Dimension.Voltage)), ("tau", new Quantity(0.01, Dimension.Time)), ("unused", 3.0), ("C", new Quantity(2e-10, Dimension.Capacitance)),
                    ("stimulus", new TimedArray([1e-9, 2e-9, 3e-9, 4e-9], 2, 0.1, Dimension.Current)),
                    ("f", new UserFunction("f", ["x"], [Dimension.Voltage], Dimension.Current, ExpressionParser.Parse("k*x", Dialects.Brian))),
                    ("k", new Quantity(1e-9, Dimension.Conductance))),
            },
            Cells("others", "g : siemens") with { Count = 5 },
            new PoissonGroup("noise", 20, "10*Hz*(1 + sin(t/second))"),
            new SpikeGeneratorGroup("clockwork", 3, [0, 1, 2], [0.01, 0.02, 0.03]) { Period = 0.1 },
            new PoissonInput("background", new GroupRange("cells", 0, 5), "g", 100, 5, "0.1*nS"),
            new Synapses("plastic", "noise", "cells", EquationParser.Parse("w : siemens\n da/dt = -a/tau_a : 1 (event-driven)\n s_post = a : 1 (summed)"))
            {
                Pathways = [new SynapticPathway("pre", true, "g_post += w; a += 1"), new SynapticPathway("post", false, "w = clip(w + eta*a, 0*nS, 1*nS)"), new SynapticPathway("back", false, "a = 0") { Event = "low" }],
                Namespace = Names("plastic", ("tau_a", new Quantity(0.02, Dimension.Time)), ("eta", new Quantity(1e-11, Dimension.Conductance))),
                MultisynapticIndex = "k",
            },
            new Synapses("silent", "clockwork", "others", Equations.None),
            new RunRegularly("kick", new GroupRange("cells", 2, 4), "v += rand()*mV") { Step = 0.01 },
            new RunOnEvent("rescue", "cells", "low", "v = E"),
            new NetworkOperation("watch") { Step = 0.1 },
            new StateMonitor("trace", "cells", ["v", "g"], [0, 3]) { Step = 1e-3 },
            new EventMonitor("spikes", "cells") { Variables = ["v"] },
            new EventMonitor("lows", "cells", "low"),
            new PopulationRateMonitor("rate", new GroupRange("cells", 1, 9)),
        ],
        [
            new BrianRun(0.1)
            {
                Before =
                [
                    new Initializer("cells", "v", "E + rand()*5*mV"),
                    new Initializer("cells", "g", new Quantity(1e-9, Dimension.Conductance)) { Condition = "i < 5" },
                    new Initializer("others", "g", new BrianValue.List([1e-9, 2e-9], Dimension.Conductance)) { Indices = [1, 3] },
                    new Connect("plastic") { Condition = "abs(i - j) < 3", Copies = "2" },
                    new Initializer("plastic", "w", "rand()*nS"),
                    new Initializer("plastic", "delay", new Quantity(1e-3, Dimension.Time)),
                    new Initializer("plastic", "post.delay", "2*ms") { Condition = "i > 3" },
                ],
                Namespace = Names("the run", ("sigma", new Quantity(1e-3, Dimension.Voltage))),
            },
            new BrianRun(0.2) { Step = 2e-4, Before = [new Initializer("cells", "I0", new Quantity(1e-10, Dimension.Current))], Namespace = Names("the run", ("sigma", new Quantity(1e-3, Dimension.Voltage))) },
        ])
    {
        Name = "everything", Seed = 42, Schedule = ["start", "groups", "thresholds", "synapses", "resets", "end"],
    };

    private static NeuronGroup Cells(string name, string equations) => new(name, 10, EquationParser.Parse(equations));

    private static BrianNetwork Pair(Connect connect) =>
        new([Cells("a", "x : 1"), Cells("b", "y : 1"), new Synapses("s", "a", "b", Equations.None)], [new BrianRun(0.1) { Before = [connect] }]);

    private static Namespace Names(string description, params (string Name, NamespaceValue Value)[] values) =>
        new(description, values.Select(one => KeyValuePair.Create(one.Name, one.Value)));

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Sorted(params (string Name, string Value)[] pairs) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(pairs.Select(one => KeyValuePair.Create(one.Name, one.Value)));

    private string Export(string target, BrianNetwork network)
    {
        var result = Result(target, network);
        Assert.Empty(result.Diagnostics);
        return Assert.Single(result.Files).Text;
    }

    private ExportResult Result(string target, BrianNetwork network)
    {
        var file = Path.Join(folder, "net.brian.json");
        File.WriteAllText(file, BrianJson.Write(network));
        var model = NeuralModel.Load(file);
        Assert.Empty(model.Diagnostics);
        return ExportTargets.Find(target)!.Export(model, ExportOptions.Default);
    }
}
