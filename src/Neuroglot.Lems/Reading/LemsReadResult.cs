using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>What reading a model gave.</summary>
/// <param name="Document">The document; null only when its outermost file cannot be read at all.</param>
/// <param name="Diagnostics">What was found while reading, in the order of the text.</param>
public sealed record LemsReadResult(LemsDocument? Document, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether something makes the document unusable.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
