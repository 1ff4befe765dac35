using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo;

/// <summary>A program has asked for a document that cannot be read; <see cref="Diagnostics"/> says why, with places.</summary>
/// <param name="diagnostics">What is wrong.</param>
public sealed class TvboException(ImmutableArray<Diagnostic> diagnostics) : Exception(string.Join("\n", diagnostics.Where(static one => one.Severity == Severity.Error)))
{
    /// <summary>What is wrong.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}
