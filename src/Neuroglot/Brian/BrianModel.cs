using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Neuroglot.Brian.Building;
using Neuroglot.Brian.Exchange;
using Neuroglot.Brian.Objects;
using Neuroglot.Diagrams;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Brian;

/// <summary>A network of Brian that was read from a file.</summary>
internal sealed class BrianModel(string path, string format, BrianNetwork? network, ImmutableArray<Diagnostic> reading) : NeuralModel(path)
{
    /// <summary>The network; null where <see cref="Diagnostics"/> say why there is none.</summary>
    public BrianNetwork? Network => network;

    public override ImmutableArray<Diagnostic> Diagnostics => reading;

    public override bool IsUsable => network is not null;

    public override ImmutableArray<Diagnostic> Validate()
    {
        var found = new List<Diagnostic>(reading);
        for (var run = 0; run < network?.Runs.Length; run++)
        {
            var diagnostics = new DiagnosticBag();
            BrianBuilder.Build(network, run, diagnostics);
            found.AddRange(diagnostics);
        }

        return found.Distinct().Shorten();
    }

    public override ModelDescription Describe() =>
        network is null ? new ModelDescription { Name = System.IO.Path.GetFileName(Path), Format = format } : BrianDescription.Of(network, format);

    public override ModelDiagrams Diagrams() => network is null ? ModelDiagrams.None : BrianDiagrams.Of(network, Describe());

    // Long lists lie in files beside it; written anew, the network holds them.
    internal override ImmutableArray<(string Name, string Hash)> Fingerprint() => network is null ? base.Fingerprint() : [(Path, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(BrianJson.Write(network)))))];

    public override PreparedRun Prepare(RunOptions options)
    {
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(reading.Where(static one => one.Severity == Severity.Error));
        return new BrianNetworkRun(network is null ? null : BrianChanges.Apply(network, options, diagnostics), options, diagnostics);
    }
}
