using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Tests.Exchange;

/// <summary>Networks to write and read; none of them needs to make sense to a simulator.</summary>
internal static class SampleNetworks
{
    private static readonly Namespace Names = new("names", new Dictionary<string, NamespaceValue>
    {
        ["tau"] = new Quantity(10e-3, Dimension.Time),
        ["g_density"] = new Quantity(0.3, Dimension.ConductanceDensity),
        ["n"] = 7.0,
        ["unbounded"] = double.PositiveInfinity,
        ["stimulus"] = new TimedArray([1e-9, 2.5e-9, -0.0, double.NaN], 2, 0.01, Dimension.Current),
        ["course"] = new TimedArray([1, 2, 3], 0.5, Dimension.None),
        ["f"] = new UserFunction("f", ["x", "y"], [Dimension.Voltage, null], Dimension.Voltage, ExpressionText.Parse("x*exp(-y**2)", "f", new())),
        ["draws"] = new BinomialFunction(20, 0.25, IsApproximate: false),
        ["native"] = new UserFunction("other", ["x"], [null], null, null),
    });

    private static readonly Cable Shape = new([-1, 0, 0], [0, 1, 3])
    {
        Names = ["main", "axon", "dend"], Length = [3e-5, 1e-5, 1e-5, 2e-5], Diameter = [3e-5, 1e-6, 1e-6, 2e-6], Area = [2.8e-9, 3e-11, 3e-11, 1e-10], Volume = [1e-14, 1e-17, 1e-17, 1e-16],
        Distance = [0, 5e-6, 1.5e-5, 1e-5], RLength1 = [1, 1.5e-7, 1.5e-7, 3e-7], RLength2 = [1, 1.5e-7, 1.5e-7, 3e-7], X = [0, 5e-6, 1.5e-5, -1e-5], Y = [0, 0, 0, 0], Z = [0, 0, 0, 1e-6],
        Capacitance = [0.009], Resistivity = 1.5,
    };

    /// <summary>Every object, action and option of the format.</summary>
    public static BrianNetwork Everything { get; } = new(
        [
            new NeuronGroup("cells", 4, EquationParser.Parse("dv/dt = (f(v, n) - v)/tau + sigma*xi*tau**-0.5 : volt (unless refractory)\nsigma : volt (constant, shared)\ngain : 1 (linked)\nI = g*v : amp\ng : siemens"))
            {
                Threshold = "v > -50*mV and i < 3", Reset = "v = -60*mV\nsigma += 1*mV", Refractory = "5*ms", Method = "euler", Namespace = Names, Step = 1e-5, Order = -2,
                Events = ImmutableSortedDictionary<string, string>.Empty.Add("low", "v < -70*mV"),
                Linked = ImmutableSortedDictionary<string, LinkedVariable>.Empty.Add("gain", new LinkedVariable(new GroupRange("others", 1, 3), "x", [0, 1, 1, 0])),
            },
            new NeuronGroup("others", 3, EquationParser.Parse("x : 1")),
            new NeuronGroup("neuron", 4, EquationParser.Parse("Im = 1*siemens/meter**2*(-70*mV - v) : amp/meter**2\nI : amp (point current)")) { Threshold = "v > 0*mV and i == 3", Cable = Shape },
            new NeuronGroup("line", 4, EquationParser.Parse("Im = 0*amp/meter**2 : amp/meter**2")) { Cable = Shape with { Names = [], X = [], Y = [], Z = [], Capacitance = [0.01, 0.01, 0.02, 0.01] } },
            new PoissonGroup("noise", 10, new Quantity(15, Dimension.PerTime)) { Namespace = Names },
            new PoissonGroup("course", 2, "stimulus(t, i)*Hz"),
            new PoissonGroup("each", 2, new BrianValue.List([1, 2.5], Dimension.PerTime)),
            new SpikeGeneratorGroup("given", 2, [0, 1], [1e-3, 2e-3]) { Period = 0.01 },
            new SpikeGeneratorGroup("silent", 2, [], []),
            new PoissonInput("drive", new GroupRange("cells", 0, 2), "v", 100, 12.5, "0.1*mV") { When = "start", Namespace = Names },
            new Synapses("s", "noise", new GroupRange("cells", 2), EquationParser.Parse("w : volt\ndapre/dt = -apre/tau : 1 (event-driven)"))
            {
                Pathways = [new SynapticPathway("pre", true, "v_post += w\napre += 1"), new SynapticPathway("post", false, "w -= 1*mV") { Event = "low" }],
                Method = "exact", MultisynapticIndex = "k", Namespace = Names,
            },
            new Synapses("plain", "given", "cells", Equations.None),
            new RunRegularly("regular", new GroupRange("cells", 1, 2), "v += 1*mV # <once> & again") { When = "end", Step = 1e-3 },
            new RunOnEvent("reaction", "cells", "low", "v = 0*mV") { When = "end" },
            new NetworkOperation("host") { When = "before_start" },
            new StateMonitor("m", "cells", ["v", "I"], [0, 3]) { When = "end" },
            new StateMonitor("all", "others", [], default),
            new EventMonitor("spikes", "cells"),
            new EventMonitor("lows", new GroupRange("cells", 1), "low") { Variables = ["v"], Record = [0], When = "end" },
            new PopulationRateMonitor("rate", new GroupRange("cells", 0, 3)),
        ],
        [
            new BrianRun(0.1)
            {
                Before =
                [
                    new Initializer("cells", "v", "-60*mV + rand()*mV") { Condition = "i > 1", Namespace = Names },
                    new Initializer("cells", "g", new Quantity(1e-9, Dimension.Conductance)) { Indices = [0, 2] },
                    new Initializer("others", "x", new BrianValue.List([1, 2, 3], Dimension.None)) { Indices = [] },
                    new Initializer("s", "pre.delay", 0.5),
                    new Connect("s") { Condition = "i != j", Probability = "0.1", Copies = "2", Namespace = Names },
                    new Connect("s") { I = [0, 1], J = [1, 0] },
                    new Connect("s") { Targets = "k for k in range(i, i + 2)", SkipsInvalid = true },
                    new Connect("s") { Sources = "j" },
                ],
                Namespace = Names,
            },
            new BrianRun(0.25) { Step = 1e-5 },
        ])
    {
        Name = "all \"of\" it",
        Seed = 42,
        Schedule = ["start", "groups", "end"],
        Placements = ImmutableSortedDictionary<string, Placement>.Empty.Add("cells_spike_thresholder", new Placement("end", -2)).Add("s_pre", new Placement(null, 3)).Add("x", new Placement("start", null)),
        Start = new BrianStart(0.5, [new EventsUnderWay("s_pre", [1e-3, 0.1 + 0.2], [1, 0]), new EventsUnderWay("s_post", [], [])]),
    };

    /// <summary>Networks of objects and runs of all kinds with values drawn at random.</summary>
    public static Gen<BrianNetwork> Any { get; } =
        from objects in Object().ListOf()
        from runs in Run().ListOf()
        from seed in Gen.Choose(0, int.MaxValue)
        from name in Text()
        select new BrianNetwork([.. objects.Index().Select(one => one.Item with { Name = $"o{one.Index}" })], [.. runs]) { Seed = (ulong)seed, Name = name };

    private static Gen<BrianObject> Object() =>
        from one in Gen.Elements(Everything.Objects.ToArray())
        from order in Gen.Choose(-5, 5)
        from step in Gen.OneOf(Gen.Constant<double?>(null), Positive().Select(value => (double?)value))
        from names in Gen.OneOf(Gen.Constant<Namespace?>(null), Spaces().Select(one => (Namespace?)one))
        from value in Value()
        from numbers in Indices()
        from text in Text()
        select Changed(one, names, value, numbers, text) with { Order = order, Step = step };

    private static BrianObject Changed(BrianObject one, Namespace? names, BrianValue value, ImmutableArray<int> numbers, string text) => one switch
    {
        NeuronGroup group => group with { Namespace = names, Threshold = text, Reset = text },
        PoissonGroup group => group with { Rates = value, Namespace = names },
        Synapses synapses => synapses with { Namespace = names, Pathways = [.. numbers.IsDefault ? [] : numbers.Select(number => new SynapticPathway(text, number % 2 == 0, text))] },
        StateMonitor monitor => monitor with { Record = numbers },
        RunRegularly regularly => regularly with { Code = text },
        _ => one,
    };

    private static Gen<BrianRun> Run() =>
        from duration in Positive()
        from step in Positive()
        from names in Gen.OneOf(Gen.Constant<Namespace?>(null), Spaces().Select(one => (Namespace?)one))
        from actions in Action().ListOf()
        select new BrianRun(duration) { Step = step, Namespace = names, Before = [.. actions] };

    private static Gen<BrianAction> Action() =>
        from value in Value()
        from numbers in Indices()
        from text in Text()
        from isSet in Gen.Elements(true, false)
        select isSet ? (BrianAction)new Initializer(text, text, value) { Indices = numbers } : new Connect(text) { I = numbers, J = numbers, Condition = text };

    private static Gen<BrianValue> Value() => Gen.OneOf(
        Number().Select(value => (BrianValue)value),
        from value in Number() from dimension in Dimensions() select (BrianValue)new Quantity(value, dimension),
        from values in Number().ListOf() from dimension in Dimensions() select (BrianValue)new BrianValue.List([.. values], dimension),
        Text().Select(text => (BrianValue)text));

    private static Gen<Namespace> Spaces() =>
        from value in Number()
        from dimension in Dimensions()
        from rows in Number().NonEmptyListOf()
        from step in Positive()
        select new Namespace("names", new Dictionary<string, NamespaceValue> { ["a"] = new Quantity(value, dimension), ["b"] = new TimedArray([.. rows], step, dimension), ["c"] = value });

    private static Gen<Dimension> Dimensions() =>
        from a in Gen.Elements(Dimension.None, Dimension.Voltage, Dimension.Current, Dimension.Concentration, Dimension.Temperature)
        from b in Gen.Elements(Dimension.None, Dimension.Length, Dimension.Time, Dimension.Conductance, Dimension.Substance)
        from power in Gen.Choose(-2, 2)
        select a * b.Power(power);

    private static Gen<double> Number() => Gen.OneOf(ArbMap.Default.GeneratorFor<double>(), Gen.Elements(0.0, -0.0, 1e-9, 0.1));

    private static Gen<double> Positive() => ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => Math.Abs(value.Get) + 1e-6);

    private static Gen<ImmutableArray<int>> Indices() =>
        Gen.OneOf(Gen.Constant<ImmutableArray<int>>(default), Gen.Choose(0, 1000).ListOf().Select(values => values.ToImmutableArray()));

    private static Gen<string> Text() => Gen.Elements("v > 1", string.Empty, "a\nb", "\r\n", "\"\\ <é> \u2028", "x = '1'");
}
