using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.SpineML.Syntax;
using Experiment = Neuroglot.SpineML.Syntax.Experiment;
using FixedValue = Neuroglot.Model.Networks.FixedValue;

namespace Neuroglot.SpineML.Building;

/// <summary>What an experiment feeds into its network.</summary>
internal sealed class ExperimentInputs
{
    /// <summary>The port of a source of spikes.</summary>
    public const string Spike = "spike";

    private readonly Dictionary<(Placed, string), List<Expression>> terms = [];

    public ExperimentInputs(Experiment experiment, NetworkPlacement placement, List<Operation> operations, DiagnosticBag diagnostics)
    {
        foreach (var (input, number) in experiment.Inputs.Select((input, number) => (input, number)))
        {
            if (placement.Find(input.Target) is not { } target)
                continue;
            diagnostics.Error(BuildCodes.Input, $"The input `{input.Name}` cannot be given yet.", input.Span);
        }
    }

    public IEnumerable<Expression> TermsOf(Placed placed, string port) => terms.GetValueOrDefault((placed, port)) ?? [];

    public IEnumerable<Wire> WiresOf(Placed placed) => [];

    public void AddSource(Placed placed)
    {
        placed.Set.AddPort(new EventSendPort(Spike, placed.Part));
    }
}
