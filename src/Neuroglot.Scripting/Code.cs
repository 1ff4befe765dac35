using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>
/// Equations or code in Brian's language. In an interpolated string, <c>$"dv/dt = -v/{tau} : volt"</c>, a variable of the script keeps its name and
/// becomes a name of the model; any other expression is written as its value.
/// </summary>
[InterpolatedStringHandler]
[SuppressMessage("Usage", "CA2225", Justification = "The conversion is there for literals.")]
public sealed class Code
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<string, NamespaceValue> names = [];

    /// <summary>Begins an interpolated string; the compiler calls this.</summary>
    /// <param name="literalLength">Number of characters outside of holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    public Code(int literalLength, int formattedCount) => text.EnsureCapacity(literalLength + (8 * formattedCount));

    /// <summary>The text as the model reads it.</summary>
    public string Text => text.ToString();

    internal IReadOnlyDictionary<string, NamespaceValue> Names => names;

    /// <summary>Code that names nothing of the script.</summary>
    public static implicit operator Code(string text)
    {
        var code = new Code(text.Length, 0);
        code.AppendLiteral(text);
        return code;
    }

    /// <summary>A period as code: <c>refractory: 5 * ms</c>.</summary>
    public static implicit operator Code(Quantity value)
    {
        var code = new Code(0, 1);
        code.text.Append(Literal(value));
        return code;
    }

    /// <summary>A pure number as code: <c>probability: 0.1</c>.</summary>
    public static implicit operator Code(double value) => (Quantity)value;

    /// <summary>Adds the text between holes.</summary>
    public void AppendLiteral(string value) => text.Append(value);

    /// <summary>Adds a quantity.</summary>
    /// <param name="value">The quantity.</param>
    /// <param name="expression">What stands in the hole.</param>
    public void AppendFormatted(Quantity value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (Takes(expression, value))
            text.Append(expression);
        else
            text.Append(Literal(value));
    }

    /// <summary>Adds a pure number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="expression">What stands in the hole.</param>
    public void AppendFormatted(double value, [CallerArgumentExpression(nameof(value))] string expression = "") => AppendFormatted((Quantity)value, expression);

    /// <summary>Adds a unit by its name.</summary>
    public void AppendFormatted(Unit value) => text.Append(value?.Symbol);

    /// <summary>Adds a timed array or a function, which has to be a variable of the script: <c>{stimulus}(t)</c>.</summary>
    /// <param name="value">The array or function.</param>
    /// <param name="expression">What stands in the hole.</param>
    /// <exception cref="ModelException">It is no variable.</exception>
    public void AppendFormatted(NamespaceValue value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (!Takes(expression, value is UserFunction function ? function with { Name = expression } : value))
            throw new ModelException($"A timed array or function needs a name: `{expression}` is no variable, or a name that Brian has taken.");
        text.Append(expression);
    }

    /// <summary>Adds text as it is.</summary>
    public void AppendFormatted(string value) => text.Append(value);

    /// <summary>Adds other code with the names that it knows.</summary>
    /// <exception cref="ModelException">A name has two values.</exception>
    public void AppendFormatted(Code value)
    {
        ArgumentNullException.ThrowIfNull(value);
        text.Append(value.text);
        foreach (var (name, given) in value.names)
            Add(name, given);
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    internal static string Literal(Quantity value)
    {
        var number = value.Value.ToString("R", CultureInfo.InvariantCulture);
        return value.Dimension.IsNone ? $"({number})" : $"({number}*{UnitNames.Of(value.Dimension)})";
    }

    /// <summary>The same names around another expression; code that cannot be read stays, so that whoever takes it complains.</summary>
    internal Code Replaced(Func<Expression, Expression> change)
    {
        if (ExpressionText.Parse(Text, string.Empty, new DiagnosticBag()) is not { } expression)
            return this;
        var code = new Code(0, 0);
        code.AppendLiteral(ExpressionPrinter.Print(change(expression), Dialects.Brian));
        foreach (var (name, value) in names)
            code.Add(name, value);
        return code;
    }

    // A variable keeps its name unless that means something else in every model.
    private bool Takes(string expression, NamespaceValue value)
    {
        var name = expression.TrimStart('@');
        if (!(name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
            return false;
        if (UnitNames.Find(name) is not null || name is "i" or "j" or "k" or "t" or "dt" or "N" or "N_pre" or "N_post" or "e" or "pi" or "inf" or "xi")
            return false;
        Add(name, value);
        return true;
    }

    private void Add(string name, NamespaceValue value)
    {
        if (!names.TryAdd(name, value) && !names[name].Equals(value))
            throw new ModelException($"`{name}` has two values in the same code: {names[name]} and {value}.");
    }
}
