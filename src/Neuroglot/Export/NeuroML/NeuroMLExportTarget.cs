using Neuroglot.Brian;

namespace Neuroglot.Export.NeuroML;

/// <summary>Writes networks of Brian for simulators of LEMS.</summary>
internal sealed class NeuroMLExportTarget : IExportTarget
{
    public string Name => "neuroml2";

    public string Description => "NeuroML 2 and LEMS: a simulation that spikes in the same steps";

    public string Takes => "networks of Brian";

    public string Ending => ".xml";

    public ExportResult Export(NeuralModel model, ExportOptions options)
    {
        if (model is not BrianModel { Network: { } network })
            return ExportResult.NotTaken(this, model);
        var name = options.FileName ?? network.Name + Ending;
        var exporter = new NeuroMLExporter(new NeuroMLExportOptions
        {
            IsBrian2Tools = options.Compatibility == NeuroMLExportOptions.Brian2Tools,
            SkipUnsupported = options.SkipUnsupported,
            PreferStandardTypes = options.PreferStandardTypes,
        });
        return exporter.CreateLemsModel(network, recordingsName: NeuroMLExporter.RecordingsName(name))
            ? new ExportResult(exporter.Files(name), exporter.Diagnostics)
            : ExportResult.Refused(exporter.Diagnostics);
    }
}
