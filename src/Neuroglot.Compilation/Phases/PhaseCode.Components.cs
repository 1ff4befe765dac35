using Neuroglot.Compilation.Integration;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Components;

namespace Neuroglot.Compilation.Phases;

internal sealed partial class PhaseCode
{
    // A chain of internal events longer than this is a cycle.
    private const int DeepestRelay = 64;

    private Dictionary<string, KernelValue>? emitted;
    private int depth;

    /// <summary>Components with regimes take a step.</summary>
    /// <param name="integrator">Advances the state.</param>
    /// <param name="flags">Flag of each port from which events leave.</param>
    public void Advance(IIntegrator integrator, IReadOnlyDictionary<string, string> flags)
    {
        emitted = flags.Keys.ToDictionary(port => port, _ => builder.Constant(false));
        var active = Class.Machines.ToDictionary(machine => machine, machine => machine.Regimes.Select((_, regime) => Active(machine, regime)).ToArray());
        for (var part = 0; part < Class.Parts.Length; part++)
        {
            var machines = Class.Machines.Where(machine => machine.Part == part).ToList();
            Integrate(integrator, machines);
            var conditions = machines
                .SelectMany(machine => machine.Regimes.SelectMany((regime, index) => regime.Conditions.Select(condition => (machine, index, condition))))
                .Select(one => (one.machine, one.condition, Mask: Both(active[one.machine][one.index], ExpressionLowering.Condition(one.condition.Test, scope)))).ToList();
            foreach (var (machine, condition, mask) in conditions)
                Run(condition.Actions, exempt: true, machine, mask);
        }

        foreach (var machine in Class.Machines.Where(machine => !machine.AlwaysHolds))
            scope.Assign(machine.Name, scope.Resolve(machine.Next));
        foreach (var (port, flag) in flags)
            builder.Flag(flag, emitted[port]);
    }

    private void Integrate(IIntegrator integrator, List<RegimeMachine> machines)
    {
        var rates = RegimeRates.Of(machines);
        if (rates.Count == 0)
            return;
        var block = new IntegrationBlock(scope, rates, Class.Aliases.ToDictionary(alias => alias.Name), step, 0);
        if (!integrator.TryAdvance(block, out var next, out var reason))
            throw new LoweringException("NG2002", $"Method '{integrator.Name}' cannot integrate component {Class.Name}: {reason}");
        for (var i = 0; i < rates.Count; i++)
            scope.Assign(rates[i].Variable, next[i]);
    }

    // Where a regime is active; null for always.
    private KernelValue? Active(RegimeMachine machine, int regime) =>
        machine.AlwaysHolds ? null : builder.Equal(scope.Resolve(machine.Name), builder.Constant(regime));

    private void Enter(RegimeMachine machine, Transition transition, KernelValue? mask)
    {
        var index = machine.Regimes.ToList().FindIndex(candidate => candidate.Name == transition.Regime);
        var regime = builder.Constant(index);
        var next = machine.Next;
        scope.Assign(next, mask is { } where ? builder.Select(where, regime, scope.Resolve(next)) : regime);
        if (!machine.Regimes[index].OnEntry.IsEmpty)
            throw new LoweringException("NG2012", $"Regime '{transition.Regime}' of {Class.Name} acts on entry, which a step in phases has no place for.");
    }

    // Other parts handle an event at once, in the regimes in which they were when the step began.
    private void Emit(string port, KernelValue? mask)
    {
        if (++depth > DeepestRelay)
            throw new LoweringException("NG2003", $"Events between the parts of component {Class.Name} form a cycle without delay at '{port}'.") { Hint = "Give one of the connections between the parts a delay." };
        foreach (var handler in scope.Symbols.InternalTargets[port].SelectMany(target => scope.Symbols.Handlers[target]))
            Run(handler.Event.Actions, exempt: false, handler.Machine, Both(mask, Active(handler.Machine, handler.Regime)));
        if (emitted!.TryGetValue(port, out var others))
            emitted[port] = mask is { } where ? builder.Or(others, where) : builder.Constant(true);
        depth--;
    }
}
