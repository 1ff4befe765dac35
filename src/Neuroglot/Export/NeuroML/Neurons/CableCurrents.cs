using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>
/// Spatial neurons as neurons that are points, joined by gap junctions: each compartment is a neuron of which the potential changes by <c>(Im + the current of its neighbours/area)/Cm</c>. A
/// point where more than two meet has no membrane, so that it can be taken away: a star of conductances g₁ … gₙ is a mesh of conductances gᵢ·gⱼ/Σg (Rosen, 1924). LEMS integrates
/// this explicitly, where a simulation integrates it implicitly, so that both agree as the step gets small.
/// </summary>
internal static partial class CableCurrents
{
    /// <summary>Code of the diagnostic for what explicit integration asks of the step.</summary>
    public const string LargestStep = "NG4115";

    private static readonly string[] Needed = [CompartmentEquations.Current, CompartmentEquations.Potential, "Cm", "Ri", "area"];

    /// <summary>The network without spatial neurons; it itself where there are none.</summary>
    /// <param name="network">The network, which has been built without errors.</param>
    /// <param name="cells">Names of spatial neurons that stay what they are.</param>
    /// <param name="diagnostics">Gets the largest step with which each neuron is stable, a warning where that of the run is greater.</param>
    public static BrianNetwork AsSynapses(BrianNetwork network, ImmutableHashSet<string> cells, DiagnosticBag diagnostics)
    {
        var changed = network;
        foreach (var neuron in network.Objects.OfType<NeuronGroup>().Where(one => one.Cable is not null && !cells.Contains(one.Name)))
        {
            TellStep(network, neuron, neuron.Cable!, diagnostics);
            changed = WithoutCable(changed, neuron, neuron.Cable!);
        }

        return changed;
    }

    /// <summary>Pairs of compartments between which current flows, with the conductance between them times the resistivity.</summary>
    public static ImmutableArray<(int One, int Other, double Length)> Pairs(Cable cable)
    {
        var tree = cable.Tree();
        var pairs = ImmutableArray.CreateBuilder<(int One, int Other, double Length)>();
        var stars = new SortedDictionary<int, List<(int Instance, double Length)>>();
        for (var node = 0; node < tree.Count; node++)
        {
            if (tree.Parents[node] is not (>= 0 and var parent))
                continue;
            if (tree.Instances[node] < 0)
                Arm(node, tree.Instances[parent], tree.Lengths[node]);
            else if (tree.Instances[parent] < 0)
                Arm(parent, tree.Instances[node], tree.Lengths[node]);
            else
                pairs.Add((tree.Instances[parent], tree.Instances[node], tree.Lengths[node]));
        }

        foreach (var arms in stars.Values)
        {
            var sum = arms.Sum(arm => arm.Length);
            for (var one = 0; one < arms.Count; one++)
            {
                for (var other = one + 1; other < arms.Count; other++)
                    pairs.Add((arms[one].Instance, arms[other].Instance, arms[one].Length * arms[other].Length / sum));
            }
        }

        return pairs.ToImmutable();

        // Between two points there is always a compartment.
        void Arm(int star, int instance, double length)
        {
            if (!stars.TryGetValue(star, out var arms))
                stars[star] = arms = [];
            arms.Add((instance, length));
        }
    }

    private static BrianNetwork WithoutCable(BrianNetwork network, NeuronGroup neuron, Cable cable)
    {
        var all = neuron.AllEquations;
        var used = Used(network, neuron, all);
        var axial = "axial";
        while (all.Find(axial) is not null)
            axial += "_current";
        var span = all.Find(CompartmentEquations.Current)!.Span;

        // Resistivity stays with the cell, where it can change between runs.
        var sum = Dimension.Voltage * Dimension.Length;
        Expression change = new Binary(BinaryOperator.Add, new Name(CompartmentEquations.Current), new Binary(BinaryOperator.Divide, new Name(axial), new Binary(BinaryOperator.Multiply, new Name("Ri"), new Name("area"))));
        var equations = all.Where(one => used.Contains(one.Name) || neuron.Equations.Find(one.Name) is not null).Select(one => one.Name switch
        {
            CompartmentEquations.Potential => one with { Kind = EquationKind.DifferentialEquation, Expression = new Binary(BinaryOperator.Divide, change, new Name("Cm")) },
            CompartmentEquations.Charging => one with { Kind = EquationKind.Subexpression, Expression = change },
            _ => one with { Flags = one.Flags.Remove(EquationFlags.PointCurrent) },
        }).Append(new Equation(EquationKind.Parameter, axial, null, sum, VariableType.Real, [], span)).ToList();
        var points = neuron with { Equations = new Equations(equations), Cable = null, Method = "euler" };

        var synapses = new Synapses($"{neuron.Name}_axial", neuron.Name, neuron.Name, EquationParser.Parse("link : meter (constant)").Add(new Equations(
        [
            new Equation(
                EquationKind.Subexpression, axial + "_post", ExpressionParser.Parse($"link*({CompartmentEquations.Potential}_pre - {CompartmentEquations.Potential}_post)", Dialects.Brian),
                sum, VariableType.Real, [EquationFlags.Summed], span),
        ])));
        var pairs = Pairs(cable);
        ImmutableArray<BrianAction> before =
        [
            .. cable.Values.Where(one => used.Contains(one.Name)).Select(one => new Initializer(neuron.Name, one.Name, Value(one.Values, all.Find(one.Name)!.Dimension))),
            new Initializer(neuron.Name, "Ri", new Quantity(cable.Resistivity, Dimension.Resistivity)),
        ];
        if (!pairs.IsEmpty)
        {
            before =
            [
                .. before, new Connect(synapses.Name) { I = [.. pairs.Select(one => one.One), .. pairs.Select(one => one.Other)], J = [.. pairs.Select(one => one.Other), .. pairs.Select(one => one.One)] },
                new Initializer(synapses.Name, "link", Value([.. pairs.Select(one => one.Length), .. pairs.Select(one => one.Length)], Dimension.Length)),
            ];
        }

        return network with
        {
            Objects = pairs.IsEmpty ? network.Objects.Replace(neuron, points) : [.. network.Objects.Replace(neuron, points), synapses],
            Runs = network.Runs.SetItem(0, network.Runs[0] with { Before = [.. before, .. network.Runs[0].Before], Inserted = network.Runs[0].Inserted + before.Length }),
        };
    }

    private static BrianValue Value(ImmutableArray<double> values, Dimension dimension) =>
        values.All(one => one.Equals(values[0])) ? new BrianValue.Uniform(new Quantity(values[0], dimension)) : new BrianValue.List(values, dimension);

    // Of what every spatial neuron has, that which anything in the network names.
    private static HashSet<string> Used(BrianNetwork network, NeuronGroup neuron, Equations all)
    {
        var used = new HashSet<string>(Needed);
        foreach (var text in Texts(network, neuron))
        {
            foreach (Match name in Identifiers().Matches(text))
                used.Add(ReservedNames.Referred(name.Value) ?? name.Value);
        }

        // What is used uses others.
        for (var known = 0; known < used.Count;)
        {
            known = used.Count;
            foreach (var one in all.Where(one => used.Contains(one.Name) && one.Expression is not null).ToList())
                used.UnionWith(FreeNames.Of(one.Expression!));
        }

        return used;
    }

    private static IEnumerable<string> Texts(BrianNetwork network, NeuronGroup neuron) =>
        network.Objects.SelectMany(one => Texts(one, neuron)).Concat(network.Runs.SelectMany(run => run.Before).SelectMany(action => Texts(action, neuron))).OfType<string>();

    private static ImmutableArray<string?> Texts(BrianObject one, NeuronGroup neuron) => one switch
    {
        NeuronGroup same when same.Name == neuron.Name => [same.Equations.ToString(), same.Threshold, same.Reset, same.Refractory, .. same.Events.Values],
        NeuronGroup other => [.. other.Linked.Values.Select(link => link.Variable)],
        Synapses synapses => [synapses.Equations.ToString(), .. synapses.Pathways.Select(pathway => pathway.Code)],
        RunRegularly regularly => [regularly.Code],
        RunOnEvent reaction => [reaction.Code],
        PoissonInput input => [input.Variable, input.Weight],
        StateMonitor monitor => [.. monitor.Variables],
        EventMonitor monitor => [.. monitor.Variables],
        _ => [],
    };

    private static ImmutableArray<string?> Texts(BrianAction action, NeuronGroup neuron) => action switch
    {
        Initializer set => [set.Object == neuron.Name ? set.Variable : null, set.Condition, (set.Value as BrianValue.Formula)?.Text],
        Connect connect => [connect.Condition, connect.Targets, connect.Sources, connect.Probability, connect.Copies],
        _ => [],
    };

    // The rates of change lie, after Gershgorin, within circles around what leaves a compartment for each volt, over its capacitance; explicit steps are stable as long as the step times these is below 2.
    private static void TellStep(BrianNetwork network, NeuronGroup neuron, Cable cable, DiagnosticBag diagnostics)
    {
        var session = new BrianSession(network with { Runs = [network.Runs[0] with { Duration = 0 }] });
        if (!session.RunNext() || Of("area*Cm") is not { } capacitance || Of($"area*{CompartmentEquations.Conductance}") is not { } conductance || Of("Ri") is not { } resistivity)
            return;
        var sums = new double[cable.Count];
        foreach (var (one, other, length) in Pairs(cable))
        {
            sums[one] += length / resistivity[0];
            sums[other] += length / resistivity[0];
        }

        var fastest = Enumerable.Range(0, cable.Count).MaxBy(at => (Math.Abs(conductance[at]) + (2 * sums[at])) / capacitance[at]);
        var largest = 2 * capacitance[fastest] / (Math.Abs(conductance[fastest]) + (2 * sums[fastest]));
        var step = neuron.Step ?? network.Runs.Max(run => run.Step);
        var told = $"LEMS integrates {neuron.Name} explicitly, which is stable in steps of up to {Time(largest)} with its membrane as it begins; compartment {fastest} sets the bound";
        if (step > largest)
            diagnostics.Warning(LargestStep, $"{told}, and the step is {Time(step)}: what the export computes will grow without bound.", SourceSpan.None, $"Take a step of {Time(largest / 2)} or less, or longer compartments.");
        else
            diagnostics.Note(LargestStep, $"{told}. It differs from the implicit integration of Brian in proportion to the step.", SourceSpan.None, "Take a smaller step to be nearer.");

        double[]? Of(string expression) => session.Evaluate(new Reading(neuron.Name, expression));
    }

    private static string Time(double seconds) => QuantityFormatter.Format(new Quantity(seconds, Dimension.Time), 3);

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifiers();
}
