using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Cli.Tests;

/// <summary>A model that only pretends, so that the commands are tested without an engine.</summary>
internal sealed class FakeModel(string path, params ImmutableArray<Diagnostic> diagnostics) : NeuralModel(path)
{
    public override ImmutableArray<Diagnostic> Diagnostics => diagnostics;

    public ImmutableArray<Diagnostic> PrepareDiagnostics { get; init; } = [];

    public Func<IProgress<RunProgress>?, CancellationToken, RunSummary> OnRun { get; init; } = static (_, _) => new RunSummary();

    public RunOptions? Asked { get; private set; }

    public override ImmutableArray<Diagnostic> Validate() => diagnostics;

    public override ModelDescription Describe() => new()
    {
        Name = "net",
        Format = "NeuroML 2",
        Semantics = "lems",
        Duration = 0.3,
        Step = 1e-5,
        Populations = [new("exc", "hh", "cell", 100), new("inhibitory", "iaf", "iafCell", 1)],
        Projections = [new("e2i", "exc", "inhibitory", "ampa", 1200)],
        Inputs = [new("drive", "pulse", "exc", 3)],
        Recordings = [new("v.dat", ["exc[0]/v", "exc[1]/v"])],
        Types = [new("iafCell", "baseCell", "Leaks, integrates and fires.", ["dv/dt = i / C"])],
    };

    public override PreparedRun Prepare(RunOptions options)
    {
        Asked = options;
        return new Prepared(this);
    }

    private sealed class Prepared(FakeModel model) : PreparedRun
    {
        public override ImmutableArray<Diagnostic> Diagnostics => model.PrepareDiagnostics;

        public override string Plan => "step exc";

        public override long EstimatedMemoryBytes => 1_500_000;

        public override RunSummary Run(IProgress<RunProgress>? progress = null, CancellationToken cancellation = default) => model.OnRun(progress, cancellation);
    }
}
