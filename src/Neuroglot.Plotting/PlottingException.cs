using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Plotting;

/// <summary>What was asked for cannot be drawn; <see cref="Diagnostic"/> says why, and what to do.</summary>
public sealed class PlottingException : Exception
{
    /// <summary>Refuses to draw.</summary>
    /// <param name="code">Code of the diagnostic.</param>
    /// <param name="message">What cannot be drawn and why.</param>
    /// <param name="hint">What to do about it.</param>
    public PlottingException(string code, string message, string? hint = null)
        : base(hint is null ? message : $"{message} ({hint})") => Diagnostic = new Diagnostic(code, Severity.Error, message, SourceSpan.None, hint);

    /// <summary>NG8103: a plot was given more or fewer axes than it needs.</summary>
    /// <param name="message">How many, and how many it needs.</param>
    /// <param name="hint">What to give.</param>
    public static PlottingException WrongAxes(string message, string hint) => new("NG8103", message, hint);

    /// <summary>NG8107: an object cannot be drawn, or nothing of it was recorded.</summary>
    /// <param name="message">What cannot be drawn and why.</param>
    /// <param name="hint">What can be.</param>
    public static PlottingException NothingToDraw(string message, string hint) => new("NG8107", message, hint);

    /// <summary>What is wrong.</summary>
    public Diagnostic Diagnostic { get; }
}
