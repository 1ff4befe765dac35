using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Lowering;

/// <summary>
/// The values of names while a kernel is being written: state variables and aliases change as the statements of a step follow each other.
/// A name is read as of the moment: an alias not computed yet in this kernel is the one of the step before, and its column is kept.
/// </summary>
internal sealed class KernelScope(KernelBuilder builder, SetLayout layout, int firstDraw = 0) : IScope
{
    private readonly Dictionary<string, KernelValue> current = [];
    private readonly Dictionary<string, KernelValue> exposed = [];
    private readonly HashSet<string> written = [];
    private int draws = firstDraw;

    public KernelBuilder Builder { get; } = builder;

    public SetLayout Layout { get; } = layout;

    public ClassSymbols Symbols => Layout.Symbols;

    /// <summary>Part whose expressions are being lowered.</summary>
    public int Reader { get; set; }

    /// <summary>Whether others see state as it is now, rather than as of the last advance of its part.</summary>
    public bool ExposesCurrent { get; set; }

    /// <summary>Part that is being advanced; those after it still have the time of the step before.</summary>
    public int Advancing { get; set; } = int.MaxValue;

    /// <summary>Time of the step.</summary>
    public KernelValue Time => Builder.Scalar("t");

    /// <summary>State variables written so far, in no order.</summary>
    public IReadOnlyCollection<string> Written => written;

    /// <inheritdoc/>
    public int NextDraw() => draws++;

    /// <inheritdoc/>
    public KernelValue Resolve(string name)
    {
        if (ReadsExposure(name))
            return Exposure(name);
        if (current.TryGetValue(name, out var value))
            return value;
        switch (Symbols.Find(name))
        {
            case ParameterSymbol { Given: { } scalar }:
                return Builder.Scalar(scalar);
            case ParameterSymbol parameter:
                return parameter.Varies ? Builder.Load(name) : Builder.Constant(parameter.Value);
            case StateSymbol:
                return Current(name);
            case AliasSymbol:
                Layout.Kept.Add(name);
                return Builder.Load(name);
            case ReceiveSymbol:
                return current[name] = Builder.Gather(ColumnNames.Source(name), ColumnNames.Source(name));
            case ReduceSymbol reduce when !Layout.LinkedPorts.Contains(name):
                return Builder.Constant(reduce.Neutral);
            case ReduceSymbol:
                return current[name] = Builder.Load(ColumnNames.Sum(name));
            default:
                return name switch
                {
                    "t" when Reader > Advancing => LastAdvance(),
                    "t" => Time,
                    "dt" => Builder.Scalar("dt"),
                    _ when Symbols.Class.Machines.Any(machine => machine.Name == name) => current[name] = Builder.Load(name),
                    _ => throw new InvalidOperationException($"'{name}' is not a name of component {Symbols.Class.Name}."),
                };
        }
    }

    /// <inheritdoc/>
    public KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results)
    {
        var name = ColumnNames.Scheme(Layout.Schemes.Count);
        Layout.Schemes.Add(scheme(name));
        return SchemeCalls.Write(Builder, name, arguments, results, column => column);
    }

    /// <summary>Gives an alias its value for the rest of the kernel.</summary>
    public void Define(string alias, KernelValue value) => current[alias] = value;

    /// <summary>Gives a state variable or a regime machine a new value.</summary>
    public void Assign(string variable, KernelValue value)
    {
        current[variable] = value;
        written.Add(variable);
    }

    /// <summary>Whether <paramref name="alias"/> has a value in this kernel.</summary>
    public bool IsDefined(string alias) => current.ContainsKey(alias);

    /// <summary>Notes that the state of <paramref name="part"/> as it is now is what others see until its next advance.</summary>
    public void MarkAdvanced(int part)
    {
        foreach (var state in Symbols.Class.States)
        {
            if (state.Part == part && Layout.LateAssigned.Contains(state.Name))
                exposed[state.Name] = Current(state.Name);
        }
    }

    /// <summary>What others see of a state variable: its value as of the last advance of its part.</summary>
    public KernelValue Exposure(string state)
    {
        if (ExposesCurrent)
            return Current(state);
        if (exposed.TryGetValue(state, out var value))
            return value;
        Layout.Latched.Add(state);
        return Builder.Load(ColumnNames.Exposed(state));
    }

    private KernelValue LastAdvance()
    {
        Layout.KeepsTime = true;
        return Builder.Load(ColumnNames.LastAdvance);
    }

    private KernelValue Current(string state) => current.TryGetValue(state, out var value) ? value : current[state] = Builder.Load(state);

    private bool ReadsExposure(string name) =>
        Layout.LateAssigned.Contains(name) && Symbols.Find(name) is StateSymbol state && state.Part != Reader;
}

/// <summary>Where an expression finds the values of its names.</summary>
internal interface IScope
{
    /// <summary>What the kernel is written to.</summary>
    KernelBuilder Builder { get; }

    /// <summary>The value of a name.</summary>
    KernelValue Resolve(string name);

    /// <summary>Number of the next random draw of the kernel.</summary>
    int NextDraw();

    /// <summary>The value of table <paramref name="name"/> at <paramref name="index"/>, or null where there is no such table.</summary>
    KernelValue? Lookup(string name, KernelValue index) => null;

    /// <summary>The function of the host that is called <paramref name="name"/>, or null.</summary>
    HostFunction? Function(string name) => null;

    /// <summary>The results of a scheme that is called with <paramref name="arguments"/>.</summary>
    /// <param name="scheme">Makes the plan of the scheme, given its name.</param>
    /// <param name="arguments">What it reads.</param>
    /// <param name="results">How many values it writes.</param>
    KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results);
}

/// <summary>A scope in which some names have other values: a stage of an integrator.</summary>
internal sealed class StageScope(IScope outer, IReadOnlyDictionary<string, KernelValue> replaced, IReadOnlyDictionary<string, Alias> recomputed) : IScope
{
    private readonly Dictionary<string, KernelValue> computed = [];
    private readonly HashSet<string> underway = [];

    /// <inheritdoc/>
    public KernelBuilder Builder => outer.Builder;

    /// <inheritdoc/>
    public int NextDraw() => outer.NextDraw();

    /// <inheritdoc/>
    public KernelValue? Lookup(string name, KernelValue index) => outer.Lookup(name, index);

    /// <inheritdoc/>
    public HostFunction? Function(string name) => outer.Function(name);

    /// <inheritdoc/>
    public KernelValue[] Call(Func<string, SchemePlan> scheme, IReadOnlyList<KernelValue> arguments, int results) => outer.Call(scheme, arguments, results);

    /// <inheritdoc/>
    public KernelValue Resolve(string name)
    {
        if (replaced.TryGetValue(name, out var value) || computed.TryGetValue(name, out value))
            return value;

        // An alias that needs itself (a parent's alias read by its child) falls back on the step before.
        if (!recomputed.TryGetValue(name, out var alias) || !underway.Add(name))
            return outer.Resolve(name);
        value = ExpressionLowering.Lower(alias.Value, this);
        underway.Remove(name);
        return computed[name] = value;
    }
}
