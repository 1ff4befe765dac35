using System.Collections.Immutable;
using Neuroglot.Compilation.Integration;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Passes;
using Neuroglot.Compilation.Plans;
using Neuroglot.Compilation.Scheduling;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation;

/// <summary>Plans experiments whose components say themselves what they do in a step: kernels for whole sets, run in levels.</summary>
internal static class LevelPlanner
{
    /// <summary>The plan of the experiment's first run, or null when something cannot be compiled.</summary>
    public static LevelPlan? Plan(Experiment experiment, PlannerOptions options, string method, DiagnosticBag diagnostics)
    {
        var run = experiment.Runs[0];
        var integrator = Integrators.Find(method)!;

        // The tree order is defined for forward Euler; a method asked for by name advances everything from the same state.
        var tree = experiment.Semantics.Order == StepOrder.Tree && method == experiment.Semantics.DefaultMethod && !options.Fast;
        var network = options.Aggregate && !experiment.Semantics.BitExact ? Aggregation.Apply(experiment) : experiment.Network;
        experiment = experiment with { Network = network };
        var layouts = network.Sets.Select((set, index) => Layout(network, experiment, set, index)).ToArray();
        var exposed = network.AnalogLinks.Select(link => layouts[link.Source].Expose(link.Variable)).ToArray();
        var probes = experiment.Recordings
            .Select(recording => new Probe(recording.Set, layouts[recording.Set].Expose(recording.Variable), recording.Instance))
            .ToImmutableArray();

        var couplings = new CouplingLowering(network, layouts, run.Step, run.Steps).Plan();

        var sets = ImmutableArray.CreateBuilder<SetPlan>(network.Sets.Length);
        var kernels = ImmutableArray.CreateBuilder<LevelKernels>(network.Sets.Length);
        for (var index = 0; index < network.Sets.Length; index++)
        {
            try
            {
                var order = new StepStyle(integrator, tree, experiment.Semantics.RecordedAliasesLag, run.Step);
                var (set, code) = PlanSet(network, index, layouts[index], exposed, [.. Watched(probes, index), .. CouplingLowering.ColumnsOf(couplings, index)], order);
                sets.Add(set);
                kernels.Add(code with { EventTimes = TimedEvents.TimesOf(experiment, index) });
            }
            catch (LoweringException problem)
            {
                diagnostics.Error(problem.Code, problem.Message, problem.Span ?? network.Sets[index].Class.Span, problem.Hint);
            }
        }

        if (diagnostics.HasErrors)
            return null;
        return new LevelPlan(experiment, sets.MoveToImmutable(), kernels.MoveToImmutable(), [.. network.EventLinks.Select(link => Route(link, network))], Scheduler.Build(network, options.Fast, experiment.Semantics.Order == StepOrder.Simultaneous))
        {
            Step = run.Step,
            Steps = run.Steps,
            Method = method,
            Probes = probes,
            Adaptive = integrator is DormandPrince ? AdaptivePlan.Of(network, run.Tolerance) : null,
            Couplings = couplings,
        };
    }

    private static IEnumerable<string> Watched(ImmutableArray<Probe> probes, int index) => probes.Where(probe => probe.Set == index).Select(probe => probe.Column);

    private static SetLayout Layout(Network network, Experiment experiment, ComponentSet set, int index)
    {
        var symbols = new ClassSymbols(set);
        var received = network.EventLinks.Where(link => link.Target == index).Select(link => link.TargetPort);
        var sent = network.EventLinks.Where(link => link.Source == index).Select(link => link.SourcePort)
            .Concat(experiment.EventRecordings.Where(recording => recording.Set == index).Select(recording => recording.Port))
            .Concat(SpikePorts(set));
        var coupled = network.Couplings.Where(coupling => coupling.Target == index).Select(coupling => coupling.Port).ToHashSet();
        var linked = network.AnalogLinks.Where(link => link.Target == index).Select(link => link.Port).Concat(coupled);
        var late = symbols.AssignedByEvents(received.Concat(set.Class.InternalEvents.Select(link => link.Target)));
        late.ExceptWith(set.Class.States.Where(state => state.IsSeenAtOnce).Select(state => state.Name));
        late.UnionWith(set.Class.KineticSchemes.SelectMany(scheme => scheme.Occupancies));
        late.UnionWith(symbols.AssignedInRegimes());
        late.UnionWith(network.ReferenceLinks.Where(link => link.Target == index).Select(link => link.Variable));
        return new SetLayout(symbols, late, [.. sent], [.. linked]) { CoupledPorts = coupled };
    }

    // Neurons are counted in the summary of a run whether or not anyone listens.
    private static IEnumerable<string> SpikePorts(ComponentSet set) => set.Domain == DomainKind.Neurons
        ? set.Class.Ports.OfType<EventSendPort>().Where(port => port.Part == set.Class.Parts.Length - 1).Select(port => port.Name)
        : [];

    private static (SetPlan Set, LevelKernels Kernels) PlanSet(
        Network network, int index, SetLayout layout, string[] exposed, ImmutableArray<string> used, StepStyle style)
    {
        var set = network.Sets[index];
        var links = network.AnalogLinks.Select((link, place) => (link, place)).ToList();
        var outgoing = links
            .Where(pair => pair.link.Source == index && ReducePort(network, pair.link) is not null)
            .Select(pair => new OutgoingLink(pair.place, pair.link.Variable, ReducePort(network, pair.link)!.Reduction))
            .ToList();
        var events = network.EventLinks.Where(link => link.Target == index).Select(link => link.TargetPort).Distinct()
            .Select(port => new EventPlan(port, EventLowering.Receive(layout, port).Build()))
            .ToImmutableArray();
        var stepKernel = (style.Integrator is DormandPrince ? SlopeLowering.Slopes(layout, network) : StepLowering.Step(layout, style, outgoing)).Build();
        var startKernel = StartLowering.Start(layout, outgoing).Build();

        var names = stepKernel.Columns.Concat(startKernel.Columns).Concat(events.SelectMany(plan => plan.Kernel.Columns))
            .Concat(used)
            .Concat(network.AnalogLinks.Select((link, place) => (link, place)).Where(pair => pair.link.Source == index).Select(pair => exposed[pair.place]))
            .Concat(layout.LinkedPorts.Select(ColumnNames.Sum))
            .Concat(network.ReferenceLinks.Where(link => link.Target == index).Select(link => link.Variable))
            .Distinct().ToList();
        var bindings = new List<ColumnBinding>();
        var maps = new List<MapPlan>();
        foreach (var (link, place) in links)
        {
            if (link.Source == index && ReducePort(network, link) is not null)
            {
                bindings.Add(new ColumnBinding(ColumnNames.Target(place), link.Target, ColumnNames.Sum(link.Port)));
                maps.Add(new MapPlan(ColumnNames.Target(place), link.Map));
            }

            if (link.Target == index && ReducePort(network, link) is null)
            {
                bindings.Add(new ColumnBinding(ColumnNames.Source(link.Port), link.Source, exposed[place]));
                maps.Add(new MapPlan(ColumnNames.Source(link.Port), link.Map));
            }
        }

        foreach (var link in network.ReferenceLinks.Where(link => link.Set == index))
        {
            bindings.Add(new ColumnBinding(ColumnNames.Reference(link.Port), link.Target, link.Variable));
            maps.Add(new MapPlan(ColumnNames.Reference(link.Port), link.Map));
        }

        var foreign = bindings.Select(binding => binding.Name).ToHashSet();
        var plan = new SetPlan(
            set.Name,
            set.Count,
            [.. names.Where(name => !foreign.Contains(name)).Select(name => Column(layout, name))],
            [.. bindings],
            [.. maps],
            [.. set.Class.KineticSchemes.Select(scheme => new MarkovSchemePlan(
                scheme.Name, scheme.Occupancies.Length, [.. scheme.Transitions.Select(transition => (transition.From, transition.To))])), .. layout.Schemes]);
        return (plan, new LevelKernels(startKernel, stepKernel, events));
    }

    private static AnalogReducePort? ReducePort(Network network, AnalogLink link) =>
        network.Sets[link.Target].Class.Ports.OfType<AnalogReducePort>().FirstOrDefault(port => port.Name == link.Port);

    private static ColumnPlan Column(SetLayout layout, string name) => layout.LinkedPorts.FirstOrDefault(port => ColumnNames.Sum(port) == name) is { } linked
        && layout.Symbols.Find(linked) is ReduceSymbol reduce ? new ColumnPlan(name, reduce.Neutral, []) : ColumnPlans.Of(layout.Symbols, name);

    private static void SortByDelay(Span<double> delays, Span<int> targets)
    {
        var order = new (double Delay, int Made)[delays.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (delays[i], i);
        order.AsSpan().Sort(static (a, b) => a.Delay != b.Delay ? a.Delay.CompareTo(b.Delay) : a.Made.CompareTo(b.Made));
        var before = targets.ToArray();
        for (var i = 0; i < order.Length; i++)
            (delays[i], targets[i]) = (order[i].Delay, before[order[i].Made]);
    }

    private static EventRoute Route(EventLink link, Network network)
    {
        var connections = link.Connections;
        var starts = new int[network.Sets[link.Source].Count + 1];
        foreach (var source in connections.Sources)
            starts[source + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        var next = starts[..^1].ToArray();
        var targets = new int[connections.Count];
        var delays = connections.Delays.Length == 1 ? [connections.Delays[0]] : new double[connections.Count];

        for (var i = 0; i < connections.Count; i++)
        {
            var place = next[connections.Sources[i]]++;
            targets[place] = connections.Targets[i];
            if (connections.Delays.Length > 1)
                delays[place] = connections.Delays[i];
        }

        // Within a row by delay, so that connections with the same one travel together; else in the order in which they were made.
        if (connections.Delays.Length > 1)
        {
            for (var source = 0; source < starts.Length - 1; source++)
                SortByDelay(delays.AsSpan(starts[source]..starts[source + 1]), targets.AsSpan(starts[source]..starts[source + 1]));
        }

        return new EventRoute(link.Source, link.SourcePort, link.Target, link.TargetPort, starts, targets, delays);
    }
}
