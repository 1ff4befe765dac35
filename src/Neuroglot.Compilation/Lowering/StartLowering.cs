using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Components;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Lowering;

/// <summary>
/// Writes the kernel that gives the instances of a set their values at the start. Actions run parents first without aliases, so that
/// children find their parents' state, then children first with aliases that all belong to the same state, twice: what the repeated visits of
/// the reference come to when the actions depend on each other up and down the tree. Running the kernel again changes nothing.
/// </summary>
internal sealed class StartLowering
{
    private const int Passes = 2;

    private readonly KernelBuilder builder = new("start");
    private readonly KernelScope scope;
    private readonly SetLayout layout;
    private readonly ILookup<int, RegimeMachine> machines;
    private readonly Dictionary<RegimeMachine, int> active;

    private StartLowering(SetLayout layout)
    {
        this.layout = layout;
        scope = new KernelScope(builder, layout) { ExposesCurrent = true };
        machines = Class.Machines.Where(machine => !machine.AlwaysHolds).ToLookup(machine => machine.Part);
        active = Class.Machines.Where(machine => !machine.AlwaysHolds).ToDictionary(machine => machine, machine => machine.Initial);
    }

    private ComponentClass Class => layout.Symbols.Class;

    public static KernelBuilder Start(SetLayout layout, IReadOnlyList<OutgoingLink> links)
    {
        var lowering = new StartLowering(layout);
        lowering.Write();
        KernelEnd.Write(lowering.scope, links);
        return lowering.builder;
    }

    private void Write()
    {
        foreach (var state in Class.States)
        {
            // Values for each instance are in the column already.
            var own = layout.Symbols.Set.Properties.GetValueOrDefault(state.Name);
            if (own is not ListValue)
                scope.Assign(state.Name, builder.Constant((own as FixedValue)?.Value ?? state.Initial));
        }

        for (var part = Class.Parts.Length - 1; part >= 0; part--)
            Visit(part, scope);
        var aliases = Class.Aliases.ToDictionary(alias => alias.Name);
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var part = 0; part < Class.Parts.Length; part++)
                Visit(part, Aliases());
        }

        var end = Aliases();
        foreach (var alias in Class.Aliases)
            scope.Define(alias.Name, end.Resolve(alias.Name));
        foreach (var (machine, regime) in active)
            scope.Assign(machine.Name, builder.Constant(regime));

        StageScope Aliases() => new(scope, new Dictionary<string, KernelValue>(), aliases);
    }

    // Each visit carries out the actions at the start and enters the active regime. Which that is does not depend on values, since no
    // condition stands before a transition here.
    private void Visit(int part, IScope values)
    {
        scope.Reader = part;
        foreach (var block in Class.OnStart.Where(block => block.Part == part))
            Run(block.Actions, part, "OnStart", values, []);
        foreach (var machine in machines[part])
            Enter(machine, machine.Regimes[active[machine]].Name, values, []);
    }

    private void Enter(RegimeMachine machine, string regime, IScope values, IReadOnlyList<string> entering)
    {
        IReadOnlyList<string> path = [.. entering, regime];
        if (entering.Contains(regime))
            throw LoweringException.EndlessRegimes(Class, path.SkipWhile(one => one != regime));
        active[machine] = machine.Regimes.ToList().FindIndex(candidate => candidate.Name == regime);
        Run(machine.Regimes[active[machine]].OnEntry, machine.Part, $"OnEntry of regime '{regime}'", values, path);
    }

    private void Run(IEnumerable<Model.Components.Action> actions, int part, string place, IScope values, IReadOnlyList<string> entering)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case Assignment assignment:
                    scope.Assign(assignment.Variable, ExpressionLowering.Real(assignment.Value, values));
                    break;
                case Transition transition:
                    foreach (var machine in machines[part])
                        Enter(machine, transition.Regime, values, entering);
                    break;
                case EventEmission emission when layout.ExternalPorts.Contains(emission.Port) || layout.Symbols.InternalTargets[emission.Port].Any():
                    throw new LoweringException("NG2004", $"{place} of component {Class.Name} sends an event from '{emission.Port}' at the start of the run, which is not supported.")
                    {
                        Span = emission.Span,
                        Hint = "Send it in the first step: from an OnCondition that tests a state variable, and sets it.",
                    };
                case EventEmission:
                    // Nobody hears it.
                    break;
                default:
                    throw new InvalidOperationException($"Unknown action {action.GetType().Name}.");
            }
        }
    }
}
