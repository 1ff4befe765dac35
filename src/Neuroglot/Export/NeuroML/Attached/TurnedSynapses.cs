using Neuroglot.Brian.Building;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// Synapses that change the neurons before them, turned round: synapses of LEMS are attached to the neurons that they change. What was before them is behind them then, so that the names of both sides change
/// places, and what events of one side do, those of the other:
/// <code>x_pre = w*v_post (summed) from a to b  →  x_post = w*v_pre (summed) from b to a</code>
/// Synapses that change the neurons of both sides are written twice, and each of the two delivers to one side; their states go the same way.
/// </summary>
internal static class TurnedSynapses
{
    /// <summary>The export with all synapses that have to be turned; itself where there are none.</summary>
    public static NetworkExport Apply(NetworkExport export)
    {
        foreach (var synapses in export.Network.Objects.OfType<Synapses>().ToList())
        {
            if (ChangesSource(synapses, export) && (!ChangesTarget(synapses, export) || IsPure(synapses, export)))
                export = Turn(synapses, export);
        }

        return export;
    }

    private static bool ChangesSource(Synapses synapses, NetworkExport export) =>
        export.Network.Objects.Any(one => one is NeuronGroup && one.Name == synapses.Source.Object) && Changes(synapses, VariableOwner.Presynaptic, export) && !SynapseForms.AreUniform(synapses, export);

    private static bool ChangesTarget(Synapses synapses, NetworkExport export) => Changes(synapses, VariableOwner.Postsynaptic, export);

    private static bool Changes(Synapses synapses, VariableOwner side, NetworkExport export)
    {
        var names = export.NamesOf(synapses);
        return synapses.Equations.Any(one => IsSumFor(one, side, names)) || synapses.Pathways.Any(pathway => Statements(pathway.Code).Any(one => IsFor(one, side, names)));
    }

    // Two copies would draw other numbers.
    private static bool IsPure(Synapses synapses, NetworkExport export) =>
        synapses.Equations.All(one => one.Expression is not { } value || (value.IsPure() && !FreeNames.Of(value).Any(ReservedNames.IsNoise)))
        && synapses.Pathways.Select(one => one.Code).Concat(CodeAtClocks(synapses, export).Select(one => one.Code)).SelectMany(Statements).All(one => one.Value.IsPure());

    private static IEnumerable<RunRegularly> CodeAtClocks(Synapses synapses, NetworkExport export) => export.Network.Objects.OfType<RunRegularly>().Where(one => one.Group.Object == synapses.Name);

    private static NetworkExport Turn(Synapses synapses, NetworkExport export)
    {
        var names = export.NamesOf(synapses);
        var hasBoth = ChangesTarget(synapses, export);
        var name = synapses.Name;
        while (hasBoth && export.Network.Objects.Any(one => one.Name == name))
            name += "_turned";
        var turned = synapses with
        {
            Name = name,
            Source = synapses.Target,
            Target = synapses.Source,
            Equations = new Equations(synapses.Equations.Where(one => !IsSumFor(one, VariableOwner.Postsynaptic, names)).Select(one => one with
            {
                Name = one.Has(EquationFlags.Summed) ? Turned(one.Name, names) : one.Name,
                Expression = one.Expression is { } value ? Turned(value, names) : null,
            })),
            Pathways = [.. synapses.Pathways.Select(one => one with { IsPre = !one.IsPre, Code = Turned(one.Code, VariableOwner.Postsynaptic, names) })],
        };
        var objects = export.Network.Objects.Replace(synapses, turned);
        foreach (var one in CodeAtClocks(synapses, export))
        {
            var code = one with { Code = Turned(one.Code, null, names) };
            objects = hasBoth ? objects.Add(code with { Name = one.Name + "_turned", Group = name }) : objects.Replace(one, code);
        }

        if (hasBoth)
        {
            objects = objects.Insert(objects.IndexOf(turned), synapses with
            {
                Equations = new Equations(synapses.Equations.Where(one => !IsSumFor(one, VariableOwner.Presynaptic, names))),
                Pathways = [.. synapses.Pathways.Select(one => one with { Code = string.Join('\n', Statements(one.Code).Where(statement => !IsFor(statement, VariableOwner.Presynaptic, names)).Select(Printed)) })],
            });
        }

        var pathways = hasBoth ? synapses.Pathways.Where(one => export.UnderWay.ContainsKey($"{synapses.Name}_{one.Name}")) : [];
        return export.Changed(
            export.Network with { Objects = objects }, Turned(export.Expanded, synapses, name), [KeyValuePair.Create(name, new SynapseOrigin(synapses.Name, true))],
            hasBoth ? [.. export.LaterValuesOf(synapses.Name).Select(one => one with { Value = one.Value with { Object = name } })] : [],
            export.UnderWay.AddRange(pathways.Select(one => KeyValuePair.Create($"{name}_{one.Name}", export.UnderWay[$"{synapses.Name}_{one.Name}"]))));
    }

    // The connections in the other direction, with the same values, and the pathways with the same delays.
    private static Network Turned(Network expanded, Synapses synapses, string name)
    {
        var set = expanded.Sets.First(one => one.Name == synapses.Name);
        var connectivity = set.Connectivity!;
        var turned = set with
        {
            Name = name,
            Connectivity = new Connectivity(connectivity.Target, connectivity.Source, [.. connectivity.Rules.Select(one => one is ListedConnections listed ? listed with { Sources = listed.Targets, Targets = listed.Sources } : one)]),
        };
        if (name == synapses.Name)
            return expanded with { Sets = expanded.Sets.Replace(set, turned) };
        var shared = expanded.Sets.Where(one => one.Name == BrianBuilder.SharedSet(synapses.Name)).Select(one => one with { Name = BrianBuilder.SharedSet(name) });
        return expanded with
        {
            Sets = [.. expanded.Sets, turned, .. shared],
            Pathways = [.. expanded.Pathways, .. synapses.Pathways.SelectMany(pathway => expanded.Pathways.Where(one => one.Name == $"{synapses.Name}_{pathway.Name}").Select(one => one with { Name = $"{name}_{pathway.Name}" }))],
        };
    }

    private static bool IsSumFor(Equation one, VariableOwner side, Resolution names) => one.Has(EquationFlags.Summed) && names.FindVariable(one.Name)?.Owner == side;

    private static bool IsFor(Statement one, VariableOwner side, Resolution names) => names.FindVariable(one.Target)?.Owner == side;

    private static IEnumerable<Statement> Statements(string code) => StatementParser.Parse(code, string.Empty, new DiagnosticBag());

    private static string Printed(Statement one) => $"{one.Target} = {ExpressionPrinter.Print(one.Value, Dialects.Brian)}";

    // Without the statements for one side, where it is given.
    private static string Turned(string code, VariableOwner? without, Resolution names) => string.Join(
        '\n', Statements(code).Where(one => without is not { } side || !IsFor(one, side, names)).Select(one => $"{Turned(one.Target, names)} = {ExpressionPrinter.Print(Turned(one.Value, names), Dialects.Brian)}"));

    private static Expression Turned(Expression expression, Resolution names) => expression.Rewrite(node => node is Name name ? new Name(Turned(name.Identifier, names)) : node);

    private static string Turned(string name, Resolution names) => names.FindVariable(name) switch
    {
        { Owner: VariableOwner.Postsynaptic } one => one.Name + "_pre",
        { Owner: VariableOwner.Presynaptic } one => one.Name + "_post",
        { Owner: VariableOwner.Group, Equation: null } one => one.Name switch { "i" => "j", "j" => "i", "N_incoming" => "N_outgoing", "N_outgoing" => "N_incoming", var other => other },
        _ => name,
    };
}
