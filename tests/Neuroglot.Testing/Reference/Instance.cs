using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;

namespace Neuroglot.Testing.Reference;

/// <summary>One component at work: its variables, what it shows of them, its children and its ports.</summary>
internal sealed class Instance(Behaviour behaviour)
{
    private readonly double[] rates = new double[behaviour.Rates.Length];
    private readonly double[] exposed = new double[behaviour.ExposureCount];
    private readonly Dictionary<string, InPort> inPorts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutPort> outPorts = new(StringComparer.Ordinal);
    private Variable[]? requirements;
    private (Variable[] Sources, double? Missing)[]? paths;
    private RegimeBehaviour? regime = behaviour.Regimes.FirstOrDefault(one => one.Initial) ?? behaviour.Regimes.FirstOrDefault();

    public Behaviour Behaviour => behaviour;

    public LemsComponent Component => behaviour.Component;

    public double[] Variables { get; } = behaviour.NewVariables();

    public Instance? Parent { get; set; }

    /// <summary>Single children in order: those of slots, then those that the structure builds.</summary>
    public List<Instance> Children { get; } = [];

    /// <summary>What a path's step finds by name: the single children, and the peers of tunnels.</summary>
    public Dictionary<string, Instance> ByName { get; } = new(StringComparer.Ordinal);

    /// <summary>Lists in the order of the first element of each, then attachments.</summary>
    public List<(string Name, List<Instance> Items)> Lists { get; } = [];

    public List<KineticSchemeState> Schemes { get; } = [];

    public bool IsBuilt { get; set; }

    /// <summary>Whether it is stepped together with all that it holds, by the classic Runge–Kutta method.</summary>
    public bool IsSimultaneous { get; init; }

    /// <summary>Whether actions at the start are carried out twice, as in what the reference simulator copies before the run.</summary>
    public bool StartsTwice { get; init; }

    public List<Instance> ListCalled(string name)
    {
        foreach (var (known, items) in Lists)
        {
            if (known == name)
                return items;
        }

        var added = new List<Instance>();
        Lists.Add((name, added));
        return added;
    }

    public InPort In(string? port)
    {
        port ??= behaviour.InPorts.FirstOrDefault() ?? throw new NotSupportedException($"{Component} takes no events.");
        if (!inPorts.TryGetValue(port, out var found))
            inPorts.Add(port, found = new InPort(this, port));
        return found;
    }

    public OutPort? Out(string? port)
    {
        port ??= behaviour.OutPorts.FirstOrDefault();
        if (port is null)
            return null;
        if (!outPorts.TryGetValue(port, out var found))
            outPorts.Add(port, found = new OutPort());
        return found;
    }

    /// <summary>Where others read <paramref name="name"/>: an exposure, else any variable or parameter, else what the parent shows.</summary>
    public Variable? Find(string name)
    {
        for (var one = this; one is not null; one = one.Parent)
        {
            if (one.Behaviour.TryExposure(name, out var exposure))
                return new Variable(one.exposed, exposure);
            if (one.Behaviour.TrySlot(name, out var slot))
                return new Variable(one.Variables, slot);
        }

        return null;
    }

    public void Initialize()
    {
        InitializeSelf(false);
        InitializeParts();
        InitializeSelf(true);
        InitializeParts();
        InitializeSelf(true);
    }

    public void Advance(double t, double dt)
    {
        if (IsSimultaneous)
        {
            new SimultaneousStep(this).Advance(t, dt);
            return;
        }

        foreach (var child in Children)
            child.Advance(t, dt);
        foreach (var (_, items) in Lists)
        {
            foreach (var item in items)
                item.Advance(t, dt);
        }

        foreach (var scheme in Schemes)
            scheme.Advance(dt);
        AdvanceSelf(t, dt);
        if (regime is { } active)
            Advance(active, dt);
    }

    public void Receive(string port)
    {
        if (behaviour.OnEvent.TryGetValue(port, out var action))
            Run(action);
        if (regime is not null && regime.OnEvent.TryGetValue(port, out action))
            Run(action);
    }

    /// <summary>What it requires and what its equations say now, of itself and of all that it holds, without any lag.</summary>
    public void EvaluateTogether()
    {
        CopyRequirements();
        foreach (var part in Parts)
            part.EvaluateTogether();
        EvaluateDerived();
        CopyExposures();
    }

    /// <summary>All that it holds.</summary>
    public IEnumerable<Instance> Parts => Children.Concat(Lists.SelectMany(list => list.Items));

    /// <summary>Conditions on the new state, and what they do.</summary>
    public void CarryOutConditions()
    {
        foreach (var (test, action) in behaviour.Conditions)
        {
            if (test(Variables) != 0)
                Run(action);
        }

        CopyExposures();
    }

    private void InitializeParts()
    {
        foreach (var child in Children)
            child.Initialize();
        foreach (var (_, items) in Lists)
        {
            foreach (var item in items)
                item.Initialize();
        }

        foreach (var scheme in Schemes)
            scheme.Initialize();
    }

    private void InitializeSelf(bool withDerived)
    {
        CopyRequirements();
        if (withDerived)
            EvaluateDerived();
        for (var pass = StartsTwice ? 2 : 1; pass > 0; pass--)
        {
            foreach (var action in behaviour.OnStart)
                Run(action);
        }

        if (regime is not null)
            Enter(regime);
        CopyExposures();
    }

    private void AdvanceSelf(double t, double dt)
    {
        Variables[behaviour.T] = t;
        CopyRequirements();
        EvaluateDerived();
        for (var i = 0; i < rates.Length; i++)
            rates[i] = behaviour.Rates[i].Formula(Variables);
        for (var i = 0; i < rates.Length; i++)
            Variables[behaviour.Rates[i].Slot] += dt * rates[i];
        CarryOutConditions();
    }

    private void Advance(RegimeBehaviour active, double dt)
    {
        foreach (var (slot, formula) in active.Derived)
            Variables[slot] = formula(Variables);
        foreach (var (slot, formula) in active.Rates)
            Variables[slot] += dt * formula(Variables);
        foreach (var (test, action) in active.Conditions)
        {
            if (test(Variables) != 0)
                Run(action);
        }
    }

    private void Run(Action action)
    {
        foreach (var (slot, formula) in action.Assignments)
            Variables[slot] = formula(Variables);
        foreach (var port in action.Events)
            Out(port)!.Send();
        if (action.Regime is { } next)
        {
            regime = behaviour.Regimes.First(one => one.Name == next);
            Enter(regime);
        }
    }

    private void Enter(RegimeBehaviour entered)
    {
        foreach (var action in entered.OnEntry)
            Run(action);
    }

    private void CopyRequirements()
    {
        if (Parent is null)
            return;
        requirements ??= [.. behaviour.Requirements.Select(r => Parent.Find(r.Name)
            ?? throw new NotSupportedException($"{Component} requires “{r.Name}”, which nothing around it has."))];
        for (var i = 0; i < requirements.Length; i++)
            Variables[behaviour.Requirements[i].Slot] = requirements[i].Read(this, behaviour.Requirements[i].Name);
    }

    private void EvaluateDerived()
    {
        paths ??= [.. behaviour.Paths.Select(p => Resolve(p.Variable))];
        for (var i = 0; i < paths.Length; i++)
            Variables[behaviour.Paths[i].Slot] = Join(behaviour.Paths[i].Variable, paths[i].Sources, paths[i].Missing);
        foreach (var (slot, formula) in behaviour.Derived)
            Variables[slot] = formula(Variables);
    }

    private double Join(DerivedVariable variable, Variable[] sources, double? missing)
    {
        if (missing is { } value)
            return value;
        if (!variable.Select!.IsMany)
            return sources[0].Read(this, variable.Name);
        var joined = variable.Reduce == Reduction.Multiply ? 1.0 : 0.0;
        foreach (var source in sources)
        {
            var one = source.Read(this, variable.Name);
            joined = variable.Reduce == Reduction.Multiply ? joined * one : joined + one;
        }

        return joined;
    }

    private (Variable[] Sources, double? Missing) Resolve(DerivedVariable variable)
    {
        var found = new List<Instance> { this };
        var path = variable.Select!;
        foreach (var step in path.Steps.AsSpan(0, path.Steps.Length - 1))
            found = [.. found.SelectMany(one => one.Select(step))];
        if (found.Count == 0 && !path.IsMany)
        {
            return ([], variable.Reduce switch
            {
                Reduction.Add => 0,
                Reduction.Multiply when variable.Required != true => 1,
                _ => throw new NotSupportedException($"{Component}: nothing is at “{path.Text}”."),
            });
        }

        return ([.. found.Select(one => one.Find(path.Last.Name) ?? throw new NotSupportedException($"{Component}: nothing is at “{path.Text}”."))], null);
    }

    private IEnumerable<Instance> Select(LemsPathStep step)
    {
        if (step.Kind == LemsPathStepKind.Parent)
            return Parent is null ? [] : [Parent];
        if (step.Kind == LemsPathStepKind.Self)
            return [this];
        if (!step.IsMany)
            return ByName.TryGetValue(step.Name, out var child) ? [child] : [];
        var items = Lists.Where(list => list.Name == step.Name).SelectMany(list => list.Items);
        return step.PredicateName is not { } property ? items
            : items.Where(one => (one.Component.Reference(property)?.Id ?? one.Component.Text(property)) == step.PredicateValue);
    }

    public void CopyExposures()
    {
        foreach (var (exposure, slot) in behaviour.Exposed)
            exposed[exposure] = Variables[slot];
    }
}

/// <summary>A variable or exposure of some instance.</summary>
internal readonly record struct Variable(double[] Values, int Position)
{
    public double Read(Instance reader, string name) => Values[Position] is var value && double.IsNaN(value)
        ? throw new ReferenceStopException($"{name} of {reader.Component} is not a number.")
        : value;
}

/// <summary>Where an instance takes events.</summary>
internal sealed record InPort(Instance Owner, string Name)
{
    public void Receive() => Owner.Receive(Name);
}

/// <summary>Where events leave: first to those connected without delay, then to those with one, each in the order of connecting.</summary>
internal sealed class OutPort
{
    private readonly List<System.Action> direct = [];
    private readonly List<System.Action> delayed = [];

    public void Connect(System.Action receive) => direct.Add(receive);

    public void Connect(InPort target, double delay, EventQueue queue)
    {
        if (delay <= 0)
            direct.Add(target.Receive);
        else
            delayed.Add(() => queue.Add(target, delay));
    }

    public void Send()
    {
        foreach (var receive in direct)
            receive();
        foreach (var post in delayed)
            post();
    }
}

/// <summary>Events on their way.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<InPort, (double Time, long Order)> pending = new();
    private double now;
    private long count;

    public void Add(InPort target, double delay) => pending.Enqueue(target, (now + delay, count++));

    /// <summary>Delivers what is due at <paramref name="t"/>; the clock goes on only afterwards.</summary>
    public void Advance(double t)
    {
        while (pending.TryPeek(out var target, out var key) && key.Time <= t)
        {
            pending.Dequeue();
            target.Receive();
        }

        now = t;
    }
}

/// <summary>The reference simulator would stop here.</summary>
public sealed class ReferenceStopException(string message) : Exception(message);
