using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>The spikes of a spatial neuron as NeuroML has them: the potential of a compartment crosses a value upwards.</summary>
/// <param name="Threshold">The value in volt; null for a neuron that never spikes.</param>
/// <param name="Compartments">The compartments that spike.</param>
/// <param name="Difference">How spikes differ; null where they do not.</param>
internal sealed record SpatialSpikes(double? Threshold, ImmutableArray<int> Compartments, string? Difference)
{
    /// <summary>The spikes of a neuron; null, with a reason, where NeuroML has no such.</summary>
    /// <param name="code">The neuron.</param>
    /// <param name="export">The export.</param>
    /// <param name="why">Why there are none.</param>
    public static SpatialSpikes? Of(CompartmentCode code, NetworkExport export, out string? why)
    {
        var neuron = code.Neuron;
        why = null;
        if (neuron.Reset is not null)
            why = "a cell of NeuroML has no reset";
        else if (neuron.Equations.Any(one => one.Has(EquationFlags.UnlessRefractory)))
            why = "a cell of NeuroML has no refractory period";
        else if (export.Network.Objects.OfType<Synapses>().Any(one => one.Source.Object == neuron.Name))
            why = "it is the source of synapses";
        else if (export.Network.Objects.OfType<PopulationRateMonitor>().Any(one => one.Source.Object == neuron.Name))
            why = "its rate is recorded";
        if (why is not null)
            return null;
        if (neuron.Threshold is not { } text)
            return new SpatialSpikes(null, [], null);
        var test = ExpressionText.Parse(text, neuron.Name, new DiagnosticBag());
        if (test is null || Crossing(test, code) is not (var threshold, var compartments))
        {
            why = $"its threshold `{text}` is none of the potential, `v > x`";
            return null;
        }

        var isHeard = export.Network.Objects.OfType<EventMonitor>().Any(one => one.Source.Object == neuron.Name);
        if (isHeard && neuron.Refractory is null)
        {
            why = $"it spikes in each step in which `{text}` holds, where a cell of NeuroML spikes when its potential crosses the threshold: give it that condition as `refractory`, too";
            return null;
        }

        var isSame = neuron.Refractory is null || (ExpressionText.Parse(neuron.Refractory, neuron.Name, new DiagnosticBag()) is { } refractory && Crossing(refractory, code) is (var end, _) && end.Equals(threshold));
        return new SpatialSpikes(threshold, compartments, isHeard && !isSame ? $"a cell of NeuroML spikes whenever its potential crosses the threshold upwards, whatever `refractory` says (`{neuron.Refractory}`)" : null);
    }

    // v > x, in all compartments or in those for which another condition holds.
    private static (double Threshold, ImmutableArray<int> Compartments)? Crossing(Expression test, CompartmentCode code)
    {
        ImmutableArray<int> compartments = [.. Enumerable.Range(0, code.Neuron.Count)];
        if (test is Binary { Operator: BinaryOperator.And } both)
        {
            var (place, rest) = code.IsConstant(both.Right) ? (both.Right, both.Left) : (both.Left, both.Right);
            if (!code.IsConstant(place))
                return null;
            var chosen = code.Values(place);
            (test, compartments) = (rest, [.. compartments.Where(one => chosen[one] != 0)]);
        }

        if (test is not Binary { Operator: BinaryOperator.Greater or BinaryOperator.Less } comparison)
            return null;
        var difference = comparison.Operator == BinaryOperator.Greater
            ? new Binary(BinaryOperator.Subtract, comparison.Left, comparison.Right) : new Binary(BinaryOperator.Subtract, comparison.Right, comparison.Left);
        if (!LinearForm.TryCreate(code.WrittenOut(difference), CompartmentCode.Potential, out var form, out _) || !code.IsConstant(form.Constant) || !code.IsConstant(form.Coefficient(CompartmentEquations.Potential)))
            return null;
        var (rests, slopes) = (code.Values(form.Constant), code.Values(form.Coefficient(CompartmentEquations.Potential)));
        ImmutableArray<double> thresholds = [.. rests.Zip(slopes, (rest, slope) => -rest / slope).Distinct()];
        return thresholds is [var one] && slopes[0] > 0 ? (one, compartments) : null;
    }
}
