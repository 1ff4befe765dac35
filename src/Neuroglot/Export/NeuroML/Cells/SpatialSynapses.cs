using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Standard;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>Finds among the point currents of a spatial neuron those that synapses bring, by the rules for neurons that are points.</summary>
/// <param name="code">The neuron.</param>
/// <param name="entering">Currents into compartments that its membrane current names.</param>
/// <param name="export">The export.</param>
internal sealed class SpatialSynapses(CompartmentCode code, IReadOnlyList<Expression> entering, NetworkExport export)
{
    private readonly HashSet<string> variables = [];

    /// <summary>The variables of synapses: conductances, currents, and what drives them.</summary>
    public IReadOnlySet<string> Variables => variables;

    /// <summary>The point currents that do not come from synapses.</summary>
    public IEnumerable<Expression> Others => Currents.Where(one => !IsSynaptic(one));

    /// <summary>Why they are none of NeuroML's synapses; null where they are.</summary>
    public string? Why { get; private set; }

    private IEnumerable<Expression> Currents => code.Neuron.Equations.Where(one => one.Has(EquationFlags.PointCurrent)).Select(one => (Expression)new Name(one.Name)).Concat(entering);

    /// <summary>The synapses by the variable at which their events arrive; null, with the reason in <see cref="Why"/>, where they are none of NeuroML's.</summary>
    public ImmutableSortedDictionary<string, StandardSynapse>? Find()
    {
        List<Expression> synaptic = [.. Currents.Where(IsSynaptic)];
        foreach (var state in synaptic.SelectMany(States))
            Follow(state);
        if (synaptic.Count == 0)
        {
            var incoming = export.Network.Objects.OfType<Synapses>().FirstOrDefault(one => one.Target.Object == code.Neuron.Name);
            Why = incoming is null ? null : $"what the synapses {incoming.Name} change is no conductance and no current of a synapse that enters a compartment, `I = g*(E - v) : amp (point current)`";
            return incoming is null ? ImmutableSortedDictionary<string, StandardSynapse>.Empty : null;
        }

        // A neuron that is a point, of one farad, with these currents alone.
        var sum = synaptic.Aggregate((all, one) => new Binary(BinaryOperator.Add, all, one));
        var point = code.Neuron with
        {
            Cable = null,
            Threshold = null,
            Refractory = null,
            Equations = new Equations(
            [
                new Equation(EquationKind.DifferentialEquation, CompartmentEquations.Potential, sum, Dimension.Voltage, VariableType.Real, [], SourceSpan.None),
                .. code.Neuron.Equations.Where(one => one.Name != CompartmentEquations.Current && (one.Kind != EquationKind.DifferentialEquation || variables.Contains(one.Name))),
            ]),
        };
        if (StandardGroup.Of(point, export, takesLaterValues: true) is { } group && group.Rate(CompartmentEquations.Potential) is { } rate
            && rate.HasOnly([.. variables, .. variables.Select(one => StandardSynapses.Product(one, CompartmentEquations.Potential))])
            && StandardSynapses.Find(group, CompartmentEquations.Potential, rate, 1, [.. variables.Where(one => rate[one] != 0 || rate[StandardSynapses.Product(one, CompartmentEquations.Potential)] != 0)], export) is { } found)
        {
            return found;
        }

        Why = $"its synaptic currents {string.Join(", ", synaptic.Select(one => $"`{one}`"))} are none of NeuroML's synapses";
        return null;
    }

    private bool IsSynaptic(Expression current) => FreeNames.Contains(code.WrittenOut(current), CompartmentEquations.Potential) || States(current).Any();

    private IEnumerable<string> States(Expression expression) => FreeNames.Of(code.WrittenOut(expression)).Where(code.States.ContainsKey);

    private void Follow(string state)
    {
        if (!variables.Add(state))
            return;
        foreach (var other in States(code.States[state]))
            Follow(other);
    }
}
