using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.SpineML.External;
using Neuroglot.SpineML.Syntax;
using Experiment = Neuroglot.SpineML.Syntax.Experiment;
using OnCondition = Neuroglot.Model.Components.OnCondition;
using Reaction = Neuroglot.Model.Experiments.Reaction;
using Regime = Neuroglot.Model.Components.Regime;

namespace Neuroglot.SpineML.Building;

/// <summary>What an experiment feeds into its network: values at analogue ports, and at event ports spikes, by their times or by their rate.</summary>
internal sealed class ExperimentInputs
{
    /// <summary>The port of a source of spikes.</summary>
    public const string Spike = "spike";

    /// <summary>The slot of a step in which inputs change.</summary>
    public const string Slot = "inputs";

    private readonly Dictionary<(Placed, string), List<Expression>> terms = [];
    private readonly HashSet<SetDraft> sources = [];
    private readonly List<Reaction> reactions = [];
    private readonly HashSet<(string Set, string Variable)> variables = [];
    private readonly BuildOptions options;
    private readonly NetworkPlacement placement;
    private readonly List<Operation> operations;
    private readonly DiagnosticBag diagnostics;

    public ExperimentInputs(Experiment experiment, NetworkPlacement placement, BuildOptions options, List<Operation> operations, DiagnosticBag diagnostics)
    {
        (this.placement, this.options, this.operations, this.diagnostics) = (placement, options, operations, diagnostics);
        var live = new LiveInputs(this, new PeerStatement(experiment.Simulation.Integration.Step, diagnostics), options.Fidelity, operations, diagnostics);
        foreach (var source in placement.All.Where(one => one.Class is null))
            source.Set.AddPort(new EventSendPort(Spike, source.Part));
        foreach (var (input, number) in experiment.Inputs.Select((input, number) => (input, number)))
        {
            if (placement.Find(input.Target) is not { } target)
                continue;
            var name = $"input {number} {input.Name}";
            if (input is ExternalInput external)
            {
                live.Add(external, target, name);
                continue;
            }

            if (Course(input, target) is not { } course)
                continue;
            if (target.Class is { } definition && definition.FindPort(input.Port, PortKind.EventReceive) is null)
            {
                Value(target, input, name, course);
                continue;
            }

            Events(SourceFor(input, target, name, PortKind.EventSend), input, name, course);
        }

        Live = live.All;
    }

    /// <summary>The inputs that other programs give.</summary>
    public ImmutableArray<LiveInput> Live { get; }

    /// <summary>Variables of the network's own sets that are there for inputs.</summary>
    public ImmutableHashSet<(string Set, string Variable)> Variables => [.. variables];

    /// <summary>What sources do when they have sent a spike; to be put in order after their steps.</summary>
    public IReadOnlyList<Reaction> Reactions => reactions;

    /// <summary>Names of those of <paramref name="all"/> that are there for inputs: their sources, and the connections of these.</summary>
    public ImmutableHashSet<string> Sets(IReadOnlyList<SetDraft> all) =>
        [.. all.Where(set => sources.Contains(set) || (set.Connectivity is { } connectivity && sources.Contains(all[connectivity.Source.Set]))).Select(set => set.Name)];

    /// <summary>What is added to the other inputs of a port.</summary>
    public IEnumerable<Expression> TermsOf(Placed placed, string port) => terms.GetValueOrDefault((placed, port)) ?? [];

    /// <summary>Adds a variable to what enters at an analogue port.</summary>
    public void AddTerm(Placed target, string port, string variable)
    {
        if (!terms.TryGetValue((target, port), out var known))
            terms.Add((target, port), known = []);
        known.Add(new Name(variable));
    }

    /// <summary>Who sends the events or impulses of an input: the target itself where it is a source of spikes, else a source for each of its instances.</summary>
    public Placed SourceFor(ExperimentInput input, Placed target, string name, PortKind kind)
    {
        if (target.Class is null)
            return target;
        var source = placement.Place(new Neuron(name, ComponentInstance.SpikeSource, target.Set.Count, [], input.Span), placement.Add(name, target.Set.Count), string.Empty);
        sources.Add(source.Set);
        source.Set.AddPort(new EventSendPort(Spike, source.Part));
        NetworkPlacement.Join(new Wire(source, Spike, target, input.Port, kind));
        return source;
    }

    private void Value(Placed target, ExperimentInput input, string name, List<(int Instance, double Time, double Value)> course)
    {
        var variable = target.NameOf(name);
        Vary(target, input, name, variable, course);
        AddTerm(target, input.Port, variable);
    }

    // A value that never changes is a parameter.
    private void Vary(Placed target, ExperimentInput input, string name, string variable, List<(int Instance, double Time, double Value)> course)
    {
        if (course.TrueForAll(one => one.Time <= 0))
        {
            var values = new double[target.Set.Count];
            foreach (var (instance, _, value) in course)
                values[instance] = value;
            target.Set.AddParameter(variable, Array.TrueForAll(values, value => value.Equals(values[0])) ? new Neuroglot.Model.Networks.FixedValue(values.Length > 0 ? values[0] : 0) : new Neuroglot.Model.Networks.ListValue([.. values]));
            if (options.Given.Contains((input.Target, input.Port)))
                target.Set.Give(variable, BuildOptions.GivenName(input.Target, input.Port));
            return;
        }

        AddState(target, variable);
        operations.Add(new ScheduledChange(name, target.Set.Index, variable, [.. course.Select(one => one.Instance)], [.. course.Select(one => one.Time)], [.. course.Select(one => one.Value)], Slot));
    }

    /// <summary>Adds a state variable that is there for an input.</summary>
    public void AddState(Placed placed, string variable)
    {
        placed.Set.AddState(variable, placed.Part);
        variables.Add((placed.Set.Name, variable));
    }

    private void Events(Placed source, ExperimentInput input, string name, List<(int Instance, double Time, double Value)> course)
    {
        if (input.RateDistribution is null && input is TimeVaryingInput or TimeVaryingArrayInput)
        {
            // Times without a rate are those of spikes.
            operations.Add(new ScheduledEmission(name, source.Set.Index, Spike, [.. course.Select(one => one.Instance)], [.. course.Select(one => one.Time)], Slot));
            return;
        }

        var seed = input.RateSeed ?? (options.Fidelity == SpineMLFidelity.Brahms ? ReferenceRandom.UsualSeed : 0);
        var isPoisson = string.Equals(input.RateDistribution, "poisson", StringComparison.OrdinalIgnoreCase);
        if (isPoisson && seed != 0)
        {
            // The reference simulator draws, and forgets, an interval for each instance where a rate varies; found by comparing with its logs.
            var changes = course.OrderBy(static one => one.Time).ThenBy(static one => one.Instance).ToList();
            operations.Add(new DrawnEmission(
                name, source.Set.Index, Spike, source.Set.Count, [.. changes.Select(static one => one.Instance)], [.. changes.Select(static one => one.Time)], [.. changes.Select(static one => one.Value)], seed, Slot)
            {
                Unit = 1000,
                Forgotten = input is TimeVaryingInput or TimeVaryingArrayInput ? source.Set.Count : 0,
                IsSingle = options.Fidelity == SpineMLFidelity.Brahms,
            });
            return;
        }

        var (rate, held, next) = (name + " rate", name + " held rate", name + " next");
        Vary(source, input, rate, rate, course);
        AddState(source, held);
        AddState(source, next);

        // Rates are in hertz, times in milliseconds. A new rate begins a new interval; the reference simulator begins each in the step in which a spike was found.
        Expression interval = new Binary(BinaryOperator.Divide, new Number(1000), new Name(rate));
        if (isPoisson)
            interval = new Binary(BinaryOperator.Multiply, interval, new Call("exponential"));
        Expression Changed(BinaryOperator relation) => new Binary(relation, new Name(rate), new Name(held));
        Expression isDue = new Binary(BinaryOperator.And, new Binary(BinaryOperator.Greater, new Name(rate), new Number(0)), new Binary(BinaryOperator.LessOrEqual, new Name(next), new Name("t")));
        OnCondition When(Expression test, params Neuroglot.Model.Components.Action[] actions) => new(test, [.. actions], input.Span);
        Assignment NextAfter(string from) => new(next, new Binary(BinaryOperator.Add, new Name(from), interval), input.Span);
        source.Set.AddMachine(new RegimeMachine(name, source.Part,
        [
            new Regime(string.Empty)
            {
                Conditions =
                [
                    When(Changed(BinaryOperator.NotEqual), new Assignment(held, new Name(rate), input.Span), NextAfter("t")),
                    When(new Binary(BinaryOperator.And, Changed(BinaryOperator.Equal), isDue), new EventEmission(Spike, input.Span)),
                ],
            },
        ]));

        // Few sources send in a step, so that only these draw; where a source has several inputs, another may have sent.
        var after = NextAfter(options.Fidelity == SpineMLFidelity.Brahms ? "t" : next);
        reactions.Add(new Reaction($"{name} reaction", source.Set.Index, Spike, [after with { Value = new Piecewise([new Case(isDue, after.Value)], new Name(next)) }], "components"));
    }

    /// <summary>The values of an input: what each instance gets from which time on; null, with the reason, where it cannot be given.</summary>
    private List<(int Instance, double Time, double Value)>? Course(ExperimentInput input, Placed target)
    {
        var count = target.Set.Count;
        IReadOnlyList<int> instances = input.TargetIndices.IsEmpty ? [.. Enumerable.Range(0, count)] : input.TargetIndices;
        List<(int Instance, double Time, double Value)> course;
        switch (input)
        {
            case ConstantInput one:
                course = [.. instances.Select(instance => (instance, 0.0, one.Value))];
                break;
            case ConstantArrayInput array:
                course = [.. instances.Zip(array.Values).Select(pair => (pair.First, 0.0, pair.Second))];
                break;
            case TimeVaryingInput varying:
                course = [.. instances.SelectMany(instance => varying.Points.Select(point => (instance, point.Time, point.Value)))];
                break;
            case TimeVaryingArrayInput array:
                course = [.. array.Series.SelectMany(series => series.Times.Zip(series.Values).Select(pair => (series.Index, pair.First, pair.Second)))];
                break;
            default:
                throw new InvalidOperationException($"Unknown input {input.ElementName}.");
        }

        if (course.FindIndex(one => (uint)one.Instance >= (uint)count) is >= 0 and var wrong)
        {
            diagnostics.Error(BuildCodes.Input, $"The input `{input.Name}` is for instance {course[wrong].Instance} of `{input.Target}`, which has {count}.", input.Span);
            return null;
        }

        // The reference simulator looks at neither start nor duration of an input.
        return options.Fidelity == SpineMLFidelity.Brahms || (input.StartTime is null or 0 && input.Duration is null) ? course : [.. Within(course, input.StartTime ?? 0, (input.StartTime ?? 0) + (input.Duration ?? double.PositiveInfinity))];
    }

    private static IEnumerable<(int Instance, double Time, double Value)> Within(List<(int Instance, double Time, double Value)> course, double start, double end)
    {
        foreach (var one in course.GroupBy(change => change.Instance))
        {
            var before = one.Where(change => change.Time <= start).ToList();
            if (before.Count > 0)
                yield return before.MaxBy(change => change.Time) with { Time = start };
            foreach (var change in one.Where(change => change.Time > start && change.Time < end))
                yield return change;
            if (double.IsFinite(end))
                yield return (one.Key, end, 0);
        }
    }
}
