using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>Plans experiments whose steps pass through phases: every operation becomes a task, in the order of slots, orders and names.</summary>
internal sealed partial class PhasePlanner
{
    private readonly Experiment experiment;
    private readonly string? method;
    private readonly DiagnosticBag diagnostics;
    private readonly SetTable table;
    private readonly List<double> clocks = [];
    private readonly List<EmittingPort> ports = [];
    private readonly List<PhaseTask> tasks = [];
    private readonly Dictionary<int, PhaseCode> open = [];
    private readonly Dictionary<string, string> integrators = [];
    private readonly Dictionary<int, uint> streams = [];

    private PhasePlanner(Experiment experiment, string? method, DiagnosticBag diagnostics)
    {
        this.experiment = experiment;
        this.method = method;
        this.diagnostics = diagnostics;
        table = new SetTable(experiment.Network);
        TraceLifting.Apply(experiment, table);
    }

    private Network Network => experiment.Network;

    /// <summary>The plan of the experiment's first run, or null when something cannot be compiled. Connections and values must be expanded.</summary>
    public static PhasePlan? Plan(Experiment experiment, string? method, DiagnosticBag diagnostics) =>
        new PhasePlanner(experiment, method, diagnostics).Plan();

    private PhasePlan? Plan()
    {
        var run = experiment.Runs[0];
        Clock(run.Step);
        var operations = Sorted();
        foreach (var operation in operations)
        {
            AddPorts(operation);
        }

        foreach (var operation in operations)
        {
            try
            {
                Add(operation);
            }
            catch (LoweringException problem)
            {
                diagnostics.Error(problem.Code, problem.Message, problem.Span ?? experiment.Span, problem.Hint);
            }
        }

        var pathways = Pathways();
        if (diagnostics.HasErrors)
            return null;
        foreach (var (index, code) in open)
            tasks[index] = tasks[index] with { Kernel = code.Finish() };
        var restorations = Restorations();
        pathways = TargetRows.Apply(pathways, tasks, restorations, Network);
        var sets = table.Plans(without: tasks.OfType<DeliveryTask>().Where(task => pathways[task.Pathway].Targets is not null).Select(task => task.Set).ToHashSet());
        return new PhasePlan(
            experiment,
            sets,
            Deferrals.Apply([.. tasks.Where(task => task is not StepTask { Kernel.Instructions.IsEmpty: true })], Network, sets),
            [.. clocks],
            [.. ports],
            pathways)
        {
            Step = run.Step,
            Steps = run.Steps,
            Method = string.Join(", ", integrators.Values.Distinct().Order(StringComparer.Ordinal)),
            Order = [.. operations],
            Integrators = integrators.ToImmutableSortedDictionary(),
            Restorations = restorations,
        };
    }

    private ImmutableArray<PathwayPlan> Pathways()
    {
        var pathways = ImmutableArray.CreateBuilder<PathwayPlan>();
        foreach (var pathway in Network.Pathways)
        {
            try
            {
                pathways.Add(PathwayPlanning.Plan(pathway, Network, PortOf(pathway), StepOf(pathway)));
            }
            catch (LoweringException problem)
            {
                diagnostics.Error(problem.Code, problem.Message, problem.Span ?? experiment.Span, problem.Hint);
            }
        }

        return pathways.ToImmutable();
    }

    private List<Operation> Sorted()
    {
        var slots = experiment.Semantics.Slots;
        var sorted = new List<(int Slot, Operation Operation)>();
        foreach (var operation in experiment.Operations)
        {
            if (Place(operation.Slot, slots) is { } place)
                sorted.Add((place, operation));
            else
                diagnostics.Error("NG2016", $"'{operation.Name}' happens in the slot '{operation.Slot}', which a step does not have.", experiment.Span, $"Slots: {string.Join(", ", slots)}, and before_ and after_ each.");
        }

        return [.. sorted.OrderBy(pair => pair.Slot).ThenBy(pair => pair.Operation.Order).ThenBy(pair => pair.Operation.Name, StringComparer.Ordinal).Select(pair => pair.Operation)];
    }

    private static int? Place(string slot, ImmutableArray<string> slots)
    {
        var offset = slot.StartsWith("before_", StringComparison.Ordinal) ? 0 : slot.StartsWith("after_", StringComparison.Ordinal) ? 2 : 1;
        var index = slots.IndexOf(offset == 1 ? slot : slot[(slot.IndexOf('_') + 1)..]);
        return index < 0 ? null : (3 * index) + offset;
    }

    private void Add(Operation operation)
    {
        var clock = Clock(operation.Step > 0 ? operation.Step : experiment.Runs[0].Step);
        switch (operation)
        {
            case StateUpdate update:
                Integrate(update, clock);
                break;
            case ComponentStep step:
                Advance(step, clock);
                break;
            case CableUpdate update:
                Spread(update, clock);
                break;
            case Detection detection:
                Detect(detection, clock);
                break;
            case Emission emission:
                tasks.Add(new EmissionTask(emission.Name, clock, Port(emission.Set, emission.Port), emission));
                break;
            case ScheduledChange change:
                tasks.Add(new ChangeTask(change.Name, clock, change.Set, table.Own(change.Set, change.Variable), change));
                break;
            case Reaction reaction:
                React(reaction, clock);
                break;
            case Update regular:
                var updating = Code(regular.Name, regular.Instances.Set, clock);
                updating.Run(regular.Actions, exempt: false);
                tasks.Add(new StepTask(regular.Name, clock, regular.Instances.Set, regular.Instances.Start, Math.Min(regular.Instances.Count, Network.Sets[regular.Instances.Set].Count), []) { Kernel = updating.Finish(), Stream = Stream(regular.Instances.Set) });
                break;
            case Delivery delivery:
                var pathway = Network.Pathways[delivery.Pathway];
                var receiving = Code(delivery.Name, pathway.Set, clock);
                receiving.Receive(pathway.TargetPort);
                var handler = receiving.Finish();
                tasks.Add(new DeliveryTask(delivery.Name, clock, pathway.Set, delivery.Pathway)
                {
                    Kernel = handler,
                    Stream = Stream(pathway.Set),
                    Additions = EqualAdditions.Of(handler, map => Network.Sets[EndSet(pathway.Set, map)].Count),
                });
                Traces(delivery, pathway, clock);
                break;
            case Summation summation:
                Sum(summation, clock);
                break;
            case Sampling sampling:
                var (columns, kernel) = Columns(sampling.Name, sampling.Set, sampling.Variables, clock);
                tasks.Add(new SamplingTask(sampling.Name, clock, sampling.Set, columns, sampling.Instances.IsDefault ? [.. Enumerable.Range(0, Network.Sets[sampling.Set].Count)] : [.. sampling.Instances]) { Kernel = kernel, Stream = Stream(sampling.Set) });
                break;
            case EventSampling sampling:
                var (recorded, computing) = Columns(sampling.Name, sampling.Instances.Set, sampling.Variables, clock);
                tasks.Add(new EventSamplingTask(sampling.Name, clock, sampling.Instances.Set, Port(sampling.Instances.Set, sampling.Port), sampling.Instances.Start, sampling.Instances.Count, recorded)
                {
                    Kernel = computing,
                    Stream = Stream(sampling.Instances.Set),
                });
                break;
            case EventCounting counting:
                tasks.Add(new CountingTask(counting.Name, clock, Port(counting.Instances.Set, counting.Port), counting.Instances.Start, counting.Instances.Count));
                break;
            case HostOperation host:
                tasks.Add(new HostTask(host.Name, clock) { Variables = host.Variables });
                if (!host.Variables.IsDefault)
                {
                    foreach (var (set, variable) in host.Variables)
                        table.Own(set, variable);
                    break;
                }

                // The host may look at any variable, also at one that nothing else in a step uses.
                foreach (var (set, index) in experiment.Network.Sets.Select((set, index) => (set, index)))
                {
                    foreach (var state in set.Class.States)
                        table.Own(index, state.Name);
                }

                break;
            default:
                throw new InvalidOperationException($"Unknown operation {operation.GetType().Name}.");
        }
    }

    private int EndSet(int connections, string map) => map == SetTable.MapName(ConnectionEnd.Source)
        ? Network.Sets[connections].Connectivity!.Source.Set
        : Network.Sets[connections].Connectivity!.Target.Set;

    // Connections see the traces as they were before the event.
    private void Traces(Delivery delivery, Pathway pathway, int clock)
    {
        var traces = table.Traces(pathway.Set).Where(trace => trace.Pathway == delivery.Pathway).ToList();
        if (traces.Count == 0)
            return;
        var code = new PhaseCode(delivery.Name + " traces", table, pathway.Set, clocks[clock], pathway.From);
        code.Receive(pathway.TargetPort, traces);
        tasks.Add(new ArrivalTask(delivery.Name + " traces", clock, traces[0].Set, delivery.Pathway) { Kernel = code.Finish() });
    }

    private ImmutableArray<Restoration> Restorations()
    {
        var restorations = ImmutableArray.CreateBuilder<Restoration>();
        for (var set = 0; set < Network.Sets.Length; set++)
        {
            if (table.Traces(set) is not { Count: > 0 } traces)
                continue;
            var code = new PhaseCode(Network.Sets[set].Name + " traces", table, set, clocks[0]);
            code.Spread(traces);
            restorations.Add(new Restoration(set, code.Finish()));
        }

        return restorations.ToImmutable();
    }

    private void React(Reaction reaction, int clock)
    {
        var code = Code(reaction.Name, reaction.Set, clock);
        if (reaction.Actions.IsEmpty)
            code.Reset(reaction.Port);
        else
            code.Run(reaction.Actions, exempt: true);
        var kernel = code.Finish();
        if (kernel.Instructions.Length > 0)
            tasks.Add(new ReactionTask(reaction.Name, clock, reaction.Set, Port(reaction.Set, reaction.Port)) { Kernel = kernel, Stream = Stream(reaction.Set) });
    }

    private void Sum(Summation summation, int clock)
    {
        var set = Network.Sets[summation.Set];
        var code = Code(summation.Name, summation.Set, clock);
        code.AddTo(summation.Port, summation.Value);
        var link = Network.EndLinks.First(end => end.Set == summation.Set && end.Port == summation.Port);
        var range = link.End == ConnectionEnd.Source ? set.Connectivity!.Source : set.Connectivity!.Target;
        tasks.Add(new SummationTask(summation.Name, clock, summation.Set, range.Set, table.Own(range.Set, link.Variable), range.Start, range.Count)
        {
            Kernel = code.Finish(),
            Stream = Stream(summation.Set),
        });
    }

    // Columns in which the variables are found; the kernel computes those that are not kept anyway.
    private (ImmutableArray<string> Columns, Kernel? Kernel) Columns(string name, int set, ImmutableArray<string> variables, int clock)
    {
        var symbols = table.Symbols(set);
        var columns = ImmutableArray.CreateBuilder<string>();
        PhaseCode? code = null;
        foreach (var variable in variables)
        {
            if (symbols.Find(variable) is ParameterSymbol or StateSymbol)
            {
                columns.Add(table.Own(set, variable));
                continue;
            }

            var column = $"{name}:{variable}";
            (code ??= Code(name, set, clock)).Keep(variable, table.Own(set, column));
            columns.Add(column);
        }

        return (columns.ToImmutable(), code?.Finish());
    }

    private PhaseCode Code(string name, int set, int clock) => new(name, table, set, clocks[clock]);

    // Draws of different kernels must differ: each has a stream of its own, which does not depend on other sets.
    private uint Stream(int set)
    {
        var place = streams.GetValueOrDefault(set);
        streams[set] = place + 1;
        return ((uint)set << 12) + place;
    }

    private int Clock(double step)
    {
        var index = clocks.IndexOf(step);
        if (index >= 0)
            return index;
        clocks.Add(step);
        return clocks.Count - 1;
    }

    private void AddPorts(Operation operation)
    {
        switch (operation)
        {
            case Detection detection:
                AddPort(detection.Set, detection.Port);
                break;
            case Emission emission:
                AddPort(emission.Set, emission.Port);
                break;
            case ComponentStep step:
                foreach (var port in Network.Sets[step.Set].Class.Ports.OfType<EventSendPort>())
                    AddPort(step.Set, port.Name);
                break;
            default:
                break;
        }
    }

    private void AddPort(int set, string port)
    {
        if (ports.Exists(known => known.Set == set && known.Port == port))
            return;
        var times = Network.Sets[set].Class.Ports.OfType<EventSendPort>().FirstOrDefault(one => one.Name == port)?.Times;
        ports.Add(new EmittingPort(set, port, Network.Sets[set].Count) { Times = times is null ? null : table.Own(set, times) });
    }

    private int Port(int set, string port)
    {
        var index = ports.FindIndex(known => known.Set == set && known.Port == port);
        return index >= 0 ? index : throw new LoweringException("NG2017", $"{Network.Sets[set].Name} does not emit '{port}': nothing in a step detects it.");
    }

    // Delays count in steps of the clock that delivers.
    private double StepOf(Pathway pathway)
    {
        var index = Network.Pathways.IndexOf(pathway);
        return experiment.Operations.OfType<Delivery>().FirstOrDefault(delivery => delivery.Pathway == index)?.Step is > 0 and var own ? own : experiment.Runs[0].Step;
    }

    private int PortOf(Pathway pathway)
    {
        var connectivity = Network.Sets[pathway.Set].Connectivity!;
        var set = pathway.From == ConnectionEnd.Source ? connectivity.Source.Set : connectivity.Target.Set;
        return ports.FindIndex(known => known.Set == set && known.Port == pathway.SourcePort);
    }
}
