using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Neuroglot.Brian.Building;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>A linked variable and what it stands for, however many links lie between.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Source">Name of the group that has the values.</param>
/// <param name="SourceVariable">What the variable is called there.</param>
/// <param name="Neurons">For each neuron the one of the source whose value it sees.</param>
internal sealed record Link(string Group, string Variable, string Source, string SourceVariable, ImmutableArray<int> Neurons)
{
    /// <summary>Name of the synapses through which cells see it, where it changes.</summary>
    public string Synapses => $"{Group}_{Variable}_link";

    /// <inheritdoc/>
    public override string ToString() => $"'{Variable}' of {Group} is linked to '{SourceVariable}' of {Source}, which changes";
}

/// <summary>
/// Variables linked to others that change, as sums over one synapse each: LEMS lets a cell see nothing of another but through what is attached to it. A sum has the value with which a step begins. Where
/// the equations of the group are integrated after those of the source, or its threshold reads the variable, it has to be what the source makes of it in the step, which the method of Euler tells from
/// the same values:
/// <code>x linked to v with dv/dt = f(v)  →  x_post = v_pre + dt*f(v_pre) (summed)</code>
/// </summary>
internal static partial class LinkedVariables
{
    /// <summary>The links of a network.</summary>
    public static ImmutableArray<Link> Of(BrianNetwork network) =>
        [.. network.Objects.OfType<NeuronGroup>().SelectMany(group => group.Linked.Keys.Select(variable => Of(group, variable, network))).OfType<Link>()];

    /// <summary>The network with synapses for the linked variables that change, where that is the same.</summary>
    /// <param name="network">The network.</param>
    /// <param name="links">Its links.</param>
    /// <param name="built">The network as it is built, which tells what changes.</param>
    public static BrianNetwork AsSynapses(BrianNetwork network, ImmutableArray<Link> links, Network built)
    {
        foreach (var link in links.Where(one => IsChanging(one, built)))
        {
            if (WhyNot(link, network) is null)
                network = With(network, link);
        }

        return network;
    }

    /// <summary>Why a changing variable cannot be seen as it is in Brian; null where it can.</summary>
    public static string? WhyNot(Link link, BrianNetwork network)
    {
        var (group, source) = (Find(link.Group, network), Find(link.Source, network));
        if (source.Equations.Find(link.SourceVariable) is null)
            return "only variables of equations can be seen";
        var names = Depending(group, link.Variable);
        if (Reader(group, names, link.Variable, network) is { } reader)
            return $"{reader}, and would see another moment of the step than LEMS shows";
        return (source.IsIntegratedBefore(group) || Conditions(group).Any(text => Mentions(text, names))) && Integrated(link, source, network) is null
            ? $"'{group.Name}' sees what '{source.Name}' has made of it in the same step, and that cannot be computed beforehand: it is random, stands still while a neuron is refractory, comes in steps of its own, or needs a timed array or what others add up" : null;
    }

    private static NeuronGroup Find(string name, BrianNetwork network) => network.Objects.OfType<NeuronGroup>().First(one => one.Name == name);

    private static Link? Of(NeuronGroup group, string variable, BrianNetwork network)
    {
        var (owner, name) = (group, variable);
        ImmutableArray<int> neurons = [.. Enumerable.Range(0, group.Count)];
        var passed = new HashSet<(string, string)>();
        while (owner.Linked.TryGetValue(name, out var link))
        {
            if (!passed.Add((owner.Name, name)) || network.Objects.FirstOrDefault(one => one.Name == link.Source.Object) is not NeuronGroup source)
                return null;
            var count = (link.Source.Stop ?? source.Count) - link.Source.Start;
            neurons = [.. neurons.Select(neuron => link.Source.Start + (!link.Index.IsDefaultOrEmpty ? link.Index[neuron] : count == 1 ? 0 : neuron))];
            (owner, name) = (source, link.Variable);
        }

        return new Link(group.Name, variable, owner.Name, name, neurons);
    }

    private static bool IsChanging(Link link, Network built) =>
        !built.Sets.Where(set => set.Name == link.Source || set.Name == BrianBuilder.SharedSet(link.Source)).Any(set => set.Class.Parameters.Any(one => one.Name == link.SourceVariable));

    // The variable and the subexpressions that read it.
    private static HashSet<string> Depending(NeuronGroup group, string variable)
    {
        HashSet<string> names = [variable];
        while (group.Equations.Subexpressions.FirstOrDefault(one => !names.Contains(one.Name) && FreeNames.Of(one.Expression!).Any(names.Contains)) is { } user)
            names.Add(user.Name);
        return names;
    }

    private static IEnumerable<string> Conditions(NeuronGroup group) => group.Threshold is null ? group.Events.Values : group.Events.Values.Prepend(group.Threshold);

    // Who reads the variable beside the equations, thresholds and events, and monitors of the variable itself.
    private static string? Reader(NeuronGroup group, HashSet<string> names, string variable, BrianNetwork network)
    {
        if (group.Equations.Subexpressions.FirstOrDefault(one => names.Contains(one.Name) && one.Has(EquationFlags.ConstantOverDt)) is { } constant)
            return $"'{constant.Name}', which is constant over a step, reads it";
        if (Mentions(group.Reset, names))
            return "the reset reads it";
        if (Mentions(group.Refractory, names))
            return "the refractoriness reads it";
        if (network.Runs.SelectMany(run => run.Before).OfType<Initializer>().FirstOrDefault(one => IsAt(one.Object) && (Mentions((one.Value as BrianValue.Formula)?.Text, names) || Mentions(one.Condition, names))) is { } value)
            return $"a value of '{value.Variable}' of {value.Object} reads it";
        return network.Objects.Select(one => one switch
        {
            RunRegularly regularly when IsAt(regularly.Group.Object) && Mentions(regularly.Code, names) => $"the code of {one.Name} reads it",
            RunOnEvent reaction when reaction.Group == group.Name && Mentions(reaction.Code, names) => $"the code of {one.Name} reads it",
            PoissonInput input when input.Target.Object == group.Name && Mentions(input.Weight, names) => $"the weight of {one.Name} reads it",
            StateMonitor monitor when monitor.Source.Object == group.Name && monitor.Variables.Any(name => name != variable && names.Contains(name)) => $"{one.Name} records what reads it",
            Synapses synapses when IsAt(synapses.Name) && (synapses.Pathways.Any(pathway => Mentions(pathway.Code, names)) || synapses.Equations.Any(equation => equation.Expression is { } value && Mentions(value.ToString(), names))) => $"the synapses {one.Name} read it",
            _ => null,
        }).FirstOrDefault(one => one is not null);

        // The group itself, or synapses of its neurons.
        bool IsAt(string name) => name == group.Name || network.Objects.Any(one => one is Synapses synapses && synapses.Name == name && (synapses.Target.Object == group.Name || synapses.Source.Object == group.Name));
    }

    private static bool Mentions(string? code, HashSet<string> names) => code is not null && Identifiers().Matches(code).Any(match => names.Contains(match.Value) || names.Contains(ReservedNames.Referred(match.Value) ?? string.Empty));

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifiers();

    // What the source makes of its variable in a step, in the names of synapses behind it; null where that cannot be told from what the step begins with.
    private static Expression? Integrated(Link link, NeuronGroup source, BrianNetwork network)
    {
        if (source.Step is { } step && !step.Equals(network.Runs[0].Step))
            return null;
        var names = new Resolution(source.Name, source.Variables, source.Namespace, network.Runs[0].Namespace);
        var code = new GroupCode(names, network.Runs[0].Step, source.Count, new DiagnosticBag());
        foreach (var one in source.Equations.Subexpressions)
            code.DefineSubexpression(one.Name, one.Expression!);
        var isKnown = true;
        var value = code.WrittenOut(new Name(link.SourceVariable)).Rewrite(node => node is not Name { Identifier: var name } ? node
            : source.Equations.Find(name) is { Kind: EquationKind.DifferentialEquation } equation ? Advanced(equation) : InNamesOfSynapses(node, name));
        return isKnown && code.Arrays.Count == 0 ? value : null;

        Expression Advanced(Equation equation)
        {
            var rate = code.WrittenOut(equation.Expression!);
            isKnown &= rate.IsPure() && (source.Refractory is null || !equation.Has(EquationFlags.UnlessRefractory));
            var change = new Binary(BinaryOperator.Multiply, new Name("dt"), rate.Rewrite(node => node is Name { Identifier: var name } ? InNamesOfSynapses(node, name) : node));
            return new Binary(BinaryOperator.Add, new Name(equation.Name + "_pre"), change);
        }

        Expression InNamesOfSynapses(Expression node, string name)
        {
            switch (names.FindVariable(name))
            {
                case { Owner: VariableOwner.Clock }:
                    return node;
                case { Equation: null, Name: "i" }:
                    return new Name("i");
                case { Equation: null, Name: "N" }:
                    return new Number(source.Count);
                case { Equation: { } equation }:
                    isKnown &= !equation.Has(EquationFlags.Linked) && !IsSummed(source.Name, name, network);
                    return new Name(name + "_pre");
                case null when !ReservedNames.IsNoise(name):
                    return DefaultNamespace.Find(name) is null && names.FindValue(name) is ScalarValue outside ? Literals.Of(outside.Value) : node;
                default:
                    isKnown = false;
                    return node;
            }
        }
    }

    private static bool IsSummed(string group, string variable, BrianNetwork network) => network.Objects.OfType<Synapses>().Any(synapses => synapses.Equations.Any(one =>
        one.Has(EquationFlags.Summed) && ReservedNames.Referred(one.Name) == variable && (synapses.Target.Object == group || synapses.Source.Object == group)));

    private static BrianNetwork With(BrianNetwork network, Link link)
    {
        var (group, source) = (Find(link.Group, network), Find(link.Source, network));
        var own = group.Equations.Find(link.Variable)!;
        var names = Depending(group, link.Variable);
        Expression begins = new Name(link.SourceVariable + "_pre");
        var isParameter = source.Equations.Find(link.SourceVariable)!.Kind == EquationKind.Parameter;
        var integrated = isParameter ? begins : Integrated(link, source, network);
        var inEquations = source.IsIntegratedBefore(group) ? integrated! : begins;
        List<Equation> sums = [Sum(link.Variable, inEquations)];
        var equations = group.Equations.Select(one => one.Name == link.Variable ? one with { Flags = one.Flags.Remove(EquationFlags.Linked) } : one).ToList();
        var changed = group with { Linked = group.Linked.Remove(link.Variable) };
        if (inEquations != integrated && Conditions(group).Any(text => Mentions(text, names)))
        {
            var later = link.Variable + "_integrated";
            while (group.Equations.Find(later) is not null)
                later += "_now";
            sums.Add(Sum(later, integrated!));
            equations.Add(equations.First(one => one.Name == link.Variable) with { Name = later });
            changed = changed with { Threshold = group.Threshold is { } threshold ? Later(threshold, later) : null, Events = group.Events.ToImmutableSortedDictionary(one => one.Key, one => Later(one.Value, later)) };
        }

        var synapses = new Synapses(link.Synapses, link.Source, link.Group, new Equations(sums));
        var connect = new Connect(synapses.Name) { I = link.Neurons, J = [.. Enumerable.Range(0, group.Count)] };
        return network with
        {
            Objects = [.. network.Objects.Replace(group, changed with { Equations = new Equations(equations) }), synapses],

            // Behind all others, whose random numbers go by their place.
            Runs = network.Runs.SetItem(0, network.Runs[0] with { Before = [.. network.Runs[0].Before, connect] }),
        };

        Equation Sum(string variable, Expression value) => new(EquationKind.Subexpression, variable + "_post", value, own.Dimension, own.Type, [EquationFlags.Summed], own.Span);

        // Conditions read it, and subexpressions in which it stands, as it is when all equations have been integrated.
        string Later(string text, string later) => ExpressionText.Parse(text, group.Name, new DiagnosticBag()) is { } parsed ? ExpressionPrinter.Print(Written(parsed, later), Dialects.Brian) : text;

        Expression Written(Expression expression, string later) => expression.Rewrite(node => node is not Name { Identifier: var name } || !names.Contains(name) ? node
            : name == link.Variable ? new Name(later) : Written(group.Equations.Find(name)!.Expression!, later));
    }
}
