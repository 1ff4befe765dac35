using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot;

/// <summary>What <see cref="NeuralModel.Load"/> gives when there is nothing to run: only the reasons.</summary>
internal sealed class UnreadableModel(string path, params ImmutableArray<Diagnostic> reasons) : NeuralModel(path)
{
    public override ImmutableArray<Diagnostic> Diagnostics => reasons;

    public override ImmutableArray<Diagnostic> Validate() => reasons;

    public override ModelDescription Describe() => new() { Name = System.IO.Path.GetFileName(Path), Format = "unknown" };

    public override PreparedRun Prepare(RunOptions options) => new NoRun(reasons);
}
