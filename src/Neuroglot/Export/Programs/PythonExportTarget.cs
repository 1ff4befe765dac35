using Neuroglot.CodeGeneration.Python;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Running;
using Neuroglot.Tvbo.Building;

namespace Neuroglot.Export.Programs;

/// <summary>Writes dynamics and experiments of TVBO as programs in Python.</summary>
internal sealed class PythonExportTarget : IExportTarget
{
    private readonly ArrayLibrary library;

    private PythonExportTarget(string name, ArrayLibrary library) => (Name, this.library) = (name, library);

    /// <summary>With NumPy.</summary>
    public static PythonExportTarget NumPy { get; } = new("python", ArrayLibrary.NumPy);

    /// <summary>With JAX.</summary>
    public static PythonExportTarget Jax { get; } = new("jax", ArrayLibrary.Jax);

    public string Name { get; }

    public string Description => $"a Python program that needs {library.Name} only";

    public string Takes => "dynamics and experiments of TVBO, and networks whose nodes have dynamics";

    public string Ending => ".py";

    public ExportResult Export(NeuralModel model, ExportOptions options)
    {
        if (model is not ExperimentModel { TvboSource: { } source } || TvboBuilder.AsExperiment(source) is null)
            return ExportResult.NotTaken(this, model);
        var diagnostics = new DiagnosticBag();
        return TvboProgram.Python(source, library, diagnostics) is { } text
            ? new ExportResult([new ExportedFile(options.FileName ?? model.Describe().Name + Ending, text)], [.. diagnostics])
            : ExportResult.Refused([.. diagnostics]);
    }
}
