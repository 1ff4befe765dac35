using System.Collections.Immutable;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Units;
using Neuroglot.Running;

namespace Neuroglot.Formats;

/// <summary>LEMS simulations and NeuroML 2 models.</summary>
internal sealed class LemsFormat : IReadableFormat
{
    public string Name => "LEMS / NeuroML 2";

    public IReadOnlyList<string> Endings { get; } = [".xml", ".nml"];

    public LoadedExperiment Load(string path, LoadOptions options)
    {
        var diagnostics = new DiagnosticBag();
        var read = LemsReader.Read(path, new LemsReaderOptions { IncludeFolders = options.IncludeFolders });
        diagnostics.AddRange(read.Diagnostics);
        LemsModel? model = null;
        Experiment? experiment = null;
        if (read.Document is { } document)
        {
            model = LemsModel.Resolve(document, diagnostics);
            if (!diagnostics.HasErrors)
                experiment = LemsElaborator.Elaborate(model, diagnostics);
        }

        ImmutableArray<Diagnostic> found = [.. diagnostics];
        return new LoadedExperiment(Name, experiment, found, model?.Units ?? UnitTable.Empty, () => found, () => model is null ? [] : Types(model));
    }

    private static ImmutableArray<TypeDescription> Types(LemsModel model) =>
    [
        .. model.Types.All.Select(type => new TypeDescription(
            type.Name,
            type.Parent?.Name,
            type.Declaration.Description,
            [
                .. type.Parameters.Select(parameter => $"parameter {parameter.Name}: {parameter.Dimension}"),
                .. type.Exposures.Select(exposure => $"exposure {exposure.Name}: {exposure.Dimension}"),
                .. type.Requirements.Select(requirement => $"requirement {requirement.Name}: {requirement.Dimension}"),
                .. type.EventPorts.Select(port => $"event port {port.Name}: {(port.Direction == Neuroglot.Lems.Documents.EventDirection.In ? "in" : "out")}"),
            ])),
    ];
}
