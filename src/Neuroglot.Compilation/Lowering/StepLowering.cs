using System.Collections.Immutable;
using Neuroglot.Compilation.Integration;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Lowering;

/// <summary>
/// Writes the kernel that takes the instances of a set through one step. In tree order, part by part, children first: kinetic schemes,
/// aliases, integration, conditions on the new state, then regimes, then the next part. In simultaneous order all aliases and
/// all derivatives come from the same old state, then all conditions follow.
/// </summary>
internal sealed class StepLowering
{
    private readonly KernelScope scope;
    private readonly ActionLowering actions;
    private readonly StepStyle style;
    private readonly KernelBuilder builder;
    private readonly IReadOnlyList<Alias> draws;

    private StepLowering(SetLayout layout, StepStyle style)
    {
        this.style = style;
        builder = new KernelBuilder("step");
        scope = new KernelScope(builder, layout);
        actions = new ActionLowering(scope);
        (Class, draws) = HeldDraws.Name(layout.Symbols.Class);
    }

    private ComponentClass Class { get; }

    /// <summary>The kernel of a step.</summary>
    public static KernelBuilder Step(SetLayout layout, StepStyle style, IReadOnlyList<OutgoingLink> links)
    {
        var lowering = new StepLowering(layout, style);
        if (style.IsTree)
            lowering.Tree();
        else
            lowering.Simultaneous();
        KernelEnd.Write(lowering.scope, links);
        return lowering.builder;
    }

    private void Tree()
    {
        var aliases = Class.Aliases.ToLookup(alias => alias.Part);
        var machines = Class.Machines.ToLookup(machine => machine.Part);
        for (var part = 0; part < Class.Parts.Length; part++)
        {
            if (Block(part) is var outermost and >= 0)
            {
                Together(part, outermost, Integrators.Find(Class.Parts[outermost].Method!) ?? style.Integrator, redraws: true);
                part = outermost;
                continue;
            }

            scope.Reader = part;
            scope.Advancing = part;
            Schemes(part);
            Draw(part, part);
            foreach (var alias in aliases[part])
                scope.Define(alias.Name, ExpressionLowering.Real(alias.Value, scope));
            foreach (var machine in machines[part].Where(machine => machine.AlwaysHolds))
            {
                Advance(style.Integrator, machine, aliases[part]);
                Conditions(machine);
            }

            scope.MarkAdvanced(part);
            foreach (var machine in machines[part].Where(machine => !machine.AlwaysHolds))
            {
                AdvanceRegimes(machine);
                Conditions(machine);
            }
        }
    }

    // The outermost part with a method of its own that contains this one, or −1. A part follows all that it contains.
    private int Block(int part)
    {
        var outermost = -1;
        for (var here = part; here >= 0; here = Class.Parts[here].Parent)
        {
            if (Class.Parts[here].Method is not null)
                outermost = here;
        }

        return outermost;
    }

    private void Simultaneous()
    {
        scope.ExposesCurrent = true;
        var aliases = Together(0, Class.Parts.Length - 1, style.Integrator, redraws: false);
        if (!style.AliasesLag)
            DefineAll(aliases);
    }

    // The parts from first to last, which contain nothing else, from the same state. The reference draws anew in each stage of its own
    // Runge–Kutta method; a method that the user asks for changes how equations are integrated, not the noise in them.
    private Dictionary<string, Alias> Together(int first, int last, IIntegrator integrator, bool redraws)
    {
        var aliases = Class.Aliases.Where(alias => alias.Part >= first && alias.Part <= last).ToDictionary(alias => alias.Name);
        var machines = Class.Machines.Where(machine => machine.Part >= first && machine.Part <= last).ToList();
        scope.Advancing = last;
        Draw(first, last);
        DefineAll(aliases);
        for (var part = first; part <= last; part++)
        {
            scope.Reader = part;
            Schemes(part);
        }

        var redrawn = redraws ? draws.Where(draw => draw.Part >= first && draw.Part <= last) : [];
        Integrate(integrator, RegimeRates.Of(machines), aliases, [.. redrawn]);
        foreach (var machine in machines)
            Conditions(machine);
        for (var part = first; part <= last; part++)
            scope.MarkAdvanced(part);
        return aliases;
    }

    private void Draw(int first, int last)
    {
        foreach (var draw in draws.Where(draw => draw.Part >= first && draw.Part <= last))
            scope.Define(draw.Name, ExpressionLowering.Real(draw.Value, scope));
    }

    // All aliases from the state as it is now, whatever their order.
    private void DefineAll(Dictionary<string, Alias> aliases)
    {
        var now = new StageScope(scope, new Dictionary<string, KernelValue>(), aliases);
        var values = aliases.Keys.Select(now.Resolve).ToList();
        foreach (var (alias, value) in aliases.Keys.Zip(values))
            scope.Define(alias, value);
    }

    private void Schemes(int part)
    {
        foreach (var scheme in Class.KineticSchemes.Where(scheme => scheme.Part == part))
        {
            var rates = new List<string>();
            foreach (var (transition, index) in scheme.Transitions.Select((transition, index) => (transition, index)))
            {
                Rate(2 * index, transition.Forward);
                Rate((2 * index) + 1, transition.Reverse);
            }

            builder.Scheme(scheme.Name, [.. rates, .. scheme.Occupancies], scheme.Occupancies);
            foreach (var occupancy in scheme.Occupancies)
                scope.Assign(occupancy, builder.Load(occupancy));

            void Rate(int index, Expression rate)
            {
                var column = ColumnNames.Rate(scheme.Name, index);
                builder.Store(column, ExpressionLowering.Real(rate, scope));
                rates.Add(column);
            }
        }
    }

    private void Advance(IIntegrator integrator, RegimeMachine machine, IEnumerable<Alias> aliases)
    {
        if (!machine.Regimes[0].Derivatives.IsEmpty)
            Integrate(integrator, [.. machine.Regimes[0].Derivatives.Select(derivative => (derivative.Variable, derivative.Rate))], aliases.ToDictionary(alias => alias.Name), []);
    }

    // The reference advances the active regime when others can see the part already, so that they learn of its effect a step later. Rates
    // are evaluated one by one, each seeing the variables advanced before it.
    private void AdvanceRegimes(RegimeMachine machine)
    {
        var always = builder.Constant(true);
        for (var regime = 0; regime < machine.Regimes.Length; regime++)
        {
            foreach (var derivative in machine.Regimes[regime].Derivatives)
            {
                var mask = actions.Writable(derivative.Variable, actions.InRegime(machine, regime, always));
                var old = scope.Resolve(derivative.Variable);
                var next = old + (builder.Constant(style.StepSeconds) * ExpressionLowering.Real(derivative.Rate, scope));
                scope.Assign(derivative.Variable, builder.Select(mask, next, old));
            }
        }
    }

    private void Integrate(IIntegrator integrator, List<(string Variable, Expression Rate)> rates, IReadOnlyDictionary<string, Alias> aliases, IReadOnlyList<Alias> redrawn)
    {
        var block = new IntegrationBlock(scope, rates, aliases, style.StepSeconds, style.Start) { Redrawn = redrawn, Bounds = BoundsOf(rates), Drives = [.. Class.Drives.Where(drive => rates.Exists(rate => rate.Variable == drive.Variable))] };
        if (!block.Drives.IsEmpty && !integrator.TakesDrives)
            throw new LoweringException("NG2002", $"Method '{integrator.Name}' cannot integrate component {Class.Name}: it has noise or a stimulus that holds over a step.") { Hint = $"Methods that can: {string.Join(", ", Integrators.All.Where(static one => one.TakesDrives).Select(static one => one.Name))}." };
        if (!integrator.TryAdvance(block, out var next, out var reason))
            throw new LoweringException("NG2002", $"Method '{integrator.Name}' cannot integrate component {Class.Name}: {reason}");
        next = block.Within(next);
        var always = builder.Constant(true);
        for (var i = 0; i < rates.Count; i++)
        {
            var variable = rates[i].Variable;
            scope.Assign(variable, builder.Select(actions.Writable(variable, always), next[i], scope.Resolve(variable)));
        }
    }

    private ImmutableArray<Bounds?> BoundsOf(List<(string Variable, Expression Rate)> rates)
    {
        var bounded = Class.States.Where(static state => state.Bounds is not null).ToDictionary(static state => state.Name, static state => state.Bounds);
        return bounded.Count == 0 ? [] : [.. rates.Select(rate => bounded.GetValueOrDefault(rate.Variable))];
    }

    private void Conditions(RegimeMachine machine)
    {
        scope.Reader = machine.Part;
        var always = builder.Constant(true);
        var active = machine.Regimes.Select((_, regime) => actions.InRegime(machine, regime, always)).ToArray();
        for (var regime = 0; regime < machine.Regimes.Length; regime++)
        {
            foreach (var condition in machine.Regimes[regime].Conditions)
            {
                var mask = builder.And(active[regime], ExpressionLowering.Condition(condition.Test, scope));
                actions.Run(machine, condition.Actions, mask, exempt: true);
            }
        }
    }
}

/// <summary>How the step kernels of a run are made.</summary>
/// <param name="Integrator">Integrator where the part names none.</param>
/// <param name="IsTree">Part by part, children first, rather than everything from the same state.</param>
/// <param name="AliasesLag">Whether aliases seen from outside are those of the state before the step.</param>
/// <param name="StepSeconds">Time step in seconds.</param>
internal sealed record StepStyle(IIntegrator Integrator, bool IsTree, bool AliasesLag, double StepSeconds)
{
    /// <summary>When the step starts, in seconds after the time by which its rates go: the tree's forward Euler takes that at which the step ends.</summary>
    public double Start => IsTree ? 0 : -StepSeconds;
}
