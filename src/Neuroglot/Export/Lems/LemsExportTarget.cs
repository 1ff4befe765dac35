using System.Collections.Immutable;
using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Export.Lems;

/// <summary>Writes dynamics and experiments of TVBO as LEMS.</summary>
internal sealed class LemsExportTarget : IExportTarget
{
    private LemsExportTarget(string name, string description) => (Name, Description) = (name, description);

    /// <summary>The target, and the other names that TVBO has for it.</summary>
    public static ImmutableArray<IExportTarget> All { get; } =
    [
        new LemsExportTarget("lems", "LEMS: types, instances and a simulation, in one file or, with --split, in three"),
        new LemsExportTarget("neuroml", "the same as lems"),
        new LemsExportTarget("nml", "the same as lems"),
    ];

    public string Name { get; }

    public string Description { get; }

    public string Takes => "dynamics and experiments of TVBO, and networks whose nodes have dynamics";

    public string Ending => ".xml";

    public ExportResult Export(NeuralModel model, ExportOptions options)
    {
        if (model is not ExperimentModel { TvboSource: { } source })
            return ExportResult.NotTaken(this, model);
        try
        {
            var adapter = source switch
            {
                Dynamics dynamics => new NeuroMLAdapter(dynamics, options.Lems),
                _ => TvboBuilder.AsExperiment(source) is { } experiment ? new NeuroMLAdapter(experiment, options.Lems) : null,
            };
            return adapter is null
                ? ExportResult.NotTaken(this, model)
                : new ExportResult(options.Split ? adapter.Parts(options.FileName) : [new ExportedFile(options.FileName ?? adapter.WholeFileName, adapter.RenderCode())], adapter.Diagnostics);
        }
        catch (TvboException wrong)
        {
            return ExportResult.Refused(wrong.Diagnostics);
        }
    }
}
