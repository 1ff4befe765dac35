using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.SpineML.Lists;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Xunit;

namespace Neuroglot.Conformance.Tests.SpineML.Oracle;

/// <summary>
/// Instances of one component class, stepped as the reference simulator steps them: impulses one after the other; then Euler for all derivatives at once, rounded to single
/// precision; then the triggers of the old regime, and the actions of those that hold.
/// </summary>
internal sealed class OracleSet
{
    private readonly Dictionary<string, double[]> columns = new(StringComparer.Ordinal);
    private readonly double[] time;
    private readonly double[] next;
    private readonly int[] regime;
    private readonly List<CompiledRegime> regimes = [];
    private readonly List<string> names;
    private readonly ComponentClass definition;

    /// <summary>Creates the set.</summary>
    /// <param name="definition">The class.</param>
    /// <param name="count">How many instances.</param>
    /// <param name="time">A column of one value: the time in milliseconds.</param>
    /// <param name="values">Values by the names of properties; what has none is 0.</param>
    public OracleSet(ComponentClass definition, int count, double[] time, IReadOnlyDictionary<string, double[]> values)
    {
        this.definition = definition;
        this.time = time;
        Count = count;
        next = new double[definition.StateVariables.Length];
        regime = new int[count];
        foreach (var parameter in definition.Parameters)
            columns[parameter.Name] = values.GetValueOrDefault(parameter.Name) ?? [0];
        foreach (var variable in definition.StateVariables)
            columns[variable.Name] = [.. Enumerable.Range(0, count).Select(i => values.GetValueOrDefault(variable.Name) is { } given ? given[given.Length == 1 ? 0 : i] : 0)];
        foreach (var port in definition.Ports)
        {
            if (port.Kind is PortKind.AnalogReduce or PortKind.AnalogReceive)
                columns[port.Name] = new double[count];
            else if (port.Kind == PortKind.ImpulseReceive)
                columns[port.Name] = [0];
        }

        names = [.. definition.Regimes.Select(static one => one.Name)];
        regimes.AddRange(definition.Regimes.Select(Compile));
        Array.Fill(regime, names.IndexOf(definition.InitialRegime));
    }

    /// <summary>Creates the set of an instance of a network.</summary>
    public static OracleSet Of(LoadedNetwork network, ComponentInstance instance, int count, double[] time) =>
        new(network.ClassOf(instance)!, count, time, instance.Properties.ToDictionary(static one => one.Name, one => Values(network, one), StringComparer.Ordinal));

    /// <summary>The values of a property: one for all, or one for each.</summary>
    public static double[] Values(LoadedNetwork network, Property property)
    {
        // The simulator is given fixed values in single precision.
        if (property.Value is FixedValue fixedValue)
            return [(float)fixedValue.Value];
        var binary = Assert.IsType<BinaryValues>(property.List);
        var found = new DiagnosticBag();
        Assert.True(network.Folder.TryFind(binary.File.Name, binary.Span, found, out var path));
        return [.. BinaryLists.ReadValues(path, binary, found)!.Values];
    }

    public int Count { get; }

    /// <summary>The instances that sent an event in this step.</summary>
    public List<int> Events { get; } = [];

    /// <summary>The values of a state variable, a parameter or a port.</summary>
    public double[] this[string name] => name == "t" ? time : columns[name];

    /// <summary>Gives an impulse to one instance.</summary>
    public void Receive(string port, int instance, double value)
    {
        columns[port][0] = value;
        foreach (var (name, actions) in regimes[regime[instance]].Impulses)
        {
            if (name == port)
                Do(actions, instance);
        }
    }

    /// <summary>Integrates, and acts on conditions.</summary>
    public void Step(float step)
    {
        Events.Clear();
        for (var i = 0; i < Count; i++)
        {
            var active = regimes[regime[i]];
            for (var k = 0; k < active.Derivatives.Length; k++)
            {
                var (variable, rate) = active.Derivatives[k];
                var slope = (float)rate(i);
                next[k] = (float)((float)variable[i] + (slope * step));
            }

            for (var k = 0; k < active.Derivatives.Length; k++)
                active.Derivatives[k].Variable[i] = next[k];
            if (active.Conditions.Length == 1)
            {
                if (active.Conditions[0].Trigger(i) != 0)
                    Act(active.Conditions[0], i);
                continue;
            }

            foreach (var condition in active.Conditions.Where(one => one.Trigger(i) != 0).ToList())
                Act(condition, i);
        }
    }

    private void Act(CompiledCondition condition, int instance)
    {
        Do(condition.Actions, instance);
        regime[instance] = condition.Target;
    }

    private void Do(CompiledAction[] actions, int instance)
    {
        foreach (var action in actions)
        {
            if (action.Variable is { } variable)
                variable[instance] = action.Value!(instance);
            else
                Events.Add(instance);
        }
    }

    private CompiledRegime Compile(Regime one) => new(
        [.. one.TimeDerivatives.Select(derivative => (columns[derivative.Variable], Compile(derivative.Value)))],
        [.. one.OnConditions.Select(condition => new CompiledCondition(Compile(condition.Trigger), Compile(condition), names.IndexOf(condition.TargetRegime)))],
        [.. one.OnImpulses.Select(handler => (handler.Port, Compile(handler)))]);

    private CompiledAction[] Compile(Handler handler) =>
        [.. handler.Reactions.Select(reaction => reaction is StateAssignment assignment ? new CompiledAction(columns[assignment.Variable], Compile(assignment.Value)) : new CompiledAction(null, null))];

    private Func<int, double> Compile(MathInline math)
    {
        var expression = math.Parse(static _ => true, new DiagnosticBag())!;
        var aliases = definition.Aliases.ToDictionary(static alias => alias.Name, static alias => alias.Value.Parse(static _ => true, new DiagnosticBag())!, StringComparer.Ordinal);
        var whole = Inlining.Apply(expression, aliases, new Dictionary<string, FunctionDefinition>(), math.Span, new DiagnosticBag())!;
        return new CompiledMath(name => this[name]).Compile(whole);
    }

    private sealed record CompiledRegime((double[] Variable, Func<int, double> Rate)[] Derivatives, CompiledCondition[] Conditions, (string Port, CompiledAction[] Actions)[] Impulses);

    private sealed record CompiledCondition(Func<int, double> Trigger, CompiledAction[] Actions, int Target);

    private sealed record CompiledAction(double[]? Variable, Func<int, double>? Value);
}
