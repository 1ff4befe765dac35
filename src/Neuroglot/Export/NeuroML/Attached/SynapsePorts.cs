using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// Synapses with values of their own whose events are seen by others in each step, without components: what arrives through components, LEMS shows too late. Each synapse of a neuron has a port of the neuron
/// instead, and its values are variables of the neuron. The first synapses of all neurons are one object, the second ones another, and so on:
/// <code>s: v_post += w  →  s_1: v_post += s_w_1_post,  s_2: v_post += s_w_2_post, …</code>
/// </summary>
internal static class SynapsePorts
{
    // A neuron with more of these synapses is no model any more.
    private const int Most = 100;

    /// <summary>The export with ports for all synapses that need them; itself where there are none.</summary>
    public static NetworkExport Apply(NetworkExport export)
    {
        foreach (var synapses in export.Network.Objects.OfType<Synapses>().ToList())
        {
            if (IsSeen(synapses, export) && Divided(synapses, export) is { } divided && divided.Parts.All(one => SynapseForms.AreUniform(one, divided.Export)))
                export = divided.Export;
        }

        return export;
    }

    // Whether sums, or equations of synapses, read a variable that the events change.
    private static bool IsSeen(Synapses synapses, NetworkExport export)
    {
        var names = export.NamesOf(synapses);
        var changed = synapses.Pathways.SelectMany(Statements).Select(one => names.FindVariable(one.Target)).OfType<Variable>().Where(one => one.Owner == VariableOwner.Postsynaptic).Select(one => one.Name).ToHashSet();
        return changed.Count > 0 && !SynapseForms.AreUniform(synapses, export) && export.Network.Objects.OfType<Synapses>().Any(Reads);

        bool Reads(Synapses other)
        {
            var code = export.SilentCodeOf(other);
            var stepped = other.Equations.Where(one => one.Has(EquationFlags.Summed) || EventDrivenSolution.IsClocked(one)).Select(one => one.Expression!).ToList();
            NeuronSubexpressions.Define(other, stepped, code, export);
            return stepped.SelectMany(one => FreeNames.Of(code.WrittenOut(one))).Select(code.Names.FindVariable).OfType<Variable>().Any(one => changed.Contains(one.Name)
                && ((one.Owner == VariableOwner.Presynaptic && other.Source.Object == synapses.Target.Object) || (one.Owner == VariableOwner.Postsynaptic && other.Target.Object == synapses.Target.Object)));
        }
    }

    // The synapses by their places among those of a neuron; null where they have more than parameters, or somebody else looks at these.
    private static (NetworkExport Export, ImmutableArray<Synapses> Parts)? Divided(Synapses synapses, NetworkExport export)
    {
        if (export.Network.Objects.FirstOrDefault(one => one.Name == synapses.Target.Object) is not NeuronGroup group || export.SetOf(synapses.Name) is not { Connectivity: { Rules: [ListedConnections listed] } connectivity } set
            || synapses.Equations.Any(one => one.Kind == EquationKind.DifferentialEquation || one.Has(EquationFlags.Summed)) || export.LaterValuesOf(synapses.Name).Any()
            || export.Network.Objects.Any(one => one is StateMonitor monitor && monitor.Source.Object == synapses.Name || one is RunRegularly regularly && regularly.Group.Object == synapses.Name)
            || ValuesOf(synapses, set, export) is not { } values)
        {
            return null;
        }

        var code = export.SilentCodeOf(synapses);
        var targets = listed.Targets.Select(one => connectivity.Target.Start + one).ToList();
        var places = Places(targets);
        var count = places.DefaultIfEmpty(-1).Max() + 1;
        if (count is 0 or > Most)
            return null;
        var equations = group.Equations.ToList();
        var cells = export.Expanded.Sets.First(one => one.Name == group.Name);
        var (parameters, states, given) = (cells.Class.Parameters.ToBuilder(), cells.Class.States.ToBuilder(), cells.Properties.ToDictionary());
        var before = export.Run.Before.ToBuilder();
        var (parts, sets, pathways, underWay) = (new List<Synapses>(), export.Expanded.Sets.ToList(), export.Expanded.Pathways.ToList(), export.UnderWay.ToBuilder());
        for (var place = 0; place < count; place++)
        {
            var number = (place + 1).ToString(CultureInfo.InvariantCulture);
            ImmutableArray<int> members = [.. Enumerable.Range(0, targets.Count).Where(one => places[one] == place)];
            var part = synapses with { Name = $"{synapses.Name}_{number}", Equations = Equations.None, Pathways = [.. synapses.Pathways.Select(one => one with { Code = Written(one, value => InCell(value, number)) })] };
            parts.Add(part);
            foreach (var (name, value) in values)
            {
                var own = Own(name, number);
                if (group.Equations.Find(own) is not null)
                    return null;
                var each = new double[group.Count];
                foreach (var member in members)
                    each[targets[member]] = value.Of(member);
                equations.Add(new Equation(EquationKind.Parameter, own, null, value.Variable.Dimension, value.Variable.Type, [], SourceSpan.None));
                given[own] = new ListValue([.. each]);
                if (!value.IsChanging)
                {
                    parameters.Add(new Parameter(own, value.Variable.Dimension, 0));
                    continue;
                }

                states.Add(new StateVariable(own, value.Variable.Dimension, 0));
                before.Add(new Initializer(group.Name, own, 0));
            }

            sets.Add(new ComponentSet(part.Name, set.Class with { Parameters = [], States = [] }, members.Length)
            {
                Domain = set.Domain, Connectivity = connectivity with { Rules = [new ListedConnections([.. members.Select(one => listed.Sources[one])], [.. members.Select(one => listed.Targets[one])])] },
            });
            var numbers = members.Select((member, index) => (member, index)).ToDictionary(one => one.member, one => one.index);
            foreach (var pathway in synapses.Pathways)
            {
                var name = $"{synapses.Name}_{pathway.Name}";
                pathways.AddRange(export.Expanded.Pathways.Where(one => one.Name == name).Select(one => one with { Name = $"{part.Name}_{pathway.Name}", Delay = one.Delay is ListValue list ? new ListValue([.. members.Select(member => list.Values[member])]) : one.Delay }));
                if (export.UnderWay.TryGetValue(name, out var events))
                    underWay[$"{part.Name}_{pathway.Name}"] = [.. events.Where(one => numbers.ContainsKey(one.Connection)).Select(one => (one.Seconds, numbers[one.Connection]))];
            }
        }

        sets[sets.IndexOf(cells)] = cells with { Class = cells.Class with { Parameters = parameters.ToImmutable(), States = states.ToImmutable() }, Properties = given };
        var objects = export.Network.Objects.Replace(group, group with { Equations = new Equations(equations) }).Remove(synapses).AddRange(parts);
        var network = export.Network with { Objects = objects, Runs = [export.Run with { Before = before.ToImmutable() }] };
        var origin = export.OriginOf(synapses.Name);
        return (export.Changed(network, export.Expanded with { Sets = [.. sets], Pathways = [.. pathways] }, parts.Select(one => KeyValuePair.Create(one.Name, origin)), underWay: underWay.ToImmutable()), [.. parts]);

        string Own(string name, string number) => $"{synapses.Name}_{name}_{number}";

        string Written(SynapticPathway pathway, Func<Expression, Expression> inCell) => string.Join(
            '\n', Statements(pathway).Select(one => $"{((Name)inCell(new Name(one.Target))).Identifier} = {ExpressionPrinter.Print(inCell(code.WrittenOut(one.Value)), Dialects.Brian)}"));

        Expression InCell(Expression value, string number) => value.Rewrite(node => node is not Name { Identifier: var name } ? node
            : values.ContainsKey(name) ? new Name(Own(name, number) + "_post") : code.Names.FindVariable(name) is { Owner: VariableOwner.Postsynaptic } variable ? new Name(variable.Name + "_post") : node);
    }

    private static int[] Places(List<int> targets)
    {
        var counts = new Dictionary<int, int>();
        return [.. targets.Select(target => counts[target] = counts.TryGetValue(target, out var before) ? before + 1 : 0)];
    }

    // All that the code reads and that is no variable of the neuron behind, by name, with its value for each synapse; null where it is no value of the synapse.
    private static Dictionary<string, (Variable Variable, bool IsChanging, Func<int, double> Of)>? ValuesOf(Synapses synapses, ComponentSet set, NetworkExport export)
    {
        var code = export.SilentCodeOf(synapses);
        var constants = new NeuronValues(synapses, code.Names, export.Network, export);
        var statements = synapses.Pathways.SelectMany(Statements).ToList();
        if (!statements.TrueForAll(one => one.Value.IsPure()))
            return null;
        var changed = statements.Select(one => one.Target).ToHashSet();
        var values = new Dictionary<string, (Variable Variable, bool IsChanging, Func<int, double> Of)>();
        foreach (var name in statements.SelectMany(one => FreeNames.Of(code.WrittenOut(one.Value))).Concat(changed).Distinct())
        {
            switch (code.Names.FindVariable(name))
            {
                case null when changed.Contains(name):
                    return null;
                case null or { Owner: VariableOwner.Postsynaptic or VariableOwner.Clock }:
                    break;
                case { Owner: VariableOwner.Group, Equation: { Kind: EquationKind.Parameter } } own:
                    values.Add(name, (own, changed.Contains(name), synapse => Value(set, name, synapse)));
                    break;
                case { } other when !constants.Changing(new Name(name)).Any() && constants.Unreadable(new Name(name), isInEachStep: false) is null && constants.Properties.FirstOrDefault(one => one.Name == GroupCode.Safe(name)) is { } property:
                    values.Add(name, (other, false, synapse => property.Value is InitialValue.List list ? list.Values[synapse] : ((InitialValue.Uniform)property.Value).Value));
                    break;
                default:
                    return null;
            }
        }

        return values;
    }

    private static double Value(ComponentSet set, string name, int synapse) => set.Properties.GetValueOrDefault(name) switch
    {
        FixedValue one => one.Value,
        ListValue list => list.Values[synapse],
        _ => set.Class.Parameters.FirstOrDefault(one => one.Name == name)?.Value ?? set.Class.States.FirstOrDefault(one => one.Name == name)?.Initial ?? 0,
    };

    private static IEnumerable<Statement> Statements(SynapticPathway pathway) => StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag());
}
