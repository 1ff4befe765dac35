using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Reading;

/// <summary>The slots of one mapping by their usual names, whatever spelling the document uses. What is missing or, as <see cref="ShapeCheck"/> has reported, wrong has no value.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, YamlValue> values = [];
    private readonly string? nameOfKey;

    /// <summary>Opens a mapping.</summary>
    /// <param name="value">The mapping; anything else has no slots.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="name">The name that the key before it gives it, or null.</param>
    public Fields(YamlValue value, Shape shape, string? name = null)
    {
        Span = value.Span;
        nameOfKey = name;
        var kept = ImmutableArray.CreateBuilder<YamlMember>();
        foreach (var member in value.Members)
        {
            if ((shape.Find(member.Key) ?? shape.Meant(value, member.Key)) is not { } slot || (slot.IsKept && slot.Name != member.Key) || shape.IsNameOfOther(value, member))
                continue;
            if (slot.IsKept || shape.IsOfSearch(value, member))
                kept.Add(member);
            else if (member.Value.Kind != YamlKind.Null)
                values.TryAdd(slot.SameAs ?? slot.Name, member.Value);
        }

        Kept = kept.ToImmutable();
    }

    public SourceSpan Span { get; }

    public ImmutableArray<YamlMember> Kept { get; }

    public string Name => nameOfKey ?? Text("name") ?? string.Empty;

    public YamlValue? Find(string key) => values.GetValueOrDefault(key);

    public string? Text(string key) => Find(key) is { Kind: YamlKind.Scalar } value ? value.Text.Trim() : null;

    public double? Number(string key) => Find(key) is { } value ? ShapeCheck.NumberOf(value) : null;

    public int? Whole(string key) => Find(key) is { } value ? ShapeCheck.WholeOf(value) : null;

    public bool? Truth(string key) => Find(key) is { } value ? ShapeCheck.TruthOf(value) : null;

    public ImmutableArray<string> Texts(string key) =>
        Find(key) is { } value ? [.. ShapeCheck.ItemsOf(value).Where(static item => item.Kind == YamlKind.Scalar).Select(static item => item.Text.Trim())] : [];

    public ImmutableArray<double> Numbers(string key) =>
        Find(key) is { } value ? [.. ShapeCheck.ItemsOf(value).Select(ShapeCheck.NumberOf).OfType<double>()] : [];

    /// <summary>The mapping of a key; null where there is none.</summary>
    public Fields? Record(string key, Shape shape) => Find(key) is { Kind: YamlKind.Mapping } value ? new Fields(value, shape) : null;

    /// <summary>The entries of a collection with their names.</summary>
    public IEnumerable<Fields> Entries(string key, Shape shape)
    {
        if (Find(key) is not { } value)
            yield break;
        foreach (var member in value.Members)
            yield return new Fields(member.Value.Kind == YamlKind.Null ? new YamlValue(YamlKind.Null, member.Span) : member.Value, shape, member.Key) { KeySpan = member.Span };
        foreach (var item in value.Items)
            yield return new Fields(item, shape, item.Kind == YamlKind.Scalar ? item.Text : null);
    }

    /// <summary>Where the name of an entry stands, or the entry.</summary>
    public SourceSpan KeySpan
    {
        get => field == default ? Find("name")?.Span ?? Span : field;
        private init;
    }

    /// <summary>The expression of an equation; null where it has none. One that stands there without its key has been reported, and is what was meant.</summary>
    public Formula? Equation(string key) =>
        Formula(key) ?? (Record(key, Shapes.Equation) is { } equation && equation.Find("rhs") is { Kind: YamlKind.Scalar } rhs ? new Formula(rhs.Text, rhs.Span) { Kept = equation.Kept } : null);

    /// <summary>The expression of an equation, or what its <c>conditionals</c> say as one: <c>Piecewise((a, x &lt; 1), (b, True))</c>; null where it has neither.</summary>
    public Formula? EquationOrCases(string key)
    {
        if (Equation(key) is not null || Record(key, Shapes.Equation)?.Find("conditionals") is not { Items: [var first, ..] } cases)
            return Equation(key);
        var parts = cases.Items.Select(static item => new Fields(item, Shapes.Conditional)).Where(static one => one.Text("expression") is not null)
            .Select(static one => $"({one.Text("expression")}, {one.Text("condition") switch { null or "True" or "true" => "True", var condition => condition }})");
        return new Formula($"Piecewise({string.Join(", ", parts)})", first.Span);
    }

    /// <summary>A text as an expression; null where it is missing or, where it may be, says that it always holds.</summary>
    public Formula? Formula(string key) => Find(key) is { Kind: YamlKind.Scalar } value ? new Formula(value.Text, value.Span) : null;

    /// <summary>Copies what every object has.</summary>
    public T Describe<T>(T value)
        where T : TvboObject => value with { Name = Name, Label = Text("label"), Description = Text("description"), Kept = Kept, Span = KeySpan };
}
