using Neuroglot.Running;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Export.Lems;

/// <summary>Writes dynamics and experiments of TVBO as LEMS.</summary>
internal sealed class LemsExportTarget : IExportTarget
{
    public string Name => "lems";

    public string Description => "LEMS: types, instances and a simulation, in one file or, with --split, in three";

    public string Takes => "dynamics and experiments of TVBO";

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
                SimulationExperiment experiment => new NeuroMLAdapter(experiment, options.Lems),
                _ => null,
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
