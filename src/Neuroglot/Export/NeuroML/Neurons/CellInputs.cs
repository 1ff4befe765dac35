using System.Collections.Immutable;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Attached;
using Neuroglot.Export.NeuroML.Events;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Neurons;

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
        foreach (var type in export.Synapses.AttachedTo(group.Name))
        {
            draft.Ports.Add(Xml.Element("Attachments", ("name", type.ListName), ("type", type.TypeName)));
            foreach (var variable in type.Sums)
            {
                var dimension = group.Equations.Find(variable)!.Dimension;
                draft.Expose(GroupCode.Safe(variable), dimension);
                draft.Derived.Add(Sum(GroupCode.Safe(variable), dimension, $"{type.ListName}[*]/{AttachedSynapses.Summed(variable)}").With(new XAttribute("exposure", GroupCode.Safe(variable))));
            }

            foreach (var variable in type.Targets.Where(one => !type.Replaced.Contains(one) || Point(type, one) is null))
            {
                var (name, dimension) = (Arrived(type, variable), group.Equations.Find(variable)!.Dimension);
                code.Define(name, dimension);
                draft.Derived.Add(Sum(name, dimension, $"{type.ListName}[*]/{AttachedSynapses.Arrived(variable)}"));
            }

            foreach (var variable in type.Replaced)
            {
                code.Define(Left(type, variable), Dimension.None);
                draft.Derived.Add(Selected(Left(type, variable), Dimension.None, $"{type.ListName}[*]/{AttachedSynapses.Left(variable)}", "multiply"));
            }
        }

        var now = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var variable in export.Synapses.AttachedTo(group.Name).SelectMany(one => one.Targets).Distinct().Order(StringComparer.Ordinal))
        {
            var dimension = group.Equations.Find(variable)!.Dimension;
            now[variable] = GroupCode.Safe(variable) + "_now";
            draft.Derived.Add(Xml.DerivedVariable(now[variable], export.Dimensions.NameOf(dimension), code.Value(Beginning(variable), dimension, $"what arrives at {variable}")));
        }

        return now.ToImmutable();
    }

    private static string Arrived(AttachedSynapses type, string variable) => $"{type.TypeName}_{variable}";

    private static string Arrived(PoissonInput input) => input.Name + "_arrived";

    private static string Left(AttachedSynapses type, string variable) => $"{type.TypeName}_{AttachedSynapses.Left(variable)}";

    private double? Point(AttachedSynapses type, string variable) => FixedPoint.Of(type.Synapses, group, variable, export);

    // What a step begins with.
    private Expression Beginning(string variable)
    {
        List<AttachedSynapses> types = [.. export.Synapses.AttachedTo(group.Name).Where(one => one.Targets.Contains(variable))];
        var factor = arrivals.Factor(variable);
        if (!types.Exists(one => one.Replaced.Contains(variable)))
        {
            Expression arrived = types.Select(one => (Expression)new Name(Arrived(one, variable))).Aggregate(Plus);
            return Plus(new Name(variable), factor is null ? arrived : Times(factor, arrived));
        }

        var order = ArrivalOrder.Of(group, variable, export);
        var all = types.OrderBy(one => order.IndexOf(one.Synapses)).Aggregate((Expression)new Name(variable), After);
        foreach (var input in ArrivalOrder.Inputs(group, variable, export))
        {
            code.Define(Arrived(input), group.Equations.Find(variable)!.Dimension);
            all = Plus(all, new Name(Arrived(input)));
        }

        return factor is null ? all : Plus(Times(factor, all), Times(new Binary(BinaryOperator.Subtract, new Number(1), factor), new Name(variable)));

        Expression After(Expression before, AttachedSynapses type)
        {
            if (!type.Replaced.Contains(variable))
                return Plus(before, new Name(Arrived(type, variable)));
            var left = new Name(Left(type, variable));
            if (Point(type, variable) is not { } value)
                return Plus(Times(left, before), new Name(Arrived(type, variable)));
            if (value == 0)
                return Times(left, before);
            var point = Literals.Of(new Quantity(value, group.Equations.Find(variable)!.Dimension));
            return Plus(point, Times(left, new Binary(BinaryOperator.Subtract, before, point)));
        }
    }

    private static Binary Plus(Expression left, Expression right) => new(BinaryOperator.Add, left, right);

    private static Binary Times(Expression left, Expression right) => new(BinaryOperator.Multiply, left, right);

    private XElement Sum(string name, Dimension dimension, string select) => Selected(name, dimension, select, "add");

    private XElement Selected(string name, Dimension dimension, string select, string reduce) =>
        Xml.Element("DerivedVariable", ("name", name), ("dimension", export.Dimensions.NameOf(dimension)), ("select", select), ("reduce", reduce));

    /// <summary>Adds random input, after the threshold of each step.</summary>
    public void AddPoissonInputs()
    {
        foreach (var input in export.Network.Objects.OfType<PoissonInput>().Where(one => one.Target.Object == group.Name))
        {
            if (input.Step is { } step && !step.Equals(export.Run.Step))
                export.Leave(input, $"it has a time step of its own, {export.Time(step)}, and LEMS has one for all", "Leave out its step.");
            else if (input.When != "synapses")
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
        if (export.Synapses.AttachedTo(group.Name).Any(one => one.Replaced.Contains(input.Variable)))
        {
            // It comes after events that leave a part only, with which the next step begins.
            draft.States.Add(Xml.StateVariable(Arrived(input), export.Dimensions.NameOf(variable.Dimension)));
            draft.Dynamics.Add(Xml.OnCondition(NeuronCells.Always, Xml.Assign(Arrived(input), change)));
            return;
        }

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
