using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>What a step of the <c>lems</c> semantics does to a single component.</summary>
public sealed class StepTests
{
    [Fact]
    public void A_recorded_derived_variable_trails_the_state_by_a_step()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="x + 1"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            <OnStart><StateAssignment variable="x" value="0.5"/></OnStart>
            """, "2ms", "x", "y");
        Assert.Equal([0.5, 1.5, 2.5], run.In("x"));
        Assert.Equal([1.5, 1.5, 2.5], run.In("y"));
    }

    [Fact]
    public void Rows_are_one_more_than_the_rounded_number_of_steps()
    {
        const string Dynamics = """<StateVariable name="x" dimension="none" exposure="x"/>""";
        Assert.Equal(11, Run(Dynamics, "10.4ms", "x").Times.Count);
        Assert.Equal(12, Run(Dynamics, "10.5ms", "x").Times.Count);
        Assert.Single(Run(Dynamics, "0ms", "x").Times);
    }

    [Fact]
    public void Time_is_the_running_sum_of_the_steps()
    {
        var run = Lab.RunAsReference(Lab.Document(Lab.Single(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="t / MS"/>
            """), "one", "1ms", "0.1ms", ["y"]));
        var time = 0.0;
        for (var k = 1; k <= 10; k++)
        {
            time += 1e-4;
            Assert.Equal(time, run.Times[k]);
            Assert.Equal(time / 1e-3, run["y"][k]);
        }

        Assert.NotEqual(10 * 1e-4, run.Times[10]);
    }

    [Fact]
    public void A_condition_on_time_fires_at_the_step_that_the_sum_reaches()
    {
        // Thirty steps of 0.1 ms add up to a little less than 3 ms: the next is the first that is not before it.
        var run = Lab.RunAsReference(Lab.Document(Lab.Single(
            """
            <StateVariable name="n" dimension="none" exposure="n"/>
            <OnCondition test="t .geq. 3 * MS"><StateAssignment variable="n" value="n + 1"/></OnCondition>
            """), "one", "3.2ms", "0.1ms", ["n"]));
        Assert.Equal([0, 0, 1, 2], run.In("n")[29..]);
    }

    [Fact]
    public void Conditions_hold_on_the_new_state_with_the_old_derived_variables_at_each_step()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <StateVariable name="n" dimension="none" exposure="n"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="x + 1"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            <OnCondition test="x .geq. 2 .and. y .lt. 3"><StateAssignment variable="n" value="n + 1"/></OnCondition>
            <OnCondition test="x .geq. 2"><StateAssignment variable="n" value="n + 10"/><StateAssignment variable="x" value="x + n"/></OnCondition>
            """, "3ms", "x", "n");
        Assert.Equal([0, 1, 13, 35], run.In("x"));
        Assert.Equal([0, 0, 11, 21], run.In("n"));
    }

    [Fact]
    public void Rates_all_come_from_the_old_state()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <StateVariable name="y" dimension="none" exposure="y"/>
            <TimeDerivative variable="x" value="(y + 1) / MS"/>
            <TimeDerivative variable="y" value="x / MS"/>
            """, "3ms", "x", "y");
        Assert.Equal([0, 1, 2, 4], run.In("x"));
        Assert.Equal([0, 0, 1, 3], run.In("y"));
    }

    [Fact]
    public void The_first_case_that_holds_gives_the_value_and_none_gives_zero()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <ConditionalDerivedVariable name="y" dimension="none" exposure="y">
              <Case condition="x .lt. 1" value="10"/><Case condition="x .lt. 2" value="20"/><Case value="30"/>
            </ConditionalDerivedVariable>
            <ConditionalDerivedVariable name="z" dimension="none" exposure="z">
              <Case condition="x .eq. 1" value="y + 5"/>
            </ConditionalDerivedVariable>
            <TimeDerivative variable="x" value="1 / MS"/>
            """, "3ms", "y", "z");
        Assert.Equal([10, 10, 20, 30], run.In("y"));
        Assert.Equal([0, 0, 25, 0], run.In("z"));
    }

    [Fact]
    public void Derived_variables_may_stand_in_any_order()
    {
        var run = RunAlone(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="z" dimension="none" exposure="z" value="y * 2"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="x + 1"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            """, "2ms", "z");
        Assert.Equal([2, 2, 4], run.In("z"));
    }

    [Theory]
    [InlineData("H(0)", 0.5)]
    [InlineData("H(-0.001)", 0)]
    [InlineData("H(3)", 1)]
    [InlineData("-x^2", -9)]
    [InlineData("2*-x^2", 18)]
    [InlineData("2^3^2", 64)]
    [InlineData("8/4*2/2", 2)]
    [InlineData("log(x)", 1.098612289)]
    [InlineData("ln(x)", 1.098612289)]
    [InlineData("factorial(4)", 24)]
    [InlineData("ceil(2.1)", 3)]
    [InlineData("abs(0 - x)", 3)]
    public void Expressions_have_the_values_that_the_reference_gives(string expression, double value)
    {
        var run = Run(
            $"""
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="{expression}"/>
            <OnStart><StateAssignment variable="x" value="3"/></OnStart>
            """, "1ms", "y");
        Assert.Equal([value, value], run.In("y"));
    }

    [Fact]
    public void Every_condition_that_emits_is_an_event_of_its_own()
    {
        var run = Lab.Run(Lab.Document(Lab.Single(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            <OnCondition test="x .gt. 0.5"><EventOut port="out"/></OnCondition>
            <OnCondition test="x .gt. 1.5"><EventOut port="out"/><EventOut port="out"/></OnCondition>
            """), "one", "2ms", "1ms", ["x"], ["one:out"]));
        Assert.Equal([1e-3, 2e-3, 2e-3, 2e-3], run.Events.Select(one => one.Time));
    }

    [Fact]
    public void What_is_not_a_number_stops_the_run_with_variable_instance_and_time()
    {
        var run = RunAlone(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="sqrt(2 - x)"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            """, "9ms", "x", "y");
        var problem = run.Result.Problem!;
        Assert.Equal("NG3001", problem.Code);
        Assert.Contains("y of one[0] is not a number", problem.Message, StringComparison.Ordinal);
        Assert.Contains("4 ms", problem.Message, StringComparison.Ordinal);
        Assert.Equal(4, run.Result.Steps);
    }

    [Fact]
    public void What_is_not_a_number_is_found_where_nobody_records()
    {
        var run = RunAlone(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <StateVariable name="y" dimension="none" exposure="y"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            <TimeDerivative variable="y" value="sqrt(2 - x) / MS"/>
            """, "9ms", "x");
        Assert.Equal("NG3001", run.Result.Problem?.Code);
        Assert.DoesNotContain("between -", run.Result.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_infinite_stops_the_run_with_variable_instance_time_and_hint()
    {
        var run = Lab.Run(Lab.Document(Lab.Single(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <OnStart><StateAssignment variable="x" value="2"/></OnStart>
            <TimeDerivative variable="x" value="x^4 / MS"/>
            """) + """<network id="net"><population id="p" component="one" size="2"/></network>""", "net", "20ms", "1ms", ["p[1]/x"]));
        var problem = run.Result.Problem!;
        Assert.Equal("NG3001", problem.Code);
        Assert.Equal("x of p[1] is infinite at 5 ms.", problem.Message);
        Assert.Contains("smaller time step than 1 ms", problem.Hint, StringComparison.Ordinal);
        Assert.Equal(5, run.Result.Steps);
    }

    [Fact]
    public void What_is_infinite_is_found_where_nobody_records()
    {
        var run = RunAlone(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="y" dimension="none" exposure="y"/>
            <OnStart><StateAssignment variable="y" value="2"/></OnStart>
            <TimeDerivative variable="y" value="y / MS * (y .gt. 1e300) * 1e300 + y / MS"/>
            """, "2s", "x");
        Assert.Equal("NG3001", run.Result.Problem?.Code);
        Assert.StartsWith("y of one[0] is infinite between 960 ms and 1024 ms", run.Result.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_infinite_from_the_start_stops_the_run_there()
    {
        var run = RunAlone(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <OnStart><StateAssignment variable="x" value="1 / 0"/></OnStart>
            """, "9ms", "x");
        Assert.Equal("x of one[0] is infinite at the start.", run.Result.Problem?.Message);
        Assert.Equal(0, run.Result.Steps);
    }

    [Fact]
    public void What_is_only_assigned_may_be_infinite_as_the_interval_of_a_silent_source_is()
    {
        var run = Lab.Run(Lab.Document(
            """
            <spikeGeneratorPoisson id="silent" averageRate="0 Hz"/>
            <network id="net"><population id="p" component="silent" size="1"/></network>
            """, "net", "100ms", "1ms", ["p[0]/tsince"], ["p[0]"]));
        Assert.Null(run.Result.Problem);
        Assert.Empty(run.Events);
    }

    [Fact]
    public void A_cancelled_run_says_how_far_it_came()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var plan = Lab.Plan(Lab.Experiment(Lab.Document(Lab.Single(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            """), "one", "1000s", "0.001ms", ["x"])));
        var run = Lab.Run(plan, cancellation: source.Token);
        Assert.True(run.Result.Cancelled);
        Assert.InRange(run.Result.Steps, 1, plan.Steps - 1);
        Assert.Equal(run.Result.Steps + 1, run.Times.Count);
        Assert.Equal(run.Times[^1], run.Result.Time);
    }

    private static Traces Run(string dynamics, string length, params string[] quantities) =>
        Lab.RunAsReference(Lab.Document(Lab.Single(dynamics), "one", length, "1ms", quantities));

    private static Traces RunAlone(string dynamics, string length, params string[] quantities) =>
        Lab.Run(Lab.Document(Lab.Single(dynamics), "one", length, "1ms", quantities));
}
