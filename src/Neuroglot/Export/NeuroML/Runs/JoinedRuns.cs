using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Runs;

/// <summary>A value that a variable of a group gets while the simulation goes on.</summary>
/// <param name="Time">When, in seconds of Brian.</param>
/// <param name="Value">What.</param>
internal sealed record LaterValue(double Time, Initializer Value);

/// <summary>
/// Several runs as one, where all that happens between them is that variables get values which can be written down: no new synapses, no delays, no draws.
/// </summary>
internal static class JoinedRuns
{
    // What a run may differ from a whole number of steps.
    private const double StepTolerance = 1e-6;

    /// <summary>The network with one run, and what happens in its midst; false where that cannot be said.</summary>
    public static bool TryJoin(BrianNetwork network, [NotNullWhen(true)] out BrianNetwork? joined, out ImmutableArray<LaterValue> values)
    {
        joined = null;
        values = [];
        var first = network.Runs[0];
        var before = first.Before.ToBuilder();
        var later = ImmutableArray.CreateBuilder<LaterValue>();
        var start = network.Start?.Time ?? 0;
        var steps = 0.0;
        for (var index = 0; index < network.Runs.Length; index++)
        {
            var run = network.Runs[index];
            if (index > 0 && (!run.Step.Equals(first.Step) || !AreEqual(run.Namespace, first.Namespace)))
                return false;
            foreach (var action in index == 0 ? [] : run.Before)
            {
                if (steps == 0)
                    before.Add(action);
                else if (action is Initializer one && CanBeSaid(one, network))
                    later.Add(new LaterValue(start + (steps * run.Step), one));
                else
                    return false;
            }

            var length = run.Duration / run.Step;
            if (index < network.Runs.Length - 1 && Math.Abs(length - Math.Round(length)) > StepTolerance)
                return false;
            steps += index < network.Runs.Length - 1 ? Math.Round(length) : length;
        }

        values = later.ToImmutable();
        joined = network with { Runs = [first with { Duration = network.Runs.Length == 1 ? first.Duration : steps * first.Step, Before = before.ToImmutable() }] };
        return true;
    }

    private static bool AreEqual(Namespace? left, Namespace? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        return left.Names.Order(StringComparer.Ordinal).SequenceEqual(right.Names.Order(StringComparer.Ordinal)) && left.Names.All(name => Equals(left.Find(name), right.Find(name)));
    }

    private static bool CanBeSaid(Initializer one, BrianNetwork network)
    {
        var owner = network.Objects.FirstOrDefault(group => group.Name == one.Object);
        var (equations, given) = owner switch
        {
            NeuronGroup group => (group.Equations, group.Namespace),
            Synapses synapses => (synapses.Equations, synapses.Namespace),
            _ => (Equations.None, null),
        };
        if (equations.Find(one.Variable) is not { Kind: not EquationKind.Subexpression } variable || variable.Has(EquationFlags.Linked) || IsLinkedTo(one, network))
            return false;
        var texts = ((string?[])[one.Condition, (one.Value as BrianValue.Formula)?.Text]).OfType<string>().Select(text => ExpressionText.Parse(text, one.Object, new DiagnosticBag())).ToList();
        return texts.TrueForAll(text => text is not null && IsPlain(text, one, owner!, equations, given, network.Runs[0].Namespace))
            && (one.Value is not BrianValue.List list || owner is not NeuronGroup neurons || list.Values.Length == (one.Indices.IsDefault ? neurons.Count : one.Indices.Length))
            && (owner is Synapses || KeepsArrivalsApart(one, [.. texts.OfType<Expression>()], equations, ArrivingVariables.Of(one.Object, equations, network)));
    }

    // Without draws, and without functions that only the assignment knows; for synapses, without variables of neurons.
    private static bool IsPlain(Expression expression, Initializer one, BrianObject owner, Equations equations, Namespace? given, Namespace? names) =>
        expression.Rewrite(node => node is Call call && owner is NeuronGroup && (given?.Find(call.Function) ?? names?.Find(call.Function)) is TimedArray ? new Number(0) : node).IsPure()
        && !expression.Any(node => node is Call call && one.Namespace?.Find(call.Function) is not null)
        && FreeNames.Of(expression).All(name => name is not ("lastspike" or "not_refractory") && equations.Find(name) is not { Kind: EquationKind.Subexpression }
            && (owner is NeuronGroup || equations.Find(name) is not null || DefaultNamespace.Find(name) is not null || (one.Namespace?.Find(name) ?? given?.Find(name) ?? names?.Find(name)) is ScalarValue));

    private static bool IsLinkedTo(Initializer one, BrianNetwork network) =>
        network.Objects.OfType<NeuronGroup>().Any(group => group.Linked.Values.Any(link => link.Source.Object == one.Object && link.Variable == one.Variable));

    // What arrives in the last step of a run comes in LEMS after the new value has been given: it can be multiplied by what is left of it, and by nothing else.
    private static bool KeepsArrivalsApart(Initializer one, List<Expression> texts, Equations equations, HashSet<string> arriving)
    {
        var read = texts.SelectMany(text => FreeNames.Of(text)).Where(name => equations.Find(name) is not null && arriving.Contains(name)).ToHashSet();
        return read.Count == 0 || (read.SetEquals([one.Variable]) && one.Condition is null && LinearForm.TryCreate(texts[0], read, out _, out _));
    }
}
