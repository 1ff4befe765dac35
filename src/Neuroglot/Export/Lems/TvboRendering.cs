using Neuroglot.CodeGeneration.Python;
using Neuroglot.Export.Description;
using Neuroglot.Export.Programs;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Writing;

namespace Neuroglot.Export.Lems;

/// <summary>Dynamics and experiments of TVBO as texts in other forms, by the names that TVBO has for them.</summary>
public static class TvboRendering
{
    private static readonly string[] Formats = ["lems", "neuroml", "nml", "yaml", "python", "jax", "markdown"];

    /// <summary>The dynamics as a text.</summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="format"><c>lems</c>, or <c>neuroml</c> or <c>nml</c>, which give the same; <c>yaml</c>; <c>python</c> and <c>jax</c>, programs with NumPy and JAX; <c>markdown</c>, for people.</param>
    /// <exception cref="TvboException">There is no such form, or it cannot express the dynamics.</exception>
    public static string Render(this Dynamics dynamics, string format)
    {
        ArgumentNullException.ThrowIfNull(dynamics);
        return Render(dynamics, format, () => new NeuroMLAdapter(dynamics));
    }

    /// <summary>The experiment as a text.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="format"><inheritdoc cref="Render(Dynamics, string)" path="/param[@name='format']"/></param>
    /// <exception cref="TvboException">There is no such form, or it cannot express the experiment.</exception>
    public static string Render(this SimulationExperiment experiment, string format)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return Render(experiment, format, () => new NeuroMLAdapter(experiment));
    }

    private static string Render(TvboObject source, string format, Func<NeuroMLAdapter> adapter)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format switch
        {
            "lems" or "neuroml" or "nml" => adapter().RenderCode(),
            "yaml" => TvboWriter.Write(source),
            "python" => Checked(found => TvboProgram.Python(source, ArrayLibrary.NumPy, found)),
            "jax" => Checked(found => TvboProgram.Python(source, ArrayLibrary.Jax, found)),
            "markdown" => Checked(found => MarkdownWriter.Write(TvboDocument.Of(source, found))),
            _ => throw new TvboException([new Diagnostic("NG7082", Severity.Error, $"There is no form '{format}'.", SourceSpan.None, NearNames.Hint(format, Formats) ?? $"Forms are {string.Join(", ", Formats)}.")]),
        };
    }

    private static string Checked(Func<DiagnosticBag, string?> write)
    {
        var diagnostics = new DiagnosticBag();
        var text = write(diagnostics);
        return text is null || diagnostics.HasErrors ? throw new TvboException([.. diagnostics]) : text;
    }
}
