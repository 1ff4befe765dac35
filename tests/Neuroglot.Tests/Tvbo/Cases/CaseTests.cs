using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Export.Lems;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo.Cases;

/// <summary>What somebody who comes from TVBO does, one case after the other: the first half, single nodes and their LEMS.</summary>
public sealed class CaseTests
{
    // A run of exported LEMS has the steps of the native one; only roundings differ.
    private const double Rounding = 1e-10;

    [Fact]
    public void Case_01_the_listed_column_runs_through_LEMS_as_published()
    {
        var experiment = CaseFile.Experiment(1);
        Assert.Equal(Dynamics.FromDb("JansenRit").Render("lems"), experiment.Render("lems"));
        var run = experiment.Run("neuroml");
        double[] finals = [0.138927857891, 24.3272823023, 19.2266093147, -0.00203671287560, 0.0302784199826, 0.342996332369];
        for (var i = 0; i < finals.Length; i++)
        {
            var trace = run.Trace($"y{i}")!;
            Assert.Equal(81_921, trace.Length);
            Assert.Equal(1.0, trace.Times[^1], 12);
            Near(finals[i], trace.Values[^1]);
        }
    }

    [Fact]
    public void Case_02_a_dynamics_by_name_comes_from_the_library()
    {
        var document = Lems(CaseFile.Experiment(2));
        Assert.Equal("sim_JansenRit_LEMS_Export", (string)document.Element("Target")!.Attribute("component")!);
        Assert.Equal("JansenRit_inst", (string)document.Element("Component")!.Attribute("id")!);
        Assert.Equal(
            Dynamics.FromDb("JansenRit").Parameters.Select(static one => one.Name),
            document.Elements("ComponentType").Single(static one => (string)one.Attribute("name")! == "JansenRit").Elements("Parameter").Take(13).Select(static one => (string)one.Attribute("name")!));
        Assert.True(new NeuroMLAdapter(CaseFile.Experiment(2)).Validate());
    }

    [Fact]
    public void Case_03_the_published_neuron_lacks_a_parameter()
    {
        var problem = Assert.Single(NeuralModel.Load(CaseFile.Find(3)).Validate(), static one => one.Severity == Severity.Error);
        Assert.Equal("NG7040", problem.Code);
        Assert.Contains("`V_rest`", problem.Message, StringComparison.Ordinal);
        Assert.Contains("V_rest", CaseFile.Text(3).Split('\n')[problem.Span.Line - 1], StringComparison.Ordinal);
        Assert.Equal(problem.Message, Assert.Throws<TvboException>(() => new NeuroMLAdapter(CaseFile.Dynamics(3))).Diagnostics.Single(static one => one.Severity == Severity.Error).Message);
    }

    [Fact]
    public void Case_04_with_it_the_neuron_spikes()
    {
        var experiment = CaseFile.Experiment(4);
        var type = Lems(experiment).Elements("ComponentType").Single(static one => (string)one.Attribute("name")! == "IaF");
        Assert.Equal("""<EventPort name="spike" direction="out" />""", type.Element("EventPort")!.ToString());
        Assert.Equal(
            """<OnCondition test="V .geq. V_th"><StateAssignment variable="V" value="V_reset" /><EventOut port="spike" /></OnCondition>""",
            type.Descendants("OnCondition").Single().ToString(SaveOptions.DisableFormatting));
        var (_, spikes) = TvboRuns.Run(experiment);
        Assert.Equal(18, spikes.Count);
        Assert.Equal(27.72, spikes[1] - spikes[0], 9);
        Same(experiment);
    }

    [Fact]
    public void Case_05_both_effects_of_a_spike_come_from_the_values_before()
    {
        var experiment = CaseFile.Experiment(5);
        Assert.Equal(["v", "U"], Lems(experiment).Descendants("OnCondition").Single().Elements("StateAssignment").Select(static one => (string)one.Attribute("variable")!));
        double[] expected = [2.64, 6.14, 18.97, 45.98, 72.74, 99.5];
        var (_, spikes) = TvboRuns.Run(experiment);
        Assert.Equal(9, spikes.Count + 3);
        foreach (var (wanted, got) in expected.Zip(spikes))
            // The reference prints hundredths of a millisecond.
            Assert.Equal(wanted, got, 0.0051);
        Same(experiment);
    }

    [Fact]
    public void Case_06_a_rate_with_a_gap_has_a_case_for_it()
    {
        var experiment = CaseFile.Experiment(6);
        var variable = Lems(experiment).Descendants("ConditionalDerivedVariable").Single();
        Assert.Equal(["V .eq. -40", null], variable.Elements("Case").Select(static one => (string?)one.Attribute("condition")));
        Assert.Equal("1", (string)variable.Element("Case")!.Attribute("value")!);
        Assert.Equal([0, 1, 2, 3], experiment.Run().Trace("x")!.Values.Select(static value => Math.Round(value, 12)));
        Same(experiment);
    }

    [Fact]
    public void Case_07_conditions_are_joined_in_words_of_LEMS()
    {
        var experiment = CaseFile.Experiment(7);
        var cases = Lems(experiment).Descendants("ConditionalDerivedVariable").Single().Elements("Case").Select(static one => (string?)one.Attribute("condition")).ToList();
        Assert.Equal(["t/SEC .geq. 0.1 .and. t/SEC .lt. 0.2", "t/SEC .gt. 0.5 .or. t/SEC .geq. 0.7", null], cases);
        Same(experiment);
    }

    [Fact]
    public void Case_08_functions_that_LEMS_lacks_are_written_with_those_it_has()
    {
        var experiment = CaseFile.Experiment(8);
        Same(experiment);
        var run = experiment.Run();
        var v = run.Trace("V")!.Values;
        Check("a", static x => Math.Min(x, 10));
        Check("b", static x => Math.Max(x, 0));
        Check("c", static x => 2 * Math.Abs(x));
        Check("d", static x => x > 1 ? 1 : 0);
        Check("e", static x => Math.Sign(x));
        Check("f", static x => x - (3 * Math.Floor(x / 3)));
        Check("g", static x => Neuroglot.Model.Expressions.Evaluator.Evaluate(Neuroglot.Model.Expressions.ExpressionParser.Parse("log(abs(x) + 1) + log(abs(x) + 1, 10)", Neuroglot.Model.Expressions.Dialects.SymPy), _ => x));
        Check("h", static x => Math.Sqrt((x * x) + 1) + Math.Ceiling(x) + Math.Floor(x));

        void Check(string name, Func<double, double> function)
        {
            var values = run.Trace(name)!.Values;
            for (var row = 0; row + 1 < v.Length; row++)
                Assert.Equal(function(v[row]), (values[row + 1] - values[row]) / 0.5, 1e-9);
        }
    }

    [Fact]
    public void Case_09_a_choice_within_an_expression_becomes_a_variable()
    {
        var experiment = CaseFile.Experiment(9);
        var document = Lems(experiment);
        Assert.Equal(["y_piece1", "W_piece1"], document.Descendants("ConditionalDerivedVariable").Select(static one => (string)one.Attribute("name")!));
        Assert.DoesNotContain("H(", document.ToString(), StringComparison.Ordinal);
        Same(experiment);
    }

    [Fact]
    public void Case_10_functions_are_written_out()
    {
        var experiment = CaseFile.Experiment(10);
        var rate = (string)Lems(experiment).Descendants("TimeDerivative").First().Attribute("value")!;
        double Value(string text, Neuroglot.Model.Expressions.Dialect dialect) => Neuroglot.Model.Expressions.Evaluator.Evaluate(
            Neuroglot.Model.Expressions.ExpressionParser.Parse(text, dialect), static name => name.Length * 0.3 + name[^1] * 0.01);
        Near(Value("A*a * (2*e0/(1 + exp(r*(v0 - (y1 - y2))))) - 2*a*y3 - a^2*y0", Neuroglot.Model.Expressions.Dialects.Lems), Value(rate.Replace(" / SEC", string.Empty, StringComparison.Ordinal), Neuroglot.Model.Expressions.Dialects.Lems));
        Same(experiment);
        Same(Dynamics.FromDb("Jansen1995").With("euler", 0.1, 20));
        var circle = CaseFile.Text(10).Replace("Sigm(Sigm(a)) + a", "Twice(a)", StringComparison.Ordinal);
        Assert.Contains(Assert.Throws<TvboException>(() => SimulationExperiment.FromString(circle).Render("lems")).Diagnostics, static one => one.Code == "NG1222");
    }

    [Fact]
    public void Case_11_derived_parameters_are_written_and_used()
    {
        var derived = Lems(CaseFile.Experiment(11)).Descendants("DerivedParameter").Single();
        Assert.Equal("f", (string)derived.Attribute("name")!);
        Same(CaseFile.Experiment(11));
        Assert.Equal(["C1", "C2", "C3", "C4"], Lems(Dynamics.FromDb("Jansen1995").With("euler", 0.1, 1)).Descendants("DerivedParameter").Select(static one => (string)one.Attribute("name")!));
    }

    private static XElement Lems(SimulationExperiment experiment) => XDocument.Parse(new NeuroMLAdapter(experiment).RenderCode()).Root!;

    internal static void Near(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= Rounding * Math.Max(1e-3, Math.Abs(expected)), string.Create(CultureInfo.InvariantCulture, $"{actual:R} is not {expected:R}"));

    internal static void Same(SimulationExperiment experiment)
    {
        var (native, exported) = (experiment.Run(), experiment.Run("neuroml"));
        foreach (var trace in native.Branches[0].Traces)
        {
            var other = exported.Trace(trace.Name)!;
            Assert.Equal(trace.Length, other.Length);
            for (var row = 0; row < trace.Length; row++)
                Assert.True(Math.Abs(trace.Values[row] - other.Values[row]) <= Rounding * Math.Max(1, Math.Abs(trace.Values[row])), string.Create(CultureInfo.InvariantCulture, $"{trace.Name}, row {row}: {other.Values[row]:R} instead of {trace.Values[row]:R}"));
        }
    }
}
