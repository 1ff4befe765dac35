using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Reading;

/// <summary>What the value of a slot may be.</summary>
internal enum SlotForm
{
    /// <summary>A text; numbers and truth values are texts, too.</summary>
    Text,

    /// <summary>A finite number, or an infinite one written <c>inf</c> or <c>.inf</c>.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>A text, or a list of them.</summary>
    Texts,

    /// <summary>A number, or a list of them.</summary>
    Numbers,

    /// <summary>A number, a list of them, or rows of them.</summary>
    Values,

    /// <summary>Rows of numbers, a name of a file, or a mapping with either.</summary>
    Matrix,

    /// <summary>A mapping of a shape.</summary>
    Record,

    /// <summary>A mapping of a shape, or the name of one that is known.</summary>
    RecordOrName,

    /// <summary>Mappings of a shape: by name, or a list of them, each with its name; a bare name is one without more.</summary>
    Collection,

    /// <summary>A list of mappings of a shape, which have no names.</summary>
    Records,

    /// <summary>Whatever it is, it is kept.</summary>
    Any,
}

/// <summary>A slot of the schema: a key of a mapping.</summary>
/// <param name="Name">The key.</param>
/// <param name="Form">What its value may be.</param>
/// <param name="Meaning">One line for the JSON Schema and for editors.</param>
internal sealed record Slot(string Name, SlotForm Form, string Meaning)
{
    /// <summary>The shape of its value, for forms that have one; asked for late, since shapes refer to each other.</summary>
    public Func<Shape>? Of { get; init; }

    /// <summary>The values of a text that are known; empty for any.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The slot of which this is another spelling; null for a spelling of its own.</summary>
    public string? SameAs { get; init; }

    /// <summary>Whether nothing interprets it: it is kept and written again.</summary>
    public bool IsKept { get; init; }
}

/// <summary>The slots of a kind of mapping.</summary>
/// <param name="Name">Name, also that of its definition in the JSON Schema.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Slots">Its slots, interpreted ones first.</param>
internal sealed record Shape(string Name, string Meaning, ImmutableArray<Slot> Slots)
{
    private readonly Dictionary<string, Slot> byName = Slots.ToDictionary(static slot => slot.Name);

    /// <summary>Keys that must be there.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>The slot with a key, or null.</summary>
    public Slot? Find(string key) => byName.GetValueOrDefault(key);

    /// <summary>Whether a member says only the name of what another spelling of its key writes out: <c>model: QIF</c> beside <c>dynamics: {name: QIF, …}</c>.</summary>
    public bool IsNameOfOther(YamlValue mapping, YamlMember member) =>
        Find(member.Key) is { Form: SlotForm.RecordOrName } slot && member.Value.Kind == YamlKind.Scalar
        && mapping.Members.Any(other => other.Key != member.Key && Find(other.Key) is { } same && (same.SameAs ?? same.Name) == (slot.SameAs ?? slot.Name) && other.Value.Find("name")?.Text.Trim() == member.Value.Text.Trim());

    /// <summary>Whether a member is for a search and not for the values beside it: the <c>parameters</c> of an exploration with a <c>strategy</c>, which has its <c>space</c> besides.</summary>
    public bool IsOfSearch(YamlValue mapping, YamlMember member) => this == Shapes.Exploration && member.Key == "parameters" && mapping.Find("space") is not null && mapping.Find("strategy") is not null;

    /// <summary>The slot that somebody meant who wrote a wrong key: the nearest one, if there is only one and the mapping does not have it; else null.</summary>
    public Slot? Meant(YamlValue mapping, string key) =>
        NearNames.Nearest(key, Slots.Select(static one => one.Name)) is { Count: 1 } near && near.First() is var name && mapping.Find(name) is null ? byName[name] : null;
}
