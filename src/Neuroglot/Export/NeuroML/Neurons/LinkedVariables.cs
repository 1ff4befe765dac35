using System.Text.RegularExpressions;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>
/// Variables linked to others that change, as sums over one synapse each: LEMS lets a cell see nothing of another but through what is attached to it. That is the same where the equations of the group
/// alone read the variable, and are integrated before those of the group that it belongs to, as they are where that was made first and nobody has given names.
/// </summary>
internal static partial class LinkedVariables
{
    /// <summary>The network with synapses for the linked variables for which that is the same.</summary>
    /// <param name="network">The network.</param>
    /// <param name="built">The network as it is built, which tells what changes.</param>
    public static BrianNetwork AsSynapses(BrianNetwork network, Network built)
    {
        foreach (var group in network.Objects.OfType<NeuronGroup>())
        {
            foreach (var (variable, link) in group.Linked)
            {
                if (IsChanging(link, built) && WhyNot(group, variable, network) is null)
                    network = With(network, group.Name, variable, link);
            }
        }

        return network;
    }

    /// <summary>Why a changing variable cannot be one of the group's own; null where it can.</summary>
    public static string? WhyNot(NeuronGroup group, string variable, BrianNetwork network)
    {
        var link = group.Linked[variable];
        if (network.Objects.FirstOrDefault(one => one.Name == link.Source.Object) is not NeuronGroup source || source.Equations.Find(link.Variable) is null)
            return "only variables of equations can be seen";
        if (source.IsIntegratedBefore(group))
            return $"'{group.Name}' is integrated after '{source.Name}' and sees what that has become in the same step; with a name before that in the alphabet it would see what the step begins with";
        HashSet<string> names = [variable];
        while (group.Equations.Subexpressions.FirstOrDefault(one => !names.Contains(one.Name) && FreeNames.Of(one.Expression!).Any(names.Contains)) is { } user)
            names.Add(user.Name);
        return group.Equations.Subexpressions.Any(one => names.Contains(one.Name) && one.Has(EquationFlags.ConstantOverDt)) || network.Objects.Any(one => one switch
        {
            NeuronGroup same when same.Name == group.Name => ((string?[])[same.Threshold, same.Reset, .. same.Events.Values]).OfType<string>().Any(Mentions),
            RunRegularly regularly => regularly.Group.Object == group.Name && Mentions(regularly.Code),
            RunOnEvent reaction => reaction.Group == group.Name && Mentions(reaction.Code),
            StateMonitor monitor => monitor.Source.Object == group.Name && monitor.Variables.Any(names.Contains),
            EventMonitor => false,
            Synapses synapses => (synapses.Target.Object == group.Name || synapses.Source.Object == group.Name)
                && (synapses.Pathways.Any(pathway => Mentions(pathway.Code)) || synapses.Equations.Any(equation => equation.Expression is { } value && FreeNames.Of(value).Any(IsMeant))),
            _ => false,
        }) ? "code other than the equations of the group, or a monitor, reads it, and would see another step" : null;

        bool Mentions(string code) => Identifiers().Matches(code).Any(match => IsMeant(match.Value));

        bool IsMeant(string name) => names.Contains(name) || ((string[])["_post", "_pre"]).Any(ending => name.EndsWith(ending, StringComparison.Ordinal) && names.Contains(name[..^ending.Length]));
    }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifiers();

    private static bool IsChanging(LinkedVariable link, Network built) => built.Sets.FirstOrDefault(set => set.Name == link.Source.Object) is { } set && set.Class.Parameters.All(one => one.Name != link.Variable);

    private static BrianNetwork With(BrianNetwork network, string name, string variable, LinkedVariable link)
    {
        var group = network.Objects.OfType<NeuronGroup>().First(one => one.Name == name);
        var source = network.Objects.OfType<NeuronGroup>().First(one => one.Name == link.Source.Object);
        var count = (link.Source.Stop ?? source.Count) - link.Source.Start;
        var own = group.Equations.Find(variable)!;
        var equation = new Equation(EquationKind.Subexpression, variable + "_post", new Name(link.Variable + "_pre"), own.Dimension, own.Type, [EquationFlags.Summed], own.Span);
        var synapses = new Synapses($"{name}_{variable}_link", link.Source, name, new Equations([equation]));
        var connect = new Connect(synapses.Name)
        {
            I = [.. Enumerable.Range(0, group.Count).Select(neuron => !link.Index.IsDefaultOrEmpty ? link.Index[neuron] : count == 1 ? 0 : neuron)],
            J = [.. Enumerable.Range(0, group.Count)],
        };
        var changed = group with
        {
            Equations = new Equations(group.Equations.Select(one => one.Name == variable ? one with { Flags = one.Flags.Remove(EquationFlags.Linked) } : one)),
            Linked = group.Linked.Remove(variable),
        };
        return network with { Objects = [.. network.Objects.Replace(group, changed), synapses], Runs = network.Runs.SetItem(0, network.Runs[0] with { Before = [connect, .. network.Runs[0].Before] }) };
    }
}
