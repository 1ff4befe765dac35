using System.Collections.Immutable;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Declared = Neuroglot.Lems.Documents;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Turns the hierarchy of a group into one component class. Variables get the path of their part; what a part requires is looked up in its
/// ancestors, and becomes a port where it is found outside of the group; selections of children become sums and products, selections of
/// attachments become ports that the network adds to.
/// </summary>
internal sealed class ClassFlattener
{
    private readonly InstanceGroup group;
    private readonly LemsModel model;
    private readonly DiagnosticBag diagnostics;
    private readonly List<PartNode> parts = [];
    private readonly Dictionary<PartNode, int> indices = [];
    private readonly Dictionary<string, Parameter> parameters = [];
    private readonly List<StateVariable> states = [];
    private readonly List<Alias> aliases = [];
    private readonly List<RegimeMachine> machines = [];
    private readonly List<StartBlock> starts = [];
    private readonly List<KineticScheme> schemes = [];
    private readonly Dictionary<string, Port> ports = [];
    private readonly Dictionary<string, Expression?> required = [];

    private ClassFlattener(InstanceGroup group, LemsModel model, DiagnosticBag diagnostics)
    {
        this.group = group;
        this.model = model;
        this.diagnostics = diagnostics;
    }

    /// <summary>What the ports of the class have to be linked to.</summary>
    public List<PortSource> Sources { get; } = [];

    /// <summary>The class of <paramref name="group"/> and the links that its ports need.</summary>
    public static (ComponentClass Class, List<PortSource> Sources) Flatten(InstanceGroup group, LemsModel model, DiagnosticBag diagnostics)
    {
        var flattener = new ClassFlattener(group, model, diagnostics);
        return (flattener.Flatten(), flattener.Sources);
    }

    /// <summary>The name in the flattened class of <paramref name="name"/> of <paramref name="part"/>: a variable, or what is exposed under that name; null when there is none.</summary>
    public static string? VariableOf(PartNode part, string name)
    {
        var local = Local(part.Component.Type, name);
        return local is null ? null : PartNode.Join(part.Path, local);
    }

    private static string? Local(ResolvedType type, string name)
    {
        if (type.ExposedBy(name) is { } exposed)
            return exposed;
        var dynamics = type.Dynamics;
        if (dynamics is not null && (dynamics.StateVariables.Any(one => one.Name == name) || dynamics.DerivedVariables.Any(one => one.Name == name)
            || dynamics.ConditionalDerivedVariables.Any(one => one.Name == name)
            || dynamics.Regimes.Any(regime => regime.StateVariables.Any(one => one.Name == name) || regime.DerivedVariables.Any(one => one.Name == name))))
        {
            return name;
        }

        return type.Properties.Any(one => one.Name == name) ? name : null;
    }

    private ComponentClass Flatten()
    {
        Collect(group.Root);
        foreach (var part in parts)
            Declare(part);
        foreach (var part in parts)
            Translate(part);
        var usedPorts = group.Root.Component.Type;
        foreach (var part in parts)
        {
            foreach (var port in part.Component.Type.EventPorts)
            {
                var name = PartNode.Join(part.Path, port.Name);
                ports.TryAdd("!" + name, port.Direction == Declared.EventDirection.In ? new EventReceivePort(name, indices[part]) : new EventSendPort(name, indices[part]));
            }
        }

        return new ComponentClass(group.Component.Id ?? group.Name, [.. parts.Select(Part)])
        {
            Parameters = [.. parameters.Values],
            States = [.. states],
            Aliases = [.. AliasOrder.Sort(aliases, diagnostics)],
            Machines = [.. machines],
            OnStart = [.. starts],
            Ports = [.. ports.Values],
            KineticSchemes = [.. schemes],
            InternalEvents = [.. group.InternalEvents.Select(link => new InternalEvent(link.Source, link.Target))],
            Span = group.Component.Span,
            TypeName = usedPorts.Name,
        };
    }

    private Part Part(PartNode node) => new(node.Path, node == group.Root ? -1 : indices[node.Parent!], node.Component.Type.Name, node.Component.Span)
    {
        Method = node.Component.Type.Dynamics is { Simultaneous: true } ? "rk4" : null,
    };

    // Children before parents: the order in which the reference advances them.
    private void Collect(PartNode node)
    {
        foreach (var child in node.Children)
            Collect(child);
        indices[node] = parts.Count;
        parts.Add(node);
    }

    private void Declare(PartNode part)
    {
        if (part.Component.Type.Dynamics is not { } dynamics)
            return;
        foreach (var state in dynamics.StateVariables.Concat(dynamics.Regimes.SelectMany(regime => regime.StateVariables)))
        {
            var name = PartNode.Join(part.Path, state.Name);
            if (!states.Exists(known => known.Name == name))
                states.Add(new StateVariable(name, DimensionCalled(state.Dimension), indices[part]) { Span = state.Span });
        }
    }

    private void Translate(PartNode part)
    {
        if (part.Component.Type.Dynamics is not { } dynamics)
            return;
        var index = indices[part];
        var own = new List<Alias>();
        foreach (var requirement in part.Component.Type.Requirements)
            Required(part, requirement.Name);
        foreach (var derived in dynamics.DerivedVariables.Concat(dynamics.Regimes.SelectMany(regime => regime.DerivedVariables)))
            own.Add(new Alias(PartNode.Join(part.Path, derived.Name), DimensionCalled(derived.Dimension), Value(part, derived), index) { Span = derived.Span });
        foreach (var conditional in dynamics.ConditionalDerivedVariables.Concat(dynamics.Regimes.SelectMany(regime => regime.ConditionalDerivedVariables)))
            own.Add(new Alias(PartNode.Join(part.Path, conditional.Name), DimensionCalled(conditional.Dimension), Value(part, conditional), index) { Span = conditional.Span });
        aliases.AddRange(own);

        var always = new Regime(string.Empty)
        {
            Derivatives = Derivatives(part, dynamics.TimeDerivatives),
            Conditions = [.. dynamics.OnConditions.Select(condition => new OnCondition(Translate(part, condition.Test), Actions(part, condition.Reactions), condition.Span))],
            Events = Events(part, dynamics.OnEvents),
        };
        if (always.Derivatives.Length + always.Conditions.Length + always.Events.Length > 0)
            machines.Add(new RegimeMachine(PartNode.Join(part.Path, "·"), index, [always]));
        if (!dynamics.Regimes.IsEmpty)
        {
            var initial = Math.Max(0, dynamics.Regimes.ToList().FindIndex(regime => regime.Initial));
            machines.Add(new RegimeMachine(PartNode.Join(part.Path, "·regime"), index, [.. dynamics.Regimes.Select(regime => Regime(part, regime))], initial));
        }

        var start = dynamics.OnStarts.Concat(dynamics.Regimes.SelectMany(regime => regime.OnStarts)).SelectMany(block => block.Reactions).ToList();
        if (start.Count > 0)
            starts.Add(new StartBlock(index, Actions(part, start)));
        foreach (var scheme in dynamics.KineticSchemes)
            AddScheme(part, scheme);
    }

    private Regime Regime(PartNode part, Declared.Regime regime) => new(regime.Name)
    {
        Derivatives = Derivatives(part, regime.TimeDerivatives),
        Conditions = [.. regime.OnConditions.Select(condition => new OnCondition(Translate(part, condition.Test), Actions(part, condition.Reactions), condition.Span))],
        Events = Events(part, regime.OnEvents),
        OnEntry = Actions(part, regime.OnEntries.SelectMany(entry => entry.Reactions)),
    };

    private ImmutableArray<TimeDerivative> Derivatives(PartNode part, IEnumerable<Declared.TimeDerivative> derivatives) =>
        [.. derivatives.Select(derivative => new TimeDerivative(PartNode.Join(part.Path, derivative.Variable), Translate(part, derivative.Value), derivative.Span))];

    private ImmutableArray<OnEvent> Events(PartNode part, IEnumerable<Declared.OnEvent> events) =>
        [.. events.Select(handler => new OnEvent(PartNode.Join(part.Path, handler.Port), Actions(part, handler.Reactions), handler.Span))];

    private ImmutableArray<Neuroglot.Model.Components.Action> Actions(PartNode part, IEnumerable<Declared.Reaction> reactions) =>
    [
        .. reactions.Select(reaction => (Neuroglot.Model.Components.Action)(reaction switch
        {
            Declared.StateAssignment assignment => new Assignment(PartNode.Join(part.Path, assignment.Variable), Translate(part, assignment.Value), assignment.Span),
            Declared.EventOut emission => new EventEmission(PartNode.Join(part.Path, emission.Port), emission.Span),
            Declared.Transition transition => new Transition(transition.Regime, transition.Span),
            _ => throw new InvalidOperationException($"Unknown reaction {reaction.GetType().Name}."),
        })),
    ];

    private Expression Value(PartNode part, Declared.DerivedVariable derived)
    {
        if (derived.Select is { } select)
            return Select(part, derived, select);
        if (derived.Value is { } value)
            return Translate(part, value);
        diagnostics.Error("NG1410", $"{derived.Name} of {part.Component.Type.Name} has neither a value nor a selection.", derived.Span);
        return new Number(0);
    }

    private Piecewise Value(PartNode part, Declared.ConditionalDerivedVariable conditional)
    {
        var cases = ImmutableArray.CreateBuilder<Case>();
        foreach (var one in conditional.Cases)
        {
            if (one.Condition is not { } condition)
                return new Piecewise(cases.ToImmutable(), Translate(part, one.Value));
            cases.Add(new Case(Translate(part, condition), Translate(part, one.Value)));
        }

        return new Piecewise(cases.ToImmutable(), new Number(0));
    }

    private Expression Translate(PartNode part, Declared.LemsExpression source) =>
        Substitution.Apply(source.Tree ?? new Number(double.NaN), name => Resolve(part, name, source.Span));

    private Expression Resolve(PartNode part, string name, SourceSpan span)
    {
        if (Find(part, name) is { } found)
            return found;
        if (name == "t")
            return new Name("t");
        if (FromAncestors(part, name) is { } inherited)
            return inherited;
        diagnostics.Error(
            "NG1411",
            $"{part.Component.Type.Name} {part.Component.Id ?? part.Name} needs '{name}', which neither it nor anything that contains it provides.",
            span,
            $"Is {part.Component.Id ?? part.Name} used inside of a component that exposes {name}?");
        return new Number(0);
    }

    private Expression? FromAncestors(PartNode part, string name)
    {
        for (var owner = part.Parent; owner is not null; owner = owner.Parent)
        {
            if ((owner.Group == group ? Find(owner, name) : Outside(part, owner, name)) is { } found)
                return found;
        }

        return null;
    }

    // The reference copies what a part requires when the part is advanced, and a child that requires the same finds the copy of its parent
    // of the step before: each level adds a step. So a requirement is an alias of its part, unless it is a constant.
    private Expression? Required(PartNode part, string name)
    {
        if (part.Component.Type.Requirements.FirstOrDefault(one => one.Name == name) is not { } requirement)
            return null;
        var full = PartNode.Join(part.Path, name);
        if (required.TryGetValue(full, out var known))
            return known;
        var value = FromAncestors(part, name);
        if (value is Name source && !parameters.ContainsKey(source.Identifier))
        {
            aliases.Add(new Alias(full, DimensionCalled(requirement.Dimension), value, indices[part]) { Span = requirement.Span });
            value = new Name(full);
        }

        return required[full] = value;
    }

    /// <summary>A name of the part itself.</summary>
    private Expression? Find(PartNode part, string name)
    {
        var component = part.Component;
        var type = component.Type;
        if (type.ExposedBy(name) is { } exposed && IsVariable(type, exposed))
            return new Name(PartNode.Join(part.Path, exposed));
        if (IsVariable(type, name))
            return new Name(PartNode.Join(part.Path, name));
        if (Required(part, name) is { } copy)
            return copy;
        var full = PartNode.Join(part.Path, name);
        if (type.Properties.FirstOrDefault(property => property.Name == name) is { } own)
            return AddParameter(full, component.TryValue(name, out var property) ? property : 0, DimensionCalled(own.Dimension), own.Span);
        if (part == group.Root && group.Properties.ContainsKey(name))
            return AddParameter(full, 0, Dimension.None, component.Span);
        if (type.ConstantValues.TryGetValue(name, out var constant))
            return new Number(constant.Value);
        if (component.Quantity(name) is { } quantity)
            return AddParameter(full, quantity.Value, quantity.Dimension, component.Span);
        return part.Parent is null || part.Parent.Group != group
            ? model.Constants.TryGetValue(name, out var global) && !Provided(part, name) ? new Number(global.Value) : null
            : null;
    }

    private static bool Provided(PartNode part, string name)
    {
        for (var owner = part.Parent; owner is not null; owner = owner.Parent)
        {
            if (Local(owner.Component.Type, name) is not null || owner.Component.TryValue(name, out _))
                return true;
        }

        return false;
    }

    private static bool IsVariable(ResolvedType type, string name) => type.Dynamics is { } dynamics
        && (dynamics.StateVariables.Any(one => one.Name == name)
            || dynamics.DerivedVariables.Any(one => one.Name == name)
            || dynamics.ConditionalDerivedVariables.Any(one => one.Name == name)
            || dynamics.Regimes.Any(regime => regime.StateVariables.Any(one => one.Name == name)
                || regime.DerivedVariables.Any(one => one.Name == name)
                || regime.ConditionalDerivedVariables.Any(one => one.Name == name)));

    private Name AddParameter(string name, double value, Dimension dimension, SourceSpan span)
    {
        parameters.TryAdd(name, new Parameter(name, dimension, value) { Span = span });
        return new Name(name);
    }

    /// <summary>A name of a part of another group, or of a container, that contains the instances.</summary>
    private Expression? Outside(PartNode part, PartNode owner, string name)
    {
        if (owner.Group is not null && VariableOf(owner, name) is { } variable)
        {
            var port = PartNode.Join(part.Path, "../" + name);
            if (ports.TryAdd(port, new AnalogReceivePort(port, DimensionOf(part, name), indices[part])))
                Sources.Add(new PortSource(port, PortSourceKind.Owner, owner, variable));
            return new Name(port);
        }

        return owner.Component.TryValue(name, out var value) ? new Number(value) : null;
    }

    // Names of dimensions were checked when the document was resolved; what has none, or any, counts as a plain number.
    private Dimension DimensionCalled(string? name) => name is null ? Dimension.None : model.DimensionCalled(name) ?? Dimension.None;

    private Dimension DimensionOf(PartNode part, string name) =>
        part.Component.Type.Requirements.FirstOrDefault(requirement => requirement.Name == name) is { } requirement
            ? DimensionCalled(requirement.Dimension)
            : Dimension.None;

    private Expression Select(PartNode part, Declared.DerivedVariable derived, Declared.LemsPath path)
    {
        var multiply = derived.Reduce == Declared.Reduction.Multiply;
        var terms = new List<Expression>();
        Follow(part, 0);
        if (terms.Count == 0 && (derived.Reduce != Declared.Reduction.None || derived.Required == false))
            return new Number(multiply ? 1 : 0);
        if (terms.Count == 0)
        {
            diagnostics.Error("NG1412", $"'{path.Text}', which {derived.Name} of {part.Component.Type.Name} selects, leads nowhere in {part.Component.Id ?? part.Name}.", derived.Span);
            return new Number(0);
        }

        if (terms.Count > 1 && derived.Reduce == Declared.Reduction.None)
            diagnostics.Error("NG1413", $"'{path.Text}' selects {terms.Count} values for {derived.Name}, which has no reduce.", derived.Span, "Write reduce=\"add\" or reduce=\"multiply\".");
        return terms.Aggregate((sum, term) => new Binary(multiply ? BinaryOperator.Multiply : BinaryOperator.Add, sum, term));

        void Follow(PartNode here, int step)
        {
            var current = path.Steps[step];
            if (step == path.Steps.Length - 1)
            {
                if (Find(here, current.Name) is { } found)
                    terms.Add(found);
                return;
            }

            switch (current.Kind)
            {
                case Declared.LemsPathStepKind.Self:
                    Follow(here, step + 1);
                    return;
                case Declared.LemsPathStepKind.Parent:
                    if (here.Parent is { } parent && parent.Group == group)
                        Follow(parent, step + 1);
                    return;
                default:
                    break;
            }

            if (current.IsMany || here.Lists.ContainsKey(current.Name))
            {
                foreach (var child in here.Lists.GetValueOrDefault(current.Name) ?? [])
                {
                    if (Matches(child, current))
                        Follow(child, step + 1);
                }

                if (here.Component.Type.AttachmentLists.Any(list => list.Name == current.Name))
                    Attachments(here, current.Name, step + 1);
                return;
            }

            if (here.Child(current.Name) is { } only)
                Follow(only, step + 1);
            else if (here.Component.Type.AttachmentLists.Any(list => list.Name == current.Name))
                Attachments(here, current.Name, step + 1);
            else if (here.Component.Type.InstanceRequirements.Any(requirement => requirement.Name == current.Name))
                Peer(here, current.Name, string.Join('/', path.Steps.Skip(step + 1)));
        }

        void Attachments(PartNode here, string list, int step)
        {
            var variable = string.Join('/', path.Steps.Skip(step));
            var port = PartNode.Join(here.Path, $"{list}[*]/{variable}");
            if (ports.TryAdd(port, new AnalogReducePort(port, DimensionCalled(derived.Dimension), multiply ? Reduction.Product : Reduction.Sum, indices[here])))
                Sources.Add(new PortSource(port, PortSourceKind.Attachments, here, variable, list));
            terms.Add(new Name(port));
        }

        void Peer(PartNode here, string requirement, string variable)
        {
            var port = PartNode.Join(here.Path, $"{requirement}/{variable}");
            if (ports.TryAdd(port, new AnalogReceivePort(port, DimensionCalled(derived.Dimension), indices[here])))
                Sources.Add(new PortSource(port, PortSourceKind.Peer, here, variable, requirement));
            terms.Add(new Name(port));
        }
    }

    private static bool Matches(PartNode part, Declared.LemsPathStep step) => step.PredicateName is not { } property
        || part.Component.Text(property) == step.PredicateValue
        || part.Component.Reference(property)?.Id == step.PredicateValue;

    private void AddScheme(PartNode part, Declared.KineticScheme scheme)
    {
        var nodes = part.Lists.GetValueOrDefault(scheme.Nodes) ?? [];
        var edges = part.Lists.GetValueOrDefault(scheme.Edges) ?? [];
        var transitions = new List<SchemeTransition>();
        foreach (var edge in edges)
        {
            var from = Node(edge, scheme.EdgeSource);
            var to = Node(edge, scheme.EdgeTarget);
            if (from < 0 || to < 0)
                continue;
            transitions.Add(new SchemeTransition(from, to, Rate(edge, scheme.ForwardRate), Rate(edge, scheme.ReverseRate)));
        }

        // The reference starts in the first state.
        if (nodes.Count > 0)
        {
            var first = PartNode.Join(nodes[0].Path, Local(nodes[0].Component.Type, scheme.StateVariable) ?? scheme.StateVariable);
            var place = states.FindIndex(state => state.Name == first);
            if (place >= 0)
                states[place] = states[place] with { Initial = 1 };
        }

        schemes.Add(new KineticScheme(
            PartNode.Join(part.Path, scheme.Name ?? "scheme"),
            indices[part],
            [.. nodes.Select(node => PartNode.Join(node.Path, Local(node.Component.Type, scheme.StateVariable) ?? scheme.StateVariable))],
            [.. transitions]));

        int Node(PartNode edge, string attribute)
        {
            var id = edge.Component.Reference(attribute)?.Id ?? edge.Component.Text(attribute);
            var index = nodes.FindIndex(node => node.Component.Id == id);
            if (index < 0)
                diagnostics.Error("NG1414", $"{edge.Component.Id ?? edge.Name} goes {attribute} '{id}', which is not a state of {part.Component.Id ?? part.Name}.", edge.Component.Span);
            return index;
        }

        Expression Rate(PartNode edge, string name)
        {
            if (Find(edge, name) is { } rate)
                return rate;
            diagnostics.Error("NG1415", $"{edge.Component.Id ?? edge.Name} has no rate '{name}'.", edge.Component.Span);
            return new Number(0);
        }
    }
}

/// <summary>Where the value at a port comes from.</summary>
internal enum PortSourceKind
{
    /// <summary>The instance that owns this one.</summary>
    Owner,

    /// <summary>Instances that the network attaches to this one.</summary>
    Attachments,

    /// <summary>The other end of a tunnel.</summary>
    Peer,
}

/// <summary>What a port of a flattened class has to be linked to.</summary>
/// <param name="Port">Name of the port.</param>
/// <param name="Kind">Where its value comes from.</param>
/// <param name="Part">The owner's part that holds the variable, or the part of the class itself.</param>
/// <param name="Variable">Flattened name in the owner; else the path below the attachment or peer.</param>
/// <param name="Name">Attachments list or instance requirement.</param>
internal sealed record PortSource(string Port, PortSourceKind Kind, PartNode Part, string Variable, string Name = "");
