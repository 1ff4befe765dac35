using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>Synapses between two groups; there are none until <see cref="Connect(Code?, Code?, Code?, Code?, Code?, bool)"/>.</summary>
public sealed class Synapses : Group
{
    private readonly Records.Synapses data;
    private readonly Quantity? delay;

    /// <summary>Creates a kind of synapse.</summary>
    /// <param name="source">The neurons before them.</param>
    /// <param name="target">The neurons behind them; null for those before.</param>
    /// <param name="equations">Their equations; null for none.</param>
    /// <param name="onPre">What a spike before them does; null for nothing.</param>
    /// <param name="onPost">What a spike behind them does; null for nothing.</param>
    /// <param name="delay">Delay of the spikes before them; null for none, or to assign <c>synapses["delay"]</c>.</param>
    /// <param name="method">The integrator of clock-driven equations; null for the first that can.</param>
    /// <param name="multisynapticIndex">Name of the number of a synapse among those between the same two neurons; null for none.</param>
    /// <param name="dt">Time step; null for that of the run.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="namespace">Names for its code: a dictionary, or an object whose properties they are; null for none.</param>
    /// <param name="name">Its name; null for <c>synapses</c> and a number.</param>
    /// <exception cref="ModelException">The equations cannot be read, or a name has two values.</exception>
    public Synapses(
        Subgroup source, Subgroup? target = null, Code? equations = null, Code? onPre = null, Code? onPost = null, Quantity? delay = null, string? method = null,
        string? multisynapticIndex = null, Quantity? dt = null, int order = 0, object? @namespace = null, string? name = null)
        : base("synapses", name)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.delay = delay;
        Given = Names.Of(Name, @namespace, equations, onPre, onPost);
        var pathways = ImmutableArray.CreateBuilder<SynapticPathway>();
        if (onPre is not null)
            pathways.Add(new SynapticPathway("pre", true, onPre.Text));
        if (onPost is not null)
            pathways.Add(new SynapticPathway("post", false, onPost.Text));
        data = new Records.Synapses(Name, source.Data, (target ?? source).Data, Parse(equations, Name))
        {
            Pathways = pathways.ToImmutable(),
            Method = method,
            MultisynapticIndex = multisynapticIndex,
            Step = Seconds(dt, Name),
            Order = order,
        };
    }

    /// <summary>Number of synapses.</summary>
    public int N => I.Length;

    /// <summary>The neuron before each synapse.</summary>
    public int[] I => [.. Ends.Sources];

    /// <summary>The neuron behind each synapse.</summary>
    public int[] J => [.. Ends.Targets];

    internal override BrianObject Data => data with { Namespace = Given };

    private protected override int Size => N;

    private (ImmutableArray<int> Sources, ImmutableArray<int> Targets) Ends => Home.Current().Connections(Name) ?? ([], []);

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
    /// <exception cref="ModelException">The lists differ in length.</exception>
    public void Connect(int[] i, int[] j)
    {
        ArgumentNullException.ThrowIfNull(i);
        ArgumentNullException.ThrowIfNull(j);
        if (i.Length != j.Length)
            throw new ModelException($"i has {i.Length} neurons and j has {j.Length}; there should be one of each for each synapse.");
        Add(new Connect(Name) { I = [.. i], J = [.. j] });
    }

    internal override Equation? FindEquation(string variable) => data.Equations.Find(variable);

    private protected override double[] Read(string variable) => variable switch
    {
        "i" => [.. I],
        "j" => [.. J],
        _ => base.Read(variable),
    };

    private void Add(Connect connect)
    {
        Home.Before(connect);
        if (delay is { } given)
            Home.Before(new Initializer(Name, "delay", given));
    }
}
