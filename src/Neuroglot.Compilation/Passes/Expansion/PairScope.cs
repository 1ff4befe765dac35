using System.Runtime.InteropServices;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Passes.Expansion;

/// <summary>
/// Names of a rule while one end of the connections is fixed and the other varies: <c>i</c> or <c>j</c> of the fixed end is a scalar, that of the
/// varying one a column, and so are the variables that the ports of the connections read at either end.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="set">Index of the set of connections.</param>
/// <param name="builder">What the kernel is written to.</param>
/// <param name="isFixed">Whether an end is fixed.</param>
/// <param name="extra">Further columns by name, such as a loop variable.</param>
internal sealed class PairScope(Network network, int set, KernelBuilder builder, Func<ConnectionEnd, bool> isFixed, params string[] extra) : IScope
{
    private readonly Dictionary<string, double[]> known = [];
    private readonly List<SchemePlan> schemes = [];
    private int draws;

    /// <inheritdoc/>
    public KernelBuilder Builder => builder;

    private Network Network => network;

    private Connectivity Connectivity => network.Sets[set].Connectivity!;

    /// <inheritdoc/>
    public int NextDraw() => draws++;

    /// <inheritdoc/>
    public KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results) =>
        CallAs(ColumnNames.Scheme(schemes.Count), scheme, arguments, results);

    /// <inheritdoc/>
    public HostFunction? Function(string name) => HostFunctionOf(network.Sets[set], name);

    /// <inheritdoc/>
    public KernelValue Resolve(string name)
    {
        if (extra.Contains(name))
            return builder.Load(name);
        switch (name)
        {
            case "i":
                return Of(ConnectionEnd.Source, name);
            case "j":
                return Of(ConnectionEnd.Target, name);
            case "N_pre":
                return builder.Constant(Connectivity.Source.Count);
            case "N_post":
                return builder.Constant(Connectivity.Target.Count);
            case "t" or "dt":
                return builder.Scalar(name);
        }

        if (network.EndLinks.FirstOrDefault(link => link.Set == set && link.Port == name) is { } bound)
            return new EndScope(this, bound.End).Resolve(bound.Variable);
        var connections = network.Sets[set];
        if (Shared(set, name) is { } shared)
            return shared;
        if (connections.Class.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } parameter)
            return builder.Constant(connections.Properties.GetValueOrDefault(name) is FixedValue value ? value.Value : parameter.Value);
        throw new LoweringException("NG2009", $"'{name}' is not known where the connections of {connections.Name} are made.");
    }

    /// <summary>The arguments of a kernel: values of the fixed end are those of instance <paramref name="at"/>.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="column">Gives columns; where it gives none, the values of all instances of an end are taken.</param>
    /// <param name="step">Time step in seconds.</param>
    /// <param name="at">Instance of the fixed end.</param>
    public KernelArguments Bind(Kernel kernel, Func<string, double[]?> column, double step, int at)
    {
        var columns = kernel.Columns.ToDictionary(name => name, name => column(name) ?? Values(name));
        var length = columns.Values.Max(values => values?.Length) ?? 0;
        var arguments = KernelArguments.Bind(
            kernel,
            name => columns[name] ?? new double[length],
            null,
            name => name == "dt" ? step : 0,
            null,
            name => new HostScheme(((HostSchemePlan)schemes.First(scheme => scheme.Name == name)).Function));
        MoveTo(kernel, arguments, at);
        return arguments;
    }

    /// <summary>Gives the scalars of the fixed end their values for instance <paramref name="at"/>.</summary>
    public void MoveTo(Kernel kernel, KernelArguments arguments, int at)
    {
        for (var scalar = 0; scalar < kernel.Scalars.Length; scalar++)
        {
            if (kernel.Scalars[scalar] is "i" or "j")
                arguments.Scalars[scalar] = at;
            else if (Values(kernel.Scalars[scalar]) is { } values)
                arguments.Scalars[scalar] = values[at];
        }
    }

    /// <summary>The values of column or scalar <c>pre:variable</c> or <c>post:variable</c>, from the first instance of that end; null for other names.</summary>
    public double[]? Values(string name)
    {
        var end = name.StartsWith("pre:", StringComparison.Ordinal) ? Connectivity.Source : name.StartsWith("post:", StringComparison.Ordinal) ? Connectivity.Target : null;
        if (end is null)
            return null;
        if (known.TryGetValue(name, out var values))
            return values;
        var variable = name[(name.IndexOf(':') + 1)..];
        var all = network.Sets[end.Set].Properties.GetValueOrDefault(variable) is ListValue list
            ? ImmutableCollectionsMarshal.AsArray(list.Values)!
            : ValueExpansion.Values(network, end.Set, variable, network.Sets[end.Set].Properties.GetValueOrDefault(variable));
        return known[name] = end.Start == 0 && end.Count == all.Length ? all : all.AsSpan(end.Start, end.Count).ToArray();
    }

    // The value of the only instance of another set, to which a port of all instances of this one is linked.
    private KernelValue? Shared(int user, string port) => network.AnalogLinks.FirstOrDefault(link => link.Target == user && link.Port == port && link.Map.IsEmpty) is { } link
        ? builder.Constant(ValueExpansion.Values(network, link.Source, link.Variable, network.Sets[link.Source].Properties.GetValueOrDefault(link.Variable))[0])
        : null;

    private static HostFunction? HostFunctionOf(ComponentSet set, string name) => set.Class.HostFunctions.FirstOrDefault(function => function.Name == name);

    private KernelValue[] CallAs(string name, Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results)
    {
        schemes.Add(scheme(name));
        return SchemeCalls.Write(builder, name, arguments, results, column => column);
    }

    private KernelValue Of(ConnectionEnd end, string name) => isFixed(end) ? builder.Scalar(name) : builder.Load(name);

    private sealed class EndScope(PairScope outer, ConnectionEnd end) : IScope
    {
        public KernelBuilder Builder => outer.Builder;

        private int Set => (end == ConnectionEnd.Source ? outer.Connectivity.Source : outer.Connectivity.Target).Set;

        public int NextDraw() => outer.NextDraw();

        public HostFunction? Function(string name) => HostFunctionOf(outer.Network.Sets[Set], name);

        public KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results) => outer.Call(scheme, arguments, results);

        public KernelValue Resolve(string name)
        {
            var members = outer.Network.Sets[Set];
            if (outer.Shared(Set, name) is { } shared)
                return shared;
            if (members.Class.Aliases.FirstOrDefault(alias => alias.Name == name) is { } alias)
                return ExpressionLowering.Lower(alias.Value, this);
            if (members.Class.Parameters.Any(parameter => parameter.Name == name) || members.Class.States.Any(state => state.Name == name))
                return outer.Of(end, (end == ConnectionEnd.Source ? "pre:" : "post:") + name);
            return name is "t" or "dt" ? outer.Builder.Scalar(name) : throw new LoweringException("NG2009", $"'{name}' is not a name of {members.Name}.");
        }
    }
}
