using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Building;

/// <summary>The one seed of an experiment, from which all its draws follow.</summary>
internal static class Seeds
{
    // What TVBO has where nothing is stated.
    private const long Usual = 42;

    /// <summary>The seed that its noises and distributions state, else <c>random_seed</c> of its <c>execution</c>; an error where they differ, or where that is no whole number.</summary>
    public static ulong Of(SimulationExperiment experiment, IEnumerable<Dynamics> dynamics, DiagnosticBag diagnostics)
    {
        var states = dynamics.SelectMany(static one => one.StateVariables).ToList();
        var stated = states.Select(static one => one.Noise?.Seed).Prepend(experiment.Integration.Noise?.Seed).Concat(states.Select(static one => one.Distribution?.Seed))
            .OfType<long>().Where(static seed => seed != Usual).Distinct().ToList();
        if (stated.Count > 1)
            diagnostics.Error(BuildCodes.SeveralSeeds, $"The experiment has the seeds {string.Join(", ", stated)}; all its draws follow from one.", experiment.Integration.Span, "State the same seed everywhere, or once: draws of different variables and nodes differ all the same.");
        return unchecked((ulong)stated.FirstOrDefault(OfExecution(experiment, diagnostics)));
    }

    private static long OfExecution(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        if (experiment.Kept.FirstOrDefault(static member => member.Key == "execution")?.Value.Find("random_seed") is not { Kind: not YamlKind.Null } written)
            return Usual;
        if (written.Kind == YamlKind.Scalar && long.TryParse(written.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
            return seed;
        diagnostics.Error(BuildCodes.SeveralSeeds, $"The `random_seed` {written.Description} is no whole number.", written.Span, "Write `execution: {random_seed: 7}`.");
        return Usual;
    }
}
