using System.Collections.Immutable;
using Neuroglot.Diagrams;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Validation;
using Neuroglot.Sweeps;

namespace Neuroglot.Formats;

/// <summary>A file of SpineML with all that it refers to.</summary>
internal sealed class SpineMLFile : NeuralModel
{
    private readonly SpineMLReaderOptions options;
    private readonly SpineMLModel model;
    private readonly Lazy<ImmutableArray<Diagnostic>> problems;

    public SpineMLFile(string path, LoadOptions options)
        : base(path)
    {
        this.options = new SpineMLReaderOptions { IsStrict = options.IsStrict };
        model = SpineMLModel.Load(path, this.options);
        problems = new(() => SpineMLValidation.Check(model, this.options).Shorten());
    }

    public override ImmutableArray<Diagnostic> Diagnostics => model.Diagnostics.Shorten();

    public override ImmutableArray<Diagnostic> Validate() => problems.Value;

    public override ModelDescription Describe() => SpineMLDescription.Of(model);

    public override ModelDiagrams Diagrams() => SpineMLDiagrams.Of(model);

    internal override ImmutableArray<(string Name, string Hash)> Fingerprint() => FileHashes.Of(model.Files.Concat(model.ListFiles));

    public override PreparedRun Prepare(RunOptions options) =>
        Validate().Where(static one => one.Severity == Severity.Error).ToList() is { Count: > 0 } wrong ? new NoRun([.. wrong]) : new SpineMLRun(model, options);
}
