using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Neuroglot.Numerics;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>Linear equations are solved exactly, whatever their coefficients: theory gives the values.</summary>
public sealed class ExactMethodTests
{
    private const double End = 10e-3;

    // Rounding of a hundred steps.
    private const int Digits = 12;

    [Fact]
    public void Each_neuron_has_a_time_constant_of_its_own()
    {
        var session = Run("dv/dt = (1 - v)/tau : 1\ntau : second", new Initializer("g", "tau", "(i + 1)*ms"));
        Same(i => 1 - Elementary.Exp(-End / Tau(i)), session, "v");
    }

    [Fact]
    public void Equal_time_constants_of_equations_in_a_row_are_no_special_case()
    {
        // With dg/dt = -g/tau and g = 1 at the start, v = t/tau·exp(-t/tau); the second neuron has two different ones.
        var session = Run("dv/dt = (g - v)/tau : 1\ndg/dt = -g/taug : 1\ntau : second\ntaug : second", new Initializer("g", "tau", "2*ms"), new Initializer("g", "taug", "(i + 2)*ms"), new Initializer("g", "g", 1));
        Same(i => i == 0 ? End / 2e-3 * Elementary.Exp(-End / 2e-3) : (Elementary.Exp(-End / 2e-3) - Elementary.Exp(-End / Two(i))) / ((2e-3 / Two(i)) - 1), session, "v");

        static double Two(int i) => (i + 2) * 1e-3;
    }

    [Fact]
    public void Oscillators_of_different_frequencies_keep_their_amplitude()
    {
        var session = Run("dx/dt = omega*y : 1\ndy/dt = -omega*x : 1\nomega : Hz", new Initializer("g", "omega", "100*Hz*(i + 1)"), new Initializer("g", "y", 1));
        Same(i => Elementary.Sin(100 * (i + 1) * End), session, "x");
        Same(i => Elementary.Cos(100 * (i + 1) * End), session, "y");
    }

    [Fact]
    public void Equations_without_leak_add_up()
    {
        var session = Run("dv/dt = speed*a : 1\nda/dt = gain : 1\nspeed : Hz\ngain : Hz", new Initializer("g", "speed", "(i + 1)*Hz"), new Initializer("g", "gain", "2*Hz"));
        Same(i => (i + 1) * End * End, session, "v");
    }

    [Fact]
    public void Values_of_each_neuron_give_what_one_value_for_all_gives()
    {
        const string Chain = "da/dt = (b - a + 1)/t1 : 1\ndb/dt = (c - b)/t2 : 1\ndc/dt = (2 - c + a/10)/t3 : 1\n";
        var one = Run(Chain + "t1 = 3*ms : second\nt2 = 3*ms : second\nt3 = 5*ms : second");
        var each = Run(Chain + "t1 : second\nt2 : second\nt3 : second", new Initializer("g", "t1", "3*ms + 0*i*ms"), new Initializer("g", "t2", "3*ms"), new Initializer("g", "t3", "5*ms + i*ms"));
        foreach (var variable in (string[])["a", "b", "c"])
            Assert.Equal(one.Values("g", variable)![0], each.Values("g", variable)![0], Digits);
        Assert.NotEqual(one.Values("g", "c")![1], each.Values("g", "c")![1], Digits);
    }

    [Fact]
    public void Coefficients_may_change_while_the_network_runs()
    {
        // y turns x back after half the time.
        var group = new NeuronGroup("g", 3, EquationParser.Parse("dx/dt = omega*y : 1\ndy/dt = -omega*x : 1\nomega : Hz")) { Method = "exact" };
        var session = new BrianSession(new BrianNetwork(
            [group, new RunRegularly("turn", "g", "omega *= -1") { Step = End / 2 }],
            [new BrianRun(End) { Before = [new Initializer("g", "omega", "100*Hz*(i + 1)"), new Initializer("g", "y", 1)] }]));
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        Same(_ => 0, session, "x");
        Same(_ => 1, session, "y");
    }

    [Fact]
    public void Refractory_neurons_hold_some_variables_and_advance_the_others()
    {
        var group = new NeuronGroup("g", 3, EquationParser.Parse("dv/dt = (1 - v)/tau : 1 (unless refractory)\ndu/dt = (v - u)/tau : 1\ntau : second"))
        {
            Threshold = "t < 0.5*dt", Refractory = "100*ms", Method = "exact",
        };
        var session = new BrianSession(new BrianNetwork([group], [new BrianRun(End) { Before = [new Initializer("g", "tau", "(i + 1)*ms")] }]));
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));

        // After the first step v stands still, and u goes on towards it.
        Same(i => 1 - Elementary.Exp(-1e-4 / Tau(i)), session, "v");
        Same(i => Held(1e-4 / Tau(i), 99e-4 / Tau(i)), session, "u");

        static double Held(double free, double held)
        {
            var (v, u) = (1 - Elementary.Exp(-free), 1 - ((1 + free) * Elementary.Exp(-free)));
            return v + ((u - v) * Elementary.Exp(-held));
        }
    }

    [Theory]
    [InlineData("stimulus(t)", 0.2e-3, "exact")]
    [InlineData("stimulus(t)", 0.25e-3, "euler")]
    [InlineData("stimulus(t)", 0.05e-3, "euler")]
    [InlineData("stimulus(t - 1*ms)", 0.2e-3, "euler")]
    [InlineData("t/second", 0.2e-3, "euler")]
    public void Timed_arrays_that_hold_over_a_step_are_solved_exactly(string input, double step, string method)
    {
        var group = new NeuronGroup("g", 1, EquationParser.Parse($"dv/dt = ({input} - v)/(10*ms) : 1"))
        {
            Namespace = new Namespace("the group", [KeyValuePair.Create("stimulus", (NamespaceValue)new TimedArray([1, 2, 3], step, Dimension.None))]),
        };
        Assert.Contains(method, new BrianSession(new BrianNetwork([group], [new BrianRun(End)])).Plan(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("da/dt = -a/(5*ms) : 1 (event-driven)\ndb/dt = (a - b)/tau : 1 (event-driven)\ntau : second")]
    [InlineData("da/dt = -a/(5*ms) : 1 (event-driven)\ndb/dt = (a - b + 0*c)/tau : 1 (event-driven)\ndc/dt = (b - c)/tau : 1 (event-driven)\ntau : second")]
    public void Event_driven_equations_may_depend_on_each_other(string equations)
    {
        // b(t) = (exp(-t/5) - exp(-t/tau))/(1 - tau/5), and t/5·exp(-t/5) for equal times, in ms; spikes at 0 and 8 ms.
        var synapses = new Synapses("s", "g", "g", EquationParser.Parse(equations + "\nseen : 1")) { Pathways = [new SynapticPathway("pre", true, "seen = b; a += 1")] };
        var session = new BrianSession(new BrianNetwork(
            [new SpikeGeneratorGroup("g", 3, [0, 1, 2, 0, 1, 2], [0, 0, 0, 8e-3, 8e-3, 8e-3]), synapses], [new BrianRun(End) { Before = [new Connect("s") { Targets = "i" }, new Initializer("s", "tau", "(i + 4)*ms")] }]));
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        var seen = session.Values("s", "seen")!;
        for (var i = 0; i < 3; i++)
            Assert.Equal(i == 1 ? 8.0 / 5 * Elementary.Exp(-8.0 / 5) : (Elementary.Exp(-8.0 / 5) - Elementary.Exp(-8.0 / (i + 4))) / (1 - ((i + 4) / 5.0)), seen[i], Digits);
    }

    private static double Tau(int i) => (i + 1) * 1e-3;

    private static BrianSession Run(string equations, params BrianAction[] before)
    {
        var network = new BrianNetwork([new NeuronGroup("g", 3, EquationParser.Parse(equations)) { Method = "exact" }], [new BrianRun(End) { Before = [.. before] }]);
        var session = new BrianSession(network);
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        return session;
    }

    private static void Same(Func<int, double> expected, BrianSession session, string variable)
    {
        var values = session.Values("g", variable)!;
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(expected(i), values[i], Digits);
    }
}
