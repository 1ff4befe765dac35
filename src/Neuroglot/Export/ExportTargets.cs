using System.Collections.Immutable;
using Neuroglot.Export.Description;
using Neuroglot.Export.Lems;
using Neuroglot.Export.NeuroML;
using Neuroglot.Export.Programs;

namespace Neuroglot.Export;

/// <summary>The forms in which models can be written. To add one, write its class and a line here.</summary>
public static class ExportTargets
{
    /// <summary>Every target, in the order in which they are listed.</summary>
    public static ImmutableArray<IExportTarget> All { get; } = [DescriptionTarget.Markdown, DescriptionTarget.Latex, DescriptionTarget.LatexFragment, new NeuroMLExportTarget(), .. LemsExportTarget.All, new TvboExportTarget(), PythonExportTarget.NumPy, PythonExportTarget.Jax];

    /// <summary>The target called <paramref name="name"/>, in any case; or null.</summary>
    public static IExportTarget? Find(string name) => All.FirstOrDefault(target => string.Equals(target.Name, name, StringComparison.OrdinalIgnoreCase));
}
