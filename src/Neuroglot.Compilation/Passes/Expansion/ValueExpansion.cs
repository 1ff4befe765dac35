using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Phases;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Passes.Expansion;

/// <summary>Carries out an assignment to the instances of a set: <c>v = rand()*10*mV</c> becomes a list, equal values become one.</summary>
internal static class ValueExpansion
{
    private const string Result = "=";

    public static Network Apply(Network network, ValueChange change, Moment moment, Func<Kernel, long, ICompiledKernel> compile, ChangeDraws draws)
    {
        var set = network.Sets[change.Set];
        var pathway = network.Pathways.ToList().FindIndex(candidate => candidate.Set == change.Set && candidate.Name == change.Variable);
        var old = pathway >= 0 ? network.Pathways[pathway].Delay : set.Properties.GetValueOrDefault(change.Variable);
        var value = change.Instances.IsDefault && change.Condition is null && change.Value is FixedValue or ListValue
            ? Checked(change, set, change.Value, set.Count)
            : Selected(network, change, Values(network, change.Set, change.Variable, old), moment, compile, draws);
        return pathway >= 0
            ? network with { Pathways = network.Pathways.SetItem(pathway, network.Pathways[pathway] with { Delay = value }) }
            : ExpansionPass.With(network, change.Set, change.Variable, value);
    }

    /// <summary>The values of a parameter or state variable in all instances of a set, a new array.</summary>
    public static double[] Values(Network network, int set, string variable, PropertyValue? value)
    {
        var members = network.Sets[set];
        var values = new double[members.Count];
        switch (value)
        {
            case ListValue list:
                // Connections made since then start like all others.
                list.Values.CopyTo(0, values, 0, Math.Min(list.Values.Length, values.Length));
                if (list.Values.Length < values.Length)
                    Array.Fill(values, Default(members, variable), list.Values.Length, values.Length - list.Values.Length);
                break;
            case FixedValue one:
                Array.Fill(values, one.Value);
                break;
            default:
                Array.Fill(values, Default(members, variable));
                break;
        }

        return values;
    }

    /// <summary>The value that instances have before any change.</summary>
    public static double Default(ComponentSet set, string variable) =>
        set.Class.Parameters.FirstOrDefault(parameter => parameter.Name == variable)?.Value
        ?? set.Class.States.FirstOrDefault(state => state.Name == variable)?.Initial ?? 0;

    private static PropertyValue Checked(ValueChange change, ComponentSet set, PropertyValue value, int count)
    {
        if (value is not ListValue list)
            return value;
        if (list.Values.Length != count)
            throw new LoweringException("NG2018", $"'{change.Variable}' of {set.Name} gets {list.Values.Length} values for {count} instances.");
        return list.Values.Length > 0 && list.Values.All(one => one.Equals(list.Values[0])) ? new FixedValue(list.Values[0]) : list;
    }

    private static PropertyValue Selected(
        Network network, ValueChange change, double[] values, Moment moment, Func<Kernel, long, ICompiledKernel> compile, ChangeDraws draws)
    {
        var set = network.Sets[change.Set];
        var selected = change.Instances.IsDefault ? null : change.Instances.ToArray();
        if (selected is not null && Array.Find(selected, instance => instance < 0 || instance >= set.Count) is var outside && Array.Exists(selected, instance => instance < 0 || instance >= set.Count))
            throw new LoweringException("NG2019", $"{set.Name} has no instance {outside}: it has {set.Count}.");
        if (change.Condition is { } condition)
        {
            var mask = Compute(network, change.Set, change.Variable, condition, new double[set.Count], null, moment, compile, draws, ordinal: 1);
            selected = [.. Enumerable.Range(0, set.Count).Where(instance => mask[instance] != 0)];
        }

        switch (change.Value)
        {
            case FixedValue one:
                foreach (var instance in selected!)
                    values[instance] = one.Value;
                break;
            case ListValue list:
                if (list.Values.Length != selected!.Length)
                    throw new LoweringException("NG2018", $"'{change.Variable}' of {set.Name} gets {list.Values.Length} values for {selected.Length} instances.");
                for (var k = 0; k < selected.Length; k++)
                    values[selected[k]] = list.Values[k];
                break;
            case ExpressionValue expression:
                Compute(network, change.Set, change.Variable, expression.Value, values, selected, moment, compile, draws, ordinal: 0);
                break;
        }

        return Checked(change, set, new ListValue(ImmutableCollectionsMarshal.AsImmutableArray(values)), set.Count);
    }

    // Writes the expression's value for the selected instances, all when null, into values.
    private static double[] Compute(
        Network network, int set, string variable, Expression expression, double[] values, int[]? selected, Moment moment,
        Func<Kernel, long, ICompiledKernel> compile, ChangeDraws draws, ulong ordinal)
    {
        var table = new SetTable(network);
        var builder = new KernelBuilder("change");
        var scope = new ValueScope(new PhaseScope(builder, table, set, moment.Step), network.Sets[set], variable);
        builder.Store(Result, ExpressionLowering.Real(expression, scope));
        var kernel = builder.Build();
        var plan = table.Plans(without: new HashSet<int>())[set];
        var bindings = plan.Bindings.ToDictionary(binding => binding.Name);
        var arguments = KernelArguments.Bind(
            kernel,
            column => column == Result ? values : plan.Tables.FirstOrDefault(table => table.Name == column) is { } found ? [.. found.Values] : bindings.TryGetValue(column, out var binding)
                ? Read(network, binding.Set, binding.Column)
                : scope.Index(column) ?? Read(network, set, column),
            map => [.. plan.Maps.First(candidate => candidate.Name == map).Map],
            moment.Of,
            null,
            name => new HostScheme(((HostSchemePlan)plan.Schemes.First(scheme => scheme.Name == name)).Function));
        draws.Bind(arguments);
        arguments.Step = ordinal;
        var compiled = compile(kernel, selected?.Length ?? values.Length);
        if (selected is null)
            compiled.Run(arguments, 0, values.Length);
        else
            compiled.RunAt(arguments, selected, 0, selected.Length);
        HostScheme.ThrowIfFailed(arguments);
        return values;
    }

    private static double[] Read(Network network, int set, string variable) =>
        network.Sets[set].Properties.GetValueOrDefault(variable) is ListValue list && list.Values.Length == network.Sets[set].Count
            ? ImmutableCollectionsMarshal.AsArray(list.Values)!
            : Values(network, set, variable, network.Sets[set].Properties.GetValueOrDefault(variable));

    /// <summary>Adds the indices of instances to the names of a set; a parameter that keeps an index, and gets it now, does not hide it.</summary>
    private sealed class ValueScope(PhaseScope inner, ComponentSet set, string variable) : IScope
    {
        public KernelBuilder Builder => inner.Builder;

        public int NextDraw() => inner.NextDraw();

        public KernelValue? Lookup(string name, KernelValue index) => inner.Lookup(name, index);

        public HostFunction? Function(string name) => inner.Function(name);

        public KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results) => inner.Call(scheme, arguments, results);

        public KernelValue Resolve(string name) => name switch
        {
            "i" or "j" when name == variable || inner.Symbols.Find(name) is null => Builder.Load("#" + name),
            "N" when name == variable || inner.Symbols.Find(name) is null => Builder.Constant(set.Count),
            "N_incoming" or "N_outgoing" or ExpressionValue.Copy when set.Connectivity is not null => Builder.Load("#" + name),
            "N_pre" when set.Connectivity is { } connectivity => Builder.Constant(connectivity.Source.Count),
            "N_post" when set.Connectivity is { } connectivity => Builder.Constant(connectivity.Target.Count),
            _ => inner.Resolve(name),
        };

        /// <summary>The values of an index column; null for any other column.</summary>
        public double[]? Index(string column)
        {
            if (column[0] != '#')
                return null;
            if (set.Connectivity is not { } connectivity)
                return [.. Enumerable.Range(0, set.Count).Select(index => (double)index)];
            var listed = (ListedConnections)connectivity.Rules[0];
            return column switch
            {
                "#i" => [.. listed.Sources.Select(index => (double)index)],
                "#j" => [.. listed.Targets.Select(index => (double)index)],
                "#N_incoming" => Counts(listed.Targets, connectivity.Target.Count),
                "#N_outgoing" => Counts(listed.Sources, connectivity.Source.Count),
                _ => Copies(listed),
            };
        }

        private static double[] Counts(ConnectionEnds ends, int count)
        {
            var counts = new double[count];
            foreach (var end in ends)
                counts[end]++;
            return [.. ends.Select(end => counts[end])];
        }

        private static double[] Copies(ListedConnections listed)
        {
            var made = new Dictionary<(int Source, int Target), int>();
            var numbers = new double[listed.Sources.Count];
            foreach (var (k, pair) in listed.Sources.Zip(listed.Targets).Index())
            {
                ref var copies = ref CollectionsMarshal.GetValueRefOrAddDefault(made, pair, out _);
                numbers[k] = copies++;
            }

            return numbers;
        }
    }
}
