using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Sweeps;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Formats;

/// <summary>The explorations of an experiment of TVBO as sweeps over the parameters of what has been built of it.</summary>
internal static class TvboExplorations
{
    public static ImmutableArray<StatedSweep> Of(TvboObject? document, Experiment? experiment)
    {
        if (document is not SimulationExperiment { Explorations: { IsEmpty: false } explorations } || experiment is null)
            return [];
        var found = new DiagnosticBag();
        return [.. explorations.Select(one => new StatedSweep(one.Name, [.. one.Parameters.Select(parameter => Axis(parameter, experiment, found)).OfType<SweepAxis>()], one.IsZipped, one.Trials))];
    }

    // A parameter of a coupling has its name behind that of the coupling. A name that nothing has is kept as it is: the sweep tells what there is.
    private static SweepAxis? Axis(Parameter parameter, Experiment experiment, DiagnosticBag diagnostics)
    {
        var sets = experiment.Network.Sets;
        var (set, name) = sets.SelectMany(static set => set.Class.Parameters.Select(one => (set, one.Name))).FirstOrDefault(one => one.Name == parameter.Name || one.Name.EndsWith($".{parameter.Name}", StringComparison.Ordinal), (sets[0], parameter.Name));
        return ExploredValues.Of(parameter, diagnostics) is not { } values ? null
            : values.Listed.IsEmpty ? SweepAxis.Spaced($"{set.Name}.{name}", values.First, values.Last, values.Count, values.IsLogarithmic, string.Empty)
            : new SweepAxis($"{set.Name}.{name}", values.Listed, string.Empty);
    }
}
