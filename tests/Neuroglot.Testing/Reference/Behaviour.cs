using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;

namespace Neuroglot.Testing.Reference;

/// <summary>What instances of one component share: where each variable is kept, and its dynamics as closures.</summary>
internal sealed class Behaviour
{
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly List<double> initial = [];
    private readonly Dictionary<string, int> exposures = new(StringComparer.Ordinal);
    private readonly List<(string Exposure, string Variable)> exposedBy = [];
    private readonly IReadOnlyDictionary<string, double> globals;
    private readonly JavaSequence random;

    public Behaviour(LemsComponent component, IReadOnlyDictionary<string, double> globals, JavaSequence random)
    {
        Component = component;
        this.globals = globals;
        this.random = random;
        var type = component.Type;
        T = Slot("t", 0);
        Index = Slot("index", component.TryValue("index", out var index) ? index : 0);
        foreach (var name in type.Parameters.Select(p => p.Name).Concat(type.IndexParameters.Select(p => p.Name)).Concat(type.DerivedParameters.Select(p => p.Name)))
        {
            if (component.TryValue(name, out var value))
                Slot(name, value);
        }

        // Channels read constants of what holds them, so constants of the type are as good as parameters; a parameter of the same name wins.
        foreach (var (name, value) in type.ConstantValues)
            Slot(name, value.Value);

        foreach (var property in type.Properties)
        {
            Slot(property.Name, component.TryValue(property.Name, out var value) ? value : 0);
            Expose(property.Name, property.Name);
        }

        var dynamics = type.Dynamics ?? new Dynamics(component.Span);
        if (type.Dynamics is not null)
        {
            foreach (var exposure in type.Exposures)
                exposures.TryAdd(exposure.Name, exposures.Count);
            foreach (var requirement in type.Requirements)
                Slot(requirement.Name, 0);
            Requirements = [.. type.Requirements.Select(r => (r.Name, slots[r.Name]))];
        }

        foreach (var one in dynamics.StateVariables)
            Declare(one.Name, one.Exposure);
        foreach (var one in dynamics.DerivedVariables)
            Declare(one.Name, one.Exposure);
        foreach (var one in dynamics.ConditionalDerivedVariables)
            Declare(one.Name, one.Exposure);

        Paths = [.. dynamics.DerivedVariables.Where(d => d.Select is not null).Select(d => (slots[d.Name], d))];
        Regimes = [.. dynamics.Regimes.Select(regime => MakeRegime(regime))];
        var scope = new Scope(this, null);
        Derived = scope.Derived(dynamics.DerivedVariables, dynamics.ConditionalDerivedVariables);
        Rates = scope.Rates(dynamics.TimeDerivatives);
        Conditions = scope.Conditions(dynamics.OnConditions);
        OnStart = [.. dynamics.OnStarts.Select(one => scope.Action(one.Reactions))];
        OnEvent = scope.Handlers(dynamics.OnEvents);
        Schemes = dynamics.KineticSchemes;
        OutPorts =
        [
            .. dynamics.OnStarts.SelectMany(one => one.Reactions)
                .Concat(dynamics.OnEvents.SelectMany(one => one.Reactions))
                .Concat(dynamics.OnConditions.SelectMany(one => one.Reactions))
                .Concat(dynamics.Regimes.SelectMany(r => r.OnEntries.SelectMany(one => one.Reactions)))
                .Concat(dynamics.Regimes.SelectMany(r => r.OnEvents.SelectMany(one => one.Reactions)))
                .Concat(dynamics.Regimes.SelectMany(r => r.OnConditions.SelectMany(one => one.Reactions)))
                .OfType<EventOut>().Select(one => one.Port).Distinct(),
        ];
        InPorts = [.. dynamics.OnEvents.Select(one => one.Port).Concat(type.EventPorts.Where(p => p.Direction == EventDirection.In).Select(p => p.Name)).Distinct()];
        Exposed = [.. exposedBy.Select(one => (exposures[one.Exposure], slots[one.Variable]))];
    }

    public LemsComponent Component { get; }

    public int T { get; }

    public int Index { get; }

    public (string Name, int Slot)[] Requirements { get; } = [];

    public (int Slot, DerivedVariable Variable)[] Paths { get; }

    public (int Slot, Formula Formula)[] Derived { get; }

    public (int Slot, Formula Formula)[] Rates { get; }

    public (Formula Test, Action Action)[] Conditions { get; }

    public Action[] OnStart { get; }

    public Dictionary<string, Action> OnEvent { get; }

    public RegimeBehaviour[] Regimes { get; }

    public ImmutableArray<KineticScheme> Schemes { get; }

    public string[] OutPorts { get; }

    public string[] InPorts { get; }

    /// <summary>Which variable each exposure is copied from.</summary>
    public (int Exposure, int Slot)[] Exposed { get; }

    public int ExposureCount => exposures.Count;

    public double[] NewVariables() => [.. initial];

    public bool TrySlot(string name, out int slot) => slots.TryGetValue(name, out slot);

    public bool TryExposure(string name, out int exposure) => exposures.TryGetValue(name, out exposure);

    /// <summary>An expression over the variables of the component itself, for conditions and assignments of its structure.</summary>
    public Formula Formula(LemsExpression expression) => new Scope(this, null).Formula(expression);

    private int Slot(string name, double value)
    {
        if (!slots.TryGetValue(name, out var slot))
        {
            slots.Add(name, slot = initial.Count);
            initial.Add(value);
        }

        return slot;
    }

    private void Declare(string name, string? exposure)
    {
        Slot(name, 0);
        exposure ??= exposures.ContainsKey(name) ? name : null;
        if (exposure is not null)
            Expose(name, exposure);
    }

    private void Expose(string variable, string exposure)
    {
        exposures.TryAdd(exposure, exposures.Count);
        exposedBy.Add((exposure, variable));
    }

    private RegimeBehaviour MakeRegime(Regime regime)
    {
        foreach (var name in regime.StateVariables.Select(v => v.Name).Concat(regime.DerivedVariables.Select(v => v.Name))
            .Concat(regime.ConditionalDerivedVariables.Select(v => v.Name)))
        {
            // A name that the instance has too is the same variable; any other one is the regime's own.
            if (!slots.ContainsKey(name))
                Slot($"{regime.Name}/{name}", 0);
        }

        var scope = new Scope(this, regime.Name);
        return new RegimeBehaviour(regime.Name, regime.Initial)
        {
            Derived = scope.Derived(regime.DerivedVariables, regime.ConditionalDerivedVariables),
            Rates = scope.Rates(regime.TimeDerivatives),
            Conditions = scope.Conditions(regime.OnConditions),
            OnEntry = [.. regime.OnEntries.Select(one => scope.Action(one.Reactions))],
            OnEvent = scope.Handlers(regime.OnEvents),
        };
    }

    /// <summary>Finds names for the instance, or for one of its regimes.</summary>
    private sealed class Scope
    {
        private readonly Behaviour owner;
        private readonly string? regime;
        private readonly FormulaMaker maker;

        public Scope(Behaviour owner, string? regime)
        {
            this.owner = owner;
            this.regime = regime;
            maker = new FormulaMaker(SlotOf, Constant, owner.random);
        }

        public Formula Formula(LemsExpression expression) =>
            maker.Make(expression.Tree ?? throw new NotSupportedException($"“{expression.Text}” is not an expression."));

        public (int, Formula)[] Derived(ImmutableArray<DerivedVariable> plain, ImmutableArray<ConditionalDerivedVariable> conditional)
        {
            var all = plain.Where(d => d.Value is not null).Select(d => (SlotOf(d.Name), Formula(d.Value!))).ToList();
            all.AddRange(conditional.Select(c => (SlotOf(c.Name), Cases(c.Cases))));
            return [.. all];
        }

        public (int, Formula)[] Rates(ImmutableArray<TimeDerivative> rates) => [.. rates.Select(r => (SlotOf(r.Variable), Formula(r.Value)))];

        public (Formula, Action)[] Conditions(ImmutableArray<OnCondition> all) => [.. all.Select(c => (Formula(c.Test), Action(c.Reactions)))];

        public Dictionary<string, Action> Handlers(ImmutableArray<OnEvent> all)
        {
            var found = new Dictionary<string, Action>(StringComparer.Ordinal);
            foreach (var one in all)
                found[one.Port] = Action(one.Reactions);
            return found;
        }

        public Action Action(ImmutableArray<Reaction> reactions) => new(
            [.. reactions.OfType<StateAssignment>().Select(a => (SlotOf(a.Variable), Formula(a.Value)))],
            [.. reactions.OfType<EventOut>().Select(e => e.Port)],
            reactions.OfType<Transition>().LastOrDefault()?.Regime);

        private Formula Cases(ImmutableArray<Lems.Documents.Case> cases)
        {
            var all = cases.Select(one => (Condition: one.Condition is { } c ? Formula(c) : null, Value: Formula(one.Value))).ToArray();
            return v =>
            {
                foreach (var (condition, value) in all)
                {
                    if (condition is null || condition(v) != 0)
                        return value(v);
                }

                return 0;
            };
        }

        private int SlotOf(string name) =>
            owner.slots.TryGetValue(name, out var slot) || (regime is not null && owner.slots.TryGetValue($"{regime}/{name}", out slot))
                ? slot
                : throw new NotSupportedException($"{owner.Component} has no “{name}”.");

        private double? Constant(string name)
        {
            if (owner.slots.ContainsKey(name) || (regime is not null && owner.slots.ContainsKey($"{regime}/{name}")))
                return null;
            return owner.globals.TryGetValue(name, out var value) ? value : null;
        }
    }
}

/// <summary>Assignments one after the other, then events, then a change of regime.</summary>
internal sealed record Action((int Slot, Formula Formula)[] Assignments, string[] Events, string? Regime);

/// <summary>The dynamics of one regime.</summary>
internal sealed record RegimeBehaviour(string Name, bool Initial)
{
    public required (int Slot, Formula Formula)[] Derived { get; init; }

    public required (int Slot, Formula Formula)[] Rates { get; init; }

    public required (Formula Test, Action Action)[] Conditions { get; init; }

    public required Action[] OnEntry { get; init; }

    public required Dictionary<string, Action> OnEvent { get; init; }
}
