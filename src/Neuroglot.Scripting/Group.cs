using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Something that has variables: neurons or synapses.</summary>
public abstract class Group : NetworkObject
{
    private protected Group(string kind, string? name)
        : base(kind, name)
    {
    }

    /// <summary>Names that its code knows; null for none.</summary>
    internal Namespace? Given { get; private protected set; }

    /// <summary>A variable: read it, or assign to it a number, a quantity, one for each, code, or a <see cref="Brian.LinkedVar(Subgroup, string, int[])"/>.</summary>
    /// <param name="variable">Its name.</param>
    /// <exception cref="ModelException">There is no such variable, or the value does not fit.</exception>
    public VariableView this[string variable]
    {
        get => View(variable, default);
        set => Assign(variable, value, null, default);
    }

    /// <summary>A variable of some neurons or synapses.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="range">Which: <c>0..10</c>.</param>
    public VariableView this[string variable, Range range]
    {
        get => View(variable, Indices(range));
        set => Assign(variable, value, null, Indices(range));
    }

    /// <summary>A variable of the neurons or synapses of these numbers.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="indices">The numbers.</param>
    public VariableView this[string variable, int[] indices]
    {
        get => View(variable, [.. indices]);
        set => Assign(variable, value, null, [.. indices]);
    }

    /// <summary>A variable of the neurons or synapses for which a condition holds.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="condition">The condition: <c>i > 5</c>.</param>
    public VariableView this[string variable, Code condition]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(condition);
            return new(variable, DimensionOf(variable), () => [.. Read(variable).Zip(Evaluate(condition)).Where(one => one.Second != 0).Select(one => one.First)]);
        }
        set => Assign(variable, value, condition, default);
    }

    /// <summary>The values of a variable as numbers in SI units.</summary>
    /// <param name="variable">Its name.</param>
    /// <exception cref="ModelException">There is no such variable.</exception>
    public double[] Plain(string variable) => this[variable].Plain;

    /// <summary>Adds code that runs for all neurons or synapses at a clock.</summary>
    /// <param name="code">The code.</param>
    /// <param name="dt">Time between runs; null for the time step of the run.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for that of the group, <c>_run_regularly</c> and a number.</param>
    public GroupCode RunRegularly(Code code, Quantity? dt = null, string when = "start", int order = 0, string? name = null) => RunRegularly(Name, code, dt, when, order, name);

    internal GroupCode RunRegularly(GroupRange range, Code code, Quantity? dt, string when, int order, string? name)
    {
        Learn(code);
        return new GroupCode(this, "run_regularly", name, own => new RunRegularly(own, range, code.Text) { Step = Seconds(dt, own), When = when, Order = order });
    }

    internal VariableView View(string variable, ImmutableArray<int> indices) => new(variable, DimensionOf(variable), () =>
    {
        var all = Read(variable);
        return indices.IsDefault ? all : [.. indices.Select(index => all[index])];
    })
    {
        Owner = this,
        Instances = indices,
    };

    internal void Assign(string variable, VariableView value, Code? condition, ImmutableArray<int> indices)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Link is { } link)
        {
            if (condition is not null || !indices.IsDefault)
                throw new ModelException($"'{variable}' of {Name} is linked for all neurons at once.");
            LinkTo(variable, link);
            return;
        }

        if (Home.Engine is not null)
        {
            Write(variable, value, condition, indices);
            return;
        }

        var names = Names.Of($"the value of '{variable}' of {Name}", null, value.Code, condition);
        new AssignmentCheck(Name, Variables, Given, names).Check(variable, DelayOf(variable), value, condition, indices.IsDefault ? SizeIfKnown : indices.Length);
        Home.Before(new Initializer(Name, variable, value.ToValue()) { Condition = condition?.Text, Indices = indices, Namespace = WithOwn(names) });
    }

    /// <summary>What an expression of the group's variables is for each neuron or synapse.</summary>
    internal double[] Evaluate(Code code)
    {
        if (Home.Engine is not null)
            throw new ModelException($"While the network runs, `{code}` cannot be computed; read the variables of {Name} themselves.");
        return Home.Evaluate(Name, code.Text, WithOwn(Names.Of($"`{code}`", null, code)));
    }

    /// <summary>Names for one piece of code and those of the group; null where the group's are all.</summary>
    internal Namespace? WithOwn(Namespace? names) => names is null ? null : Names.Joined(names, Given);

    /// <summary>What its code can name.</summary>
    internal abstract GroupVariables Variables { get; }

    /// <summary>Number of neurons or synapses.</summary>
    private protected abstract int Size { get; }

    /// <summary>The same; null where synapses have to be made first.</summary>
    private protected abstract int? SizeIfKnown { get; }

    /// <summary>The dimension of a variable that is the delay of a pathway; null for all others.</summary>
    private protected virtual Dimension? DelayOf(string variable) => null;

    /// <summary>Links a variable to one of another group.</summary>
    private protected virtual void LinkTo(string variable, LinkedVariable link) => throw new ModelException($"Only variables of a NeuronGroup can be linked, and {Name} is none.");

    private protected static Equations Parse(Code? equations, string owner)
    {
        if (equations is null)
            return Equations.None;
        var diagnostics = new DiagnosticBag();
        var parsed = EquationParser.Parse(equations.Text, $"equations of {owner}", diagnostics);
        if (diagnostics.HasErrors)
            throw new ModelException(diagnostics);
        foreach (var name in equations.Names.Keys)
        {
            if (parsed.Find(name) is not null)
                throw new ModelException($"The equations of {owner} define `{name}`, and use the variable `{name}` of the script. Give the variable another name.");
        }

        return parsed;
    }

    private protected virtual double[] Read(string variable)
    {
        if (Home.Engine?.Values(Name, variable) is { } live)
            return live.ToArray();
        if (Variables.Find(variable) is { Owner: not VariableOwner.Group } or { Equation: null, Name: "N" or "i" or "N_incoming" or "N_outgoing" } or { Equation.Kind: EquationKind.Subexpression }
            || Variables.Find(variable)?.Equation?.Has(EquationFlags.Linked) == true)
        {
            return Evaluate(variable);
        }

        return Home.Current().Values(Name, variable) ?? throw new ModelException($"{Name} has no variable '{variable}' whose values could be read.");
    }

    /// <summary>Code of the group's own may use what other code of the group has named.</summary>
    internal void Learn(Code code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var names = Names.Of(Name, null, code);
        if (names?.Names.FirstOrDefault(name => Given?.Find(name) is { } known && !known.Equals(names.Find(name))) is { } other)
            throw new ModelException($"`{other}` has two values in {Name}: {Given!.Find(other)} and {names.Find(other)}. Give one of them another name.");
        Given = Names.Joined(Given, names);
    }

    private ImmutableArray<int> Indices(Range range)
    {
        var (offset, length) = range.GetOffsetAndLength(Size);
        return [.. Enumerable.Range(offset, length)];
    }

    private Dimension DimensionOf(string variable)
    {
        if (Variables.Find(variable)?.Dimension is { } known)
            return known;
        return DelayOf(variable) ?? throw new ModelException($"{Name} has no variable '{variable}'. {NearNames.Hint(variable, Variables.Names) ?? $"It has {string.Join(", ", Variables.Names.Order(StringComparer.Ordinal))}"}.");
    }

    // The values of a run in progress.
    private void Write(string variable, VariableView value, Code? condition, ImmutableArray<int> indices)
    {
        if (value.Code is not null || condition is not null)
            throw new ModelException("While the network runs, values can be assigned, but no code; use RunRegularly for code.");
        if (Home.Engine!.Values(Name, variable) is not { } live)
            throw new ModelException($"{Name} has no variable '{variable}' that could be changed while the network runs.");
        if (value.Dimension != DimensionOf(variable))
            throw new ModelException($"'{variable}' of {Name} should have units of {UnitNames.Of(DimensionOf(variable))}, but the value has {value.Unit}.");
        var values = value.Plain;
        var count = indices.IsDefault ? live.Length : indices.Length;
        if (values.Length != 1 && values.Length != count)
            throw new ModelException($"{values.Length} values were given for {count} of '{variable}' of {Name}.");
        for (var n = 0; n < count; n++)
            live.Span[indices.IsDefault ? n : indices[n]] = values.Length == 1 ? values[0] : values[n];
    }
}
