using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>Synapses between two groups, each of which may be other synapses; there are none until <see cref="Connect(Code?, Code?, Code?, Code?, Code?, bool)"/>.</summary>
public sealed class Synapses : Group
{
    private readonly Records.Synapses data;
    private readonly SynapsesEnd source;
    private readonly SynapsesEnd target;
    private readonly IReadOnlyList<Pathway> pathways;
    private readonly GroupVariables variables;

    /// <summary>Creates a kind of synapse.</summary>
    /// <param name="source">The neurons, or other synapses, before them.</param>
    /// <param name="target">The neurons, or other synapses, behind them; null for those before.</param>
    /// <param name="equations">Their equations; null for none.</param>
    /// <param name="onPre">What a spike before them does: code, or code of several pathways by name; null for nothing.</param>
    /// <param name="onPost">What a spike behind them does: code, or code of several pathways by name; null for nothing.</param>
    /// <param name="delay">Delay of the pathway <c>pre</c>, or of each pathway by name; null for none, or to assign <c>synapses["delay"]</c>.</param>
    /// <param name="onEvent">The event that all pathways, or each by name, wait for; null for spikes.</param>
    /// <param name="method">The integrator of clock-driven equations; null for the first that can.</param>
    /// <param name="multisynapticIndex">Name of the number of a synapse among those between the same two neurons; null for none.</param>
    /// <param name="dt">Time step; null for that of the run.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="namespace">Names for its code: a dictionary, or an object whose properties they are; null for none.</param>
    /// <param name="name">Its name; null for <c>synapses</c> and a number.</param>
    /// <exception cref="ModelException">The equations cannot be read, or a name has two values.</exception>
    public Synapses(
        SynapsesEnd source, SynapsesEnd? target = null, Code? equations = null, Pathways? onPre = null, Pathways? onPost = null, PerPathway<Quantity>? delay = null,
        PerPathway<string>? onEvent = null, string? method = null, string? multisynapticIndex = null, Quantity? dt = null, int order = 0, object? @namespace = null,
        string? name = null)
        : base("synapses", name)
    {
        ArgumentNullException.ThrowIfNull(source);
        (this.source, this.target) = (source, target ?? source);
        var codes = (onPre?.All("pre") ?? []).Select(one => (one.Name, IsPre: true, one.Code)).Concat((onPost?.All("post") ?? []).Select(one => (one.Name, IsPre: false, one.Code))).ToList();
        if (codes.CountBy(one => one.Name).FirstOrDefault(one => one.Value > 1).Key is { } twice)
            throw new ModelException($"{Name} has two pathways '{twice}'. Give each a name of its own.");
        Given = Names.Of(Name, @namespace, [equations, .. codes.Select(one => one.Code)]);
        pathways = [.. codes.Select(one => new Pathway(this, one.Name, one.IsPre, one.Code.Text, Of(onEvent, one.Name) ?? "spike"))];
        data = new Records.Synapses(Name, source.Data, this.target.Data, Parse(equations, Name))
        {
            Method = method,
            MultisynapticIndex = multisynapticIndex,
            Step = Seconds(dt, Name),
            Order = order,
        };
        StateUpdater = new StepPart(Name + "_stateupdater");
        SummedUpdaters = data.Equations.Where(one => one.Has(EquationFlags.Summed)).ToDictionary(one => one.Name, one => new StepPart($"{Name}_summed_variable_{one.Name}"));
        variables = GroupVariables.Synapses(data.Equations, this.source.Group.Variables, this.target.Group.Variables, multisynapticIndex);
        foreach (var unknown in (delay?.Named.Keys ?? []).Concat(onEvent?.Named.Keys ?? []).Where(one => pathways.All(pathway => pathway.Name != one)))
            throw new ModelException($"{Name} has no pathway '{unknown}'; {Pathway.List(pathways)}.");
        foreach (var (pathway, value) in delay?.Named ?? new Dictionary<string, Quantity>())
            this[pathway + ".delay"] = value;
        if (delay is { IsForAll: true })
            this["delay"] = delay.All;
    }

    /// <summary>The pathway <c>pre</c>.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public Pathway Pre => FindPathway("pre");

    /// <summary>The pathway <c>post</c>.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public Pathway Post => FindPathway("post");

    /// <summary>The pathways, those of <c>onPre</c> first.</summary>
    public IReadOnlyList<Pathway> Pathways => pathways;

    /// <summary>Where in a step clock-driven equations are integrated.</summary>
    public StepPart StateUpdater { get; }

    /// <summary>Where in a step sums are made: <c>SummedUpdaters["g_post"].When</c>.</summary>
    public IReadOnlyDictionary<string, StepPart> SummedUpdaters { get; }

    internal override IEnumerable<StepPart> StepParts => [StateUpdater, .. SummedUpdaters.Values, .. pathways.Select(pathway => pathway.StepPart)];

    /// <summary>Number of synapses.</summary>
    public int N => I.Length;

    /// <summary>The neuron before each synapse.</summary>
    public int[] I => [.. Ends.Sources];

    /// <summary>The neuron behind each synapse.</summary>
    public int[] J => [.. Ends.Targets];

    internal override BrianObject Data => data with { Namespace = Given, Pathways = [.. pathways.Select(pathway => pathway.Data)] };

    internal override GroupVariables Variables => variables;

    private protected override int Size => N;

    private protected override int? SizeIfKnown => null;

    private (ImmutableArray<int> Sources, ImmutableArray<int> Targets) Ends => Home.Current().Connections(Name) ?? ([], []);

    /// <summary>The numbers of the synapses between some neurons, for monitors: <c>record: synapses[0, ..]</c>.</summary>
    /// <param name="i">The neurons before: a number, a range, or numbers.</param>
    /// <param name="j">The neurons behind.</param>
    public int[] this[Selection i, Selection j]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(i);
            ArgumentNullException.ThrowIfNull(j);
            var (sources, targets) = Ends;
            var (before, behind) = (i.Mask(source.N, Name), j.Mask(target.N, Name));
            return [.. Enumerable.Range(0, sources.Length).Where(synapse => before[sources[synapse]] && behind[targets[synapse]])];
        }
    }

    /// <summary>A variable of the synapses between some neurons: <c>synapses["w", 0, 3..5] = 1 * nS</c>.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="i">The neurons before: a number, a range, or numbers.</param>
    /// <param name="j">The neurons behind.</param>
    public VariableView this[string variable, Selection i, Selection j]
    {
        get => this[variable, this[i, j]];
        set => this[variable, this[i, j]] = value;
    }

    /// <summary>The pathway of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ModelException">There is none.</exception>
    public Pathway FindPathway(string name) =>
        pathways.FirstOrDefault(pathway => pathway.Name == name) ?? throw new ModelException($"{Name} has no pathway '{name}'; {Pathway.List(pathways)}.");

    /// <summary>Makes synapses by a rule: between all pairs, those for which a condition holds, or those that a generator gives.</summary>
    /// <param name="condition">A condition over pairs, <c>i != j</c>; null for all pairs.</param>
    /// <param name="i">Generator of the neurons before for each neuron behind: <c>k for k in range(j)</c>.</param>
    /// <param name="j">Generator of the neurons behind for each neuron before: <c>k for k in range(i)</c>.</param>
    /// <param name="p">Probability of each pair; null for 1.</param>
    /// <param name="n">Number of synapses for each pair; null for 1.</param>
    /// <param name="skipIfInvalid">Whether neurons that a generator gives, and that are not there, are left out.</param>
    /// <exception cref="ModelException">The rules exclude each other.</exception>
    public void Connect(Code? condition = null, Code? i = null, Code? j = null, Code? p = null, Code? n = null, bool skipIfInvalid = false)
    {
        if ((i ?? j) is not null && (condition is not null || p is not null || (i is not null && j is not null)))
            throw new ModelException("A generator, for i or for j, cannot be joined with another generator, a condition or a probability; write `… if condition` or `sample(…, p=…)`.");
        Add(new Connect(Name)
        {
            Condition = condition?.Text,
            Sources = i?.Text,
            Targets = j?.Text,
            Probability = p?.Text,
            Copies = n?.Text,
            SkipsInvalid = skipIfInvalid,
            Namespace = WithOwn(Names.Of($"connect of {Name}", null, condition, i, j, p, n)),
        });
    }

    /// <summary>Makes the synapses of two lists.</summary>
    /// <param name="i">The neuron before each synapse.</param>
    /// <param name="j">The neuron behind each synapse.</param>
    /// <param name="p">Probability of each.</param>
    /// <param name="n">Number of synapses for each.</param>
    /// <exception cref="ModelException">The lists differ in length.</exception>
    public void Connect(int[] i, int[] j, double p = 1, int n = 1)
    {
        ArgumentNullException.ThrowIfNull(i);
        ArgumentNullException.ThrowIfNull(j);
        if (i.Length != j.Length)
            throw new ModelException($"i has {i.Length} neurons and j has {j.Length}; there should be one of each for each synapse.");
        Add(new Connect(Name)
        {
            I = [.. i],
            J = [.. j],
            Probability = p < 1 ? p.ToString("R", CultureInfo.InvariantCulture) : null,
            Copies = n == 1 ? null : n.ToString(CultureInfo.InvariantCulture),
        });
    }

    private protected override double[] Read(string variable) => variable switch
    {
        "i" => [.. I],
        "j" => [.. J],
        "delay" when pathways.Count > 0 => Delays((pathways.FirstOrDefault(one => one.Name == "pre") ?? pathways[0]).Name),
        _ when DelayOf(variable) is not null => Delays(variable[..^".delay".Length]),
        _ => base.Read(variable),
    };

    private protected override Dimension? DelayOf(string variable)
    {
        if (variable == "delay" && pathways.Count > 0)
            return Dimension.Time;
        return variable.EndsWith(".delay", StringComparison.Ordinal) && FindPathway(variable[..^".delay".Length]) is not null ? Dimension.Time : null;
    }

    private double[] Delays(string pathway) => Home.Current().Delays(Name, pathway)!;

    private static T? Of<T>(PerPathway<T>? given, string name)
    {
        if (given is null)
            return default;
        return given.Named.TryGetValue(name, out var own) ? own : given.IsForAll ? given.All : default;
    }

    private void Add(Connect connect) => Home.Before(connect);
}
