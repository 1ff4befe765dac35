using System.Collections.Immutable;
using Neuroglot.Export.Description;
using Neuroglot.Import.NeuroML;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Lems.Validation;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Running;

namespace Neuroglot.Formats;

/// <summary>LEMS simulations and NeuroML 2 models.</summary>
internal sealed class LemsFormat : IReadableFormat
{
    public string Name => "LEMS / NeuroML 2";

    public IReadOnlyList<string> Endings { get; } = [".xml", ".nml"];

    public NeuralModel Load(string path, LoadOptions options)
    {
        var read = LemsReader.Read(path, new LemsReaderOptions { IncludeFolders = options.IncludeFolders });
        var resolving = new DiagnosticBag();
        resolving.AddRange(read.Diagnostics);
        var model = read.Document is { } document ? LemsModel.Resolve(document, resolving) : null;
        var elaborating = new DiagnosticBag();
        var experiment = model is not null && !resolving.HasErrors ? LemsElaborator.Elaborate(model, elaborating) : null;
        ImmutableArray<Diagnostic> wrong = [.. elaborating.Where(one => !IsOnlyAboutRunning(one, model!))];
        return new ExperimentModel(path, new LoadedExperiment(Name, experiment, resolving.Concat(wrong).Shorten(), model?.Units ?? UnitTable.Empty)
        {
            Files = [path, .. read.Document?.Files.Select(static file => file.FullPath).OfType<string>() ?? []],
            Refusals = [.. elaborating.Where(one => IsOnlyAboutRunning(one, model!))],
            Validate = () => Validate(model, [.. resolving], wrong),
            Document = model is null ? null : description => LemsDocument.Of(model, description),
            ImportCells = () => model is null ? CellImport.None : CellReader.Read(model),
            Dynamics = () => model is null ? [] : LemsDiagrams.Of(model),
            Describe = name => model is null ? new ModelDescription { Name = name, Format = Name } : LemsDescription.Of(model, name),
        });
    }

    /// <summary>
    /// A file of channels has nothing to run, a cell of many segments cannot be run, and a cell by itself may lack the temperature that its network will
    /// have; all may be perfectly right.
    /// </summary>
    private static bool IsOnlyAboutRunning(Diagnostic diagnostic, LemsModel model) =>
        diagnostic.Code is "NG1440" or "NG1450"
        || (diagnostic.Code == "NG1411" && model.Target is null && !model.Components.Any(static one => one.IsA("network")));

    private static ImmutableArray<Diagnostic> Validate(LemsModel? model, ImmutableArray<Diagnostic> resolving, ImmutableArray<Diagnostic> elaborating)
    {
        var rules = new DiagnosticBag();
        if (model is not null)
            NeuromlRules.Check(model, rules);
        // What breaks a rule often cannot be built either; the rule says why, and the rest waits until it is kept.
        ImmutableArray<Diagnostic> all = [.. resolving, .. rules, .. rules.HasErrors ? [] : elaborating];
        return all.Length < 2 ? all : all.Distinct()
            .OrderBy(one => one.Span.File ?? string.Empty, StringComparer.Ordinal).ThenBy(one => one.Span.Line).ThenBy(one => one.Span.Column)
            .Shorten();
    }
}
