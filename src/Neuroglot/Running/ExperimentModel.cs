using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Diagrams;
using Neuroglot.Export.Description;
using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Diagrams;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Units;
using Neuroglot.Sweeps;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Running;

/// <summary>A model whose experiment is known, whatever format it came from.</summary>
internal sealed class ExperimentModel(string path, LoadedExperiment loaded) : NeuralModel(path)
{
    public override ImmutableArray<Diagnostic> Diagnostics => loaded.Diagnostics;

    public override ImmutableArray<Diagnostic> Validate() => loaded.Validate();

    public override ModelDescription Describe() => ExperimentDescription.Of(loaded, System.IO.Path.GetFileNameWithoutExtension(Path));

    /// <summary>The model described for readers of a paper; null where its format has no such description.</summary>
    public ImmutableArray<Block>? Document => loaded.Document?.Invoke(Describe());

    public override ModelDiagrams Diagrams() => new(DescribedNetwork.Of(Describe()), loaded.Dynamics());

    /// <summary>The document of TVBO that the model was read from; null for other languages.</summary>
    public TvboObject? TvboSource => loaded.TvboSource;

    public override CellImport ImportCells() => loaded.ImportCells();

    public override ImmutableArray<StatedSweep> StatedSweeps => loaded.StatedSweeps;

    internal override ImmutableArray<(string Name, string Hash)> Fingerprint() => FileHashes.Of(loaded.Files);

    public override PreparedRun Prepare(RunOptions options)
    {
        var diagnostics = new DiagnosticBag();
        if (!IsUsable || loaded.Experiment is not { } experiment)
        {
            diagnostics.AddRange(Diagnostics.Where(static one => one.Severity == Severity.Error));
            diagnostics.AddRange(loaded.Refusals);
            return new EngineRun(null, options, diagnostics);
        }

        if (options.Shared is null && loaded.StatedSweeps is [var exploration, ..])
            diagnostics.Note("NG7157", $"The exploration `{exploration.Name}` is not part of a run; parameters have their own values.", SourceSpan.None, "neuroglot sweep runs it.");
        var key = string.Empty;
        foreach (var change in options.Overrides.Where(one => loaded.Restated.ContainsKey(one.Path)))
        {
            if (!double.TryParse(change.Value, CultureInfo.InvariantCulture, out var value) || loaded.Restated[change.Path](experiment, value, diagnostics) is not { } changed)
            {
                diagnostics.Error("NG4026", $"'{change.Value}' is no value for {change.Path}.", SourceSpan.None, $"Write for example {change.Path}=3, in the unit of the document.");
                return new EngineRun(null, options, diagnostics);
            }

            experiment = changed;
            key += FormattableString.Invariant($"{change.Path}={value:R};");
        }

        options = options with { Overrides = [.. options.Overrides.Where(one => !loaded.Restated.ContainsKey(one.Path))] };
        return new EngineRun(ExperimentChanges.Apply(experiment, loaded.Units, options, diagnostics), options, diagnostics, key);
    }
}

/// <summary>What a format makes of a file.</summary>
/// <param name="Format">Name of the format, for people.</param>
/// <param name="Experiment">The experiment, or null when it cannot be run.</param>
/// <param name="Diagnostics">What reading found.</param>
/// <param name="Units">The units that the model's language knows.</param>
internal sealed record LoadedExperiment(string Format, Experiment? Experiment, ImmutableArray<Diagnostic> Diagnostics, UnitTable Units)
{
    /// <summary>Why a model in which nothing is wrong cannot be run all the same; empty when it can.</summary>
    public ImmutableArray<Diagnostic> Refusals { get; init; } = [];

    /// <summary>The files that it was read from; the built-in ones are not among them.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Every problem, those of reading included, in the order of the files.</summary>
    public required Func<ImmutableArray<Diagnostic>> Validate { get; init; }

    /// <summary>What the format itself can tell about the model under the given name, for listings; what it leaves empty is taken from the experiment.</summary>
    public required Func<string, ModelDescription> Describe { get; init; }

    /// <summary>The dynamics of the component types, for formats that have such.</summary>
    public Func<ImmutableArray<DynamicsDiagram>> Dynamics { get; init; } = static () => [];

    /// <summary>Describes the model for readers of a paper, for formats that can; else null.</summary>
    public Func<ModelDescription, ImmutableArray<Block>>? Document { get; init; }

    /// <summary>The document, for TVBO.</summary>
    public TvboObject? TvboSource { get; init; }

    /// <summary>The sweeps that the document states, for formats that can.</summary>
    public ImmutableArray<StatedSweep> StatedSweeps { get; init; } = [];

    /// <summary>Values of the whole document that changes can set by these paths, for formats that have such: the experiment with another value, or null where there is none.</summary>
    public ImmutableDictionary<string, Func<Experiment, double, DiagnosticBag, Experiment?>> Restated { get; init; } = ImmutableDictionary<string, Func<Experiment, double, DiagnosticBag, Experiment?>>.Empty;

    /// <summary>The cells and channels in the terms of Brian, for formats that have such.</summary>
    public Func<CellImport> ImportCells { get; init; } = static () => CellImport.None;
}
