using Neuroglot.Brian.Language;
using Neuroglot.Model.Components;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Brian.Building;

/// <summary>Puts equations into a set: parameters, state variables, aliases and rates.</summary>
internal static class EquationBuilding
{
    /// <summary>Adds what the equations define.</summary>
    /// <param name="equations">Equations that were checked.</param>
    /// <param name="draft">The set.</param>
    /// <param name="translation">Turns expressions into those of the Model.</param>
    /// <param name="building">Knows which parameters code changes.</param>
    /// <param name="notRefractory">The condition of <c>unless refractory</c>; null where neurons are never refractory.</param>
    /// <param name="owner">Name of the object whose equations they are.</param>
    public static void Build(Equations equations, SetDraft draft, Translation translation, NetworkBuilding building, Expression? notRefractory, string owner)
    {
        foreach (var one in equations.Where(one => !one.Has(EquationFlags.Linked) && !one.Has(EquationFlags.Summed) && !SharedBuilding.Has(draft, one)))
        {
            switch (one.Kind)
            {
                case EquationKind.Parameter when building.IsWritten(owner, one.Name):
                    draft.AddState(one.Name, one.Dimension);
                    break;
                case EquationKind.Parameter:
                    draft.AddParameter(one.Name, one.Dimension);
                    break;
                case EquationKind.DifferentialEquation:
                    draft.AddState(one.Name, one.Dimension, 0, one.Has(EquationFlags.UnlessRefractory) ? notRefractory : null);
                    break;
                case EquationKind.Subexpression when one.Has(EquationFlags.ConstantOverDt):
                    draft.AddState(one.Name, one.Dimension);
                    break;
            }
        }

        foreach (var one in equations.Subexpressions.Where(one => !one.Has(EquationFlags.ConstantOverDt) && !one.Has(EquationFlags.Summed)))
        {
            if (draft.Claim(one.Name))
                draft.Aliases.Add(new Alias(one.Name, one.Dimension, translation.Translate(one.Expression!, one.Span), 0));
        }

        foreach (var one in equations.DifferentialEquations)
            (one.Has(EquationFlags.EventDriven) ? draft.EventDriven : draft.Derivatives).Add(new TimeDerivative(one.Name, translation.Translate(one.Expression!, one.Span), one.Span));
        if (draft.EventDriven.Count > 0)
            draft.AddState("lastupdate", Neuroglot.Model.Units.Dimension.Time);
    }

    /// <summary>Computes the subexpressions that hold for a step, each after those that it uses.</summary>
    public static Operation ConstantOverDt(Equations equations, SetDraft draft, Translation translation) => new Update(
        draft.Name + "_subexpression_update",
        new InstanceRange(draft.Index, 0, draft.Connectivity is null ? draft.Count : Update.All),
        [.. equations.Subexpressions.Where(one => one.Has(EquationFlags.ConstantOverDt) && !SharedBuilding.Has(draft, one)).Select(one => new Assignment(one.Name, translation.As(one.Type, translation.Translate(one.Expression!, one.Span), one.Expression!), one.Span))],
        "before_start");
}
