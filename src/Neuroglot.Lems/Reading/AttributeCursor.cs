using System.Globalization;
using System.Runtime.CompilerServices;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>
/// Takes the attributes of one element by name and, in <see cref="Finish"/>, reports those that nobody took: so the code that reads an element is
/// also the list of what it may say. <c>description</c> may stand on every element.
/// </summary>
internal ref struct AttributeCursor
{
    private readonly SourceElement element;
    private readonly DiagnosticBag diagnostics;
    private ulong taken;
    private AskedNames asked;
    private int askedCount;

    public AttributeCursor(SourceElement element, DiagnosticBag diagnostics)
    {
        this.element = element;
        this.diagnostics = diagnostics;
        Take("description");
        askedCount = 0;
    }

    public readonly SourceSpan Span => element.Span;

    public readonly string? Description => element["description"];

    public string? Optional(string name)
    {
        var index = Take(name);
        return index < 0 ? null : element.Attributes[index].Value;
    }

    public string Optional(string name, string fallback) => Optional(name) ?? fallback;

    /// <summary>The value, or an empty text with NG1022 when the attribute is absent.</summary>
    public string Required(string name)
    {
        if (Optional(name) is { } value)
            return value;
        Missing(name);
        return string.Empty;
    }

    public readonly SourceSpan ValueSpan(string name)
    {
        var index = element.IndexOf(name);
        return index < 0 ? element.Span : element.ValueSpanOf(element.Attributes[index]);
    }

    public Sourced RequiredSourced(string name) => new(Required(name), ValueSpan(name));

    public Sourced? OptionalSourced(string name) => Optional(name) is { } value ? new Sourced(value, ValueSpan(name)) : null;

    public LemsExpression? OptionalExpression(string name) =>
        Optional(name) is { } value ? new LemsExpression(value, ValueSpan(name)) : null;

    public LemsExpression RequiredExpression(string name)
    {
        if (OptionalExpression(name) is { } expression)
            return expression;
        Missing(name);
        // The report stands; zero lets the reading go on.
        return new LemsExpression("0", element.Span);
    }

    public LemsPath? OptionalPath(string name) => Optional(name) is { } value ? LemsPath.Parse(value, ValueSpan(name), diagnostics) : null;

    public LemsPath? RequiredPath(string name)
    {
        if (Optional(name) is { } value)
            return LemsPath.Parse(value, ValueSpan(name), diagnostics);
        Missing(name);
        return null;
    }

    public int Integer(string name, int fallback = 0)
    {
        if (Optional(name) is not { } text)
            return fallback;
        // Files in use write exponents such as 1.0.
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e6 && Math.Floor(number) == number)
            return (int)number;
        Bad(name, text, "a whole number");
        return fallback;
    }

    public int? OptionalInteger(string name) => element.IndexOf(name) < 0 ? Nothing(name) : Integer(name);

    public double Number(string name, double fallback)
    {
        if (Optional(name) is not { } text)
            return fallback;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        Bad(name, text, "a number");
        return fallback;
    }

    public bool? OptionalBoolean(string name)
    {
        if (Optional(name) is not { } text)
            return null;
        switch (text.Trim())
        {
            case "true" or "True" or "TRUE" or "1" or "yes":
                return true;
            case "false" or "False" or "FALSE" or "0" or "no":
                return false;
            default:
                Bad(name, text, "true or false");
                return null;
        }
    }

    public bool Boolean(string name, bool fallback = false) => OptionalBoolean(name) ?? fallback;

    /// <summary>Reports a value that isn't what its attribute needs (NG1023).</summary>
    public readonly void Bad(string name, string value, string expected) =>
        diagnostics.Error("NG1023", $"“{value}” is not {expected}, which {name} of {element.Name} needs.", ValueSpan(name));

    /// <summary>Reports each attribute that wasn't taken (NG1020).</summary>
    public readonly void Finish()
    {
        var all = element.Attributes;
        for (var i = 0; i < all.Length; i++)
        {
            if (i < 64 && (taken & (1UL << i)) != 0)
                continue;
            if (i >= 64 && all[i].Name == "description")
                continue;
            var names = new string[askedCount];
            for (var k = 0; k < names.Length; k++)
                names[k] = asked[k];
            diagnostics.Warning("NG1020", $"{element.Name} has no attribute “{all[i].Name}”; it is not used.", element.SpanOf(all[i]),
                NearNames.Hint(all[i].Name, names));
        }
    }

    private readonly void Missing(string name) =>
        diagnostics.Error("NG1022", $"{element.Name} needs the attribute “{name}”.", element.Span);

    private int? Nothing(string name)
    {
        Take(name);
        return null;
    }

    private int Take(string name)
    {
        if (askedCount < AskedNames.Length)
            asked[askedCount++] = name;
        var index = element.IndexOf(name);
        if (index is >= 0 and < 64)
            taken |= 1UL << index;
        return index;
    }

    [InlineArray(Length)]
    private struct AskedNames
    {
        public const int Length = 16;
        private string first;
    }
}
