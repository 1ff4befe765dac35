using System.Collections.Immutable;
using Neuroglot.Brian.Objects;

namespace Neuroglot.Export.Description;

/// <summary>The synapses: who is connected to whom, with which delays, and what they do.</summary>
internal static class SynapseSection
{
    public static IEnumerable<Block> Of(BrianText text)
    {
        var all = text.Network.Objects.OfType<Synapses>().ToList();
        if (all.Count == 0)
            yield break;
        yield return new Heading(2, "Connectivity");
        yield return new Table(["Name", "Source", "Target", "Connections", "Delay"], [.. all.Select(one => Row(one, text))]);
        yield return new Heading(2, "Synapse models");
        foreach (var one in all)
        {
            yield return new Heading(3, new Code(one.Name));
            var scope = text.In(one.Name, one.Name, one.Namespace);
            foreach (var block in EquationSection.Of(one.Equations, scope, text))
                yield return block;
            ImmutableArray<Phrase> points = [.. Points(one, scope, text)];
            yield return points.IsEmpty ? new Paragraph("Connections without equations or reactions.") : new Points(points);
        }
    }

    /// <summary>Whether an action sets delays, which the table of connections tells.</summary>
    public static bool IsDelay(Initializer initializer, BrianText text) =>
        text.Network.Objects.OfType<Synapses>().Any(one => one.Name == initializer.Object) && Pathway(initializer.Variable) is not null;

    // `delay` is that of the pathway `pre`.
    private static string? Pathway(string variable) => variable == "delay" ? "pre" : variable.EndsWith(".delay", StringComparison.Ordinal) ? variable[..^".delay".Length] : null;

    private static ImmutableArray<Phrase> Row(Synapses synapses, BrianText text)
    {
        var rules = text.Actions.Where(one => one.Action is Connect connect && connect.Synapses == synapses.Name).Select(one =>
            Phrase.Of($"{ConnectionRules.Describe((Connect)one.Action, text.Before(one.Run, synapses.Name, ((Connect)one.Action).Namespace))}{text.BeforeRun(one.Run)}")).ToList();
        var delays = text.Actions.Where(one => one.Action is Initializer value && value.Object == synapses.Name && IsDelay(value, text))
            .Select(one => Delay((Initializer)one.Action, one.Run, synapses, text)).ToList();
        return
        [
            new Code(synapses.Name),
            text.Range(synapses.Source),
            text.Range(synapses.Target),
            rules.Count == 0 ? "none are made" : Phrase.Join("; ", rules),
            delays.Count == 0 ? "none" : Phrase.Join("; ", delays),
        ];
    }

    private static Phrase Delay(Initializer delay, int run, Synapses synapses, BrianText text)
    {
        var scope = text.Before(run, synapses.Name, delay.Namespace);
        var pathway = synapses.Pathways.Length > 1 ? Phrase.Of($"{new Code(Pathway(delay.Variable)!)}: ") : Phrase.Empty;
        return Phrase.Of($"{pathway}{scope.Value(delay.Value, "the delay")}{InitialValues.Where(delay, scope, " for ")}{text.BeforeRun(run)}");
    }

    private static IEnumerable<Phrase> Points(Synapses synapses, BrianScope scope, BrianText text)
    {
        foreach (var pathway in synapses.Pathways)
        {
            var side = text.Range(pathway.IsPre ? synapses.Source : synapses.Target);
            var what = pathway.Event == "spike" ? (Phrase)"spike" : Phrase.Of($"event {new Code(pathway.Event)}");
            var where = pathway.IsPre ? "the presynaptic neuron" : "the postsynaptic neuron";
            yield return Phrase.Of($"{new Code(pathway.Name)}, at each {what} of {where} in {side}: {scope.Statements(pathway.Code, $"the code '{pathway.Name}'")}.");
        }

        foreach (var regularly in text.Network.Objects.OfType<RunRegularly>().Where(one => one.Group.Object == synapses.Name))
        {
            var code = text.In(regularly.Name, synapses.Name, synapses.Namespace).Statements(regularly.Code, "the code");
            yield return regularly.Step is { } step ? Phrase.Of($"Every {Formulas.Time(step)}: {code}.") : Phrase.Of($"In each step: {code}.");
        }

        if (synapses.Equations.DifferentialEquations.Any())
            yield return NeuronSection.Integration(synapses.Method);
        if (synapses.MultisynapticIndex is { } index)
            yield return Phrase.Of($"Synapses between the same two neurons are numbered by {Formulas.Name(index)}.");
        foreach (var clock in NeuronSection.Clock(synapses))
            yield return clock;
    }
}
