using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Export;

/// <summary>What an export gives.</summary>
/// <param name="Files">The main file, then those that belong beside it; empty where <paramref name="Diagnostics"/> have an error.</param>
/// <param name="Diagnostics">What was found to say.</param>
public sealed record ExportResult(ImmutableArray<ExportedFile> Files, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>No files, and why.</summary>
    /// <param name="reasons">At least one error.</param>
    public static ExportResult Refused(params ImmutableArray<Diagnostic> reasons) => new([], reasons);

    /// <summary>The refusal of a model that a target does not take.</summary>
    /// <param name="target">The target.</param>
    /// <param name="model">The model.</param>
    public static ExportResult NotTaken(IExportTarget target, NeuralModel model)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(model);
        var others = ExportTargets.All.Where(other => other != target && other.Takes != target.Takes).Select(other => other.Name).ToList();
        return Refused(new Diagnostic(
            "NG4033",
            Severity.Error,
            $"'{model.Path}' is {model.Describe().Format}; '{target.Name}' is written from {target.Takes}.",
            SourceSpan.None,
            others.Count == 0 ? "`neuroglot export --list` lists what each takes." : $"Other targets: {string.Join(", ", others)}."));
    }
}
