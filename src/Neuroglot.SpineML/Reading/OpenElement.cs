using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Reading;

/// <summary>
/// An element whose start has been read: its attributes are taken by name, and <see cref="Finish"/> reports those that nobody took, so the code that reads an
/// element is also the list of what it may say.
/// </summary>
internal sealed class OpenElement(XmlCursor xml, string space, string name, SourceSpan span, int depth, bool isEmpty, (string Name, string Value, SourceSpan Span)[] attributes)
{
    private readonly List<string> asked = [];
    private ulong taken;

    public string Space => space;

    public string Name => name;

    public SourceSpan Span => span;

    public int Depth => depth;

    public bool HasEnded { get; set; } = isEmpty;

    public string? Optional(string attribute)
    {
        asked.Add(attribute);
        for (var i = 0; i < attributes.Length; i++)
        {
            if (attributes[i].Name != attribute)
                continue;
            if (i < 64)
                taken |= 1UL << i;
            return attributes[i].Value;
        }

        return null;
    }

    /// <summary>The value under its own name, or, with a note, under another that is in use.</summary>
    public string? Optional(string attribute, string variant)
    {
        var value = Optional(attribute);
        if (value is not null || Optional(variant) is not { } other)
        {
            asked.Remove(variant);
            return value;
        }

        xml.Lenient($"The attribute “{variant}” of {name} is read as “{attribute}”.", SpanOf(variant));
        return other;
    }

    /// <summary>The value, or an empty text with an error when the attribute is absent.</summary>
    public string Required(string attribute)
    {
        if (Optional(attribute) is { } value)
            return value;
        xml.Diagnostics.Error(ReadingCodes.MissingAttribute, $"{name} needs the attribute “{attribute}”.", span);
        return string.Empty;
    }

    public double Number(string attribute) => Number(attribute, Required(attribute));

    public double? OptionalNumber(string attribute) => Optional(attribute) is { } text ? Number(attribute, text) : null;

    public int Integer(string attribute) => (int)Whole(attribute, Required(attribute), int.MinValue, int.MaxValue);

    public int? OptionalInteger(string attribute) => Optional(attribute) is { } text ? (int)Whole(attribute, text, int.MinValue, int.MaxValue) : null;

    /// <summary>How many there are: a whole number that is not negative.</summary>
    public int Size(string attribute) => (int)Whole(attribute, Required(attribute), 0, int.MaxValue);

    public long Count(string attribute) => Whole(attribute, Required(attribute), 0, long.MaxValue);

    public long? OptionalLong(string attribute) => Optional(attribute) is { } text ? Whole(attribute, text, long.MinValue, long.MaxValue) : null;

    public bool Flag(string attribute) => Optional(attribute) is { } text && Truth(attribute, text);

    public bool Flag(string attribute, string variant) => Optional(attribute, variant) is { } text && Truth(attribute, text);

    /// <summary>A list such as <c>1,2,3</c>.</summary>
    public ImmutableArray<int> Integers(string attribute) => [.. Items(attribute).Select(text => (int)Whole(attribute, text, 0, int.MaxValue))];

    /// <summary>A list such as <c>0.5,1e3</c>.</summary>
    public ImmutableArray<double> Numbers(string attribute) => [.. Items(attribute).Select(text => Number(attribute, text))];

    public SourceSpan SpanOf(string attribute)
    {
        foreach (var one in attributes)
        {
            if (one.Name == attribute)
                return one.Span;
        }

        return span;
    }

    /// <summary>Reports a value that is not what its attribute needs.</summary>
    public void Bad(string attribute, string value, string expected) =>
        xml.Diagnostics.Error(ReadingCodes.BadValue, $"“{value}” is not {expected}, which {attribute} of {name} needs.", SpanOf(attribute));

    /// <summary>Reports each attribute that was not taken.</summary>
    public void Finish()
    {
        for (var i = 0; i < attributes.Length; i++)
        {
            if (i >= 64 || (taken & (1UL << i)) == 0)
            {
                xml.Diagnostics.Warning(ReadingCodes.UnknownAttribute, $"{name} has no attribute “{attributes[i].Name}”; it is not used.", attributes[i].Span,
                    NearNames.Hint(attributes[i].Name, asked));
            }
        }
    }

    private string[] Items(string attribute) =>
        (Optional(attribute) ?? string.Empty).Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private double Number(string attribute, string text)
    {
        if (text.Length == 0 && Optional(attribute) is null)
            return 0;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        Bad(attribute, text, "a number");
        return 0;
    }

    private long Whole(string attribute, string text, long least, long most)
    {
        if (text.Length == 0 && Optional(attribute) is null)
            return 0;
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) && whole >= least && whole <= most)
            return whole;

        // Files in use write 1e+08 where a whole number belongs.
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == Math.Floor(number)
            && number >= least && number <= most && Math.Abs(number) <= 1L << 53)
        {
            xml.Lenient($"“{text}” is read as a whole number.", SpanOf(attribute));
            return (long)number;
        }

        Bad(attribute, text, least == 0 ? "a whole number that is not negative and not too large" : "a whole number");
        return 0;
    }

    private bool Truth(string attribute, string text)
    {
        switch (text.Trim())
        {
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                Bad(attribute, text, "true or false");
                return false;
        }
    }
}
