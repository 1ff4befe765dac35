using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;
using Neuroglot.SpineML.External;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using AnalogLink = Neuroglot.Model.Networks.AnalogLink;
using Experiment = Neuroglot.Model.Experiments.Experiment;
using FixedValue = Neuroglot.Model.Networks.FixedValue;
using OnCondition = Neuroglot.Model.Components.OnCondition;
using Regime = Neuroglot.Model.Components.Regime;
using TimeDerivative = Neuroglot.Model.Components.TimeDerivative;

namespace Neuroglot.SpineML.Building;

/// <summary>
/// Makes of an experiment of SpineML one of the Model, whose times are milliseconds. A step follows the reference simulator: set by set, whoever sees something without
/// delay after what it sees; in a set what has arrived, rates, conditions; then logs.
/// </summary>
public sealed class SpineMLBuilder
{
    // Between the places of two sets there is room for what has to happen before, and after, each.
    private const int Spacing = 8;
    private const int Summing = -2;
    private const int Arriving = -1;
    private const int Logging = 1;
    private const int Leaving = 2;

    // Each delay of impulses and analogue values takes a column for every sender.
    private const int MostDelays = 256;

    private readonly LoadedNetwork network;
    private readonly BuildOptions options;
    private readonly DiagnosticBag diagnostics;
    private readonly Syntax.Experiment experiment;
    private readonly ExperimentChanges changes;
    private readonly NetworkPlacement placement;
    private readonly ComponentExpressions expressions;
    private readonly HandlerInlining inlining;
    private readonly StepOrder order;
    private readonly ExperimentInputs inputs;
    private readonly ExperimentLogs outputs;
    private readonly List<Operation> operations = [];
    private readonly List<Pathway> pathways = [];
    private readonly List<AnalogLink> links = [];

    private SpineMLBuilder(LoadedNetwork network, Syntax.Experiment experiment, BuildOptions options, DiagnosticBag diagnostics)
    {
        (this.network, this.experiment, this.options, this.diagnostics) = (network, experiment, options, diagnostics);
        changes = new ExperimentChanges(experiment.Model);
        expressions = new ComponentExpressions(options.Fidelity, diagnostics);
        placement = new NetworkPlacement(network, changes, experiment, options, diagnostics);
        outputs = new ExperimentLogs(experiment, placement, options.Fidelity, diagnostics);
        inlining = new HandlerInlining(expressions, outputs.IsRecorded, diagnostics);
        inputs = new ExperimentInputs(experiment, placement, options, operations, diagnostics);
        order = new StepOrder(placement, diagnostics);
    }

    /// <summary>The experiment, or null when something in it cannot be run.</summary>
    /// <param name="network">Its network.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="options">What a time step means.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static BuiltExperiment? Build(LoadedNetwork network, Syntax.Experiment experiment, BuildOptions options, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var errors = diagnostics.Count(static one => one.Severity == Severity.Error);
        var built = new SpineMLBuilder(network, experiment, options, diagnostics).Build();
        return diagnostics.Count(static one => one.Severity == Severity.Error) > errors ? null : built;
    }

    private BuiltExperiment Build()
    {
        foreach (var placed in placement.All.ToList())
            Translate(placed);
        var relays = placement.Sets.Where(set => set.Connectivity is not null).ToList();
        var (logs, live) = outputs.Record(set => (Spacing * PlaceOf(set)) + Logging, operations);
        foreach (var set in placement.Sets.Where(set => set.Steps))
            operations.Add(new ComponentStep(set.Name, set.Index) { Order = Spacing * order.PlaceOf(set) });
        foreach (var reaction in inputs.Reactions)
            operations.Add(reaction with { Order = (Spacing * order.PlaceOf(placement.Sets[reaction.Set])) + Logging });
        var sets = placement.Sets.Select(set => set.Build()).ToImmutableArray();
        var model = new Experiment(
            experiment.Name,
            new Network(network.Document.Name ?? experiment.Name, sets, [.. links], [])
            {
                Pathways = [.. pathways],
                EndLinks = [.. relays.SelectMany(set => sets[set.Index].Class.Ports.Select(port => (set, port.Name, Bound: ConnectionPorts.Binding(port.Name))))
                    .Where(one => one.Bound is not null).Select(one => new EndLink(one.set.Index, one.Name, one.Bound!.Value.End, one.Bound.Value.Variable))],
                Populations = [.. network.Document.Populations.Select(population => new Neuroglot.Model.Networks.Population(population.Neuron.Name, placement.Find(population.Neuron.Name)!.Set.Index) { Positions = placement.PlacesOf(population.Neuron.Name) ?? [] })],
            },
            [new Run(experiment.Simulation.Duration * 1000, experiment.Simulation.Integration.Step, Method)])
        {
            Semantics = options.Fidelity == SpineMLFidelity.Brahms ? Semantics.SpineMLBrahms : Semantics.SpineML,
            Operations = [.. operations],
            TimeUnit = 1e-3,
            Span = experiment.Span,
        };
        return new BuiltExperiment(model, logs) { LiveInputs = inputs.Live, LiveOutputs = live, InputSets = inputs.Sets(placement.Sets), InputVariables = inputs.Variables };
    }

    // Above 6 there are even orders only.
    private string Method => options.Fidelity == SpineMLFidelity.Brahms || experiment.Simulation.Integration.Order is not (> 1 and var order) ? "euler" : $"rk{(order > 6 ? order + (order % 2) : order)}";

    private int PlaceOf(SetDraft set) => placement.All.Find(one => one.Set == set && one.Set.Connectivity is not null) is { } connections ? order.PlaceOf(connections) : order.PlaceOf(set);

    private void Translate(Placed placed)
    {
        if (placed.Class is not { } definition)
            return;

        var properties = changes.PropertiesOf(placed.Instance).GroupBy(property => property.Name).ToDictionary(group => group.Key, group => group.Last());
        Neuroglot.Model.Networks.PropertyValue ValueOf(string name, bool isParameter) =>
            properties.GetValueOrDefault(name) is { } property ? PropertyValues.Of(property, placed.Set.Count, isParameter, network.Folder, options, diagnostics) : new FixedValue(0);
        foreach (var parameter in definition.Parameters)
            placed.Set.AddParameter(placed.NameOf(parameter.Name), ValueOf(parameter.Name, isParameter: true));
        foreach (var state in definition.StateVariables)
            placed.Set.AddState(placed.NameOf(state.Name), placed.Part, ValueOf(state.Name, isParameter: false));
        foreach (var (_, name) in options.Given.Where(one => one.Target == placed.Instance.Name))
            placed.Set.Give(placed.NameOf(name), BuildOptions.GivenName(placed.Instance.Name, name));
        foreach (var port in definition.Ports.Where(port => port.Kind is PortKind.AnalogReceive or PortKind.AnalogReduce))
            placed.Set.AddAlias(placed.NameOf(port.Name), Fed(placed, port), placed.Part, port.Span);
        foreach (var alias in definition.Aliases)
            placed.Set.AddAlias(placed.NameOf(alias.Name), expressions.Of(placed, alias.Value), placed.Part, alias.Span);
        Hear(placed);
        AddMachines(placed, definition);
    }

    private void AddMachines(Placed placed, Syntax.ComponentClass definition)
    {
        foreach (var port in definition.Ports.Where(port => port.Kind is PortKind.EventSend && placed.Set.Connectivity is null && !placed.PassesOn(port.Name)))
            placed.Set.AddPort(new EventSendPort(placed.NameOf(port.Name), placed.Part));
        var regimes = definition.Regimes.Select((regime, index) => new Regime(placed.HasRegimes ? regime.Name : string.Empty)
        {
            Derivatives = [.. regime.TimeDerivatives.Select(one => new TimeDerivative(placed.NameOf(one.Variable), expressions.Of(placed, one.Value), one.Span))],
            Conditions = [.. regime.OnConditions.Select(one => new OnCondition(expressions.Of(placed, one.Trigger), [.. inlining.Reactions(placed, one, index, null, null)], one.Span))],
        }).ToImmutableArray();
        if (!regimes.IsEmpty)
            placed.Set.AddMachine(new RegimeMachine(placed.MachineName, placed.Part, regimes, Math.Max(0, definition.Regimes.ToList().FindIndex(regime => regime.Name == definition.InitialRegime))));
        foreach (var port in definition.Ports.Where(port => port.Kind is PortKind.EventSend or PortKind.ImpulseSend && placed.Set.Connectivity is null && placed.PassesOn(port.Name)))
            PassOn(placed, port);
    }

    // What has been sent leaves when all has arrived and the component has had its turn: as many events as there were, impulses as their sum.
    private static void PassOn(Placed placed, Syntax.Port port)
    {
        var isImpulse = port.Kind == PortKind.ImpulseSend;
        var name = isImpulse ? HandlerInlining.Impulse(placed.NameOf(port.Name)) : placed.NameOf(port.Name);
        var (waiting, sent, sum) = (HandlerInlining.Waiting(name), HandlerInlining.Sent(name), HandlerInlining.Sum(name));
        var part = placed.Set.AddPart(waiting, "passing on", port.Span);
        placed.Set.AddState(waiting, part);
        placed.Set.AddState(sent, part);
        var actions = ImmutableArray.CreateBuilder<Neuroglot.Model.Components.Action>();
        actions.Add(new Assignment(sent, new Name(isImpulse ? sum : waiting), port.Span));
        actions.Add(new Assignment(waiting, new Number(0), port.Span));
        if (isImpulse)
        {
            placed.Set.AddState(sum, part);
            actions.Add(new Assignment(sum, new Number(0), port.Span));
        }

        actions.Add(new EventEmission(name, port.Span));
        placed.Set.AddPort(new EventSendPort(name, part) { Times = isImpulse ? null : sent });
        placed.Set.AddMachine(new RegimeMachine(waiting, part, [new Regime(string.Empty)
        {
            Conditions = [new OnCondition(new Binary(BinaryOperator.Greater, new Name(waiting), new Number(0)), actions.ToImmutable(), port.Span)],
        }]));
    }

    /// <summary>What arrives at an analogue port: the sum of all that feeds it, in the order of the document.</summary>
    private Expression Fed(Placed placed, Syntax.Port port)
    {
        var terms = placed.Incoming.Where(wire => wire.TargetPort == port.Name && wire.Kind == PortKind.AnalogSend).Select(Term).Concat(inputs.TermsOf(placed, port.Name)).ToList();
        return terms.Count == 0 ? new Number(0) : terms.Aggregate((sum, term) => new Binary(BinaryOperator.Add, sum, term));
    }

    private Expression Term(Wire wire)
    {
        var (source, target) = (wire.Source, wire.Target);
        if (target.Set.Connectivity is not null && wire.End is not null)
            return ByDelay(wire, target.Set, steps => Sent(wire, steps));
        if (wire is { IsDirect: true, EachSteps: null } && source.Set == target.Set)
            return new Name(Sent(wire, wire.Steps));
        var sum = $"{target.NameOf(wire.TargetPort)} from {source.Instance.Name} {source.NameOf(wire.SourcePort)} {target.Incoming.IndexOf(wire)}";
        if (wire.End == ConnectionEnd.Target)
        {
            AddSum(source.Set, Sent(wire, wire.Steps), sum, target);
            return new Name(sum);
        }

        if (wire is { IsDirect: true, EachSteps: null } && source.Set.Connectivity is null && target.Set.Connectivity is null)
        {
            target.Set.AddPort(new AnalogReceivePort(sum, Dimension.None, target.Part));
            links.Add(new AnalogLink(source.Set.Index, Sent(wire, wire.Steps), target.Set.Index, sum, [.. Enumerable.Range(0, target.Set.Count)]));
            return new Name(sum);
        }

        if (target.Set.Connectivity is not null && wire is { EachSteps: null, Rows: { } rows } && Listened(rows, source.Set.Count, target.Set.Count) is { } map)
        {
            target.Set.AddPort(new AnalogReceivePort(sum, Dimension.None, target.Part));
            links.Add(new AnalogLink(source.Set.Index, Sent(wire, wire.Steps), target.Set.Index, sum, map));
            return new Name(sum);
        }

        const string Passed = "passed";
        var relay = placement.AddRelay(source, target, wire.TargetPort, wire.Rows!);
        if (wire.EachSteps is not null)
            relay.AddAlias(Passed, ByDelay(wire, relay, steps => Sent(wire, steps)), 0, target.Instance.Span);
        AddSum(relay, wire.EachSteps is null ? ConnectionPorts.Pre(relay, Sent(wire, wire.Steps)) : Passed, sum, target);
        return new Name(sum);
    }

    // For each connection the one instance that it listens to, as to a neuromodulator, and nothing where there is but one; null where some listen to none, or to several.
    private static ImmutableArray<int>? Listened(ConnectionRows rows, int sources, int connections)
    {
        if (rows.Targets.Length != connections)
            return null;
        var map = new int[connections];
        Array.Fill(map, -1);
        for (var row = 0; row < connections; row++)
        {
            if (map[rows.Targets[row]] >= 0)
                return null;
            map[rows.Targets[row]] = rows.Sources[row];
        }

        return sources == 1 ? [] : [.. map];
    }

    private void AddSum(SetDraft connections, string value, string sum, Placed target)
    {
        target.Set.AddState(sum, target.Part);
        operations.Add(new Summation($"{connections.Name} {sum}", connections.Index, value, ConnectionPorts.Post(connections, sum), "components", (Spacing * order.PlaceOf(target)) + Summing));
    }

    // The value that the target is to see: that of the step itself, or one that is kept from earlier steps.
    private string Sent(Wire wire, int steps)
    {
        var name = steps == 0 && wire.IsWithinTurn || options.Fidelity == SpineMLFidelity.Native ? wire.Source.NameOf(wire.SourcePort) : Publication.Of(wire.Source, wire.SourcePort);
        var back = order.StepsBack(wire, steps);

        // Nothing has been sent before the first step, which the reference simulator reads as 0.
        return back == 0 && (steps == 0 || options.Fidelity == SpineMLFidelity.Native) ? name : wire.Source.Set.Remember(name, back);
    }

    // What each connection sees of the set at its end, by how many steps that has travelled.
    private Expression ByDelay(Wire wire, SetDraft connections, Func<int, string> sent)
    {
        if (wire.EachSteps is not { } each)
            return Read(wire.Steps);
        var distinct = each.Distinct().Order().ToList();
        if (distinct.Count > MostDelays)
            diagnostics.Error(BuildCodes.Link, $"What goes from `{wire.Source.Instance.Name}` to `{wire.Target.Instance.Name}` has {distinct.Count} different delays; there may be {MostDelays}, other than for events.", wire.Target.Instance.Span, "Round the delays, or send events.");
        var travelled = $"{wire.TargetPort} travelled {wire.Target.Incoming.IndexOf(wire)}";
        connections.AddParameter(travelled, new ListValue([.. each.Select(one => (double)one)]));
        return new Piecewise([.. distinct.SkipLast(1).Select(one => new Case(new Binary(BinaryOperator.Equal, new Name(travelled), new Number(one)), Read(one)))], Read(distinct[^1]));

        Name Read(int steps) => new(wire.End == ConnectionEnd.Target ? ConnectionPorts.Post(connections, sent(steps)) : ConnectionPorts.Pre(connections, sent(steps)));
    }

    /// <summary>Events that come from other sets travel by pathways.</summary>
    private void Hear(Placed placed)
    {
        foreach (var wire in placed.Incoming.Where(wire => wire.Kind is PortKind.EventSend or PortKind.ImpulseSend))
        {
            if (wire.Source.Set.Connectivity is not null || wire.IsHandledAtOnce)
                continue;
            if (placed.Set.Connectivity is not null && wire.End is { } end)
                AddPathway(wire, placed.Set, wire.TargetPort, [.. inlining.Received(placed, wire.TargetPort, Carried(wire, placed.Set), name => name)], end);
            else
                AddRelay(wire, placed);
        }
    }

    private void AddRelay(Wire wire, Placed target)
    {
        ConnectionRows rows = wire.Rows ?? new ConnectionRows([.. Enumerable.Range(0, target.Set.Count)], [.. Enumerable.Range(0, target.Set.Count)], [0], false);
        var relay = placement.AddRelay(wire.Source, target, wire.TargetPort, rows);
        AddPathway(wire, relay, wire.TargetPort, [.. inlining.Received(target, wire.TargetPort, Carried(wire, relay), name => ConnectionPorts.Post(relay, name))], ConnectionEnd.Source);
    }

    // The value of an impulse when it arrives: what its sender has sent as many steps before as it has travelled. Null for an event.
    private Expression? Carried(Wire wire, SetDraft connections)
    {
        if (wire.Kind != PortKind.ImpulseSend)
            return null;
        var sent = HandlerInlining.Sent(HandlerInlining.Impulse(wire.Source.NameOf(wire.SourcePort)));
        wire.Source.Set.AddState(sent, wire.Source.Part);
        return ByDelay(wire, connections, steps => order.StepsBack(wire, steps) is > 0 and var back ? wire.Source.Set.Remember(sent, back) : sent);
    }

    private void AddPathway(Wire wire, SetDraft connections, string port, ImmutableArray<Neuroglot.Model.Components.Action> actions, ConnectionEnd from)
    {
        // Several pathways may lead to one port; each has its own handler. Names must not depend on what else the experiment does: a state goes by them.
        var arrival = $"{port} {pathways.Count(other => other.Set == connections.Index)}";
        var name = $"{connections.Name} {arrival}";
        connections.AddPort(new EventReceivePort(arrival, 0));
        connections.AddMachine(new RegimeMachine(name, 0, [new Regime(string.Empty) { Events = [new Neuroglot.Model.Components.OnEvent(arrival, actions, wire.Target.Instance.Span)] }]));

        // Right after the source where nothing but the target's turn waits for it, so that none is under way between steps; before connections that have a turn.
        var waits = StepOrder.HasTurn(wire.Target) && wire.Target.Set.Connectivity is not null;
        var sender = wire.Source.NameOf(wire.Source.Class is null ? ExperimentInputs.Spike : wire.SourcePort);
        pathways.Add(new Pathway(name, connections.Index, from, wire.Kind == PortKind.ImpulseSend ? HandlerInlining.Impulse(sender) : sender, arrival)
        {
            Delay = wire.EachSteps is { } each
                ? new StepsValue([.. each.Select(steps => order.StepsBack(wire, steps))])
                : new FixedValue(order.StepsBack(wire, wire.Steps) * experiment.Simulation.Integration.Step),
        });
        operations.Add(new Delivery(name, pathways.Count - 1, "components", waits ? (Spacing * order.PlaceOf(wire.Target)) + Arriving : (Spacing * order.PlaceOf(wire.Source)) + Leaving));
    }
}

/// <summary>An experiment ready to be planned, with the logs that it writes.</summary>
/// <param name="Experiment">The experiment; its times are milliseconds.</param>
/// <param name="Logs">Its logs.</param>
public sealed record BuiltExperiment(Experiment Experiment, ImmutableArray<ExperimentLog> Logs)
{
    /// <summary>Inputs that other programs give.</summary>
    public ImmutableArray<LiveInput> LiveInputs { get; init; } = [];

    /// <summary>Outputs that other programs take.</summary>
    public ImmutableArray<LiveOutput> LiveOutputs { get; init; } = [];

    /// <summary>Names of the sets that are there for inputs of the experiment, and for what they send.</summary>
    public ImmutableHashSet<string> InputSets { get; init; } = [];

    /// <summary>Variables of other sets that are there for inputs of the experiment.</summary>
    public ImmutableHashSet<(string Set, string Variable)> InputVariables { get; init; } = [];
}
