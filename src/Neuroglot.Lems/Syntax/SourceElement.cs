using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Syntax;

/// <summary>
/// An XML element as it stands in a file. Lighter than the base library's trees, and every part knows its place. Networks hold millions of these, so what
/// is the same for many is kept once: names in a shape, and places of attributes only where they do not follow from the element's own.
/// </summary>
public sealed class SourceElement
{
    private readonly ElementShape shape;
    private readonly string[] values;
    private readonly Inside? inside;
    private readonly int line;
    private readonly int column;

    internal SourceElement(
        ElementShape shape, int line, int column, ReadOnlySpan<SourceAttribute> attributes, ImmutableArray<SourceElement> children, string? text)
    {
        this.shape = shape;
        this.line = line;
        this.column = column;
        values = attributes.Length == 0 ? [] : new string[attributes.Length];
        var places = FollowEachOther(attributes) ? null : new (int Line, int Column)[attributes.Length];
        for (var i = 0; i < attributes.Length; i++)
        {
            values[i] = attributes[i].Value;
            if (places is not null)
                places[i] = (attributes[i].Line, attributes[i].Column);
        }

        if (places is not null || text is not null || !children.IsEmpty)
            inside = new Inside(children, text, places);
    }

    /// <summary>An element without text whose content is read when it is first asked for.</summary>
    internal SourceElement(ElementShape shape, int line, int column, ReadOnlySpan<SourceAttribute> attributes, Func<ImmutableArray<SourceElement>> later)
        : this(shape, line, column, attributes, [], null) => inside = new Inside([], null, inside?.Places) { Later = later };

    private SourceElement(SourceElement original, ImmutableArray<SourceElement> children)
    {
        (shape, values, line, column) = (original.shape, original.values, original.line, original.column);
        inside = new Inside(children, original.Text, original.inside?.Places);
    }

    /// <summary>Name without namespace, a prefix flattened: <c>rdf:RDF</c> becomes <c>rdf_RDF</c>.</summary>
    public string Name => shape.Name;

    /// <summary>Attributes in the order of the file, without namespace declarations and schema locations.</summary>
    public SourceAttributes Attributes => new(this);

    /// <summary>Child elements in the order of the file; in a component those of included files in the place of the include.</summary>
    public ImmutableArray<SourceElement> Children => inside?.Children ?? [];

    /// <summary>Text directly inside the element, all pieces joined and trimmed; null when there is only white space.</summary>
    public string? Text => inside?.Text;

    /// <summary>Value of <c>id</c>, or null.</summary>
    public string? Id => this["id"];

    /// <summary>Value of <c>type</c>, or null.</summary>
    public string? Type => this["type"];

    /// <summary>Value of <c>extends</c>, or null.</summary>
    public string? Extends => this["extends"];

    /// <summary>Where the element's name stands.</summary>
    public SourceSpan Span => new(shape.File, line, column);

    internal ElementShape Shape => shape;

    internal int AttributeCount => values.Length;

    /// <summary>The value of the attribute called <paramref name="name"/>, or null.</summary>
    public string? this[string name]
    {
        get
        {
            var index = IndexOf(name);
            return index < 0 ? null : values[index];
        }
    }

    /// <summary>Position in <see cref="Attributes"/> of the attribute called <paramref name="name"/>, or −1.</summary>
    public int IndexOf(string name)
    {
        var names = shape.AttributeNames;
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] == name)
                return i;
        }

        return -1;
    }

    /// <summary>Where the name of <paramref name="attribute"/>, one of this element's, stands.</summary>
    public SourceSpan SpanOf(in SourceAttribute attribute) => new(shape.File, attribute.Line, attribute.Column);

    /// <summary>
    /// Where the value of <paramref name="attribute"/>, one of this element's, begins, taking it that no blanks stand around the equals sign.
    /// </summary>
    public SourceSpan ValueSpanOf(in SourceAttribute attribute) => new(shape.File, attribute.Line, attribute.Column + attribute.Name.Length + 2);

    /// <summary>Whether both say the same, wherever they stand.</summary>
    public bool SaysTheSameAs(SourceElement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Name != other.Name || Text != other.Text || Attributes.Length != other.Attributes.Length || Children.Length != other.Children.Length)
            return false;
        foreach (var attribute in Attributes)
        {
            if (other[attribute.Name] != attribute.Value)
                return false;
        }

        for (var i = 0; i < Children.Length; i++)
        {
            if (!Children[i].SaysTheSameAs(other.Children[i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Id is null ? $"<{Name}>" : $"<{Name} id=\"{Id}\">";

    /// <summary>The same element with other children.</summary>
    internal SourceElement With(ImmutableArray<SourceElement> children) => new(this, children);

    internal string ValueAt(int index) => values[index];

    internal SourceAttribute Attribute(int index)
    {
        var name = shape.AttributeNames[index];
        if (inside?.Places is { } places)
            return new SourceAttribute(name, values[index], places[index].Line, places[index].Column);
        var at = column + Name.Length + 1;
        for (var i = 0; i < index; i++)
            at += Width(shape.AttributeNames[i], values[i]);
        return new SourceAttribute(name, values[index], line, at);
    }

    // <name a="1" b="2"/>: each attribute follows after one blank, and no value holds entities.
    private bool FollowEachOther(ReadOnlySpan<SourceAttribute> attributes)
    {
        var at = column + Name.Length + 1;
        foreach (var attribute in attributes)
        {
            if (attribute.Line != line || attribute.Column != at)
                return false;
            at += Width(attribute.Name, attribute.Value);
        }

        return true;
    }

    private static int Width(string name, string value) => name.Length + value.Length + 4;

    /// <summary>What few elements have: content, and attributes in unusual places.</summary>
    private sealed class Inside(ImmutableArray<SourceElement> children, string? text, (int Line, int Column)[]? places)
    {
        private ImmutableArray<SourceElement> children = children;

        public string? Text { get; } = text;

        public (int Line, int Column)[]? Places { get; } = places;

        public Func<ImmutableArray<SourceElement>>? Later { get; init; }

        public ImmutableArray<SourceElement> Children
        {
            get
            {
                // Two threads that come at once read the same twice, one after the other; one result stays.
                if (Later is not null && children.IsEmpty)
                    ImmutableInterlocked.InterlockedCompareExchange(ref children, Later(), []);
                return children;
            }
        }
    }
}
