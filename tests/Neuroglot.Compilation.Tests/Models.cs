using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Xunit;
using Action = Neuroglot.Model.Components.Action;

namespace Neuroglot.Compilation.Tests;

/// <summary>Small classes and networks, written without any language.</summary>
internal static class Models
{
    /// <summary>dx/dt = (e − x)/tau; emits at x &gt; 1 and starts again; an event adds w. With <paramref name="relays"/>, an event is passed on.</summary>
    public static ComponentClass Leaky(bool relays = false) => new("leaky", [new Part(string.Empty, -1, "leaky", SourceSpan.None)])
    {
        Parameters = [new Parameter("e", Dimension.None, 2), new Parameter("tau", Dimension.Time, 0.01), new Parameter("w", Dimension.None, 0.5)],
        States = [new StateVariable("x", Dimension.None, 0)],
        Aliases = [new Alias("drive", Dimension.None, Parse("e - x"), 0)],
        Machines =
        [
            new RegimeMachine("·", 0, [new Regime(string.Empty)
            {
                Derivatives = [new TimeDerivative("x", Parse("drive/tau"), SourceSpan.None)],
                Conditions = [new OnCondition(Parse("x > 1"), [Assign("x", "0"), new EventEmission("out", SourceSpan.None)], SourceSpan.None)],
                Events = [new OnEvent("in", relays ? [Assign("x", "x + w"), new EventEmission("out", SourceSpan.None)] : [Assign("x", "x + w")], SourceSpan.None)],
            }]),
        ],
        Ports = [new EventReceivePort("in", 0), new EventSendPort("out", 0)],
    };

    public static Expression Parse(string text) => ExpressionParser.Parse(text, Dialects.Python);

    public static Action Assign(string variable, string value) => new Assignment(variable, Parse(value), SourceSpan.None);

    public static EventLink Events(int source, int target, double delay, params (int Source, int Target)[] connections) => new(
        source, "out", target, "in", new ConnectionList([.. connections.Select(pair => pair.Source)], [.. connections.Select(pair => pair.Target)], [delay]));

    public static Experiment Experiment(ImmutableArray<ComponentSet> sets, params EventLink[] links) =>
        new("test", new Network("net", sets, [], [.. links]), [new Run(0.01, 0.001)]);

    public static LevelPlan Plan(Experiment experiment, PlannerOptions? options = null)
    {
        var diagnostics = new DiagnosticBag();
        var plan = Planner.Plan(experiment, options ?? new PlannerOptions(), diagnostics);
        Assert.Empty(diagnostics);
        return (LevelPlan)plan!;
    }
}
