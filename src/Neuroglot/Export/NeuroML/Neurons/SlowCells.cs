using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>
/// Neurons with a longer time step than that of the simulation, of which it is a multiple. LEMS has one step for all; between the ticks of their clock nothing happens to such cells, and when it ticks, an assignment
/// does what the method of Euler would do in a step of theirs.
/// </summary>
internal static class SlowCells
{
    private const string Next = "clock_next";

    /// <summary>Whether the neurons have another time step than the simulation.</summary>
    public static bool Are(NeuronGroup group, NetworkExport export) => !export.StepOf(group.Name).Equals(export.Run.Step);

    /// <summary>Why neurons with a time step of their own cannot be written; null where they can.</summary>
    public static string? WhyNot(NeuronGroup group, NetworkExport export)
    {
        var step = export.StepOf(group.Name);
        if (step.Equals(export.Run.Step))
            return null;
        if (!export.IsWholeNumberOfSteps(step))
            return export.NoMultiple(step);
        var other = group.Refractory is not null ? "it is refractory" : group.Equations.Any(one => one.Has(EquationFlags.Linked)) ? "it has linked variables" : export.LaterValuesOf(group.Name).Any() ? "it gets values between runs" : export.Network.Objects.Select(one => one switch
        {
            Synapses synapses when synapses.Target.Object == group.Name && (!synapses.Pathways.IsEmpty || synapses.Equations.Any(equation => equation.Has(EquationFlags.Summed))) => $"{one.Name} changes it",
            Synapses synapses when synapses.Source.Object == group.Name && synapses.Pathways.Any(pathway => !pathway.IsPre) => $"{one.Name} reacts to two clocks",
            PoissonInput input when input.Target.Object == group.Name => $"{one.Name} changes it",
            RunRegularly regularly when regularly.Group.Object == group.Name => $"{one.Name} has a clock",
            RunOnEvent reaction when reaction.Group == group.Name => $"{one.Name} reacts to it",
            _ => null,
        }).FirstOrDefault(one => one is not null);
        return other is null ? null : $"it has a time step of its own, {export.Time(step)}, and {other}: LEMS has one step for all";
    }

    /// <summary>The condition under which the clock ticks in a step.</summary>
    public static string IsDue(NetworkExport export) => $"t .gt. {Next} + {ExpressionPrinter.Print(0.5 * export.Run.Step)}*second";

    /// <summary>Adds the clock, and what a tick makes of the variables.</summary>
    public static void AddTick(IReadOnlyCollection<(Equation Equation, string Value)> all, GroupCode code, CellDraft draft, NetworkExport export)
    {
        draft.States.Add(Xml.StateVariable(Next, "time"));
        draft.Start.Add(Xml.Assign(Next, $"{ExpressionPrinter.Print(export.UntilTick(code.Step))}*second"));
        draft.States.AddRange(all.Select(one => Xml.StateVariable(Stepped(one.Equation), export.Dimensions.NameOf(one.Equation.Dimension))));

        // All from the same values.
        IEnumerable<XElement> actions = [.. all.Select(one => Xml.Assign(Stepped(one.Equation), one.Value)), .. all.Select(one => Xml.Assign(GroupCode.Safe(one.Equation.Name), Stepped(one.Equation)))];
        if (actions.Any())
            draft.Dynamics.Add(Xml.OnCondition(IsDue(export), actions));
    }

    /// <summary>Winds the clock, behind everything that happens when it ticks.</summary>
    public static XElement Wind(GroupCode code, NetworkExport export) => Xml.OnCondition(IsDue(export), Xml.Assign(Next, $"{Next} + {ExpressionPrinter.Print(code.Step)}*second"));

    private static string Stepped(Equation equation) => equation.Name + "_stepped";
}
