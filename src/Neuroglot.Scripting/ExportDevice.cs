using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Scripting;

/// <summary>The device <c>neuroml2</c>: a run is not simulated but written to a file.</summary>
/// <param name="path">The file.</param>
/// <param name="buildsOnRun">Whether the file is written when the script runs its network.</param>
/// <param name="options">How it is written.</param>
internal sealed class ExportDevice(string path, bool buildsOnRun, NeuroMLExportOptions options)
{
    private readonly List<BrianRun> runs = [];
    private Network? exported;
    private bool isBuilt;

    /// <summary>Notes a run, and writes the file when that is wanted.</summary>
    public void Run(Network network, BrianRun run)
    {
        if (isBuilt)
            throw new ModelException($"The network was already written to {path}, and runs again. For several runs, write SetDevice(\"neuroml2\", …, buildOnRun: false), and Build() at the end.");
        if (exported is not null && exported != network)
            throw new ModelException($"Two networks run, and {path} can hold one.");
        exported = network;
        runs.Add(run);
        if (buildsOnRun)
            Build(null);
    }

    /// <summary>Writes the file.</summary>
    /// <param name="to">Where; null for the file of the device.</param>
    public void Build(string? to)
    {
        if (exported is null)
            throw new ModelException("There is nothing to build: run a network first.");
        var file = to ?? path;
        var exporter = new NeuroMLExporter(options);
        if (!exporter.CreateLemsModel(exported.Described(runs), recordingsName: NeuroMLExporter.RecordingsName(file)) || exporter.ExportToFile(file).IsEmpty)
            throw new ModelException([.. exporter.Diagnostics]);
        isBuilt = true;
        foreach (var one in exporter.Diagnostics.Where(one => one.Severity == Severity.Warning))
            Console.Error.WriteLine(one);
    }

    /// <summary>What is told to those who want to read what nobody has computed.</summary>
    public ModelException Unread() => new($"Under the device neuroml2 nothing is simulated, so that there is nothing to read; run {path}, or leave out SetDevice.");
}
