using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML;

/// <summary>Adds to a component type of cells what arrives there: events of synapses, and random input.</summary>
/// <param name="group">The neurons.</param>
/// <param name="code">Their names and expressions.</param>
/// <param name="draft">Their type.</param>
/// <param name="arrivals">How much of it counts.</param>
/// <param name="export">The export.</param>
internal sealed class CellInputs(NeuronGroup group, GroupCode code, CellDraft draft, Arrivals arrivals, NetworkExport export)
{
    // Beyond this mean, Brian takes a normal distribution for a binomial one.
    private const double LargestExactMean = 5;

    /// <summary>Adds a port and a handler for each pathway whose events reach the cells themselves.</summary>
    public void AddHandlers()
    {
        foreach (var pathway in export.Synapses.DirectTo(group.Name))
        {
            draft.Ports.Add(Xml.Element("EventPort", ("name", pathway.Port), ("direction", "in")));
            var actions = new List<XElement>();
            foreach (var (variable, change) in pathway.Changes)
            {
                var dimension = group.Equations.Find(variable)!.Dimension;
                actions.Add(Xml.Assign(GroupCode.Safe(variable), arrivals.Changed(variable, code.Value(change, dimension, $"the code of {pathway.Port}", latest: true), arrivals.Factor(variable))));
            }

            draft.Handlers.Add(Xml.Element("OnEvent", ("port", pathway.Port)).With(actions));
        }
    }

    /// <summary>
    /// Adds lists of attached synapses. What arrives at them in a step is added up, and the step begins with it: rates see <c>v_now</c>, which is <c>v</c> and what has
    /// arrived, and the difference becomes a part of <c>v</c> in the same step.
    /// </summary>
    /// <returns>For each variable at which something arrives, the name of the value that it begins the step with.</returns>
    public ImmutableSortedDictionary<string, string> AddAttached()
    {
        foreach (var type in export.Synapses.EndingIn(group.Name))
            draft.Ports.Add(Xml.Element("Attachments", ("name", type.SourceEndName + "s"), ("type", type.SourceEndName)));
        var sums = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var left = new Dictionary<string, Expression>();
        var points = export.Synapses.AttachedTo(group.Name).SelectMany(one => one.Replaced).Distinct().ToDictionary(variable => variable, variable => FixedPoint.Common(group, variable, export));
        foreach (var type in export.Synapses.AttachedTo(group.Name))
        {
            draft.Ports.Add(Xml.Element("Attachments", ("name", type.ListName), ("type", type.TypeName)));
            foreach (var variable in type.Sums)
            {
                var dimension = group.Equations.Find(variable)!.Dimension;
                draft.Expose(GroupCode.Safe(variable), dimension);
                draft.Derived.Add(Sum(GroupCode.Safe(variable), dimension, $"{type.ListName}[*]/{AttachedSynapses.Summed(variable)}").With(new XAttribute("exposure", GroupCode.Safe(variable))));
            }

            foreach (var variable in type.Targets.Where(one => points.GetValueOrDefault(one) is null))
            {
                var name = $"{type.TypeName}_{variable}";
                var dimension = group.Equations.Find(variable)!.Dimension;
                code.Define(name, dimension);
                draft.Derived.Add(Sum(name, dimension, $"{type.ListName}[*]/{AttachedSynapses.Arrived(variable)}"));
                if (!sums.TryGetValue(variable, out var all))
                    sums[variable] = all = [];
                all.Add(name);
            }

            // No other synapses bring anything to these, but for what moves them to the same value.
            foreach (var variable in type.Replaced)
            {
                var name = $"{type.TypeName}_{AttachedSynapses.Left(variable)}";
                code.Define(name, Dimension.None);
                left[variable] = left.TryGetValue(variable, out var others) ? new Binary(BinaryOperator.Multiply, others, new Name(name)) : new Name(name);
                draft.Derived.Add(Selected(name, Dimension.None, $"{type.ListName}[*]/{AttachedSynapses.Left(variable)}", "multiply"));
            }
        }

        var now = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (variable, names) in sums)
        {
            Expression arrived = names.Select(name => (Expression)new Name(name)).Aggregate((left, right) => new Binary(BinaryOperator.Add, left, right));
            if (arrivals.Factor(variable) is { } factor)
                arrived = new Binary(BinaryOperator.Multiply, factor, arrived);
            var before = left.TryGetValue(variable, out var part) ? new Binary(BinaryOperator.Multiply, Counted(part, arrivals.Factor(variable)), new Name(variable)) : (Expression)new Name(variable);
            BeginWith(variable, new Binary(BinaryOperator.Add, before, arrived));
        }

        foreach (var (variable, point) in points)
        {
            if (point is { } value)
                BeginWith(variable, Towards(variable, value, Counted(left[variable], arrivals.Factor(variable))));
        }

        return now.ToImmutable();

        void BeginWith(string variable, Expression value)
        {
            var dimension = group.Equations.Find(variable)!.Dimension;
            now[variable] = GroupCode.Safe(variable) + "_now";
            draft.Derived.Add(Xml.DerivedVariable(now[variable], export.Dimensions.NameOf(dimension), code.Value(value, dimension, $"what arrives at {variable}")));
        }
    }

    // What is left of the distance to a value.
    private Binary Towards(string variable, double value, Expression part)
    {
        if (value == 0)
            return new Binary(BinaryOperator.Multiply, part, new Name(variable));
        var point = Literals.Of(new Quantity(value, group.Equations.Find(variable)!.Dimension));
        return new Binary(BinaryOperator.Add, point, new Binary(BinaryOperator.Multiply, part, new Binary(BinaryOperator.Subtract, new Name(variable), point)));
    }

    // All of a variable where an event does not count.
    private static Expression Counted(Expression part, Expression? factor) => factor is null ? part
        : new Binary(BinaryOperator.Subtract, new Number(1), new Binary(BinaryOperator.Multiply, factor, new Binary(BinaryOperator.Subtract, new Number(1), part)));

    private XElement Sum(string name, Dimension dimension, string select) => Selected(name, dimension, select, "add");

    private XElement Selected(string name, Dimension dimension, string select, string reduce) =>
        Xml.Element("DerivedVariable", ("name", name), ("dimension", export.Dimensions.NameOf(dimension)), ("select", select), ("reduce", reduce));

    /// <summary>Adds random input, after the threshold of each step.</summary>
    public void AddPoissonInputs()
    {
        foreach (var input in export.Network.Objects.OfType<PoissonInput>().Where(one => one.Target.Object == group.Name))
        {
            if (input.When != "synapses")
                export.Leave(input, $"it arrives in the slot '{input.When}', and LEMS has no slots", "Leave out when=…");
            else
                Add(input);
        }
    }

    private void Add(PoissonInput input)
    {
        var place = $"the weight of {input.Name}";
        if (ExpressionText.Parse(input.Weight, place, export.Diagnostics) is not { } weight || group.Equations.Find(input.Variable) is not { } variable)
            return;
        weight = weight.Rewrite(node => node is Name name && input.Namespace?.Find(name.Identifier) is ScalarValue own ? Literals.Of(own.Value) : node);
        var draw = input.Name + "_draw";
        code.Define(draw, Dimension.None);
        var (count, isUniform) = Count(input.Sources, input.Rate * code.Step, draw);
        if (isUniform)
            draft.Derived.Add(Xml.DerivedVariable(draw, "none", code.Value(new Call("uniform"), Dimension.None, place)));
        Expression whole = new Binary(BinaryOperator.Multiply, count, weight);
        if (GroupPart.Of(input.Target, group.Count) is { } members)
            whole = members.Choose(members.InNamesOfGroup(whole), Literals.Of(new Quantity(0, variable.Dimension)));
        var change = code.Value(whole, variable.Dimension, place, latest: true);
        draft.Dynamics.Add(Xml.OnCondition(NeuronCells.Always, Xml.Assign(GroupCode.Safe(input.Variable), arrivals.Changed(input.Variable, change, arrivals.InStep(input.Variable)))));
    }

    // A draw from the binomial distribution: how many steps of its cumulative distribution lie below a uniform draw; or from the normal distribution.
    private static (Expression Count, bool IsUniform) Count(int n, double p, string draw)
    {
        if (n * p > LargestExactMean && n * (1 - p) > LargestExactMean)
        {
            var deviation = new Binary(BinaryOperator.Multiply, new Number(Math.Sqrt(n * p * (1 - p))), new Call("normal"));
            return (new Binary(BinaryOperator.Add, new Number(n * p), deviation), false);
        }

        if (p >= 1)
            return (new Number(n), false);
        Expression sum = new Number(0);
        var probability = 1.0;
        for (var k = 0; k < n; k++)
            probability *= 1 - p;
        var cumulative = probability;
        for (var k = 0; k < n && 1 - cumulative > 1e-17 && k < 200; k++)
        {
            sum = new Binary(BinaryOperator.Add, sum, new Call("int", new Binary(BinaryOperator.GreaterOrEqual, new Name(draw), new Number(cumulative))));
            probability *= (double)(n - k) / (k + 1) * p / (1 - p);
            cumulative += probability;
        }

        return (sum, true);
    }
}
