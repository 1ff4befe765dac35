using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>Reads a single expression: a threshold, a condition of connections or for an index, a refractory period, an initial value.</summary>
public static class ExpressionText
{
    /// <summary>Reads <paramref name="text"/>, which may run over lines and have comments.</summary>
    /// <param name="text">The whole expression.</param>
    /// <param name="sourceName">What places in diagnostics begin with: a file, or what the expression is called.</param>
    /// <param name="diagnostics">Gets an error when the result is null.</param>
    public static Expression? Parse(string text, string sourceName, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var source = new SourceText(text, sourceName);
        return Parse(source, 0, source.Text.Length, diagnostics);
    }

    /// <summary>Reads the part of a text from <paramref name="start"/> to <paramref name="end"/>.</summary>
    internal static Expression? Parse(SourceText source, int start, int end, DiagnosticBag diagnostics)
    {
        var begin = source.SkipBlanks(start, end);
        return ExpressionParser.Parse(source.Text[begin..end], Dialects.Brian, source.At(begin < end ? begin : start), diagnostics);
    }
}
