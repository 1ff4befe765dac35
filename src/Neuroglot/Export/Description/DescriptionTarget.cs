using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Running;

namespace Neuroglot.Export.Description;

/// <summary>Describes a model for people: tables, and equations as mathematics.</summary>
internal sealed class DescriptionTarget : IExportTarget
{
    private readonly Func<ImmutableArray<Block>, string> write;

    private DescriptionTarget(string name, string description, string ending, Func<ImmutableArray<Block>, string> write) =>
        (Name, Description, Ending, this.write) = (name, description, ending, write);

    /// <summary>As Markdown.</summary>
    public static DescriptionTarget Markdown { get; } = new("markdown", "a description for people, with mathematics between dollar signs", ".md", MarkdownWriter.Write);

    /// <summary>As LaTeX.</summary>
    public static DescriptionTarget Latex { get; } = new("latex", "a description for people, as a LaTeX document", ".tex", LatexWriter.Write);

    /// <summary>As LaTeX without a beginning and an end.</summary>
    public static DescriptionTarget LatexFragment { get; } = new("latex-fragment", "the same without preamble, for \\input into a paper", ".tex", LatexWriter.WriteFragment);

    public string Name { get; }

    public string Description { get; }

    public string Takes => "networks of Brian, LEMS, NeuroML and TVBO models";

    public string Ending { get; }

    public ExportResult Export(NeuralModel model, ExportOptions options)
    {
        var diagnostics = new DiagnosticBag();
        var document = model switch
        {
            BrianModel { Network: { } network } => BrianDocument.Of(network, diagnostics),
            ExperimentModel { Document: { } described } => described,
            _ => default,
        };
        return document.IsDefault ? ExportResult.NotTaken(this, model)
            : diagnostics.HasErrors ? ExportResult.Refused([.. diagnostics])
            : new ExportResult([new ExportedFile(options.FileName ?? model.Describe().Name + Ending, write(document))], [.. diagnostics]);
    }
}
