using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Tests.Brian;

/// <summary>What expressions and code of Brian mean, as Python and NumPy say it.</summary>
public sealed class BrianLanguageTests
{
    [Theory]
    [InlineData("7/2", 3.5)]
    [InlineData("-7//2", -4)]
    [InlineData("7//-2", -4)]
    [InlineData("-7 % 3", 2)]
    [InlineData("7 % -3", -2)]
    [InlineData("7.5 % 2", 1.5)]
    [InlineData("-7.5 // 2", -4)]
    [InlineData("2**-1", 0.5)]
    [InlineData("-2**2", -4)]
    [InlineData("2**3**2", 512)]
    [InlineData("int(3.9)", 3)]
    [InlineData("int(-3.9)", -3)]
    [InlineData("int(2 > 1)", 1)]
    [InlineData("int(not 2 > 1)", 0)]
    [InlineData("int(1 < 2 and not (2 < 1 or False))", 1)]
    [InlineData("int(True)*3", 3)]
    [InlineData("int(2 == 2) + int(2 != 2) + int(2 <= 2) + int(3 >= 4)", 2)]
    [InlineData("sin(0.5)", 0.479425538604203)]
    [InlineData("cos(0.5)", 0.8775825618903728)]
    [InlineData("tan(0.5)", 0.5463024898437905)]
    [InlineData("sinh(0.5)", 0.5210953054937474)]
    [InlineData("cosh(0.5)", 1.1276259652063807)]
    [InlineData("tanh(0.5)", 0.46211715726000973)]
    [InlineData("arcsin(0.5)", 0.5235987755982989)]
    [InlineData("arccos(0.5)", 1.0471975511965979)]
    [InlineData("arctan(0.5)", 0.4636476090008061)]
    [InlineData("exp(0.5)", 1.6487212707001282)]
    [InlineData("log(0.5)", -0.6931471805599453)]
    [InlineData("log10(1000)", 3)]
    [InlineData("expm1(1e-10)", 1.00000000005e-10)]
    [InlineData("log1p(1e-10)", 9.9999999995e-11)]
    [InlineData("exprel(0)", 1)]
    [InlineData("exprel(1)", 1.7182818284590453)]
    [InlineData("exprel(800)", double.PositiveInfinity)]
    [InlineData("sqrt(2)", 1.4142135623730951)]
    [InlineData("ceil(-1.5)", -1)]
    [InlineData("floor(-1.5)", -2)]
    [InlineData("abs(-3)", 3)]
    [InlineData("sign(-3) + sign(0) + 2*sign(5)", 1)]
    [InlineData("clip(5, 0, 3) + clip(-5, 0, 3)", 3)]
    [InlineData("timestep(1*ms, dt)", 10)]
    [InlineData("timestep(0.1998*ms, dt)", 1)]
    [InlineData("timestep(0.19999*ms, dt)", 2)]
    [InlineData("timestep(-0.15*ms, dt)", -1)]
    [InlineData("t_in_timesteps + t/dt", 6)]
    [InlineData("pi + e", 5.859874482048838)]
    [InlineData("1*mV/(1*volt)", 1e-3)]
    [InlineData("10*Hz*100*ms", 1)]
    [InlineData("1*nS*1*mV/(1*pA)", 1)]
    [InlineData("i + N", 1)]
    public void Expressions(string expression, double expected)
    {
        // Evaluated at 0.3 ms, the last step of the run; functions have an error below one unit in the last place.
        var session = Run([new NeuronGroup("g", 1, EquationParser.Parse("x : 1")), new RunRegularly("r", "g", $"x = {expression}")], 0.4e-3);
        var value = session.Values("g", "x")![0];
        Assert.True(value.Equals(expected) || Math.Abs(value - expected) <= 1e-15 * Math.Abs(expected), $"{expression} is {value:R}, not {expected:R}");
    }

    [Theory]
    [InlineData("x = 5; x -= 2; x *= 4; x /= 8", 1.5)]
    [InlineData("a = 2\na += 1\nx = a**2", 9)]
    [InlineData("a = x + 1; x = a; x = a + x", 8)]
    [InlineData("x = 17; x //= 5", 3)]
    [InlineData("x = 17; x %= 5", 2)]
    [InlineData("x = 2; x **= 3", 8)]
    [InlineData("n = 7/2; x = n", 3)]
    [InlineData("n = -7/2; x = n", -3)]
    [InlineData("flag = x > 2; x = int(flag)", 1)]
    [InlineData("flag = not flag; x = int(flag) + 10", 11)]
    public void Statements(string code, double expected)
    {
        var session = Run([new NeuronGroup("g", 1, EquationParser.Parse("x : 1\nn : integer\nflag : boolean")), new RunRegularly("r", "g", code)], 1e-4, new Initializer("g", "x", 3));
        Assert.Equal(expected, session.Values("g", "x")![0]);
    }

    [Theory]
    [InlineData("k for k in range(2)", "0-0 0-1 1-0 1-1 2-0 2-1")]
    [InlineData("k for k in range(i, 3)", "0-0 0-1 0-2 1-1 1-2 2-2")]
    [InlineData("k for k in range(2, -1, -2)", "0-2 0-0 1-2 1-0 2-2 2-0")]
    [InlineData("i", "0-0 1-1 2-2")]
    [InlineData("int(i/2) if i % 2 == 0", "0-0 2-1")]
    [InlineData("i + k for k in range(-1, 2) if k != 0 and i + k >= 0 and i + k < N_post", "0-1 1-0 1-2 2-1")]
    [InlineData("k for k in sample(N_post, p=1)", "0-0 0-1 0-2 1-0 1-1 1-2 2-0 2-1 2-2")]
    [InlineData("k for k in sample(0, 3, 2, size=2)", "0-0 0-2 1-0 1-2 2-0 2-2")]
    [InlineData("k for k in sample(N_post, p=0)", "")]
    public void Generators(string targets, string expected) => Assert.Equal(expected, Pairs(new Connect("s") { Targets = targets }));

    [Theory]
    [InlineData("i + k for k in range(-1, 2)", "0-0 0-1 1-0 1-1 1-2 2-1 2-2")]
    [InlineData("2*i", "0-0 1-2")]
    public void Generators_may_leave_out_what_is_not_there(string targets, string expected)
    {
        Assert.Equal(expected, Pairs(new Connect("s") { Targets = targets, SkipsInvalid = true }));
        var session = new BrianSession(Network(new Connect("s") { Targets = targets }));
        Assert.False(session.RunAll());
        Assert.Contains(session.Diagnostics, one => one.Code == "NG2019");
    }

    [Fact]
    public void Connections_given_one_by_one_may_have_copies_and_a_probability()
    {
        Assert.Equal("2-0 2-0 0-1 0-1", Pairs(new Connect("s") { I = [2, 0], J = [0, 1], Copies = "2" }));
        Assert.Equal("", Pairs(new Connect("s") { I = [2, 0], J = [0, 1], Probability = "0" }));
        var many = Pairs(new Connect("s") { I = [.. Enumerable.Repeat(1, 1000)], J = [.. Enumerable.Repeat(2, 1000)], Probability = "0.5" }).Split(' ').Length;
        Assert.InRange(many, 430, 570);
    }

    [Fact]
    public void Sources_may_be_generated_for_each_target()
    {
        Assert.Equal("0-0 1-0 1-1 2-1", Pairs(new Connect("s") { Sources = "j + k for k in range(2) if j < 2" }));
        Assert.Equal("0-0 0-1 0-2 1-0 1-1 1-2 2-0 2-1 2-2 0-0 1-1 2-2", Pairs(new Connect("s"), new Connect("s") { Condition = "i == j" }));
        Assert.Equal("1-0 1-0 2-0 2-0 2-0 2-0 2-1 2-1 2-1 2-1", Pairs(new Connect("s") { Condition = "i > j", Copies = "2*i" }));
    }

    [Fact]
    public void Two_sums_into_one_variable_are_refused()
    {
        var group = new NeuronGroup("g", 4, EquationParser.Parse("sum : 1"));
        Assert.Empty(Errors(new GroupRange("g", 0, 2), new GroupRange("g", 2, 4)));
        Assert.Equal(["NG5112"], Errors(new GroupRange("g", 0, 2), new GroupRange("g", 1, 4)));
        Assert.Equal(["NG5112"], Errors("s", "s"));

        string[] Errors(GroupRange first, GroupRange second)
        {
            var session = new BrianSession(new BrianNetwork([group, new Synapses("s", "g", "g", EquationParser.Parse("sum : 1")), Sum("a", first), Sum("b", second)], [new BrianRun(1e-3) { Before = [new Connect("a"), new Connect("b")] }]));
            session.RunAll();
            return [.. session.Diagnostics.Where(one => one.Severity == Severity.Error).Select(one => one.Code)];
        }

        static Synapses Sum(string name, GroupRange target) => new(name, "g", target, EquationParser.Parse("sum_post = 1 : 1 (summed)"));
    }

    [Fact]
    public void The_time_step_changes_at_its_multiples_only()
    {
        var session = new BrianSession(new BrianNetwork([new NeuronGroup("g", 1, EquationParser.Parse("dx/dt = 1/second : 1"))], []));
        Assert.True(session.Run(new BrianRun(0.5e-3) { Step = 0.1e-3 }));
        Assert.False(session.Run(new BrianRun(1e-3) { Step = 0.2e-3 }));
        Assert.Equal("NG5113", session.Diagnostics.Single(one => one.Severity == Severity.Error).Code);
        Assert.True(session.Run(new BrianRun(1e-3) { Step = 0.25e-3 }));
        Assert.Equal(1.5e-3, session.Values("g", "x")![0], 12);
    }

    [Fact]
    public void Synapses_that_were_never_made_are_noticed()
    {
        var session = new BrianSession(Network());
        Assert.True(session.RunAll());
        Assert.Equal("NG5114", session.Diagnostics.Single(one => one.Severity == Severity.Warning).Code);
    }

    [Fact]
    public void The_method_that_is_taken_is_told_once()
    {
        var session = new BrianSession(new BrianNetwork([new NeuronGroup("g", 1, EquationParser.Parse("dx/dt = -x**2/second : 1"))], [new BrianRun(1e-3), new BrianRun(1e-3)]));
        Assert.True(session.RunAll());
        var note = Assert.Single(session.Diagnostics, one => one.Code == "NG2023");
        Assert.Equal(Severity.Note, note.Severity);
        Assert.Contains("'euler'; exact: ", note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Poisson_draws_have_the_mean_that_is_given()
    {
        // 20 000 draws with mean 3; four standard errors.
        var session = Run([new NeuronGroup("g", 20_000, EquationParser.Parse("x : 1")), new RunRegularly("r", "g", "x = poisson(3)")], 1e-4);
        Assert.InRange(session.Values("g", "x")!.Average(), 3 - 0.049, 3 + 0.049);
    }

    [Fact]
    public void Refractory_neurons_are_written_by_their_reset_only()
    {
        var group = new NeuronGroup("g", 2, EquationParser.Parse("dv/dt = 0/second : 1 (unless refractory)\nu : 1"))
        {
            Threshold = "i == 1 and t < 0.5*dt", Reset = "v = 10", Refractory = "0.5*ms",
            Events = ImmutableSortedDictionary<string, string>.Empty.Add("late", "t_in_timesteps == 2"),
        };
        var session = Run([group, new RunRegularly("r", "g", "v += 1; u += 1"), new RunOnEvent("o", "g", "late", "v += 100")], 1e-3);

        // Neuron 1 spikes in step 0, so that steps 1 to 4 are lost; in step 5 the code comes before the neuron recovers.
        Assert.Equal([110.0, 10 + 100 + 4], session.Values("g", "v")!);
        Assert.Equal([10.0, 10.0], session.Values("g", "u")!);
    }

    [Fact]
    public void Monitors_hear_events_of_the_step_whatever_the_order_of_the_group()
    {
        var group = new NeuronGroup("g", 1, EquationParser.Parse("x : 1")) { Threshold = "t_in_timesteps == 2", Order = 5 };
        var session = Run([group, new EventMonitor("m", "g")], 1e-3);
        Assert.Equal([2e-4], session.Events["m"].Times);
    }

    [Fact]
    public void A_step_can_be_listed_and_measured()
    {
        var group = new NeuronGroup("g", 10, EquationParser.Parse("dv/dt = 1/second : 1")) { Threshold = "v > 2.5e-4", Reset = "v = 0" };
        var session = new BrianSession(new BrianNetwork([group, new EventMonitor("m", "g"), new RunRegularly("r", "g", "v += 0") { Step = 0.5e-3 }], [new BrianRun(1e-3)])) { MeasuresTime = true };
        Assert.Equal(["r start 0 0.0005", "g_stateupdater groups 0 0.0001", "g_spike_thresholder thresholds 0 0.0001", "m thresholds 1 0.0001", "g_spike_resetter resets 0 0.0001"], session.Schedule.Select(one => $"{one.Name} {one.Slot} {one.Order} {one.Step}"));
        Assert.True(session.RunAll());
        Assert.Contains(session.Profile, one => one.Name.StartsWith("g_stateupdater", StringComparison.Ordinal) && one.Time > TimeSpan.Zero);
        Assert.Equal(3 * 10, session.Events["m"].Count);
    }

    [Fact]
    public void What_a_network_is_tells_its_methods()
    {
        var path = Path.Join(Directory.CreateTempSubdirectory("neuroglot").FullName, "net.brian.json");
        File.WriteAllText(path, Neuroglot.Brian.Exchange.BrianJson.Write(new BrianNetwork([new NeuronGroup("g", 1, EquationParser.Parse("dx/dt = -x**2/second : 1"))], [new BrianRun(1e-3)])));
        Assert.Contains("method: euler", NeuralModel.Load(path).Describe().Equations.Single().Lines);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static string Pairs(params BrianAction[] before)
    {
        var session = new BrianSession(Network(before));
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        var (sources, targets) = session.Connections("s")!.Value;
        return string.Join(' ', sources.Zip(targets, (i, j) => $"{i}-{j}"));
    }

    private static BrianNetwork Network(params BrianAction[] before) => new(
        [new NeuronGroup("g", 3, EquationParser.Parse("x : 1")), new Synapses("s", "g", "g", Equations.None)], [new BrianRun(1e-4) { Before = [.. before] }]);

    private static BrianSession Run(ImmutableArray<BrianObject> objects, double duration, params BrianAction[] before)
    {
        var session = new BrianSession(new BrianNetwork(objects, [new BrianRun(duration) { Before = [.. before] }]));
        Assert.True(session.RunAll(), string.Join('\n', session.Diagnostics));
        return session;
    }
}
