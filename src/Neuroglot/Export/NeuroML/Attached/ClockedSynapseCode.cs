using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// Code that runs at a clock for attached synapses. In Brian it runs at the beginning of a step and sees what has arrived in the step before; in LEMS that comes at the beginning of this step, so that the
/// code stands at its end, where events of the step, which come with the next, see what it has changed.
/// </summary>
/// <param name="synapses">The synapses.</param>
/// <param name="code">Their names and expressions.</param>
/// <param name="neurons">What they read of neurons.</param>
/// <param name="export">The export.</param>
internal sealed class ClockedSynapseCode(Synapses synapses, GroupCode code, NeuronValues neurons, NetworkExport export)
{
    /// <summary>The times at which the code is due next.</summary>
    public List<XElement> States { get; } = [];

    /// <summary>What these start with.</summary>
    public List<XElement> Start { get; } = [];

    /// <summary>The conditions under which the code runs.</summary>
    public List<XElement> Conditions { get; } = [];

    /// <summary>Adds all code; the reason why not, or null.</summary>
    /// <param name="inEachStep">What the synapses compute in each step, before the code.</param>
    public string? Fill(IEnumerable<Expression> inEachStep)
    {
        var read = inEachStep.SelectMany(one => FreeNames.Of(one)).ToHashSet();
        foreach (var one in export.Network.Objects.OfType<RunRegularly>().Where(one => one.Group.Object == synapses.Name).OrderBy(one => one.Order).ThenBy(one => one.Name, StringComparer.Ordinal))
        {
            if (one.When != "start")
                return $"its code runs in the slot '{one.When}', and LEMS has no slots";
            if (Add(one, read) is { } why)
                return why;
        }

        return null;
    }

    private string? Add(RunRegularly one, HashSet<string> read)
    {
        var clock = one.Step ?? synapses.Step ?? code.Step;
        if (!export.IsWholeNumberOfSteps(clock))
            return $"code at a clock, '{one.Name}': {export.NoMultiple(clock)}";
        var actions = new List<XElement>();
        var locals = new Dictionary<string, Expression>();
        foreach (var statement in StatementParser.Parse(one.Code, one.Name, new DiagnosticBag()))
        {
            var value = Substitution.Apply(code.WrittenOut(statement.Value), locals);
            if (neurons.Changing(value).FirstOrDefault() is { } seen)
                return $"code at a clock reads '{seen.Name}' of a neuron, which LEMS shows only when events arrive or in each step";
            if (neurons.Unreadable(value, isInEachStep: false) is { } name)
                return $"code at a clock needs '{name}' of a neuron";
            var target = code.Names.FindVariable(statement.Target);
            if (target is null)
            {
                if (!value.IsPure())
                    return $"code at a clock keeps a random number in '{statement.Target}', which is no variable of the synapses";
                locals[statement.Target] = value;
                continue;
            }

            if (target is not { Owner: VariableOwner.Group, Equation: not null })
                return $"code at a clock assigns to '{statement.Target}', which is no variable of the synapses";
            if (read.Contains(target.Name) || synapses.Equations.Find(target.Name) is { } equation && EventDrivenSolution.IsClocked(equation))
                return $"code at a clock changes '{target.Name}', which the synapses need in each step";
            value = ValueTypes.Convert(value, ValueTypes.Of(value, other => code.Names.FindVariable(other)?.Type ?? VariableType.Real), target.Type);
            actions.Add(Xml.Assign(GroupCode.Safe(target.Name), code.Value(value, target.Dimension, $"the code of {one.Name}", latest: true, isKept: true)));
        }

        var next = one.Name + "_next";
        code.UseStep();
        States.Add(Xml.StateVariable(next, "time"));
        Start.Add(Xml.Assign(next, $"{ExpressionPrinter.Print(export.UntilTick(clock))}*second"));

        // Half a step before it is due, since times are sums.
        Conditions.Add(Xml.OnCondition($"t .gt. {next} + 0.5*dt", [.. actions, Xml.Assign(next, $"{next} + {ExpressionPrinter.Print(clock)}*second")]));
        return null;
    }
}
