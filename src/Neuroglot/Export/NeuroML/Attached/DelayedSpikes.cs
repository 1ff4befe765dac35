using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Attached;

/// <summary>
/// Spikes that a synapse sees by the time of the last one of a neuron, a step later, and counts after their delay: it keeps when those that are on their way are due. A neuron cannot spike more often
/// than its refractoriness allows, so that their number is known.
/// </summary>
internal sealed class DelayedSpikes
{
    /// <summary>More spikes on their way to a synapse than this are refused.</summary>
    public const int Most = 1000;

    // A sum of more terms is one of sums.
    private const int MostTerms = 50;

    private const double Never = -1e4;

    private readonly string name;
    private readonly string spike;
    private readonly ImmutableArray<long> steps;
    private readonly ImmutableSortedDictionary<int, ImmutableArray<long>> underWay;
    private readonly int slots;
    private readonly GroupCode code;

    /// <summary>Spikes of one pathway.</summary>
    /// <param name="name">What the synapse calls them.</param>
    /// <param name="spike">The variable with the time of the last spike.</param>
    /// <param name="steps">The delay of each synapse in steps.</param>
    /// <param name="underWay">For each synapse to which spikes are on their way when the run begins, the steps in which they arrive.</param>
    /// <param name="interval">How many steps at least lie between two spikes of a neuron.</param>
    /// <param name="code">Names and expressions of the synapses.</param>
    public DelayedSpikes(string name, string spike, ImmutableArray<long> steps, ImmutableSortedDictionary<int, ImmutableArray<long>> underWay, long interval, GroupCode code)
    {
        (this.name, this.spike, this.steps, this.underWay, this.code) = (name, spike, steps, underWay, code);
        var longest = steps.IsEmpty ? 0 : steps.Max();
        var most = longest == 0 ? 0 : Math.Min((longest / interval) + 1, int.MaxValue);
        slots = Math.Max((int)most, underWay.Values.Select(one => one.Length).DefaultIfEmpty().Max());
        code.Define(name, Dimension.None);
        code.Define(spike, Dimension.Time);
        code.Define(Seen, Dimension.Time);
        code.Define(Spiked, Dimension.None);
        code.Define(Steps, Dimension.None);
        Enumerable.Range(1, IsTooMany ? 0 : slots).Select(Due).ToList().ForEach(due => code.Define(due, Dimension.Time));
    }

    /// <summary>Whether more can be on their way than are kept.</summary>
    public bool IsTooMany => slots > Most;

    /// <summary>What differs between synapses: delays, where there are any, and when spikes are due that are on their way.</summary>
    public IEnumerable<CellProperty> Properties
    {
        get
        {
            if (slots == 0)
                yield break;
            yield return new CellProperty(Steps, Dimension.None, steps.All(one => one == steps[0]) ? new InitialValue.Uniform(steps[0]) : new InitialValue.List([.. steps.Select(one => (double)one)]));

            // As one that was seen when it was under way is due: two steps after the beginning of the step of Brian in which it arrives.
            for (var slot = 1; slot <= slots && underWay.Values.Any(one => one.Length >= slot); slot++)
            {
                var due = Enumerable.Range(0, steps.Length).Select(synapse => underWay.TryGetValue(synapse, out var own) && slot <= own.Length ? code.Origin + ((own[slot - 1] + 2) * code.Step) : Never);
                yield return new CellProperty(Due(slot) + "_start", Dimension.Time, new InitialValue.List([.. due]));
            }
        }
    }

    /// <summary>What the type has to keep.</summary>
    public IEnumerable<XElement> States => ((string[])[Seen, .. Enumerable.Range(1, slots).Select(Due)]).Select(one => Xml.StateVariable(one, "time"));

    /// <summary>What it starts with.</summary>
    public IEnumerable<XElement> Start => [Xml.Assign(Seen, StartOfSeen(code)), .. Enumerable.Range(1, slots).Select(slot => Xml.Assign(Due(slot), underWay.Values.Any(one => one.Length >= slot) ? Due(slot) + "_start" : "-1e4*second"))];

    /// <summary>The time at which spikes that have counted before the run end: half a step after its beginning, since times are sums.</summary>
    public static string StartOfSeen(GroupCode code) => $"{ExpressionPrinter.Print(code.Origin == 0 ? 0 : code.Origin + (0.5 * code.Step))}*second";

    private string Seen => name + "_seen";

    private string Spiked => name + "_spiked";

    private string Steps => name + "_steps";

    /// <summary>Whether a spike counts in the step, 1 or 0, as derived variables of which the last has the name of the spikes.</summary>
    public IEnumerable<XElement> Derived()
    {
        Expression spiked = new Call("int", new Binary(BinaryOperator.Greater, new Name(spike), new Name(Seen)));
        if (slots > 0)
        {
            yield return Xml.DerivedVariable(Spiked, "none", code.Value(spiked, Dimension.None, name));
            spiked = steps.Contains(0) ? new Binary(BinaryOperator.Multiply, new Name(Spiked), new Call("int", new Binary(BinaryOperator.Less, new Name(Steps), new Number(0.5)))) : new Number(0);
        }

        // Half a step around it, since times are sums.
        var due = Enumerable.Range(1, slots).Select(slot => (Expression)new Call("int", new Binary(
            BinaryOperator.Less, new Call("abs", new Binary(BinaryOperator.Subtract, new Name("t"), new Name(Due(slot)))), new Binary(BinaryOperator.Multiply, new Number(0.5), new Name("dt")))));
        if (slots > MostTerms)
        {
            var parts = due.Chunk(MostTerms).Select((some, part) => (Name: $"{name}_part{(part + 1).ToString(CultureInfo.InvariantCulture)}", Sum: some.Aggregate(Plus))).ToList();
            foreach (var part in parts)
            {
                code.Define(part.Name, Dimension.None);
                yield return Xml.DerivedVariable(part.Name, "none", Text(part.Sum));
            }

            due = parts.Select(part => (Expression)new Name(part.Name));
        }

        yield return Xml.DerivedVariable(name, "none", Text(due.Aggregate(spiked, Plus)));

        string Text(Expression sum) => code.Value(sum, Dimension.None, name, time: TimeOfCode.BetweenSteps);
    }

    /// <summary>Notes a spike; one without a delay has counted by then.</summary>
    public XElement Condition() => Xml.OnCondition(
        $"{spike} .gt. {Seen}",
        [
            .. Enumerable.Range(2, Math.Max(0, slots - 1)).Reverse().Select(slot => Xml.Assign(Due(slot), Due(slot - 1))),
            .. slots == 0 ? [] : (XElement[])[Xml.Assign(Due(1), code.Value(WhenDue(), Dimension.Time, name, latest: true, TimeOfCode.BetweenSteps))],
            Xml.Assign(Seen, spike),
        ]);

    private static Expression Plus(Expression left, Expression right) => new Binary(BinaryOperator.Add, left, right);

    private static Binary Product(Expression left, Expression right) => new(BinaryOperator.Multiply, left, right);

    // A spike without a delay is never due again.
    private Binary WhenDue()
    {
        var due = new Binary(BinaryOperator.Add, new Name("t"), Product(new Name(Steps), new Name("dt")));
        return steps.Contains(0) ? new Binary(BinaryOperator.Subtract, due, Product(new Call("int", new Binary(BinaryOperator.Less, new Name(Steps), new Number(0.5))), Product(new Number(1e4), new Name("second")))) : due;
    }

    private string Due(int slot) => $"{name}_due{slot.ToString(CultureInfo.InvariantCulture)}";
}
