using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Xunit;
using static Neuroglot.Model.Units.CommonUnits;

namespace Neuroglot.Brian.Tests.Language;

public sealed class GroupCheckTests
{
    private static readonly Namespace Run = new("the namespace of the run", [
        new("tau", 10 * ms), new("El", -60 * mV), new("vt", -50 * mV), new("b", 80 * pA), new("sigma", 1 * mV), new("weight", 2 * nS),
        new("kernel", new UserFunction("kernel", ["x"], [Dimension.Time], Dimension.Current, null)),
    ]);

    private const string Neurons = """
        dv/dt = (El - v)/tau + sigma*sqrt(2/tau)*xi : volt (unless refractory)
        dw/dt = -w/tau : amp
        dg/dt = -g/tau : siemens
        total : siemens
        isOn : boolean
        n : integer
        c : 1 (constant)
        twice = 2*v : volt
        high = v > vt : boolean
        """;

    [Theory]
    [InlineData("dv/dt = (El - v)/tau + 1 : volt", "NG1230: `(El - v)/tau` has dimension voltage per time but `1` is dimensionless, in `(El - v)/tau + 1`; in the equation dv/dt of neurons")]
    [InlineData("dv/dt = El - v : volt", "NG1235: `El - v` has dimension voltage, but `dv/dt` has dimension voltage per time; in the equation dv/dt of neurons")]
    [InlineData("I = 3*mV : amp", "NG1235: `3*mV` has dimension voltage, but `I` has dimension current; in the equation I of neurons")]
    [InlineData("x = exp(El) : 1", "NG1231: `exp` takes a pure number, but `El` has dimension voltage, in `exp(El)`; in the equation x of neurons")]
    [InlineData("x = kernel(El) : amp", "NG1235: `El` has dimension voltage, but argument 1 of `kernel` has dimension time, in `kernel(El)`; in the equation x of neurons")]
    [InlineData("x = El > vt : 1", "")]
    [InlineData("x = 3 : boolean", "")]
    [InlineData("x = El > vt : volt", "NG1235: `El > vt` is dimensionless, but `x` has dimension voltage; in the equation x of neurons")]
    [InlineData("flag : boolean\nx = 2*flag + exp(flag) : 1", "")]
    [InlineData("flag : boolean\nx = -flag : 1", "NG5051: `flag` is a condition where a number belongs, in the equation x of neurons")]
    [InlineData("x = 2*True : 1", "NG5051: `True` is a condition where a number belongs, in the equation x of neurons")]
    [InlineData("x = (El > vt)*2 : 1", "NG5051: `El > vt` is a condition where a number belongs, in the equation x of neurons")]
    [InlineData("x = El and vt > El : boolean", "NG5051: `El` is a number where a condition belongs, in the equation x of neurons")]
    [InlineData("x = t/tau : integer", "NG5051: `x` is a whole number, so the fraction of `t/tau` is lost, in the equation x of neurons")]
    [InlineData("x = int(El > vt)*3 : integer", "")]
    [InlineData("x = 0 : volt", "")]
    [InlineData("x = clip(El, -inf*volt, vt) : volt", "")]
    public void Equations_are_checked(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse(text);
        var isRight = new GroupChecks(new Resolution("neurons", GroupVariables.Neurons(equations), null, Run)).CheckEquations(equations, diagnostics);
        Assert.Equal(message, Text(diagnostics));
        Assert.Equal(!diagnostics.HasErrors, isRight);
    }

    [Theory]
    [InlineData("v = El; w += b", "")]
    [InlineData("x = v/mV; y = x*2; v = y*mV; isOn = y > 3; n += 1; isOn = not isOn", "")]
    [InlineData("v = 3", "NG1235: `3` is dimensionless, but `v` has dimension voltage; in `v = 3` in the reset of neurons")]
    [InlineData("v += w", "NG1230: `v` has dimension voltage but `w` has dimension current, in `v + w`; in `v += w` in the reset of neurons")]
    [InlineData("v *= 2*mV", "NG1235: `v*(2*mV)` has dimension m^2 l^4 t^-6 i^-2, but `v` has dimension voltage; in `v *= 2*mV` in the reset of neurons")]
    [InlineData("x += 1", "NG5040: The identifier `x` could not be resolved, in `x += 1` in the reset of neurons (give it a value in the namespace of the group or of the run)")]
    [InlineData("tau += 1*ms", "NG5052: `tau` is no variable, in `tau += 1*ms` in the reset of neurons (only variables can be changed)")]
    [InlineData("twice = 3*mV", "NG5052: `twice` cannot be assigned to: its value is computed, in `twice = 3*mV` in the reset of neurons")]
    [InlineData("c = 3", "NG5052: `c` cannot be assigned to: it is constant, in `c = 3` in the reset of neurons")]
    [InlineData("t = 3*ms", "NG5052: `t` cannot be assigned to: it has its value by itself, in `t = 3*ms` in the reset of neurons")]
    [InlineData("mV = 3", "NG5052: `mV` cannot be assigned to: it is the name of a unit, in `mV = 3` in the reset of neurons")]
    [InlineData("v_post += 3*mV", "NG5040: `v_post` could not be resolved: there is no such group or it has no variable `v`, in `v_post += 3*mV` in the reset of neurons")]
    [InlineData("x = unknown; v = x; y = x; v = y", "NG5040: The identifier `unknown` could not be resolved, in `x = unknown` in the reset of neurons (give it a value in the namespace of the group or of the run)")]
    [InlineData("v = xi*mV", "NG5053: the noise `xi` can only stand in a differential equation, not in `v = xi*mV` in the reset of neurons")]
    [InlineData("n = 2.5", "NG5051: `n` is a whole number, so the fraction of `2.5` is lost, in `n = 2.5` in the reset of neurons")]
    [InlineData("v = v > vt", "NG1235: `v > vt` is dimensionless, but `v` has dimension voltage; in `v = v > vt` in the reset of neurons")]
    [InlineData("n = v > vt; n += v > vt; n += isOn; isOn = n; isOn = not n; c2 = v > vt; n = c2*2", "")]
    [InlineData("n += 2*(v > vt)", "NG5051: `v > vt` is a condition where a number belongs, in `n += 2*(v > vt)` in the reset of neurons (write int(…))")]
    [InlineData("isOn += 1", "NG5052: `isOn` is a condition, with which nothing can be calculated, in `isOn += 1` in the reset of neurons (write `isOn = …`)")]
    [InlineData("vv = 3*mV; n = 1", "NG5055: `vv = 3*mV` in the reset of neurons has no effect: `vv` is none of its variables, and nothing reads it (did you mean `v`?)")]
    [InlineData("a = 3*mV; v = a", "")]
    public void Statements_are_checked(string code, string message)
    {
        var diagnostics = new DiagnosticBag();
        var isRight = Checks().CheckStatements(StatementParser.Parse(code, "reset", []), "the reset", diagnostics);
        Assert.Equal(message, Text(diagnostics, hints: message.EndsWith(')')));
        Assert.Equal(!diagnostics.HasErrors, isRight);
    }

    [Fact]
    public void Only_groups_with_a_refractory_period_know_when_they_spiked()
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse("v : volt");
        var checks = new GroupChecks(new Resolution("neurons", GroupVariables.Neurons(equations), null, Run));
        Assert.False(checks.CheckStatements(StatementParser.Parse("v = int(t > lastspike)*mV", "reset", []), "the reset", diagnostics));
        Assert.EndsWith("(only groups with a refractory period have it)", Text(diagnostics, hints: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v > vt", "")]
    [InlineData("high and not_refractory", "")]
    [InlineData("isOn", "")]
    [InlineData("2*(v > vt) > isOn", "")]
    [InlineData("rand() < 10*Hz*dt", "")]
    [InlineData("v", "NG5051: the threshold must be a condition, but `v` is a number, in the threshold of neurons (compare it with something, as in v > 0)")]
    [InlineData("v > 3", "NG1230: `v` has dimension voltage but `3` is dimensionless, in `v > 3`; in the threshold of neurons")]
    [InlineData("v > vth", "NG5040: The identifier `vth` could not be resolved, in the threshold of neurons (did you mean `vt`?)")]
    public void Conditions_are_checked(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        Checks().CheckCondition(ExpressionText.Parse(text, "threshold", [])!, "the threshold", SourceSpan.None, diagnostics);
        Assert.Equal(message, Text(diagnostics, hints: true));
    }

    [Theory]
    [InlineData("5*ms", "")]
    [InlineData("v > vt", "")]
    [InlineData("tau*(1 + rand())", "")]
    [InlineData("tau*(v > vt)", "")]
    [InlineData("5", "NG1235: `5` is dimensionless, but the refractory period has dimension time; in the refractory period of neurons")]
    public void Refractory_periods_are_times_or_conditions(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        Checks().CheckRefractory(ExpressionText.Parse(text, "refractory", [])!, SourceSpan.None, diagnostics);
        Assert.Equal(message, Text(diagnostics));
    }

    [Fact]
    public void Values_need_the_unit_of_their_variable()
    {
        Assert.Equal("", Value("v", -65 * mV));
        Assert.Equal("", Value("v", 0));
        Assert.Equal("", Value("c", 3));
        Assert.Equal("", Value("lastspike", double.NegativeInfinity));
        Assert.Equal("NG5050: `v` of neurons should have units of volt, but 3 has none", Value("v", 3));
        Assert.Equal("NG5050: `v` of neurons should have units of volt, but 3*nA has amp", Value("v", 3 * nA));
        Assert.Equal("NG5050: `c` of neurons should be a pure number, but 3*mV has volt", Value("c", 3 * mV));
        Assert.Equal("NG5051: `n` of neurons is a whole number, so it cannot be 2.5", Value("n", 2.5));
        Assert.Equal("NG5052: `twice` of neurons cannot be set: its value is computed", Value("twice", 3 * mV));
        Assert.Equal("NG5052: `N` of neurons cannot be set: it has its value by itself", Value("N", 3));
        Assert.Equal("NG5040: neurons has no variable `vv`", Value("vv", 3));

        static string Value(string name, Quantity value)
        {
            var diagnostics = new DiagnosticBag();
            Assert.Equal(Checks().CheckValue(name, value, SourceSpan.None, diagnostics), diagnostics.Count == 0);
            return Text(diagnostics);
        }
    }

    [Theory]
    [InlineData("total_post = w_syn*2 : siemens (summed)\nw_syn : siemens", "")]
    [InlineData("total_post = w_syn*2 : 1 (summed)\nw_syn : 1", "NG5054: `total_post` of synapses cannot be summed: the variable should have units of siemens, as in its own group, not 1")]
    [InlineData("totl_post = 2*siemens : siemens (summed)", "NG5054: `totl_post` of synapses cannot be summed: there is no such variable of a group on one side of the synapses (did you mean `total_post`?)")]
    [InlineData("g_post = 2*siemens : siemens (summed)", "NG5054: `g_post` of synapses cannot be summed: it is no parameter of its group, so it cannot be the place of a sum")]
    [InlineData("s = v_pre*int(j > 2) + v_post + v : volt", "")]
    public void Synapses_are_checked(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse(text);
        var neurons = GroupVariables.Neurons(EquationParser.Parse(Neurons), isRefractory: true);
        var checks = new GroupChecks(new Resolution("synapses", GroupVariables.Synapses(equations, neurons, neurons), null, Run));
        checks.CheckEquations(equations, diagnostics);
        Assert.Equal(message, Text(diagnostics, hints: true));
        Assert.True(checks.CheckStatements(StatementParser.Parse("g_post += weight; v_pre = 2*mV; g += weight; lastupdate = t", "on_pre", []), "on_pre", diagnostics));
    }

    [Fact]
    public void A_whole_neuron_is_right()
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse(Neurons);
        Assert.True(EquationRules.Check(equations, GroupKind.NeuronGroup, "neurons", diagnostics));
        Assert.True(Checks().CheckEquations(equations, diagnostics));
        Assert.True(Checks().CheckExpression(ExpressionText.Parse("El + 5*mV*randn()*i/N", "v", [])!, Dimension.Voltage, "the initial value of `v`", SourceSpan.None, diagnostics));
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void A_spatial_neuron_has_the_variables_of_its_compartments()
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse("Im = 1*siemens/meter**2*(El - v) : amp/meter**2\nI = Cm*area*mV/ms*(distance/length) : amp (point current)");
        Assert.True(EquationRules.Check(equations, GroupKind.SpatialNeuron, "cell", diagnostics));
        Assert.True(new GroupChecks(new Resolution("cell", GroupVariables.Neurons(equations, GroupKind.SpatialNeuron), null, Run)).CheckEquations(equations, diagnostics));
        Assert.Empty(diagnostics);
    }

    private static GroupChecks Checks() => new(new Resolution("neurons", GroupVariables.Neurons(EquationParser.Parse(Neurons), isRefractory: true), null, Run));

    private static string Text(DiagnosticBag diagnostics, bool hints = false) =>
        string.Join('\n', diagnostics.Select(one => hints && one.Hint is not null ? $"{one.Code}: {one.Message} ({one.Hint})" : $"{one.Code}: {one.Message}"));
}
