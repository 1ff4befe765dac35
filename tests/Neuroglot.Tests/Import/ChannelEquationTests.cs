using Neuroglot.Brian.Language;
using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Expressions;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Import;

/// <summary>The equations of channels compute what the engine computes in a cell of one segment with the same channel.</summary>
public sealed class ChannelEquationTests : IDisposable
{
    private const string Rates = """
        <forwardRate type="HHExpLinearRate" rate="1.8per_ms" midpoint="-38mV" scale="9mV"/>
        <reverseRate type="HHExpRate" rate="1.2per_ms" midpoint="-52mV" scale="-17mV"/>
        """;

    private const string Steady = """<steadyState type="HHSigmoidVariable" rate="0.9" midpoint="-41mV" scale="7mV"/>""";

    private const string Course = """<timeCourse type="fixedTimeCourse" tau="3.5ms"/>""";

    private const string Own = """
        <ComponentType name="bumpTime" extends="baseVoltageDepTime">
          <Parameter name="least" dimension="time"/>
          <Constant name="WIDTH" dimension="voltage" value="12mV"/>
          <Dynamics>
            <DerivedVariable name="y" dimension="none" value="v/WIDTH"/>
            <ConditionalDerivedVariable name="t" dimension="time" exposure="t">
              <Case condition="y .lt. -4" value="least"/>
              <Case value="least*(1 + exp(-y*y/20) + H(y))"/>
            </ConditionalDerivedVariable>
          </Dynamics>
        </ComponentType>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, string, string> Gates => new()
    {
        { "gateHHrates", $"""<q10Settings type="q10ExpTemp" q10Factor="2.3" experimentalTemp="23degC"/>{Rates}""", "alpha beta inf tau" },
        { "gateHHtauInf", $"""<q10Settings type="q10Fixed" fixedQ10="1.5"/>{Course}{Steady}""", "inf tau" },
        { "gateHHratesTau", Rates + Course, "alpha beta inf tau" },
        { "gateHHratesInf", Rates + Steady, "inf tau" },
        { "gateHHratesTauInf", Rates + Course + Steady, "inf tau" },
        { "gateHHtauInf", $"""<timeCourse type="bumpTime" least="2ms"/>{Steady}""", "inf tau" },
    };

    [Theory]
    [MemberData(nameof(Gates))]
    public void Gates_compute_what_the_engine_computes(string type, string content, string variables)
    {
        var channel = $"""<ionChannelHH id="k" conductance="10pS" species="k"><gate id="n" type="{type}" instances="3">{content}</gate></ionChannelHH>""";
        var names = variables.Split(' ');
        var equations = Translated(channel);
        // At the midpoint of the linear rate, on both sides of it and far away.
        foreach (var potential in (double[])[-90, -65, -48.5, -38, -20, 10, 45])
        {
            var engine = Engine(channel, potential, [.. names.Select(name => $"n/{name}"), "n/q", "fopen"]);
            var ours = new Values(equations, potential * 1e-3, ("n_k", engine["n/q"]));
            foreach (var name in names)
                Near(engine[$"n/{name}"], ours[$"{name}_n_k"], $"{name} at {potential} mV");
            Near(engine["fopen"], ours["fopen_k"], $"fopen at {potential} mV");
            Near(engine["n/q"], ours.Of(equations.InitialValues.Single(one => one.Variable == "n_k").Value), $"the start at {potential} mV");
        }
    }

    [Fact]
    public void Cases_are_written_as_brian_can_read_them()
    {
        var equations = Translated($"""<ionChannelHH id="k" conductance="10pS"><gate id="n" type="gateHHtauInf" instances="1"><timeCourse type="bumpTime" least="2ms"/>{Steady}</gate></ionChannelHH>""").Equations;
        const string Y = "y_n_timeCourse_k";
        var text = equations.Find("t_n_timeCourse_k")!.ToString();
        Assert.StartsWith($"t_n_timeCourse_k = int({Y} < -4)*(2*ms) + int(not {Y} < -4)*(2*ms*(1 + exp(", text, StringComparison.Ordinal);
        Assert.EndsWith($"0.5*(1 + sign({Y})))) : second", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_a_fractional_gate_are_variables_of_their_own()
    {
        var channel = $"""
            <ionChannelHH id="k" conductance="10pS"><gate id="n" type="gateFractional" instances="1">
              <subGate id="fast" fractionalConductance="0.7">{Steady}{Course}</subGate><subGate id="slow" fractionalConductance="0.3">{Steady}<timeCourse type="fixedTimeCourse" tau="80ms"/></subGate>
            </gate></ionChannelHH>
            """;
        var equations = Translated(channel).Equations;
        Assert.Equal(["n_fast_k", "n_slow_k"], equations.DifferentialEquations.Select(one => one.Name));
        Assert.Equal("n_k = n_fast_k*0.7 + n_slow_k*0.3 : 1", equations.Find("n_k")!.ToString());
    }

    [Fact]
    public void A_gate_that_is_always_at_its_steady_state_has_no_differential_equation()
    {
        var equations = Translated($"""<ionChannelHH id="k" conductance="10pS"><gate id="n" type="gateHHInstantaneous" instances="2">{Steady}</gate></ionChannelHH>""").Equations;
        Assert.Empty(equations.DifferentialEquations);
        Assert.Equal("n_k = inf_n_k : 1", equations.Find("n_k")!.ToString());
        Assert.Equal("fopen_k = n_k**2 : 1", equations.Find("fopen_k")!.ToString());
    }

    [Fact]
    public void Kinetic_schemes_are_occupancies_that_sum_to_one()
    {
        var channel = """
            <ionChannelKS id="k" conductance="10pS"><gateKS id="n" instances="1">
              <closedState id="c"/><openState id="o"/>
              <forwardTransition id="up" from="c" to="o"><rate type="HHExpRate" rate="0.4per_ms" midpoint="-36mV" scale="18mV"/></forwardTransition>
              <reverseTransition id="down" from="c" to="o"><rate type="HHExpRate" rate="0.3per_ms" midpoint="-40mV" scale="-26mV"/></reverseTransition>
            </gateKS></ionChannelKS>
            """;
        var equations = Translated(channel);
        var values = new Values(equations, -0.03, ("n_c_k", 0.25), ("n_o_k", 0.75));
        var up = 400 * Exp(6.0 / 18);
        var down = 300 * Exp(-10.0 / 26);
        Near(0.25 * up - 0.75 * down, values["n_o_k'"], "the open state");
        Near(-values["n_o_k'"], values["n_c_k'"], "the closed state");
        Assert.Equal([("n_c_k", "1"), ("n_o_k", "0")], equations.InitialValues.Select(one => (one.Variable, one.Value)).Order());
    }

    [Fact]
    public void A_channel_that_reacts_to_events_is_told_of()
    {
        const string Type = """
            <ComponentType name="latch" extends="baseIonChannel"><Dynamics><StateVariable name="s" dimension="none"/>
              <DerivedVariable name="fopen" dimension="none" exposure="fopen" value="s"/><DerivedVariable name="g" dimension="conductance" exposure="g" value="conductance*s"/>
              <OnCondition test="v .gt. conductance*0*v/conductance"><StateAssignment variable="s" value="1"/></OnCondition></Dynamics></ComponentType>
            """;
        var import = Import(Type + """<latch id="l" conductance="1pS"/>""");
        Assert.Empty(import.Channels);
        var told = Assert.Single(import.Diagnostics);
        Assert.Equal("NG5402", told.Code);
        Assert.Contains("reacts to events", told.Message, StringComparison.Ordinal);
    }

    // A step of the engine moves what it shows by less than this; rates are doubles on both sides.
    private static void Near(double expected, double found, string what) => Assert.True(Math.Abs(expected - found) <= 1e-6 * Math.Abs(expected) + 1e-12, $"{what}: {expected} and {found}");

    private static double Exp(double exponent) => Evaluator.Evaluate(new Call("exp", new Number(exponent)), static _ => 0);

    private ChannelEquations Translated(string channel)
    {
        var import = Import(channel);
        Assert.Empty(import.Diagnostics);
        return Assert.Single(import.Channels);
    }

    private CellImport Import(string channel)
    {
        var file = Path.Join(folder, "LEMS_channel.xml");
        File.WriteAllText(file, $"<Lems><Include file='Cells.xml'/>{Own}{channel}</Lems>");
        var model = NeuralModel.Load(file);
        Assert.DoesNotContain(model.Diagnostics, one => one.Severity == Model.Diagnostics.Severity.Error);
        return model.ImportCells();
    }

    /// <summary>What the engine has for a channel at the start, in a cell that is too large to move: its membrane has no leak and a huge capacitance.</summary>
    private static Dictionary<string, double> Engine(string channel, double potential, string[] quantities)
    {
        var body = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            {Own}{channel}
            <cell id="c">
              <morphology id="m"><segment id="0"><proximal x="0" y="0" z="0" diameter="10"/><distal x="0" y="10" z="0" diameter="10"/></segment></morphology>
              <biophysicalProperties id="b"><membraneProperties>
                <channelDensity id="d" ionChannel="k" condDensity="1mS_per_cm2" erev="-90mV" ion="k"/>
                <spikeThresh value="0mV"/><specificCapacitance value="1e9uF_per_cm2"/><initMembPotential value="{potential}mV"/>
              </membraneProperties><intracellularProperties><resistivity value="0.1kohm_cm"/></intracellularProperties></biophysicalProperties>
            </cell>
            <networkWithTemperature id="net" temperature="32degC"><population id="p" component="c" size="1"/></networkWithTemperature>
            """);
        string[] paths = [.. quantities.Select(one => $"p[0]/b/membraneProperties/d/k/{one}")];
        var run = Lab.Run(Lab.Plan(Lab.Experiment(Lab.Document(body, "net", "0.2ms", "0.01ms", paths))));
        // The rates see the potential some steps late; after twenty all of them do.
        return quantities.Zip(paths).ToDictionary(pair => pair.First, pair => run[pair.Second][^1]);
    }

    /// <summary>The values of the equations of a channel at a potential; a prime behind a name asks for its rate of change.</summary>
    private sealed class Values(ChannelEquations channel, double potential, params (string Name, double Value)[] states)
    {
        public double this[string name] => name switch
        {
            "v" => potential,
            "temperature" => 305.15,
            _ when states.Any(one => one.Name == name) => states.First(one => one.Name == name).Value,
            _ when name.EndsWith('\'') => Of(channel.Equations.Find(name[..^1])!.Expression!),
            _ when channel.Equations.Find(name) is { } equation => Of(equation.Expression!),
            _ => ((ScalarValue)DefaultNamespace.Find(name)!).Value.Value,
        };

        public double Of(string text) => Of(ExpressionParser.Parse(text, Dialects.Brian));

        private double Of(Expression expression) => Evaluator.Evaluate(expression, name => this[name]);
    }
}
