using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Compilation.Tests;

/// <summary>What a model asks for and the engine cannot do is told with its place.</summary>
public sealed class PlannerMessageTests
{
    private static readonly SourceSpan Place = new("cells.py", 3, 5);

    [Fact]
    public void Another_instance_can_only_be_added_to()
    {
        var synapse = new ComponentClass("synapse", [new Part(string.Empty, -1, "synapse", SourceSpan.None)])
        {
            States = [new StateVariable("w", Dimension.None, 0)],
            Machines = [new RegimeMachine("·", 0, [new Regime(string.Empty) { Events = [new OnEvent("in", [new Assignment("g_post", Models.Parse("2*g_post"), Place)], SourceSpan.None)] }])],
            Ports = [new EventReceivePort("in", 0), new ReferencePort("g_post", Dimension.None, 0)],
        };
        var experiment = Models.Experiment([new ComponentSet("cells", Models.Leaky(), 2), new ComponentSet("synapses", synapse, 2)], Models.Events(0, 1, 0.001, (0, 1)));
        experiment = experiment with { Network = experiment.Network with { ReferenceLinks = [new ReferenceLink(1, "g_post", 0, "x", [0, 1])] } };
        var problem = Problem(experiment);
        Assert.Equal(("NG2006", Place), (problem.Code, problem.Span));
        Assert.Contains("synapse writes 'g_post'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("g_post + …", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Semantics_that_the_engine_does_not_have()
    {
        var experiment = Models.Experiment([new ComponentSet("cells", Models.Leaky(), 2)]) with { Semantics = Semantics.Brian, Span = Place };
        var problem = Problem(experiment);
        Assert.Equal(("NG2007", Place), (problem.Code, problem.Span));
        Assert.Contains("'brian'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("lems", problem.Hint, StringComparison.Ordinal);
    }

    private static Diagnostic Problem(Experiment experiment)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(Planner.Plan(experiment, new PlannerOptions(), diagnostics));
        return Assert.Single(diagnostics);
    }
}
