using System.Collections.Immutable;
using System.Text;
using Neuroglot.Export.Description;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Running;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Reading;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Formats;

/// <summary>Dynamics, couplings, networks and experiments of TVBO.</summary>
internal sealed class TvboFormat : IReadableFormat
{
    private const int SearchedBytes = 1 << 16;

    public string Name => "TVBO";

    public IReadOnlyList<string> Endings { get; } = [".yaml", ".yml"];

    /// <summary>An entry of the built-in library.</summary>
    public static NeuralModel Load(LibraryEntry entry)
    {
        var (diagnostics, doubts) = (new DiagnosticBag(), new ReadingDoubts());
        return Model(entry.Name, TvboReader.Read(entry.Text, entry.Path, null, diagnostics, doubts), diagnostics, doubts);
    }

    /// <summary>A document that is in memory.</summary>
    public static NeuralModel Of(TvboObject document) => Model(document.Label ?? document.Name, document, new DiagnosticBag(), new ReadingDoubts());

    public bool Recognises(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var start = new byte[SearchedBytes];
            return TvboReader.Recognises(Encoding.UTF8.GetString(start, 0, stream.ReadAtLeast(start, SearchedBytes, throwOnEndOfStream: false)).TrimStart('\uFEFF'));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Loading tells why it cannot be read.
            return true;
        }
    }

    public NeuralModel Load(string path, LoadOptions options)
    {
        var (diagnostics, doubts) = (new DiagnosticBag(), new ReadingDoubts());
        var document = TvboReader.ReadFile(path, diagnostics, doubts);
        return Model(path, options.UnitsFile is { } file ? With(document, TvboReader.ReadUnits(file, diagnostics)) : document, diagnostics, doubts);
    }

    // Units of a document itself win.
    private static TvboObject? With(TvboObject? document, ImmutableArray<UnitDefinition> units)
    {
        return document switch
        {
            Dynamics dynamics => More(dynamics),
            SimulationExperiment experiment => experiment with
            {
                Dynamics = experiment.Dynamics is { IsReference: false } dynamics ? More(dynamics) : experiment.Dynamics,
                Network = experiment.Network is { } network ? network with { Dynamics = [.. network.Dynamics.Select(More)] } : null,
            },
            _ => document,
        };

        Dynamics More(Dynamics dynamics) => dynamics with { Units = [.. units.Where(one => dynamics.Units.All(own => own.Symbol != one.Symbol)), .. dynamics.Units] };
    }

    private static ExperimentModel Model(string path, TvboObject? document, DiagnosticBag reading, ReadingDoubts doubts)
    {
        var building = new DiagnosticBag();
        var experiment = document is not null && !reading.HasErrors ? TvboBuilder.Build(document, building) : null;
        // Whoever has to correct a document wants to know of everything at once, whatever it was opened for.
        return new ExperimentModel(path, new LoadedExperiment("TVBO", experiment, reading.HasErrors ? Validate(document, reading, building, doubts) : reading.Shorten(), UnitTables.Tvbo)
        {
            TvboSource = document,
            StatedSweeps = TvboExplorations.Of(document, experiment),
            // An entry of the library is no file.
            Files = File.Exists(path) ? [path, .. Matrices(document).Select(one => Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, one)).Where(File.Exists)] : [],
            Refusals = building.Shorten(),
            Validate = () => Validate(document, reading, building, doubts),
            Restated = TvboExplorations.Restated(document),
            Document = document is null ? null : _ => TvboDocument.Of(document, new DiagnosticBag()),
            Describe = name => document is null ? new ModelDescription { Name = name, Format = "TVBO" } : TvboDescription.Of(document, name),
        });
    }

    private static IEnumerable<string> Matrices(TvboObject? document)
    {
        var network = document is SimulationExperiment experiment ? experiment.Network : document as Network;
        return ((Matrix?[])[network?.Weights, network?.Lengths]).Select(static one => one?.File).OfType<string>();
    }

    private static ImmutableArray<Diagnostic> Validate(TvboObject? document, DiagnosticBag reading, DiagnosticBag building, ReadingDoubts doubts)
    {
        var all = new DiagnosticBag();
        all.AddRange(reading);
        if (document is not null)
            TvboValidation.Check(document, all, reading.HasErrors ? doubts : null);
        // What the engine does not have makes no document wrong.
        if (!all.HasErrors && document is Dynamics or SimulationExperiment)
            all.AddRange(building.Except(all));
        var told = new DiagnosticBag();
        told.AddRange(all.Select(static one => one.Code is TvboBuilder.NotRun or TvboBuilder.NotHere or TvboBuilder.NotTold && one.Severity == Severity.Error ? one with { Severity = Severity.Warning } : one).Distinct());
        return told.Shorten();
    }
}
