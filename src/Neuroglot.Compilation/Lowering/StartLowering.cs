using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Components;

namespace Neuroglot.Compilation.Lowering;

/// <summary>
/// Writes the kernel that gives the instances of a set their values at the start. Actions run parents first without aliases, so that
/// children find their parents' state, then children first with aliases that all belong to the same state, twice: what the repeated visits of
/// the reference come to when the actions depend on each other up and down the tree. Running the kernel again changes nothing.
/// </summary>
internal static class StartLowering
{
    private const int Passes = 2;

    public static KernelBuilder Start(SetLayout layout, IReadOnlyList<OutgoingLink> links)
    {
        var builder = new KernelBuilder("start");
        var scope = new KernelScope(builder, layout) { ExposesCurrent = true };
        var component = layout.Symbols.Class;
        var machines = component.Machines.ToLookup(machine => machine.Part);
        foreach (var state in component.States)
            scope.Assign(state.Name, builder.Constant(state.Initial));
        foreach (var machine in component.Machines.Where(machine => !machine.AlwaysHolds))
            scope.Assign(machine.Name, builder.Constant(machine.Initial));

        for (var part = component.Parts.Length - 1; part >= 0; part--)
            Actions(part, scope);
        var aliases = component.Aliases.ToDictionary(alias => alias.Name);
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var part = 0; part < component.Parts.Length; part++)
                Actions(part, Aliases());
        }

        var end = Aliases();
        foreach (var alias in component.Aliases)
            scope.Define(alias.Name, end.Resolve(alias.Name));
        KernelEnd.Write(scope, links);
        return builder;

        StageScope Aliases() => new(scope, new Dictionary<string, KernelValue>(), aliases);

        void Actions(int part, IScope values)
        {
            scope.Reader = part;
            var entries = machines[part].Where(machine => !machine.AlwaysHolds).SelectMany(machine => machine.Regimes[machine.Initial].OnEntry.OfType<Assignment>());
            foreach (var action in component.OnStart.Where(block => block.Part == part).SelectMany(block => block.Actions).Concat(entries))
            {
                if (action is not Assignment assignment)
                    throw new LoweringException("NG2004", $"OnStart of component {component.Name} does more than assign state variables; events and transitions at the start are not supported.");
                scope.Assign(assignment.Variable, ExpressionLowering.Real(assignment.Value, values));
            }
        }
    }
}
