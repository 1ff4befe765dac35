using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Sweeps;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Formats;

/// <summary>The explorations of an experiment of TVBO as sweeps over the parameters of what has been built of it.</summary>
internal static class TvboExplorations
{
    public static ImmutableArray<StatedSweep> Of(TvboObject? document, Experiment? experiment)
    {
        if (document is not SimulationExperiment { Explorations: { IsEmpty: false } explorations })
            return [];
        var found = new DiagnosticBag();
        return [.. explorations.Select(one => new StatedSweep(one.Name, [.. one.Parameters.Select(parameter => Axis(parameter, experiment, found)).OfType<SweepAxis>()], one.IsZipped, one.Trials))];
    }

    // A parameter of a coupling has its name behind that of the coupling; in documents, whatever stands before a dot says where to look. A name that nothing has is kept as it is: the sweep tells what there is.
    private static SweepAxis? Axis(Parameter parameter, Experiment? experiment, DiagnosticBag diagnostics)
    {
        var written = parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..];
        var path = experiment is null ? parameter.Name : PathOf(parameter.Name, written, experiment.Network.Sets);
        return ExploredValues.Of(parameter, diagnostics) is not { } values ? null
            : values.Listed.IsEmpty ? SweepAxis.Spaced(path, values.First, values.Last, values.Count, values.IsLogarithmic, string.Empty)
            : new SweepAxis(path, values.Listed, string.Empty);
    }

    private static string PathOf(string name, string written, ImmutableArray<ComponentSet> sets)
    {
        // Dynamics and coupling often have a parameter of the same name; `Linear.a` and `coupling.a` are never that of the dynamics.
        var isOfCoupling = name.StartsWith("coupling.", StringComparison.Ordinal);
        Func<string, bool>[] choices = [one => one == name, one => one == written && !isOfCoupling, one => one.EndsWith($".{written}", StringComparison.Ordinal)];
        foreach (var isMeant in choices)
        {
            foreach (var set in sets)
            {
                if (set.Class.Parameters.FirstOrDefault(one => isMeant(one.Name)) is { } found)
                    return $"{set.Name}.{found.Name}";
            }
        }

        return $"{sets[0].Name}.{name}";
    }
}
