using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>
/// Code that runs at a clock, or after events. What Brian does at the beginning of a step, LEMS does at the end of the one before; what it does after resets
/// stands behind them.
/// </summary>
internal static class ClockedCode
{
    /// <summary>Adds what runs after events of the neurons of <paramref name="group"/>.</summary>
    public static void AddReactions(NeuronGroup group, GroupCode code, CellDraft draft, NetworkExport export)
    {
        foreach (var name in Reactions(group, export).Select(one => one.Event).Distinct())
        {
            draft.States.Add(Xml.StateVariable(FlagOf(name), "none"));
            var actions = Reactions(group, export).Where(one => one.Event == name).OrderBy(one => one.Order).ThenBy(one => one.Name, StringComparer.Ordinal)
                .SelectMany(one => StatementCode.Of(one.Code, $"the code of {one.Name}", code, draft, export));
            draft.Dynamics.Add(Xml.OnCondition($"{FlagOf(name)} .gt. 0.5", [.. actions, Xml.Assign(FlagOf(name), "0")]));
        }
    }

    /// <summary>Adds what runs at a clock for the neurons of <paramref name="group"/>, after everything else of their step.</summary>
    public static void AddRegular(NeuronGroup group, GroupCode code, CellDraft draft, Arrivals arrivals, NetworkExport export)
    {
        foreach (var one in export.Network.Objects.OfType<RunRegularly>().Where(one => one.Group.Object == group.Name).OrderBy(one => one.Order).ThenBy(one => one.Name, StringComparer.Ordinal))
        {
            if (export.Wants(one, group))
                Add(one, GroupPart.Of(one.Group, group.Count), code, draft, arrivals, export);
        }
    }

    /// <summary>What a cell calls the time at which code runs next.</summary>
    public static string Next(RunRegularly one) => one.Name + "_next";

    /// <summary>What a condition that finds the event adds so that code runs after it; nothing where none does.</summary>
    public static ImmutableArray<XElement> Flag(NeuronGroup group, string name, NetworkExport export) =>
        Reactions(group, export).Any(one => one.Event == name) ? [Xml.Assign(FlagOf(name), "1")] : [];

    private static IEnumerable<RunOnEvent> Reactions(NeuronGroup group, NetworkExport export) =>
        export.Network.Objects.OfType<RunOnEvent>().Where(one => one.Group == group.Name && one.When == "after_resets" && IsPossible(one, group, export));

    private static bool IsPossible(RunOnEvent one, NeuronGroup group, NetworkExport export)
    {
        if (StepOrder.Clash(one.Code, group, export) is not { } clash)
            return true;
        export.Leave(one, clash, "Let it add to such variables, or use others.");
        return false;
    }

    private static string FlagOf(string name) => name + "_happened";

    private static void Add(RunRegularly one, GroupPart? members, GroupCode code, CellDraft draft, Arrivals arrivals, NetworkExport export)
    {
        var next = Next(one);
        var step = export.Dimensions.Quantity(one.Step ?? code.Step, Dimension.Time);
        code.Define(next, Dimension.Time);
        draft.States.Add(Xml.StateVariable(next, "time"));
        draft.Constants.Add(Xml.Element("Constant", ("name", one.Name + "_step"), ("dimension", "time"), ("value", step)));
        var clock = one.Step ?? code.Step;
        var until = export.UntilTick(clock);
        if (until == 0)
            AddAtStart(StatementCode.Of(one.Code, $"the code of {one.Name}", code, draft, export, TimeOfCode.AtStart, members, arrivals.Mask), draft);
        draft.Start.Add(Xml.Assign(next, until == 0 ? one.Name + "_step" : $"{Model.Expressions.ExpressionPrinter.Print(until)}*second"));
        code.UseStep();

        // Half a step before it is due, since times are sums.
        draft.Dynamics.Add(Xml.OnCondition(
            $"t .gt. {next} - 0.5*dt",
            [.. StatementCode.Of(one.Code, $"the code of {one.Name}", code, draft, export, TimeOfCode.BetweenSteps, members, arrivals.Mask), Xml.Assign(next, $"{next} + {one.Name}_step")]));
    }

    // Simulators may carry out what happens at the start more than once, so all that code could read has to begin with values.
    private static void AddAtStart(ImmutableArray<XElement> assignments, CellDraft draft)
    {
        var open = draft.States.Select(one => one.Attribute("name")!.Value).Except(draft.Start.Select(one => one.Attribute("variable")!.Value)).ToList();
        draft.Start.InsertRange(0, open.Select(name => Xml.Assign(name, "0")));
        draft.Start.AddRange(assignments);
    }
}
