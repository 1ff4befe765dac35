namespace Neuroglot.Formats;

/// <summary>A language that models can be read from.</summary>
internal interface IReadableFormat
{
    /// <summary>Name, for people.</summary>
    string Name { get; }

    /// <summary>Endings of file names, with the dot.</summary>
    IReadOnlyList<string> Endings { get; }

    /// <summary>Whether the file, which exists and has one of the endings, is in this format: several have <c>.xml</c>.</summary>
    bool Recognises(string path) => true;

    /// <summary>Reads a file; what is wrong with it is in the diagnostics of the result.</summary>
    NeuralModel Load(string path, LoadOptions options);
}
