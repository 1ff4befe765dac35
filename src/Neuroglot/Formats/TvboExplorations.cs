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
    private const string SpeedName = "conduction_speed";
    private const string Speed = $"network.{SpeedName}";

    public static ImmutableArray<StatedSweep> Of(TvboObject? document, Experiment? experiment)
    {
        if (document is not SimulationExperiment { Explorations: { IsEmpty: false } explorations })
            return [];
        var found = new DiagnosticBag();
        return [.. explorations.Where(static one => Tvbo.Building.ExploredValues.WhyNot(one) is null).Select(one => new StatedSweep(one.Name, [.. one.Parameters.Select(parameter => Axis(parameter, experiment, found)).OfType<SweepAxis>()], one.IsZipped, one.Trials))];
    }

    /// <summary>The speed along connections, of a network that has one: other delays make another experiment.</summary>
    public static ImmutableDictionary<string, Func<Experiment, double, DiagnosticBag, Experiment?>> Restated(TvboObject? document)
    {
        var none = ImmutableDictionary<string, Func<Experiment, double, DiagnosticBag, Experiment?>>.Empty;
        return document is SimulationExperiment { Network: { } network } written ? none.Add(Speed, WithSpeed) : none;

        Experiment? WithSpeed(Experiment experiment, double speed, DiagnosticBag diagnostics)
        {
            var unit = (network.ConductionSpeed ?? network.Parameters.FirstOrDefault(static one => one.Name == SpeedName))?.Unit;
            var changed = network with
            {
                ConductionSpeed = new Parameter { Name = SpeedName, Value = speed, Unit = unit, Span = network.Span },
                Parameters = [.. network.Parameters.Where(static one => one.Name != SpeedName)],
            };
            var found = new DiagnosticBag();
            var built = TvboBuilder.Build(written with { Network = changed }, found);
            diagnostics.AddRange(found.Where(static one => one.Severity == Severity.Error));
            return built;
        }
    }

    // A parameter of a coupling has its name behind that of the coupling; in documents, whatever stands before a dot says where to look. A name that nothing has is kept as it is: the sweep tells what there is.
    private static SweepAxis? Axis(Parameter parameter, Experiment? experiment, DiagnosticBag diagnostics)
    {
        var written = parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..];
        var path = parameter.Name is SpeedName or Speed ? Speed : experiment is null ? parameter.Name : PathOf(parameter.Name, written, experiment.Network.Sets);
        return ExploredValues.Of(parameter, diagnostics) is not { } values ? null
            : values.Listed.IsEmpty ? SweepAxis.Spaced(path, values.First, values.Last, values.Count, values.IsLogarithmic, string.Empty)
            : new SweepAxis(path, values.Listed, string.Empty);
    }

    private static string PathOf(string name, string written, ImmutableArray<ComponentSet> sets)
    {
        // Dynamics and coupling often have a parameter of the same name; `Linear.a` and `coupling.a` are never that of the dynamics.
        var isOfCoupling = name.StartsWith("coupling.", StringComparison.Ordinal);
        Func<string, bool>[] choices = [one => one == name, one => one == written && !isOfCoupling, one => one.EndsWith($".{written}", StringComparison.Ordinal) && !IsOneOfSeveral(one)];
        foreach (var isMeant in choices)
        {
            foreach (var set in sets)
            {
                if (set.Class.Parameters.FirstOrDefault(one => isMeant(one.Name)) is { } found)
                    return $"{set.Name}.{found.Name}";
            }
        }

        return $"{sets[0].Name}.{name}";

        // Noise of several variables has no strength in common.
        bool IsOneOfSeveral(string one) => one.Contains(".noise.", StringComparison.Ordinal) && sets.Sum(set => set.Class.Parameters.Count(other => other.Name.EndsWith($".{written}", StringComparison.Ordinal))) > 1;
    }
}
