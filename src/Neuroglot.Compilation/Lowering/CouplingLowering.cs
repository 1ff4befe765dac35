using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Lowering;

/// <summary>Plans delayed couplings: columns for what is sent, whole steps for delays, and a kernel where a connection contributes more than its weight times a value.</summary>
internal sealed class CouplingLowering(Network network, SetLayout[] layouts, double step, long steps)
{
    // Couplings of the same connections share the numbers, too.
    private readonly Dictionary<CouplingGraph, ImmutableArray<int>> delays = new(ReferenceEqualityComparer.Instance);

    /// <summary>The plans of all couplings of the network. Has to come before the kernels of the sets are written, since it tells which values they keep.</summary>
    public ImmutableArray<CouplingPlan> Plan() => [.. network.Couplings.Select(Plan)];

    /// <summary>Columns of the set <paramref name="index"/> that the couplings use.</summary>
    public static IEnumerable<string> ColumnsOf(ImmutableArray<CouplingPlan> couplings, int index) =>
    [
        .. couplings.SelectMany(static one => one.Sources).Where(source => source.Set == index).SelectMany(static source => source.Columns),
        .. couplings.Where(one => one.Target == index).SelectMany(static one => OfTarget(one).Append(one.Column)),
    ];

    /// <summary>Columns of the target that the kernel of a coupling reads.</summary>
    public static IEnumerable<string> OfTarget(CouplingPlan coupling) =>
        coupling.Contribution is { } kernel ? kernel.Instructions.Where(static one => one.Op == KernelOp.Gather).Select(one => kernel.Columns[one.Index]).Distinct() : [];

    private CouplingPlan Plan(DelayedCoupling coupling)
    {
        var sources = coupling.Sources.Select(source => new CouplingColumns(source.Set, [.. source.Variables.Select(layouts[source.Set].Expose)], source.Nodes));
        ImmutableArray<string> incoming = [.. coupling.Incoming.Select((_, place) => ColumnNames.Incoming(place))];
        return new CouplingPlan([.. sources], coupling.Target, ColumnNames.Sum(coupling.Port), coupling.Graph, DelaysOf(coupling.Graph))
        {
            Incoming = incoming,
            Contribution = coupling.Value is { } value ? Contribution(coupling, incoming, value) : null,
        };
    }

    private Kernel Contribution(DelayedCoupling coupling, ImmutableArray<string> incoming, Expression value)
    {
        var builder = new KernelBuilder("contribution");
        var scope = new ConnectionScope(builder, layouts[coupling.Target], coupling.Incoming.Zip(incoming).ToDictionary());
        builder.Store(CouplingPlan.Added, builder.Multiply(builder.Load(CouplingPlan.Weight), ExpressionLowering.Real(value, scope)));
        return builder.Build();
    }

    // What is longer than the run arrives never: a delay of all steps shows initial values to the end.
    private ImmutableArray<int> DelaysOf(CouplingGraph graph)
    {
        if (delays.TryGetValue(graph, out var known))
            return known;
        var last = Math.Min(steps, int.MaxValue);
        ImmutableArray<int> whole = [.. graph.Delays.Select(delay => (int)Math.Clamp(Math.Round(delay / step, MidpointRounding.ToEven), 0, last))];
        return delays[graph] = whole.All(static one => one == 0) ? [] : whole;
    }

    /// <summary>Where the contribution of a connection finds its names: what is sent in columns of the connections, the rest at the target.</summary>
    private sealed class ConnectionScope(KernelBuilder builder, SetLayout target, Dictionary<string, string> incoming) : IScope
    {
        public KernelBuilder Builder => builder;

        // No language has couplings that draw at random or call the host.
        public int NextDraw() => throw new InvalidOperationException("A coupling draws at random.");

        public KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results) => throw new InvalidOperationException("A coupling calls the host.");

        public KernelValue Resolve(string name)
        {
            if (incoming.TryGetValue(name, out var column))
                return builder.Load(column);
            return target.Symbols.Find(name) switch
            {
                ParameterSymbol { Given: { } scalar } => builder.Scalar(scalar),
                ParameterSymbol { Varies: false } parameter => builder.Constant(parameter.Value),
                null when name is "t" or "dt" => builder.Scalar(name),
                _ => builder.Gather(target.Expose(name), MapPlan.Target),
            };
        }
    }
}
