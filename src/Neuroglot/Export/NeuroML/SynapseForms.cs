using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Attached;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML;

/// <summary>A pathway whose events do the same at each neuron: they reach the cell itself.</summary>
/// <param name="Synapses">The synapses.</param>
/// <param name="Pathway">The pathway.</param>
/// <param name="ChangesTarget">Whether the neurons behind the synapses change, rather than those before them.</param>
/// <param name="Port">The port of its cells.</param>
/// <param name="Changes">What is added to which variable, in the names of the group.</param>
internal sealed record DirectPathway(Synapses Synapses, SynapticPathway Pathway, bool ChangesTarget, string Port, ImmutableArray<(string Variable, Expression Change)> Changes)
{
    /// <summary>Name of the group that changes.</summary>
    public string Group => ChangesTarget ? Synapses.Target.Object : Synapses.Source.Object;
}

/// <summary>
/// Decides how synapses are written. Where every synapse does the same, an event is sent to the cell, which has a handler for it. Where synapses have weights or states of
/// their own, each is a component that is attached to the cell. Synapses onto cells of NeuroML are decided by these.
/// </summary>
internal sealed class SynapseForms
{
    private readonly NetworkExport export;
    private readonly List<DirectPathway> direct = [];
    private readonly List<AttachedSynapses> attached = [];
    private readonly Dictionary<string, string> lostLinks = [];
    private readonly BrianNetwork others;

    /// <summary>Decides for all synapses of the network.</summary>
    public SynapseForms(NetworkExport export)
    {
        this.export = export;
        var all = export.Network.Objects.OfType<Synapses>().Where(one => export.Standard.Of(one.Target.Object) is null && CanDeliver(one)).ToList();
        var rest = all.Where(one => UniformEvents(one, export) is null).ToList();
        direct.AddRange(all.Except(rest).SelectMany(one => UniformEvents(one, export)!));
        others = export.Network with { Objects = export.Network.Objects.RemoveAll(one => one is Synapses synapses && all.Contains(synapses) && !rest.Contains(synapses)) };
        foreach (var synapses in rest)
            export.Write(synapses, () => Attach(synapses));
    }

    /// <summary>Pathways with events for cells.</summary>
    public IReadOnlyList<DirectPathway> Direct => direct;

    /// <summary>Synapses that are attached to cells.</summary>
    public IReadOnlyList<AttachedSynapses> Attached => attached;

    /// <summary>The pathways whose events change the neurons of a group.</summary>
    public IEnumerable<DirectPathway> DirectTo(string group) => direct.Where(one => one.Group == group);

    /// <summary>The synapses that are attached to the neurons of a group.</summary>
    public IEnumerable<AttachedSynapses> AttachedTo(string group) => attached.Where(one => one.Synapses.Target.Object == group);

    /// <summary>The synapses that have ends in the neurons of a group, which are before them.</summary>
    public IEnumerable<AttachedSynapses> EndingIn(string group) => attached.Where(one => one.HasSourceEnds && one.Synapses.Source.Object == group);

    /// <summary>Whether every synapse does the same, so that their events reach the cells themselves.</summary>
    public static bool AreUniform(Synapses synapses, NetworkExport export) => UniformEvents(synapses, export) is not null;

    /// <summary>Why a linked variable of a group cannot be seen; null where all can.</summary>
    public string? LostLink(string group) => lostLinks.GetValueOrDefault(group);

    // The same events for all, which see what they see in Brian when they come; null otherwise.
    private static List<DirectPathway>? UniformEvents(Synapses synapses, NetworkExport export)
    {
        if (synapses.Equations.Any(one => one.Has(EquationFlags.Summed) || EventDrivenSolution.IsClocked(one)))
            return null;
        var forms = synapses.Pathways.Select(pathway => Uniform(synapses, pathway, export)).ToList();
        return forms.TrueForAll(one => one is not null && !IsOrdered(one, export) && StepOrder.Clash(one, export) is null) ? [.. forms.OfType<DirectPathway>()] : null;
    }

    // What reaches cells itself comes before what attached synapses bring.
    private static bool IsOrdered(DirectPathway pathway, NetworkExport export) =>
        export.Network.Objects.FirstOrDefault(one => one.Name == pathway.Group) is NeuronGroup group && pathway.Changes.Any(one => ArrivalOrder.Counts(group, one.Variable, export));

    // In LEMS, what synapses add up in each step is no state of the neuron, and nothing ends at a synapse.
    private bool CanDeliver(Synapses synapses)
    {
        if (export.Network.Objects.OfType<Synapses>().FirstOrDefault(one => one.Name == synapses.Source.Object || one.Name == synapses.Target.Object) is { } end)
        {
            export.Leave(synapses, $"it ends at the synapses '{end.Name}', and connections of LEMS end at cells", "Let neurons keep what it changes.");
            return false;
        }

        var names = export.NamesOf(synapses);
        if (synapses.Step is { } step && !step.Equals(export.Run.Step) && CountsSteps(synapses, names))
        {
            export.Leave(synapses, $"it has a time step of its own, {export.Time(step)}, for equations or code, and LEMS has one for all", "Leave out its step.");
            return false;
        }

        var sum = synapses.Pathways.SelectMany(one => StatementParser.Parse(one.Code, one.Name, new DiagnosticBag())).Select(one => names.FindVariable(one.Target)).OfType<Variable>().FirstOrDefault(one =>
            one.Owner is VariableOwner.Postsynaptic or VariableOwner.Presynaptic && export.IsSummed((one.Owner == VariableOwner.Postsynaptic ? synapses.Target : synapses.Source).Object, one.Name));
        if (sum is null)
            return true;
        export.Leave(synapses, $"its events change '{sum.Name}', which synapses add up in each step anew", "Let the events change a variable of their own, which the equations add to the sum.");
        return false;
    }

    // Events have the steps of the neurons that send them; what is computed in each step, or reads its length, has those of the synapses.
    private static bool CountsSteps(Synapses synapses, Resolution names) =>
        synapses.Equations.Any(one => one.Has(EquationFlags.Summed) || EventDrivenSolution.IsClocked(one))
        || synapses.Equations.Select(one => one.Expression).OfType<Expression>().Concat(synapses.Pathways.SelectMany(one => StatementParser.Parse(one.Code, one.Name, new DiagnosticBag())).Select(one => one.Value))
            .SelectMany(one => FreeNames.Of(one)).Any(name => names.FindVariable(name) is { Owner: VariableOwner.Clock, Name: not "t" });

    private void Attach(Synapses synapses)
    {
        var type = AttachedSynapses.Of(synapses, export.NamesOf(synapses), attached.Count + 1, others, export, out var why);
        if (type is null && export.Links.FirstOrDefault(one => one.Synapses == synapses.Name) is { } link)
            lostLinks[link.Group] = $"{link}: {why}";
        else if (type is null)
            export.Leave(synapses, why!, "Leave it out, or write it so that events add to variables of the neuron behind the synapse, which then need nothing of other neurons.");
        else if (!export.Options.SkipUnsupported || !export.Diagnostics.HasErrors)
            attached.Add(type);
    }

    // Null where not every synapse does the same.
    private static DirectPathway? Uniform(Synapses synapses, SynapticPathway pathway, NetworkExport export)
    {
        var names = export.NamesOf(synapses);
        var set = export.SetOf(synapses.Name);
        var changes = ImmutableArray.CreateBuilder<(string, Expression)>();
        VariableOwner? owner = null;
        foreach (var statement in StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag()))
        {
            if (names.FindVariable(statement.Target) is not { Owner: VariableOwner.Postsynaptic or VariableOwner.Presynaptic, Equation: not null } target || (owner ?? target.Owner) != target.Owner)
                return null;
            owner = target.Owner;
            if (InNamesOf(statement.Value, owner.Value, names, set, export) is not { } value)
                return null;
            changes.Add((target.Name, Difference(value, target.Name)));
        }

        if (owner is null)
            return null;
        return new DirectPathway(synapses, pathway, owner == VariableOwner.Postsynaptic, $"{synapses.Name}_{pathway.Name}", changes.ToImmutable());
    }

    /// <summary>What a statement adds: the new value less the variable, without the variable where it only adds.</summary>
    public static Expression Difference(Expression value, string variable)
    {
        if (value is Binary { Operator: BinaryOperator.Add, Left: Name left } sum && left.Identifier == variable)
            return sum.Right;
        if (value is Binary { Operator: BinaryOperator.Subtract, Left: Name from } difference && from.Identifier == variable)
            return new Unary(UnaryOperator.Negate, difference.Right);
        return new Binary(BinaryOperator.Subtract, value, new Name(variable));
    }

    // The expression in the names of the group that changes; null where it needs something of a single synapse, or of the other group.
    private static Expression? InNamesOf(Expression expression, VariableOwner owner, Resolution names, ComponentSet set, NetworkExport export)
    {
        var isPossible = true;
        var result = expression.Rewrite(node =>
        {
            switch (node)
            {
                case Name name when names.FindVariable(name.Identifier) is { } variable:
                    return OfVariable(variable) ?? Impossible(node);
                case Name name when DefaultNamespace.Find(name.Identifier) is null && names.FindValue(name.Identifier) is ScalarValue value:
                    return Literals.Of(value.Value);
                case Call call when Functions.Find(call.Function)?.Arity != call.Arguments.Length:
                    return names.FindValue(call.Function) is UserFunction { Body: { } body } function && InNamesOf(body, owner, names, set, export) is { } written
                        ? Substitution.Apply(written, function.Parameters.Zip(call.Arguments).ToDictionary(pair => pair.First, pair => pair.Second))
                        : Impossible(node);
                default:
                    return node;
            }
        });
        return isPossible ? result : null;

        Expression Impossible(Expression node)
        {
            isPossible = false;
            return node;
        }

        Expression? OfVariable(Variable variable) => variable switch
        {
            { Owner: VariableOwner.Clock } => new Name(variable.Name),
            { Equation: null } => null,
            _ when variable.Owner == owner => new Name(variable.Name),
            { Owner: VariableOwner.Group, Equation.Kind: EquationKind.Subexpression } => InNamesOf(variable.Equation.Expression!, owner, names, set, export),
            { Owner: VariableOwner.Group, Equation.Kind: EquationKind.Parameter } when Common(variable.Name, set, export) is { } value => Literals.Of(new Quantity(value, variable.Dimension)),
            _ => null,
        };
    }

    private static double? Common(string parameter, ComponentSet set, NetworkExport export)
    {
        if (export.LaterValuesOf(set.Name).Any(one => one.Value.Variable == parameter) || set.Class.Parameters.FirstOrDefault(one => one.Name == parameter) is not { } declared)
            return null;
        return set.Properties.GetValueOrDefault(parameter) switch
        {
            null => declared.Value,
            FixedValue one => one.Value,
            ListValue { Values: { IsEmpty: false } values } when values.All(value => value.Equals(values[0])) => values[0],
            _ => null,
        };
    }
}
