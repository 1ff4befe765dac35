using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot;

/// <summary>What preparing gives when there is nothing to run: only the reasons.</summary>
internal sealed class NoRun(ImmutableArray<Diagnostic> reasons) : PreparedRun
{
    public override ImmutableArray<Diagnostic> Diagnostics => reasons;

    public override string Plan => string.Empty;

    public override long EstimatedMemoryBytes => 0;

    public override RunSummary Run(IProgress<RunProgress>? progress = null, CancellationToken cancellation = default) =>
        new() { Outcome = RunOutcome.Failed, Diagnostics = reasons };
}
