using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Semantics;

/// <summary>Regimes: which is active when, and what it sees.</summary>
public sealed class RegimeTests
{
    [Fact]
    public void The_initial_regime_is_entered_at_the_start_and_what_it_does_is_seen_a_step_later()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="n" dimension="none" exposure="n"/>
            <Regime name="grow" initial="true">
              <OnEntry><StateAssignment variable="n" value="5"/></OnEntry>
              <TimeDerivative variable="x" value="1 / MS"/>
            </Regime>
            <Regime name="other"/>
            """, "4ms", "x", "n");
        Assert.Equal([0, 0, 1, 2, 3], run.In("x"));
        Assert.Equal([5, 5, 5, 5, 5], run.In("n"));
    }

    [Fact]
    public void Entry_actions_run_in_the_step_of_the_transition()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="n" dimension="none" exposure="n"/>
            <Regime name="up" initial="true">
              <TimeDerivative variable="x" value="1 / MS"/>
              <OnCondition test="x .geq. 2"><Transition regime="down"/></OnCondition>
            </Regime>
            <Regime name="down">
              <OnEntry><StateAssignment variable="n" value="n + 1"/><StateAssignment variable="x" value="x + 0.5"/></OnEntry>
              <TimeDerivative variable="x" value="-1 / MS"/>
              <OnCondition test="x .leq. 0.5"><Transition regime="up"/></OnCondition>
            </Regime>
            """, "8ms", "x", "n");
        Assert.Equal([0, 0, 1, 2.5, 1.5, 0.5, 1.5, 3, 2], run.In("x"));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1, 2, 2], run.In("n"));
    }

    [Fact]
    public void A_regime_sees_the_derived_variables_of_the_step_before()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="z" dimension="none" exposure="z"/>
            <DerivedVariable name="y" dimension="none" exposure="y" value="x"/>
            <TimeDerivative variable="x" value="1 / MS"/>
            <Regime name="copy" initial="true"><TimeDerivative variable="z" value="(y - z) / MS"/></Regime>
            <Regime name="other"/>
            """, "6ms", "x", "y", "z");
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], run.In("x"));
        Assert.Equal([0, 0, 1, 2, 3, 4, 5], run.In("y"));
        Assert.Equal([0, 0, 0, 1, 2, 3, 4], run.In("z"));
    }

    [Fact]
    public void The_rates_of_a_regime_are_taken_one_after_the_other()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="y" dimension="none" exposure="y"/>
            <Regime name="go" initial="true">
              <TimeDerivative variable="x" value="1 / MS"/><TimeDerivative variable="y" value="x / MS"/>
            </Regime>
            <Regime name="other"/>
            """, "4ms", "x", "y");
        Assert.Equal([0, 0, 1, 2, 3], run.In("x"));
        Assert.Equal([0, 0, 1, 3, 6], run.In("y"));
    }

    [Theory]
    [InlineData("0.3ms", "0.1ms")]
    [InlineData("1ms", "0.1ms")]
    [InlineData("0.25ms", "0.1ms")]
    [InlineData("2ms", "0.05ms")]
    public void A_refractory_period_ends_as_the_accumulated_time_says(string refract, string step)
    {
        var run = Lab.RunAsReference(Lab.Document(
            $"""
            <iafRefCell id="cell" leakConductance="0.2nS" leakReversal="-50mV" thresh="-55mV" reset="-70mV" C="0.4pF" refract="{refract}"/>
            <network id="net"><population id="p" component="cell" size="1"/></network>
            """, "net", "60ms", step, ["p[0]/v"], ["p[0]"]));
        Assert.True(run.Events.Count > 5);
    }

    [Fact]
    public void A_type_with_a_single_regime_has_entry_actions_too()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="n" dimension="none" exposure="n"/>
            <Regime name="only" initial="true">
              <OnEntry><StateAssignment variable="n" value="n + 1"/></OnEntry>
              <TimeDerivative variable="x" value="1 / MS"/>
              <OnCondition test="x .geq. 2"><StateAssignment variable="x" value="0"/><Transition regime="only"/></OnCondition>
            </Regime>
            """, "5ms", "x", "n");
        Assert.Equal([0, 0, 1, 0, 1, 0], run.In("x"));
        Assert.Equal([0, 0, 0, 1, 1, 2], run["n"].Select(n => n - run["n"][0]));
    }

    [Fact]
    public void Events_go_first_to_the_part_and_then_to_its_active_regime()
    {
        var run = Lab.RunAsReference(Lab.Document(
            Wires.Types + """
            <ComponentType name="listener" extends="baseCell">
              <EventPort name="in" direction="in"/><Exposure name="n" dimension="none"/><Exposure name="m" dimension="none"/>
              <Dynamics>
                <StateVariable name="n" dimension="none" exposure="n"/><StateVariable name="m" dimension="none" exposure="m"/>
                <OnEvent port="in"><StateAssignment variable="n" value="n + 1"/></OnEvent>
                <Regime name="first" initial="true"><OnEvent port="in"><StateAssignment variable="m" value="m + n"/><Transition regime="second"/></OnEvent></Regime>
                <Regime name="second"><OnEvent port="in"><StateAssignment variable="m" value="m + 100 * n"/><Transition regime="first"/></OnEvent></Regime>
              </Dynamics>
            </ComponentType>
            <beat id="often" first="2ms" period="1ms"/><listener id="ear"/>
            <wired id="net"><population id="s" component="often" size="1"/><population id="e" component="ear" size="1"/><wire from="s[0]" to="e[0]" delay="0ms"/></wired>
            """, "net", "5ms", "1ms", ["e[0]/n", "e[0]/m"]));
        Assert.Equal([0, 0, 1, 2, 3, 4], run.In("e[0]/n"));
        Assert.Equal([0, 0, 1, 201, 204, 604], run.In("e[0]/m"));
    }

    [Fact]
    public void A_transition_on_entry_of_the_initial_regime_is_made_at_the_start()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="n" dimension="none" exposure="n"/>
            <Regime name="first" initial="true">
              <OnEntry><Transition regime="second"/><StateAssignment variable="n" value="1"/></OnEntry>
              <TimeDerivative variable="x" value="1 / MS"/>
            </Regime>
            <Regime name="second"><OnEntry><StateAssignment variable="n" value="n + 10"/><Transition regime="third"/></OnEntry></Regime>
            <Regime name="third"><OnEntry><StateAssignment variable="n" value="n + 100"/></OnEntry><TimeDerivative variable="x" value="-1 / MS"/></Regime>
            """, "3ms", "x", "n");
        Assert.Equal([0, 0, -1, -2], run.In("x"));
        Assert.Equal(311, run["n"][0]);
    }

    [Fact]
    public void A_transition_on_start_is_made()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/><StateVariable name="n" dimension="none" exposure="n"/>
            <OnStart><StateAssignment variable="n" value="0"/><Transition regime="down"/></OnStart>
            <Regime name="up" initial="true"><TimeDerivative variable="x" value="1 / MS"/></Regime>
            <Regime name="down"><OnEntry><StateAssignment variable="n" value="7"/></OnEntry><TimeDerivative variable="x" value="-1 / MS"/></Regime>
            """, "3ms", "x", "n");
        Assert.Equal([0, 0, -1, -2], run.In("x"));
        Assert.Equal([7, 7, 7, 7], run.In("n"));
    }

    [Fact]
    public void A_handler_assigns_before_it_leaves_the_regime_whatever_stands_first()
    {
        var run = Run(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <Regime name="up" initial="true">
              <TimeDerivative variable="x" value="1 / MS"/>
              <OnCondition test="x .geq. 2"><Transition regime="down"/><StateAssignment variable="x" value="10"/></OnCondition>
            </Regime>
            <Regime name="down"><OnEntry><StateAssignment variable="x" value="x + 1"/></OnEntry></Regime>
            """, "4ms", "x");
        Assert.Equal([0, 0, 1, 11, 11], run.In("x"));
    }

    [Theory]
    [InlineData("<OnStart><EventOut port=\"out\"/></OnStart>", "OnStart of component one sends an event from 'out'")]
    [InlineData("<Regime name=\"go\" initial=\"true\"><OnEntry><EventOut port=\"out\"/></OnEntry></Regime>", "OnEntry of regime 'go' of component one sends an event from 'out'")]
    [InlineData("<Regime name=\"a\" initial=\"true\"><OnEntry><Transition regime=\"go\"/></OnEntry></Regime><Regime name=\"go\"><OnEntry><EventOut port=\"out\"/></OnEntry></Regime>", "OnEntry of regime 'go' of component one")]
    public void Events_at_the_start_are_refused_where_somebody_hears_them(string sending, string says)
    {
        var body = Lab.Single("""<StateVariable name="x" dimension="none" exposure="x"/>""" + sending);
        var problem = Assert.Single(Lab.Problems(Lab.Document(body, "one", "3ms", "1ms", ["x"], ["one:out"])));
        Assert.Equal("NG2004", problem.Code);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Span.Line > 0 && problem.Hint is not null);
    }

    [Fact]
    public void Regimes_that_enter_each_other_at_the_start_are_refused()
    {
        var problem = Assert.Single(Lab.Problems(Lab.Document(Lab.Single(
            """
            <StateVariable name="x" dimension="none" exposure="x"/>
            <Regime name="a" initial="true"><OnEntry><Transition regime="b"/></OnEntry></Regime>
            <Regime name="b"><OnEntry><Transition regime="a"/></OnEntry></Regime>
            """), "one", "3ms", "1ms", ["x"])));
        Assert.Equal("NG2008", problem.Code);
        Assert.Contains("a → b → a", problem.Message, StringComparison.Ordinal);
    }

    private static Traces Run(string dynamics, string length, params string[] quantities) =>
        Lab.RunAsReference(Lab.Document(Lab.Single(dynamics), "one", length, "1ms", quantities));
}
