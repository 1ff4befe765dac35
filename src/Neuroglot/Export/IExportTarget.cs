namespace Neuroglot.Export;

/// <summary>A form in which models can be written (<c>neuroglot export --to NAME</c>).</summary>
public interface IExportTarget
{
    /// <summary>Its name on the command line, for example <c>markdown</c>.</summary>
    string Name { get; }

    /// <summary>What is written, in one line.</summary>
    string Description { get; }

    /// <summary>Which models it takes, in a few words: <c>networks of Brian</c>.</summary>
    string Takes { get; }

    /// <summary>Ending of the main file, with the dot.</summary>
    string Ending { get; }

    /// <summary>Writes a usable model. What cannot be written is in the diagnostics of the result; an error there means that there are no files.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What is asked for.</param>
    ExportResult Export(NeuralModel model, ExportOptions options);
}
