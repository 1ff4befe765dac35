using Neuroglot.Brian;
using Neuroglot.Brian.Exchange;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Formats;

/// <summary>Networks of Brian in their file for exchange.</summary>
internal sealed class BrianFormat : IReadableFormat
{
    public string Name => "Brian network";

    public IReadOnlyList<string> Endings { get; } = [".brian.json"];

    public NeuralModel Load(string path, LoadOptions options)
    {
        var diagnostics = new DiagnosticBag();
        try
        {
            using var stream = File.OpenRead(path);
            var network = BrianJson.Read(stream, path, diagnostics, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)));
            return new BrianModel(path, Name, network, diagnostics.Shorten());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new UnreadableModel(path, new Diagnostic("NG4031", Severity.Error, $"The file '{path}' cannot be read: {problem.Message}", SourceSpan.None, "Check its permissions."));
        }
    }
}
