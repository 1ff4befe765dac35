using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>
/// Where the code of a set in phases finds and puts values: state as the code so far leaves it, aliases computed from that, ports read where their
/// link leads. State goes to memory at the end.
/// </summary>
/// <param name="builder">What the kernel is written to.</param>
/// <param name="table">Finds columns.</param>
/// <param name="set">Index of the set.</param>
/// <param name="step">Time step in seconds.</param>
/// <param name="end">Where the kernel runs for the neurons at one end of the connections, to change the traces that these keep; else null.</param>
internal sealed class PhaseScope(KernelBuilder builder, SetTable table, int set, double step, ConnectionEnd? end = null) : IScope
{
    private readonly Dictionary<string, KernelValue> current = [];
    private readonly SortedSet<string> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KernelValue> aliases = [];
    private readonly HashSet<string> underway = [];
    private int draws;

    /// <inheritdoc/>
    public KernelBuilder Builder { get; } = builder;

    /// <summary>Index of the set.</summary>
    public int Set => set;

    /// <summary>The names of the set's class.</summary>
    public ClassSymbols Symbols => table.Symbols(set);

    /// <inheritdoc/>
    public int NextDraw() => draws++;

    /// <inheritdoc/>
    public KernelValue Resolve(string name)
    {
        if (current.TryGetValue(name, out var value))
            return value;
        switch (Symbols.Find(name))
        {
            case ParameterSymbol { Given: { } scalar }:
                return Builder.Scalar(scalar);
            case ParameterSymbol { Varies: false } parameter:
                return Builder.Constant(parameter.Value);
            case StateSymbol when Trace(name) is { } trace:
                return At(trace, trace.Column);
            case ParameterSymbol or StateSymbol:
                return Builder.Load(table.Own(set, name));
            case AliasSymbol alias:
                return Alias(name, alias.Alias.Value);
            case ReceiveSymbol or ReferenceSymbol when table.Binding(set, name) is { } binding:
                return new LinkedScope(this, table, binding).Resolve(binding.Variable);
            default:
                return BuiltIn(name) ?? throw new LoweringException("NG2009", $"'{name}' is not a name of {Symbols.Set.Name}.");
        }
    }

    /// <inheritdoc/>
    public KernelValue? Lookup(string name, KernelValue index) => LookupIn(set, name, index);

    /// <summary>The value of a table of set <paramref name="owner"/>, or null.</summary>
    public KernelValue? LookupIn(int owner, string name, KernelValue index) =>
        table.Table(set, owner, name) is { } column ? Builder.Lookup(column, index) : null;

    /// <inheritdoc/>
    public HostFunction? Function(string name) => Symbols.Function(name);

    /// <inheritdoc/>
    public KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results) =>
        SchemeCalls.Write(Builder, table.AddScheme(set, scheme), arguments, results, column => table.Own(set, column));

    /// <summary>The column of a state variable of the set.</summary>
    public string Column(string variable) => table.Own(set, variable);

    /// <summary>Gives a name a value: a state variable, or a value that lasts as long as the code.</summary>
    public void Assign(string variable, KernelValue value)
    {
        current[variable] = value;
        aliases.Clear();
        if (Symbols.Find(variable) is StateSymbol && Trace(variable) is null)
            written.Add(table.Own(set, variable));
    }

    /// <summary>The trace as which a variable is kept, or null.</summary>
    public Trace? Trace(string variable) => table.Trace(set, variable);

    /// <summary>What a column of a trace holds.</summary>
    public KernelValue At(Trace trace, string column) => end == trace.End
        ? Builder.Load(table.Own(trace.Set, column))
        : Builder.Gather(table.Foreign(set, trace.Set, column), table.Map(set, SetTable.MapName(trace.End)));

    /// <summary>Writes what was assigned to memory.</summary>
    public void Store()
    {
        foreach (var variable in written)
            Builder.Store(variable, current[variable]);
    }

    /// <summary>Whether a reference port, or a state variable of the set, may be written now; null for always.</summary>
    public KernelValue? Writable(string variable)
    {
        if (Symbols.Find(variable) is StateSymbol { State.WritableWhen: { } own })
            return ExpressionLowering.Condition(own, this);
        if (table.Binding(set, variable) is { } binding && table.Symbols(binding.Set).Find(binding.Variable) is StateSymbol { State.WritableWhen: { } other })
            return ExpressionLowering.Condition(other, new LinkedScope(this, table, binding));
        return null;
    }

    /// <summary>The column and the map by which reference port <paramref name="port"/> writes.</summary>
    public (string Column, string Map) Reference(string port)
    {
        var binding = table.Binding(set, port) ?? throw new LoweringException("NG2009", $"'{port}' of {Symbols.Set.Name} is bound to nothing.");
        while (table.Binding(binding.Set, binding.Variable) is { } next)
            binding = table.Through(set, binding, next);
        return (table.Foreign(set, binding.Set, binding.Variable), table.Map(set, binding.Map));
    }

    private KernelValue Alias(string name, Expression expression)
    {
        if (aliases.TryGetValue(name, out var known))
            return known;
        if (!underway.Add(name))
            throw new LoweringException("NG2010", $"'{name}' of {Symbols.Set.Name} depends on itself.");
        var value = ExpressionLowering.Lower(expression, this);
        underway.Remove(name);
        return aliases[name] = value;
    }

    /// <summary>A value that every set knows, or null.</summary>
    public KernelValue? BuiltIn(string name) => name switch
    {
        "t" or "t_in_timesteps" => Builder.Scalar(name),
        "dt" => Builder.Constant(step),
        _ => null,
    };
}

/// <summary>Values of the instances to which a link leads.</summary>
internal sealed class LinkedScope(PhaseScope outer, SetTable table, PortBinding binding) : IScope
{
    /// <inheritdoc/>
    public KernelBuilder Builder => outer.Builder;

    /// <inheritdoc/>
    public int NextDraw() => outer.NextDraw();

    /// <inheritdoc/>
    public KernelValue? Lookup(string name, KernelValue index) => outer.LookupIn(binding.Set, name, index);

    /// <inheritdoc/>
    public HostFunction? Function(string name) => table.Symbols(binding.Set).Function(name);

    /// <inheritdoc/>
    public KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results) => outer.Call(scheme, arguments, results);

    /// <inheritdoc/>
    public KernelValue Resolve(string name)
    {
        var symbols = table.Symbols(binding.Set);
        switch (symbols.Find(name))
        {
            case ParameterSymbol { Given: { } scalar }:
                return Builder.Scalar(scalar);
            case ParameterSymbol { Varies: false } parameter:
                return Builder.Constant(parameter.Value);
            case ParameterSymbol or StateSymbol:
                return Builder.Gather(table.Foreign(outer.Set, binding.Set, name), table.Map(outer.Set, binding.Map));
            case AliasSymbol alias:
                return ExpressionLowering.Lower(alias.Alias.Value, this);
            case ReceiveSymbol or ReferenceSymbol when table.Binding(binding.Set, name) is { } next:
                return new LinkedScope(outer, table, table.Through(outer.Set, binding, next)).Resolve(next.Variable);
            default:
                return outer.BuiltIn(name) ?? throw new LoweringException("NG2009", $"'{name}' is not a name of {symbols.Set.Name}.");
        }
    }
}
