using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Scripting;

/// <summary>A mistake in a model or in how a script uses it; the message lists all that was found.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Creates an exception without a reason.</summary>
    public ModelException()
    {
    }

    /// <summary>Creates an exception.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with its cause.</summary>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates an exception of what was found, the errors first.</summary>
    /// <param name="diagnostics">Everything that was found.</param>
    public ModelException(IReadOnlyCollection<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics.OrderByDescending(one => one.Severity).Shorten())) => Diagnostics = diagnostics;

    /// <summary>What was found; empty where the message says it all.</summary>
    public IReadOnlyCollection<Diagnostic> Diagnostics { get; } = [];
}
