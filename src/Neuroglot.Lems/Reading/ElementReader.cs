using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>What the readers of all kinds of elements share.</summary>
internal static class ElementReader
{
    /// <summary>Reports <paramref name="child"/> as something that <paramref name="parent"/> cannot hold (NG1021).</summary>
    public static void Unknown(SourceElement parent, SourceElement child, DiagnosticBag diagnostics, params ReadOnlySpan<string> known)
    {
        // Notes and annotations are free-form and may stand anywhere in a NeuroML file.
        if (child.Name is "notes" or "annotation")
            return;
        diagnostics.Warning("NG1021", $"{parent.Name} cannot hold an element “{child.Name}”; it is not used.", child.Span,
            NearNames.Hint(child.Name, known.ToArray()));
    }

    /// <summary>Reports every child of an element that holds none.</summary>
    public static void NoChildren(SourceElement element, DiagnosticBag diagnostics)
    {
        foreach (var child in element.Children)
            Unknown(element, child, diagnostics);
    }
}
