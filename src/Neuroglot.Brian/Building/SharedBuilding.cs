using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Brian.Building;

/// <summary>
/// Shared variables that change during a run are those of a set of their own with one instance, <c>group (shared)</c>, which the group's code reads over links;
/// what runs for the group as a whole runs for that instance.
/// </summary>
internal static class SharedBuilding
{
    /// <summary>Adds a draft to those that need one.</summary>
    public static void Draft(BrianObject one, NetworkBuilding building)
    {
        if (EquationsOf(one) is not { } equations || building.Drafts.Find(draft => draft.Name == one.Name) is not { } draft)
            return;
        var changes = equations.Any(equation => equation.Has(EquationFlags.Shared)
            && (equation.Kind == EquationKind.Parameter ? building.IsWritten(one.Name, equation.Name) : equation.Has(EquationFlags.ConstantOverDt)));
        if (!changes)
            return;
        draft.Shared = new SetDraft(BrianBuilder.SharedSet(one.Name), building.Drafts.Count, "shared", draft.Resolution) { Count = 1 };
        building.Add(draft.Shared);
    }

    /// <summary>Whether <paramref name="equation"/> of the group belongs to its shared set.</summary>
    public static bool Has(SetDraft draft, Equation? equation) =>
        draft.Shared is not null && equation is not null && equation.Has(EquationFlags.Shared) && (equation.Kind == EquationKind.Parameter || equation.Has(EquationFlags.ConstantOverDt));

    /// <summary>Fills the shared set of <paramref name="draft"/>, and links the group to it.</summary>
    public static void Build(Equations equations, SetDraft draft, BrianObject owner, NetworkBuilding building)
    {
        if (draft.Shared is not { } shared)
            return;
        var ofAll = new Equations(equations.Where(one => one.Has(EquationFlags.Shared)));
        var translation = new Translation(shared, building.StepOf(owner), building.Diagnostics);
        EquationBuilding.Build(ofAll, shared, translation, building, null, owner.Name);
        if (ofAll.Any(one => one.Has(EquationFlags.ConstantOverDt)))
            building.Add(EquationBuilding.ConstantOverDt(ofAll, shared, translation), owner);
        foreach (var one in ofAll.Where(one => Has(draft, one)))
            Link(one.Name, draft, false, building);
    }

    /// <summary>The port by which <paramref name="draft"/> reads, or reads and writes, its shared variable.</summary>
    public static void Link(string variable, SetDraft draft, bool isWritten, NetworkBuilding building)
    {
        if (draft.AddLinkedPort(variable, draft.Resolution.FindVariable(variable)!.Dimension, isWritten))
            building.AnalogLinks.Add(new AnalogLink(draft.Shared!.Index, variable, draft.Index, variable, []));
    }

    /// <summary>
    /// Parts code that runs for all neurons: what it gives shared variables happens once, and before the rest. Null, with a diagnostic, where that
    /// changes what it means.
    /// </summary>
    public static (ImmutableArray<Statement> Once, ImmutableArray<Statement> Each)? Split(ImmutableArray<Statement> code, SetDraft draft, DiagnosticBag diagnostics)
    {
        var (once, each) = (ImmutableArray.CreateBuilder<Statement>(), ImmutableArray.CreateBuilder<Statement>());
        // Names given to values of each neuron.
        var locals = new HashSet<string>();
        var hasOther = false;
        foreach (var statement in code)
        {
            var target = draft.Resolution.FindVariable(statement.Target);
            var isOnce = FreeNames.Of(statement.Value).All(IsOnce);
            if (target is not null && Has(draft, target.Equation))
            {
                if (!isOnce || hasOther)
                {
                    diagnostics.Error(
                        "NG5111", $"`{statement.Target}` of {draft.Name} is shared, but `{statement}` {(isOnce ? "comes after values of each neuron have changed" : "uses values of each neuron")}.",
                        statement.Span, isOnce ? "Put it first." : "Use shared variables only, or make the target a variable of each neuron.");
                    return null;
                }

                once.Add(statement);
                continue;
            }

            each.Add(statement);
            if (target is not null)
            {
                hasOther = true;
            }
            else if (isOnce)
            {
                // A value with a name of its own serves both.
                locals.Remove(statement.Target);
                once.Add(statement);
            }
            else
            {
                locals.Add(statement.Target);
            }
        }

        return (once.Any(statement => draft.Resolution.FindVariable(statement.Target) is not null) ? once.ToImmutable() : [], each.ToImmutable());

        // What is no variable is a constant, or a name that the code has given.
        bool IsOnce(string name) => draft.Resolution.FindVariable(name) is { } used
            ? used.Owner == VariableOwner.Clock || used.Equation?.Has(EquationFlags.Shared) == true
            : !locals.Contains(name);
    }

    private static Equations? EquationsOf(BrianObject one) => one switch
    {
        NeuronGroup group => group.AllEquations,
        Synapses synapses => synapses.Equations,
        _ => null,
    };
}
