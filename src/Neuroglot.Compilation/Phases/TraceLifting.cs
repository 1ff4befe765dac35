using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Phases;

/// <summary>
/// Finds event-driven variables of connections that are the same for all connections of a neuron, and can be kept with the neuron: traces, which start
/// equal, which the events of one pathway change all at once and in the same way, and which nothing else looks at.
/// </summary>
/// <remarks>
/// A trace relaxes from its own last change, not from the last event of each connection. The numbers are the same but for rounding: one exponential of
/// the whole time instead of a product of several.
/// </remarks>
internal sealed class TraceLifting
{
    private static readonly string[] Draws = ["uniform", "normal", "exponential", "poisson"];

    private readonly Experiment experiment;
    private readonly SetTable table;
    private readonly int set;
    private readonly EventDrivenDynamics lazy;
    private readonly ClassSymbols symbols;

    private TraceLifting(Experiment experiment, SetTable table, int set, EventDrivenDynamics lazy)
    {
        this.experiment = experiment;
        this.table = table;
        this.set = set;
        this.lazy = lazy;
        symbols = table.Symbols(set);
    }

    private IEnumerable<Pathway> Pathways => experiment.Network.Pathways.Where(pathway => pathway.Set == set);

    /// <summary>Tells <paramref name="table"/> of the traces of all sets.</summary>
    public static void Apply(Experiment experiment, SetTable table)
    {
        for (var set = 0; set < experiment.Network.Sets.Length; set++)
        {
            if (experiment.Network.Sets[set] is { Connectivity: not null, Class.EventDriven: { } lazy })
                new TraceLifting(experiment, table, set, lazy).Lift();
        }
    }

    private void Lift()
    {
        if (Initial(lazy.LastUpdate) is not { } updated || IsSeen(lazy.LastUpdate))
            return;
        var candidates = new Dictionary<string, Pathway>();
        foreach (var derivative in lazy.Derivatives)
        {
            if (Changing(derivative.Variable) is { } pathway && Initial(derivative.Variable) is not null && !IsSeen(derivative.Variable)
                && DependsOnlyOn(derivative.Rate, name => name == derivative.Variable)
                && lazy.Derivatives.All(other => other == derivative || !Mentions(other.Rate, derivative.Variable)))
                candidates.Add(derivative.Variable, pathway);
        }

        // Traces of one pathway may depend on each other, as long as all of them can be lifted.
        while (candidates.FirstOrDefault(candidate => !IsShared(candidate.Key, candidate.Value, candidates)).Key is { } refused)
            candidates.Remove(refused);
        foreach (var (variable, pathway) in candidates)
        {
            var connectivity = experiment.Network.Sets[set].Connectivity!;
            var end = pathway.From == ConnectionEnd.Source ? connectivity.Source : connectivity.Target;
            var index = experiment.Network.Pathways.IndexOf(pathway);
            table.Lift(set, new Trace(variable, index, pathway.From, end.Set, $"{pathway.Name}.{variable}", $"{pathway.Name}.{lazy.LastUpdate}"), Initial(variable)!.Value, updated);
        }
    }

    // The only pathway that changes a variable, if all its connections hear of an event at the same time.
    private Pathway? Changing(string variable)
    {
        var changing = Pathways.Where(pathway => Changes(pathway, variable).Any()).ToList();
        if (changing is not [var only] || experiment.Operations.OfType<Delivery>().Count(delivery => experiment.Network.Pathways[delivery.Pathway] == only) != 1)
            return null;
        return !only.HasStragglers && (only.Delay is FixedValue || (only.Delay is ListValue list && list.Values.All(delay => delay.Equals(list.Values[0])))) ? only : null;
    }

    private IEnumerable<Assignment> Changes(Pathway pathway, string variable) =>
        Actions(pathway).Where(assignment => assignment.Variable == variable);

    private IEnumerable<Assignment> Actions(Pathway pathway) =>
        symbols.Handlers[pathway.TargetPort].SelectMany(handler => handler.Event.Actions).OfType<Assignment>();

    private double? Initial(string variable) => symbols.Find(variable) is StateSymbol { State: { WritableWhen: null } state }
        ? symbols.Set.Properties.GetValueOrDefault(variable) switch
        {
            null => state.Initial,
            FixedValue one => one.Value,
            _ => null,
        }
        : null;

    private bool IsShared(string variable, Pathway pathway, Dictionary<string, Pathway> candidates) =>
        Changes(pathway, variable).All(change => DependsOnlyOn(change.Value, name => name == "t" || candidates.GetValueOrDefault(name) == pathway));

    private bool DependsOnlyOn(Expression expression, Func<string, bool> known) =>
        !expression.Any(node => node is Call call && (Draws.Contains(call.Function) || symbols.Class.Tables.Any(one => one.Name == call.Function) || symbols.Function(call.Function) is not null))
        && FreeNames.Of(expression).All(name => known(name) || name == "dt" || symbols.Find(name) switch
        {
            ParameterSymbol parameter => !parameter.Varies,
            AliasSymbol alias => DependsOnlyOn(alias.Alias.Value, known),
            _ => false,
        });

    // Whether anything but the handlers of events uses a variable, or may use it; for the time of the last update, also whether a handler does.
    private bool IsSeen(string variable)
    {
        if (experiment.Network.AnalogLinks.Any(link => link.Source == set) || experiment.Network.EndLinks.Any(link => Reads(link, variable)))
            return true;
        if (variable == lazy.LastUpdate && Pathways.SelectMany(Actions).Any(action => action.Variable == variable || Mentions(action.Value, variable)))
            return true;
        return experiment.Operations.Any(operation => operation switch
        {
            HostOperation => true,
            StateUpdate update => update.Set == set && symbols.Class.Machines.SelectMany(machine => machine.Regimes).SelectMany(regime => regime.Derivatives).Any(derivative => Mentions(derivative.Rate, variable)),
            Update update => update.Instances.Set == set && update.Actions.OfType<Assignment>().Any(action => action.Variable == variable || Mentions(action.Value, variable)),
            Summation summation => summation.Set == set && Mentions(new Name(summation.Value), variable),
            Sampling sampling => sampling.Set == set && sampling.Variables.Any(one => Mentions(new Name(one), variable)),
            _ => false,
        });
    }

    // Connections that end at these.
    private bool Reads(EndLink link, string variable) =>
        experiment.Network.Sets[link.Set].Connectivity is { } other && (link.End == ConnectionEnd.Source ? other.Source : other.Target).Set == set && Mentions(new Name(link.Variable), variable);

    private bool Mentions(Expression expression, string variable) =>
        FreeNames.Of(expression).Any(name => name == variable || (symbols.Find(name) is AliasSymbol alias && Mentions(alias.Alias.Value, variable)));
}

/// <summary>An event-driven variable of connections that is kept once for each neuron at one end.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Pathway">Index of the pathway whose events change it.</param>
/// <param name="End">The end whose neurons keep it.</param>
/// <param name="Set">Index of the set at that end.</param>
/// <param name="Column">Column of that set that holds its value at the last change.</param>
/// <param name="Time">Column of that set that holds the time of the last change.</param>
internal sealed record Trace(string Variable, int Pathway, ConnectionEnd End, int Set, string Column, string Time);
