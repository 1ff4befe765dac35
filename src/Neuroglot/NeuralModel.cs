using System.Collections.Immutable;
using Neuroglot.Diagrams;
using Neuroglot.Formats;
using Neuroglot.Import.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Sweeps;

namespace Neuroglot;

/// <summary>
/// A model read from a file in any readable format: the front door of the library.
/// <code>
/// var model = NeuralModel.Load("LEMS_HH.xml");
/// if (model.IsUsable)
///     Console.WriteLine(model.Prepare(new RunOptions()).Run());
/// </code>
/// Wrong input never throws: problems are in <see cref="Diagnostics"/>.
/// </summary>
public abstract class NeuralModel
{
    /// <summary>For readers; <see cref="Load"/> is how users get one.</summary>
    /// <param name="path">The file as the user named it.</param>
    protected NeuralModel(string path) => Path = path;

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>What reading found to say, in the order of the text. Complete for the syntax; <see cref="Validate"/> looks deeper.</summary>
    public abstract ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether the model can be described and prepared: reading found no error. Whether it can be run, <see cref="Prepare"/> tells.</summary>
    public virtual bool IsUsable => !Diagnostics.Any(static d => d.Severity == Severity.Error);

    /// <summary>Every problem of the model, those of reading included: structure, references, dimensions and the format's own rules.</summary>
    public abstract ImmutableArray<Diagnostic> Validate();

    /// <summary>What is in the model, for people: populations, connections, inputs, recordings, types.</summary>
    public abstract ModelDescription Describe();

    /// <summary>What can be drawn of the model: its network, the dynamics of its components; nothing where the format has neither.</summary>
    public virtual ModelDiagrams Diagrams() => ModelDiagrams.None;

    /// <summary>The cells and channels of a NeuroML model in the terms of Brian: segments and groups, properties of the membrane, equations. Empty for other languages.</summary>
    public virtual CellImport ImportCells() => CellImport.None;

    /// <summary>Compiles the model for a run. Cheap to call before a run to see the plan and the memory it needs; nothing is written.</summary>
    public abstract PreparedRun Prepare(RunOptions options);

    /// <summary>
    /// Runs the model at many points at once, and puts everything into one file. What has been compiled serves all of them. A sweep that was cancelled, or killed, continues when it
    /// is called again; nothing throws.
    /// </summary>
    /// <param name="options">What varies, and where the result goes.</param>
    /// <param name="progress">Told a few times a second, on any thread, one at a time; null for no reports.</param>
    /// <param name="cancellation">Stops after the current step; points that were under way are done again later.</param>
    public SweepSummary Sweep(SweepOptions options, IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Sweeps.Sweep.Run(this, options, progress, cancellation);
    }

    /// <summary>The sweeps that the document itself states; a run by itself does none of them.</summary>
    public virtual ImmutableArray<StatedSweep> StatedSweeps => [];

    /// <summary>What the model consists of, by the names of files, each with a hash of its content.</summary>
    internal virtual ImmutableArray<(string Name, string Hash)> Fingerprint() => FileHashes.Of([Path]);

    /// <summary>Reads a model; the format follows from the file's content and name.</summary>
    /// <param name="path">A file of LEMS, NeuroML 2, SpineML or TVBO, a network of Brian, or the name of one of the <see cref="BuiltInModels"/>.</param>
    /// <param name="options">Where to look for included files; null for the defaults.</param>
    public static NeuralModel Load(string path, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            return new UnreadableModel(path, new Diagnostic("NG4001", Severity.Error, $"'{path}' is a folder, not a file.", SourceSpan.None, "Name one of the models in it."));
        if (!File.Exists(path))
            return LoadBuiltIn(path);
        if (ReadableFormats.Of(path) is not { } format)
        {
            var endings = string.Join(", ", ReadableFormats.All.SelectMany(known => known.Endings).Distinct());
            return new UnreadableModel(path, new Diagnostic("NG4002", Severity.Error, $"'{path}' is in no format that can be read.", SourceSpan.None, $"Models have the endings {endings}."));
        }

        return format.Load(path, options ?? LoadOptions.Default);
    }

    // By itself, so that the library is loaded only where a name is looked up in it.
    private static NeuralModel LoadBuiltIn(string name) => Tvbo.Library.TvboLibrary.Find(name) is { } entry
        ? TvboFormat.Load(entry)
        : new UnreadableModel(name, new Diagnostic("NG4001", Severity.Error, $"There is no file '{name}'.", SourceSpan.None, BuiltInModels.Hint(name) ?? "Is the path relative to another folder?"));
}
