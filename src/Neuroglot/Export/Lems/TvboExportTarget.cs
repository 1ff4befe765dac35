using Neuroglot.Running;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Writing;

namespace Neuroglot.Export.Lems;

/// <summary>Writes documents of TVBO as YAML, in the spelling of 2026. The text stands by itself: matrices read from files are in it.</summary>
internal sealed class TvboExportTarget : IExportTarget
{
    public string Name => "yaml";

    public string Description => "TVBO's YAML, in the spelling of 2026, with matrices from files in it";

    public string Takes => "documents of TVBO";

    public string Ending => ".yaml";

    public ExportResult Export(NeuralModel model, ExportOptions options) => model is ExperimentModel { TvboSource: { } source }
        ? new ExportResult([new ExportedFile(options.FileName ?? model.Describe().Name + Ending, TvboWriter.Write(ByItself(source)))], [])
        : ExportResult.NotTaken(this, model);

    // The file may go to another folder than that of the matrices.
    private static TvboObject ByItself(TvboObject source) => source switch
    {
        Network network => ByItself(network),
        SimulationExperiment experiment => experiment with
        {
            Network = experiment.Network is { } network ? ByItself(network) : null,
            Observations = [.. experiment.Observations.Select(static one => one with { Gain = ByItself(one.Gain) })],
        },
        _ => source,
    };

    private static Network ByItself(Network network) => network with { Weights = ByItself(network.Weights), Lengths = ByItself(network.Lengths) };

    private static Matrix? ByItself(Matrix? matrix) => matrix is { Rows: > 0 } ? matrix with { File = null } : matrix;
}
