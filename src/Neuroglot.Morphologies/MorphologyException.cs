using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Morphologies;

/// <summary>A shape cannot be read or built; <see cref="Diagnostics"/> say where, why, and what to do.</summary>
public sealed class MorphologyException : Exception
{
    /// <summary>Refuses what several things are wrong with.</summary>
    /// <param name="diagnostics">At least one.</param>
    public MorphologyException(ImmutableArray<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    internal MorphologyException(string code, string message, string hint)
        : this([new Diagnostic(code, Severity.Error, message, SourceSpan.None, hint)])
    {
    }

    /// <summary>What is wrong.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }
}
