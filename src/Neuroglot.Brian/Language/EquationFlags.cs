using System.Collections.Immutable;

namespace Neuroglot.Brian.Language;

/// <summary>The words that may stand in parentheses after an equation.</summary>
public static class EquationFlags
{
    /// <summary>A differential equation stands still, and its variable is not written, while the neuron is refractory.</summary>
    public const string UnlessRefractory = "unless refractory";

    /// <summary>A synaptic differential equation is solved only when a spike arrives.</summary>
    public const string EventDriven = "event-driven";

    /// <summary>A synaptic differential equation is integrated at every step.</summary>
    public const string ClockDriven = "clock-driven";

    /// <summary>One value for the whole group.</summary>
    public const string Shared = "shared";

    /// <summary>A subexpression is computed once in each step, which makes random draws in it allowed.</summary>
    public const string ConstantOverDt = "constant over dt";

    /// <summary>A synaptic subexpression is added up over the synapses of each target.</summary>
    public const string Summed = "summed";

    /// <summary>A parameter does not change during a run.</summary>
    public const string Constant = "constant";

    /// <summary>A parameter is a variable of another group.</summary>
    public const string Linked = "linked";

    /// <summary>A current of a spatial neuron in ampere for each compartment, not per area.</summary>
    public const string PointCurrent = "point current";

    /// <summary>Every flag.</summary>
    public static ImmutableArray<string> All { get; } =
        [UnlessRefractory, EventDriven, ClockDriven, Shared, ConstantOverDt, Summed, Constant, Linked, PointCurrent];

    /// <summary>The flags that an equation of the form <paramref name="kind"/> may have in <paramref name="group"/>.</summary>
    public static ImmutableArray<string> Allowed(GroupKind group, EquationKind kind) => (group, kind) switch
    {
        (GroupKind.Synapses, EquationKind.DifferentialEquation) => [EventDriven, ClockDriven],
        (_, EquationKind.DifferentialEquation) => [UnlessRefractory],
        (GroupKind.Synapses, EquationKind.Subexpression) => [Summed, Shared, ConstantOverDt],
        (GroupKind.SpatialNeuron, EquationKind.Subexpression) => [Shared, ConstantOverDt, PointCurrent],
        (_, EquationKind.Subexpression) => [Shared, ConstantOverDt],
        (GroupKind.SpatialNeuron, _) => [Constant, Shared, Linked, PointCurrent],
        _ => [Constant, Shared, Linked],
    };
}
