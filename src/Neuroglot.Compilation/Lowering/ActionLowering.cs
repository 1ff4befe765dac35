using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Lowering;

/// <summary>
/// Writes the actions of handlers under a mask: <c>v = c</c> becomes <c>v = select(mask, c, v)</c>. Events that stay inside the component
/// run their handlers in place, depth first, as the reference does; others set a flag that the engine reads after the kernel.
/// </summary>
internal sealed class ActionLowering(KernelScope scope)
{
    // A chain of internal events longer than this is a cycle: it would never end in the reference either.
    private const int DeepestRelay = 64;

    // Chains that branch grow long before they grow deep.
    private const int MostRelays = 20_000;

    private readonly Dictionary<string, int> emissions = [];
    private readonly List<(RegimeMachine Machine, string Regime)> entering = [];
    private int depth;
    private int received;

    private KernelBuilder Builder => scope.Builder;

    /// <summary>Runs <paramref name="actions"/> of <paramref name="machine"/> in the instances where <paramref name="mask"/> holds.</summary>
    /// <param name="exempt">Whether the actions may write variables that are not writable at the moment (resets).</param>
    public void Run(RegimeMachine machine, IEnumerable<Neuroglot.Model.Components.Action> actions, KernelValue mask, bool exempt)
    {
        var reader = scope.Reader;
        scope.Reader = machine.Part;
        foreach (var action in actions)
        {
            switch (action)
            {
                case Assignment assignment when scope.Symbols.Find(assignment.Variable) is ReferenceSymbol:
                    Add(assignment, mask);
                    break;
                case Assignment assignment:
                    var allowed = exempt ? mask : Writable(assignment.Variable, mask);
                    var value = ExpressionLowering.Real(assignment.Value, scope);
                    scope.Assign(assignment.Variable, Builder.Select(allowed, value, scope.Resolve(assignment.Variable)));
                    break;
                case EventEmission emission:
                    Emit(emission.Port, mask);
                    break;
                case Transition transition:
                    Enter(machine, transition.Regime, mask);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown action {action.GetType().Name}.");
            }
        }

        scope.Reader = reader;
    }

    /// <summary>Lets an event arrive at a receive port of the component in the instances where <paramref name="mask"/> holds.</summary>
    public void Receive(string port, KernelValue mask)
    {
        if (++depth > DeepestRelay || ++received > MostRelays)
        {
            throw new LoweringException("NG2003", $"Events between the parts of component {scope.Symbols.Class.Name} form a cycle without delay at '{port}'.")
            {
                Hint = "Give one of the connections between the parts a delay.",
            };
        }

        foreach (var machine in scope.Symbols.Handlers[port].GroupBy(handler => handler.Machine))
        {
            // A transition does not let the regime that it enters handle the same event.
            foreach (var (handler, active) in machine.Select(handler => (handler, InRegime(handler.Machine, handler.Regime, mask))).ToList())
                Run(handler.Machine, handler.Event.Actions, active, exempt: false);
        }

        depth--;
    }

    /// <summary><paramref name="mask"/> where also <paramref name="regime"/> is active.</summary>
    public KernelValue InRegime(RegimeMachine machine, int regime, KernelValue mask) =>
        machine.AlwaysHolds ? mask : Builder.And(mask, Builder.Equal(scope.Resolve(machine.Name), Builder.Constant(regime)));

    /// <summary><paramref name="mask"/> where also <paramref name="variable"/> may be written.</summary>
    public KernelValue Writable(string variable, KernelValue mask) =>
        scope.Symbols.Find(variable) is StateSymbol { State.WritableWhen: { } when } ? Builder.And(mask, ExpressionLowering.Condition(when, scope)) : mask;

    /// <summary>Makes <paramref name="regime"/> active and runs its entry actions in the instances where <paramref name="mask"/> holds.</summary>
    public void Enter(RegimeMachine machine, string regime, KernelValue mask)
    {
        var index = machine.Regimes.ToList().FindIndex(candidate => candidate.Name == regime);
        scope.Assign(machine.Name, Builder.Select(mask, Builder.Constant(index), scope.Resolve(machine.Name)));
        if (entering.Contains((machine, regime)))
        {
            throw LoweringException.EndlessRegimes(scope.Symbols.Class, entering.SkipWhile(one => one != (machine, regime)).Select(one => one.Regime).Append(regime));
        }

        entering.Add((machine, regime));
        Run(machine, machine.Regimes[index].OnEntry, mask, exempt: true);
        entering.RemoveAt(entering.Count - 1);
    }

    // Several instances may write the same one, so only sums are possible, and they are made in the order of the instances.
    private void Add(Assignment assignment, KernelValue mask)
    {
        if (assignment.Value is not Binary { Operator: BinaryOperator.Add, Left: Name { Identifier: var written } } sum || written != assignment.Variable)
        {
            throw new LoweringException("NG2006", $"Component {scope.Symbols.Class.Name} writes '{assignment.Variable}' of another instance other than by adding to it.")
            {
                Span = assignment.Span,
                Hint = $"Only {assignment.Variable} = {assignment.Variable} + … can be written, since several instances may write the same one.",
            };
        }

        var name = ColumnNames.Reference(assignment.Variable);
        Builder.ScatterAdd(name, name, Builder.Select(mask, ExpressionLowering.Real(sum.Right, scope), Builder.Constant(0.0)));
    }

    // Each place that emits has a flag of its own, so that two emissions in one step are two events.
    private void Emit(string port, KernelValue mask)
    {
        foreach (var target in scope.Symbols.InternalTargets[port])
            Receive(target, mask);
        if (!scope.Layout.ExternalPorts.Contains(port))
            return;
        var place = emissions.GetValueOrDefault(port);
        emissions[port] = place + 1;
        Builder.Flag(FlagNames.Of(port, place), mask);
    }
}

/// <summary>Names of the flags by which kernels tell of events.</summary>
public static class FlagNames
{
    /// <summary>Flag of the <paramref name="place"/>-th place of a kernel that emits from <paramref name="port"/>.</summary>
    public static string Of(string port, int place) => port + "#" + place.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The port that <paramref name="flag"/> tells of.</summary>
    public static string PortOf(string flag) => flag[..flag.LastIndexOf('#')];
}
