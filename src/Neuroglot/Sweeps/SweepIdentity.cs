using System.Collections.Immutable;
using System.Globalization;

namespace Neuroglot.Sweeps;

/// <summary>What makes a sweep the one that it is: the files of the model and every option that a result depends on.</summary>
internal static class SweepIdentity
{
    /// <summary>Labels, for people, and values.</summary>
    public static ImmutableArray<(string Label, string Value)> Of(NeuralModel model, SweepOptions options)
    {
        var run = options.Run;
        return
        [
            ("the version of Neuroglot", typeof(SweepIdentity).Assembly.ManifestModule.ModuleVersionId.ToString()),
            .. model.Fingerprint().Select(static part => ($"the file {part.Name}", part.Hash)),
            .. options.Axes.Select(static axis => ($"--vary {axis.Path}", string.Join(' ', axis.Values.Select(Text)) + axis.Unit)),
            .. run.Overrides.Select(static (change, place) => ($"--set {change.Path}", $"{place} {change.Value}")),
            ("--zip", $"{options.IsZipped}"),
            ("--repeat", Text(options.Trials)),
            ("--summary-only", $"{options.IsSummaryOnly}"),
            ("--duration", run.Duration is { } duration ? Text(duration) : string.Empty),
            ("--dt", run.Step is { } step ? Text(step) : string.Empty),
            ("--method", run.Method ?? string.Empty),
            ("--semantics", run.Semantics ?? string.Empty),
            ("--fidelity", $"{run.Fidelity}"),
            ("--seed", $"{run.Seed}"),
        ];
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
