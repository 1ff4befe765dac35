using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Reads functions of authors, whose arguments and values are written like equations: <c>x : volt</c>.</summary>
internal static class FunctionText
{
    // A function has the name of the variable that holds it; until then this one, for messages.
    private const string Nameless = "function";

    public static UserFunction Read(string arguments, string value)
    {
        var parameters = Parameters(arguments);
        var (text, unit) = Split(value);
        var diagnostics = new DiagnosticBag();
        var body = ExpressionText.Parse(text, "the value of a function", diagnostics);
        var dimension = DimensionOf(unit);
        if (body is null)
            throw new ModelException([.. diagnostics]);
        return new UserFunction(Nameless, [.. parameters.Select(one => one.Name)], [.. parameters.Select(one => (Dimension?)one.Dimension)], dimension, body);
    }

    /// <summary>Reads a function whose value the program computes.</summary>
    public static UserFunction Read(string arguments, string unit, int count, ElementFunction code)
    {
        var parameters = Parameters(arguments);
        if (parameters.Length != count)
            throw new ModelException($"`{arguments}` are {parameters.Length} arguments, but the function takes {count}.");
        return new UserFunction(Nameless, [.. parameters.Select(one => one.Name)], [.. parameters.Select(one => (Dimension?)one.Dimension)], DimensionOf(unit), null) { Code = code };
    }

    private static ImmutableArray<(string Name, Dimension Dimension)> Parameters(string text) =>
        [.. text.Split(',').Select(Split).Select(one => ReservedNames.IsIdentifier(one.Left) ? (one.Left, DimensionOf(one.Unit)) : throw new ModelException($"`{one.Left}` cannot be the name of an argument."))];

    private static (string Left, string Unit) Split(string text) =>
        text.LastIndexOf(':') is var colon and > 0 ? (text[..colon].Trim(), text[(colon + 1)..].Trim()) : throw new ModelException($"`{text.Trim()}` does not end with its unit; write it as `{text.Trim()} : volt`, or `: 1` for a pure number.");

    private static Dimension DimensionOf(string unit)
    {
        var diagnostics = new DiagnosticBag();
        return UnitNames.Parse(unit, SourceSpan.None, diagnostics) ?? throw new ModelException([.. diagnostics]);
    }
}
