using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>What a YAML value is.</summary>
public enum YamlKind
{
    /// <summary>Nothing: <c>~</c>, <c>null</c>, or no text at all.</summary>
    Null,

    /// <summary>A text, a number or a truth value: what it is depends on what is expected.</summary>
    Scalar,

    /// <summary>A list.</summary>
    List,

    /// <summary>Keys with values.</summary>
    Mapping,
}

/// <summary>A value of a YAML text with its place. What of a document is not interpreted is kept as such values, so that nothing is lost when it is written again.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it begins.</param>
public sealed record YamlValue(YamlKind Kind, SourceSpan Span)
{
    /// <summary>The text of a scalar.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Whether a scalar is written in quotes or as a block, so that it is a text even where it looks like a number.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>The values of a list.</summary>
    public ImmutableArray<YamlValue> Items { get; init; } = [];

    /// <summary>The members of a mapping, in the order of the text.</summary>
    public ImmutableArray<YamlMember> Members { get; init; } = [];

    /// <summary>Number of values in it, itself included, with those that it shares with others counted each time.</summary>
    internal long Size { get; init; } = 1;

    /// <summary>What it is, for messages.</summary>
    internal string Description => Kind switch
    {
        YamlKind.Null => "nothing",
        YamlKind.List => "a list",
        YamlKind.Mapping => "a mapping",
        _ => Text.Length <= 30 ? $"'{Text}'" : $"'{Text[..30]}…'",
    };

    /// <summary>The value of a key, or null.</summary>
    internal YamlValue? Find(string key)
    {
        foreach (var member in Members)
        {
            if (member.Key == key)
                return member.Value;
        }

        return null;
    }
}

/// <summary>A key of a mapping with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Value">Its value.</param>
public sealed record YamlMember(string Key, SourceSpan Span, YamlValue Value);
