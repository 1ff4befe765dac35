using Neuroglot.Compilation.Integration;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Lowering;

/// <summary>
/// Writes the kernel that takes the instances of a set through one step. In tree order, part by part, children first: kinetic schemes,
/// regimes, aliases, integration, conditions on the new state, then the next part. In simultaneous order all aliases and
/// all derivatives come from the same old state, then all conditions follow.
/// </summary>
internal sealed class StepLowering
{
    private readonly SetLayout layout;
    private readonly KernelScope scope;
    private readonly ActionLowering actions;
    private readonly double step;
    private readonly KernelBuilder builder;

    private StepLowering(SetLayout layout, double step)
    {
        this.layout = layout;
        this.step = step;
        builder = new KernelBuilder("step");
        scope = new KernelScope(builder, layout);
        actions = new ActionLowering(scope);
    }

    private ComponentClass Class => layout.Symbols.Class;

    /// <summary>Part by part, children first; <paramref name="integrator"/> where the part names none.</summary>
    public static KernelBuilder Tree(SetLayout layout, IIntegrator integrator, double step, IReadOnlyList<OutgoingLink> links)
    {
        var lowering = new StepLowering(layout, step);
        for (var part = 0; part < lowering.Class.Parts.Length; part++)
        {
            lowering.scope.Reader = part;
            lowering.Schemes(part);
            var machines = lowering.Class.Machines.Where(machine => machine.Part == part).ToList();
            foreach (var machine in machines.Where(machine => machine.Regimes.Length > 1))
                lowering.AdvanceRegimes(machine);
            foreach (var alias in lowering.Class.Aliases.Where(alias => alias.Part == part))
                lowering.scope.Define(alias.Name, ExpressionLowering.Real(alias.Value, lowering.scope));
            var method = lowering.Class.Parts[part].Method is { } name ? Integrators.Find(name) ?? integrator : integrator;
            foreach (var machine in machines.Where(machine => machine.Regimes.Length == 1))
            {
                lowering.Advance(method, part, machine);
                lowering.Conditions(machine);
            }

            lowering.scope.MarkAdvanced(part);
        }

        return lowering.Finish(links);
    }

    /// <summary>Everything from the same old state.</summary>
    public static KernelBuilder Simultaneous(SetLayout layout, IIntegrator integrator, double step, IReadOnlyList<OutgoingLink> links)
    {
        var lowering = new StepLowering(layout, step);
        foreach (var machine in lowering.Class.Machines.Where(machine => machine.Regimes.Length > 1))
            lowering.EnterInitial(machine);
        var aliases = lowering.Class.Aliases.ToDictionary(alias => alias.Name);
        var start = new StageScope(lowering.scope, new Dictionary<string, KernelValue>(), aliases);
        foreach (var alias in lowering.Class.Aliases)
            lowering.scope.Define(alias.Name, start.Resolve(alias.Name));
        for (var part = 0; part < lowering.Class.Parts.Length; part++)
        {
            lowering.scope.Reader = part;
            lowering.Schemes(part);
        }

        lowering.Integrate(integrator, lowering.AllRates(), aliases);
        foreach (var machine in lowering.Class.Machines)
            lowering.Conditions(machine);
        return lowering.Finish(links);
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

    private void Advance(IIntegrator integrator, int part, RegimeMachine machine)
    {
        if (machine.Regimes[0].Derivatives.IsEmpty)
            return;
        var aliases = Class.Aliases.Where(alias => alias.Part == part).ToDictionary(alias => alias.Name);
        Integrate(integrator, [.. machine.Regimes[0].Derivatives.Select(derivative => (derivative.Variable, derivative.Rate))], aliases);
    }

    // The reference advances the active regime before the part itself, so that it sees the aliases of the step before; the initial regime
    // becomes active during the first step. Rates are evaluated one by one, each seeing the variables advanced before it.
    private void AdvanceRegimes(RegimeMachine machine)
    {
        var always = builder.Constant(true);
        for (var regime = 0; regime < machine.Regimes.Length; regime++)
        {
            foreach (var derivative in machine.Regimes[regime].Derivatives)
            {
                var mask = actions.Writable(derivative.Variable, actions.InRegime(machine, regime, always));
                var old = scope.Resolve(derivative.Variable);
                var next = old + (builder.Constant(step) * ExpressionLowering.Real(derivative.Rate, scope));
                scope.Assign(derivative.Variable, builder.Select(mask, next, old));
            }
        }

        Conditions(machine);
        EnterInitial(machine);
    }

    private void EnterInitial(RegimeMachine machine)
    {
        var none = builder.Equal(scope.Resolve(machine.Name), builder.Constant(StartLowering.NoRegime));
        actions.Enter(machine, machine.Regimes[machine.Initial].Name, none);
    }

    // With several regimes, a variable's rate is that of the active one, and 0 where that has none.
    private List<(string Variable, Expression Rate)> AllRates()
    {
        var rates = new List<(string Variable, Expression Rate)>();
        var place = new Dictionary<string, int>();
        foreach (var machine in Class.Machines)
        {
            for (var regime = 0; regime < machine.Regimes.Length; regime++)
            {
                foreach (var derivative in machine.Regimes[regime].Derivatives)
                {
                    var active = new Binary(BinaryOperator.Equal, new Name(machine.Name), new Number(regime));
                    var rate = machine.Regimes.Length == 1 ? derivative.Rate : new Piecewise([new Case(active, derivative.Rate)], new Number(0));
                    if (place.TryGetValue(derivative.Variable, out var index))
                        rates[index] = (derivative.Variable, new Binary(BinaryOperator.Add, rates[index].Rate, rate));
                    else
                        rates.Add((derivative.Variable, rate));
                    place.TryAdd(derivative.Variable, rates.Count - 1);
                }
            }
        }

        return rates;
    }

    private void Integrate(IIntegrator integrator, List<(string Variable, Expression Rate)> rates, IReadOnlyDictionary<string, Alias> aliases)
    {
        var block = new IntegrationBlock(scope, rates, aliases, step);
        if (!integrator.TryAdvance(block, out var next, out var reason))
            throw new LoweringException("NG2002", $"Method '{integrator.Name}' cannot integrate component {Class.Name}: {reason}");
        var always = builder.Constant(true);
        for (var i = 0; i < rates.Count; i++)
        {
            var variable = rates[i].Variable;
            scope.Assign(variable, builder.Select(actions.Writable(variable, always), next[i], scope.Resolve(variable)));
        }
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

    private KernelBuilder Finish(IReadOnlyList<OutgoingLink> links)
    {
        KernelEnd.Write(scope, links);
        return builder;
    }
}
