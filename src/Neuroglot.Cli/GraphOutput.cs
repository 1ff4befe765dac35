using Neuroglot.Diagrams;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Files;

namespace Neuroglot.Cli;

/// <summary>Pictures of models for <c>neuroglot inspect --graph</c>.</summary>
internal static class GraphOutput
{
    /// <summary>
    /// The model in the language of Graphviz: its network, or the dynamics of its components where it has none or they are asked for. Null, with the reason in
    /// <paramref name="found"/>, when there is nothing to draw.
    /// </summary>
    public static string? Text(NeuralModel model, bool dynamics, List<Diagnostic> found)
    {
        var diagrams = model.Diagrams();
        if (diagrams.Network is { } network && !dynamics)
            return Graphviz.Text(network);
        if (!diagrams.Dynamics.IsEmpty)
            return Graphviz.Text(diagrams.Network?.Name ?? (diagrams.Dynamics is [var only] ? only.Name : Path.GetFileName(model.Path)), diagrams.Dynamics);
        found.Add(new Diagnostic(
            "NG4152",
            Severity.Error,
            $"'{model.Path}' has {(dynamics ? "no component with dynamics" : "neither populations nor a component with dynamics")}, so there is nothing to draw.",
            SourceSpan.None,
            "--graph draws networks, and component classes and types; inspect shows what is in the file."));
        return null;
    }

    /// <summary>Writes the graph as its ending says, <c>.dot</c> (or <c>.gv</c>) as it is and <c>.svg</c> drawn by Graphviz, and tells where; the exit code says how it went.</summary>
    public static int Write(Surroundings surroundings, string graph, string path, List<Diagnostic> found)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending is not (".dot" or ".gv" or ".svg"))
            return Fail(found, "NG4151", $"'{path}' ends neither in .dot nor in .svg, so it is not clear what to write.", "Name the file for example graph.svg.");
        try
        {
            if (ending != ".svg")
                WholeFile.Write(path, graph);
            else if (Draw(surroundings, graph, path, found) is not ExitCode.Done and var code)
                return code;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Fail(found, "NG4153", $"The graph cannot be written to '{path}': {problem.Message}", "Choose another place.");
        }

        surroundings.Error.WriteLine($"wrote {path}");
        return ExitCode.Done;
    }

    // Graphviz works in a folder of its own, so that the picture is there whole or not at all.
    private static int Draw(Surroundings surroundings, string graph, string path, List<Diagnostic> found)
    {
        var folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
        try
        {
            var (source, picture) = (Path.Combine(folder, "graph.dot"), Path.Combine(folder, "graph.svg"));
            File.WriteAllText(source, graph);
            var done = surroundings.RunProgram("dot", ["-q", "-Tsvg", "-o", picture, source], true);
            if (done is null)
            {
                return Fail(found, "NG4150", "The program 'dot' of Graphviz, which makes pictures of graphs, was not found.",
                    $"Install Graphviz, or write '{Path.ChangeExtension(path, ".dot")}' instead, and draw it elsewhere.");
            }

            if (done.Value.ExitCode != 0 || !File.Exists(picture))
            {
                return Fail(found, "NG4154", $"The program 'dot' of Graphviz could not draw the graph; it ended with {done.Value.ExitCode}.",
                    $"Write '{Path.ChangeExtension(path, ".dot")}' instead, and try another program of Graphviz, such as sfdp.");
            }

            WholeFile.Write(path, File.ReadAllText(picture));
            return ExitCode.Done;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Fail(List<Diagnostic> found, string code, string message, string hint)
    {
        found.Add(new Diagnostic(code, Severity.Error, message, SourceSpan.None, hint));
        return ExitCode.CommandLineIsWrong;
    }
}
