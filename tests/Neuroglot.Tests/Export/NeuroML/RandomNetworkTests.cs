using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Numerics;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML;

/// <summary>Networks put together by chance: what is exported spikes in the same steps, is told to differ, or is refused, never written wrongly.</summary>
public sealed class RandomNetworkTests : IDisposable
{
    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    [Theory]
    [InlineData(1, 0, 6)]
    [InlineData(2, 0, 6)]
    [InlineData(3, 0, 6)]
    [InlineData(4, 0, 6)]
    [InlineData(5, 1, 2)]
    [InlineData(6, 1, 2)]
    [InlineData(7, 1, 2)]
    [InlineData(8, 1, 2)]
    [InlineData(9, 2, 2)]
    [InlineData(10, 2, 2)]
    [InlineData(11, 3, 2)]
    [InlineData(12, 3, 2)]
    [InlineData(13, 4, 2)]
    [InlineData(15, 4, 2)]
    public void An_export_spikes_in_the_same_steps_or_is_refused(uint seed, int kind, int least)
    {
        var written = 0;
        for (var number = 0u; number < 12; number++)
        {
            var network = Make(seed, number, kind);
            var exporter = new NeuroMLExporter();
            if (!exporter.CreateLemsModel(network))
            {
                Assert.All(exporter.Diagnostics.Where(one => one.Severity == Severity.Error), one => Assert.Equal("NG4112", one.Code));
                continue;
            }

            if (exporter.Models.Length > 1 || !exporter.Diagnostics.IsEmpty)
                continue;
            written++;
            lab.AssertSame(network);
        }

        // Half and more of such networks can be written as one simulation; fewer where synapses see neurons, or change those before them, or where groups see each other.
        Assert.InRange(written, least, 12);
    }

    private static BrianNetwork Make(uint seed, uint number, int kind)
    {
        var draws = 0u;
        int Draw(int count) => (int)(Philox.Uniform(seed, number, 0, 0, draws++) * count);
        T Pick<T>(params T[] all) => all[Draw(all.Length)];
        var flag = Pick(" (unless refractory)", string.Empty);
        var input = Pick("0", "int(t - last > 1.2*ms)*0.2", "stimulus(t)", "0.2*sin(t/(2*ms))", "stimulus(t - 0.3*ms*i)", "0.1*y");
        var reset = Pick("v = 0", "v -= 1", "v = 0.3*v", "v = 0; g *= 0.5", "v = 0; s += 0.3*(1 - s)", "v = 0; y = clip(y + 0.5, 0, inf)", "v = 0; last = t");
        var cells = ExportLab.Group(
            "g", 2 + Draw(4), $"dv/dt = (drive + g + x + z + stim - v)/(5*ms) : 1{flag}\ndg/dt = -g/(4*ms) : 1\nds/dt = -s/(7*ms) : 1\ndrive : 1\nx : 1\ny : 1\nz : 1\nlast : second\nstim = {input} : 1",
            Pick("v > 1", "v > 0.9 + 0.05*i", "v >= 1 + 0.2*s"), reset, Pick(null, "2*ms", "1*ms + 0.3*ms*i", "v > 0.4", "0.35*ms"));
        cells = cells with { Namespace = new Namespace("the group", [KeyValuePair.Create("stimulus", (NamespaceValue)new TimedArray([0, 0.5, -0.2, 0.7, 0.1, 0.9], 3.5e-3, Dimension.None))]) };
        var objects = new List<BrianObject>
        {
            cells, new EventMonitor("spikes", "g"), new SpikeGeneratorGroup("given", 3, [.. Enumerable.Range(0, 30).Select(_ => Draw(3))], [.. Enumerable.Range(0, 30).Select(step => 7e-4 * step)]),
        };
        var before = new List<BrianAction> { new Initializer("g", "drive", "2 + 0.2*i"), new Initializer("g", "v", Pick<BrianValue>("rand()", 0.0, "0.1*i")), new Initializer("g", "s", "0.1*i") };
        var (equations, code) = Pick(
            (string.Empty, "g_post += 0.3"), (string.Empty, "v_post += 0.1; g_post *= 0.9"), ("w : 1", "v_post += w; w *= 0.97"), ("w : 1", "g_post += w*(1 + i)/(1 + j)"), ("w : 1", "g_post += w*(1 - g_post)"), ("w : 1", "y_post = 0.1 + (1 - w)*(y_post - 0.1)"),
            ("w : 1\ndr/dt = -r/(6*ms) : 1 (event-driven)", "r += 0.5; v_post += w*r"), ("w : 1\ndq/dt = -q/(6*ms) : 1 (clock-driven)\nx_post = w*q : 1 (summed)", "q += w"),
            ("w : 1\nx_post = 0.2*w*s_pre : 1 (summed)", string.Empty));
        var source = equations.Contains("s_pre", StringComparison.Ordinal) ? "g" : Pick("g", "given");
        objects.Add(new Synapses("s", source, "g", EquationParser.Parse(equations)) { Pathways = code.Length == 0 ? [] : [new SynapticPathway("pre", true, code)], Method = "euler" });
        before.Add(new Connect("s") { Condition = "i != j" });
        if (equations.Length > 0)
            before.Add(new Initializer("s", "w", Pick<BrianValue>("0.3*rand()", 0.2)));
        if (code.Length > 0)
            before.Add(new Initializer("s", "delay", Pick<BrianValue>("1*ms*rand()", "0.5*ms", "0*ms")));
        if (kind == 1)
            AddSeeing();
        if (kind is 2 or 3)
            AddTurned();
        if (kind == 4)
            AddCode();
        if (kind == 3)
        {
            AddLinked();
            AddSlow();
        }

        objects.AddRange(Pick<BrianObject[]>([], [new RunRegularly("r", Pick<GroupRange>("g", new GroupRange("g", 1), new GroupRange("g", 0, 1)), Pick("drive += 0.02", "y = 0.5*y", "v = clip(v, -1, 2)")) { Step = 4e-4 }], [new PoissonInput("p", Pick<GroupRange>("g", new GroupRange("g", 1)), "g", 1, 1e4, "0.01")]));
        var change = Pick<BrianAction[]>([], [new Initializer("g", "drive", "2.5 + y")], [new Initializer("g", "v", "0.5*v")], [new Initializer("g", "g", 0.2) { Indices = [0, 1] }]);
        return new BrianNetwork([.. objects], [new BrianRun(0.0101) { Before = [.. before] }, new BrianRun(0.008) { Before = [.. change] }]) { Seed = number };

        // Synapses that change the neurons before them, some after events that are no spikes.
        void AddTurned()
        {
            var (turned, onPre, onPost) = Pick(
                ("z_pre = u*s_post : 1 (summed)", string.Empty, string.Empty), ("z_pre = u*(v_post - v_pre) : 1 (summed)", string.Empty, "u *= 0.98"), (string.Empty, "s_pre += 0.3*u", string.Empty), (string.Empty, "g_post += u", "s_pre += 0.2*u; u *= 0.97"),
                ("z_pre = 0.1*k : 1 (summed)\ndk/dt = (u - k)/(5*ms) : 1 (clock-driven)", "k += 0.05; g_post += 0.3*k", string.Empty), (string.Empty, "g_pre += 0.1*u*s_post", "g_post += 0.2*u; u = clip(u + 0.02*s_pre, 0, 1)"),
                ("da/dt = -a/(9*ms) : 1 (event-driven)", "a += 0.1; s_pre += a*u", "g_post += a"));
            objects[0] = cells = cells with { Events = cells.Events.Add("half", "v > 0.5 and v < 0.55") };
            objects.Add(cells with { Name = Pick("b", "k"), Count = 2 + Draw(3) });
            before.Add(new Initializer(objects[^1].Name, "drive", "2.1 + 0.1*i"));
            var name = Pick("t", "a");
            objects.Add(new Synapses(name, Pick("g", "g", objects[^1].Name), Pick<GroupRange>("g", new GroupRange("g", 1), objects[^1].Name), EquationParser.Parse("u : 1\n" + turned))
            {
                Pathways =
                [
                    .. onPre.Length == 0 ? (SynapticPathway[])[] : [new SynapticPathway("pre", true, onPre) { Event = Pick("spike", "spike", "half") }],
                    .. onPost.Length == 0 ? (SynapticPathway[])[] : [new SynapticPathway("post", false, onPost) { Event = Pick("spike", "spike", "half") }],
                ],
                Method = "euler",
            });
            before.Add(new Connect(name) { Condition = Pick("i != j", "i <= j", "True"), Probability = Pick("1", "0.6") });
            before.Add(new Initializer(name, "u", Pick<BrianValue>("0.2*rand()", 0.1)));
            if (onPre.Length > 0)
                before.Add(new Initializer(name, "pre.delay", Pick<BrianValue>("1*ms*rand()", "0.5*ms", "0*ms")));
            if (onPost.Length > 0)
                before.Add(new Initializer(name, "post.delay", Pick<BrianValue>("0*ms", "0*ms", "0.3*ms")));
        }

        // A group that sees variables of the first and sends spikes back, integrated before it or after it.
        void AddLinked()
        {
            var (name, variable) = (Pick("f", "h"), Pick("v", "s", "g", "y", "stim", "drive"));
            objects.Add(ExportLab.Group(name, 3, "du/dt = (1.5*level - u)/(3*ms) : 1\nlevel : 1 (linked)", Pick("u > 0.6", "u > 0.5 + 0.2*level", "level > 0.3 and u > 0.2"), Pick("u = 0", "u -= 0.4"), Pick(null, "1*ms")) with
            {
                Linked = System.Collections.Immutable.ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("level", new LinkedVariable("g", variable, [Draw(2), Draw(2), Draw(2)])),
            });
            objects.Add(new Synapses("back", name, "g", EquationParser.Parse("b : 1")) { Pathways = [new SynapticPathway("pre", true, Pick("g_post += 0.1", "g_post += b", "s_post += b"))] });
            before.Add(new Connect("back"));
            before.Add(new Initializer("back", "b", "0.2*rand()"));
        }

        // Code at clocks and after events.
        void AddCode()
        {
            var more = EquationParser.Parse("level : 1 (shared)\nfrozen = v + s : 1 (constant over dt)\nkept : 1");
            objects[0] = cells = cells with { Equations = cells.Equations.Add(more), Events = cells.Events.Add("half", Pick("v > 0.5 and v < 0.55", "s > 0.2 and s < 0.3")) };
            foreach (var name in (string[])["c", "q"])
            {
                var code = Pick("v += 0.03", "s = 0.5*s + 0.1*v", "y = 0.9*y + 0.1*s", "last = t", "drive = 2 + 0.3*sin(t/ms) + 0.1*level", "v = 0.9*v", "v = 0.2*i; g *= 0.7", "g = 0.5*g + 0.05*sin(t/ms)", "level += 0.1", "kept = frozen; y += 0.05*kept", "h = 0.1*v; s += h; y = h");
                objects.Add(new RunRegularly(name, Pick<GroupRange>("g", "g", new GroupRange("g", 1)), code) { Step = Pick<double?>(null, 4e-4, 1e-3), Order = Draw(2) });
            }

            objects.Add(new RunOnEvent("after", "g", Pick("spike", "half"), Pick("y += 0.1", "v += 0.1", "s += 0.1*v", "drive += 0.01", "s = 0.5*s", "last = t")));
            objects.Add(new PoissonInput("always", Pick<GroupRange>("g", new GroupRange("g", 0, 1)), Pick("v", "s", "y"), 2, 1e4, Pick("0.003", "0.001*i", "0.002*(1 + kept)")));
        }

        // Neurons, and spikes, with time steps of their own.
        void AddSlow()
        {
            var slow = Pick<SpikeSource>(
                ExportLab.Group("slow", 2, $"dv/dt = ({Pick("1.6", "2 + sin(t/(3*ms))")} - v)/(6*ms) : 1", "v > 0.8 + 0.1*i", "v = 0") with { Step = Pick(5e-4, 1e-3) },
                new SpikeGeneratorGroup("slow", 2, [0, 1, 0, 1, 0], [1.2e-3, 3e-3, 5e-3, 9.1e-3, 1.3e-2]) { Step = Pick(5e-4, 1e-3) });
            objects.Add(slow);
            objects.Add(new Synapses("from_slow", "slow", "g", EquationParser.Parse("a : 1")) { Pathways = [new SynapticPathway("pre", true, Pick("g_post += a", "v_post += 0.1", "s_post += a; a *= 0.9"))], Step = Pick<double?>(null, 1e-3) });
            before.Add(new Connect("from_slow"));
            before.Add(new Initializer("from_slow", "a", "0.3*rand()"));
            before.Add(new Initializer("from_slow", "delay", Pick<BrianValue>("2*ms*rand()", "0.3*ms", "0*ms")));
        }

        // Synapses that look at the neurons on both sides.
        void AddSeeing()
        {
            var name = Pick("t", "a");
            var (seeing, onPre, onPost) = Pick(
                (string.Empty, "g_post += 0.1*u*s_pre", string.Empty), (string.Empty, "u = clip(u + 0.05*(s_pre - s_post), 0, 1); g_post += u", string.Empty),
                ("dk/dt = (s_post - k)/(5*ms) : 1 (clock-driven)", "g_post += 0.1*k", string.Empty), ("dk/dt = (v_pre - k)/(5*ms) : 1 (clock-driven)\nz_post = 0.1*k : 1 (summed)", "k += 0.01", string.Empty),
                ("z_post = u*(v_pre - v_post) : 1 (summed)", string.Empty, string.Empty), ("z_post = u*(s_pre - v_post) : 1 (summed)", "u *= 0.98", "u = clip(u + 0.02*s_pre, 0, 1)"),
                ("da/dt = -a/(9*ms) : 1 (event-driven)", "a += 0.1; g_post += u*v_post", "u = clip(u + a*v_pre, 0, 0.4)"), (string.Empty, "g_post += u", "u += 0.01*s_post"));
            objects.Add(new Synapses(name, "g", "g", EquationParser.Parse("u : 1\n" + seeing))
            {
                Pathways = [.. onPre.Length == 0 ? (SynapticPathway[])[] : [new SynapticPathway("pre", true, onPre)], .. onPost.Length == 0 ? (SynapticPathway[])[] : [new SynapticPathway("post", false, onPost)]], Method = "euler",
            });
            before.Add(new Connect(name) { Condition = Pick("i != j", "i < j", "True") });
            before.Add(new Initializer(name, "u", Pick<BrianValue>("0.2*rand()", 0.1)));
            if (onPre.Length > 0)
                before.Add(new Initializer(name, "pre.delay", Pick<BrianValue>("1*ms*rand()", "0.5*ms", "0*ms")));
            if (onPost.Length > 0)
                before.Add(new Initializer(name, "post.delay", Pick<BrianValue>("0*ms", "0*ms", "0.3*ms")));
        }
    }
}
