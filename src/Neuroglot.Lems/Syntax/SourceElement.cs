using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Syntax;

/// <summary>
/// An XML element as it stands in a file. Lighter than the base library's trees, and every part knows its place. Networks hold
/// hundreds of thousands of these, so places are packed and absent parts share one empty array.
/// </summary>
public sealed class SourceElement
{
    private readonly string file;
    private readonly int line;
    private readonly int column;

    internal SourceElement(
        string name, string file, int line, int column, ImmutableArray<SourceAttribute> attributes, ImmutableArray<SourceElement> children, string? text)
    {
        Name = name;
        this.file = file;
        this.line = line;
        this.column = column;
        Attributes = attributes;
        Children = children;
        Text = text;
    }

    /// <summary>Name without namespace, a prefix flattened: <c>rdf:RDF</c> becomes <c>rdf_RDF</c>.</summary>
    public string Name { get; }

    /// <summary>Attributes in the order of the file, without namespace declarations and schema locations.</summary>
    public ImmutableArray<SourceAttribute> Attributes { get; }

    /// <summary>Child elements in the order of the file.</summary>
    public ImmutableArray<SourceElement> Children { get; }

    /// <summary>Text directly inside the element, all pieces joined and trimmed; null when there is only white space.</summary>
    public string? Text { get; }

    /// <summary>Where the element's name stands.</summary>
    public SourceSpan Span => new(file, line, column);

    /// <summary>The value of the attribute called <paramref name="name"/>, or null.</summary>
    public string? this[string name]
    {
        get
        {
            var index = IndexOf(name);
            return index < 0 ? null : Attributes[index].Value;
        }
    }

    /// <summary>Position in <see cref="Attributes"/> of the attribute called <paramref name="name"/>, or −1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Attributes.Length; i++)
        {
            if (Attributes[i].Name == name)
                return i;
        }

        return -1;
    }

    /// <summary>Where the name of <paramref name="attribute"/>, one of this element's, stands.</summary>
    public SourceSpan SpanOf(in SourceAttribute attribute) => new(file, attribute.Line, attribute.Column);

    /// <summary>
    /// Where the value of <paramref name="attribute"/>, one of this element's, begins, taking it that no blanks stand around the equals sign.
    /// </summary>
    public SourceSpan ValueSpanOf(in SourceAttribute attribute) => new(file, attribute.Line, attribute.Column + attribute.Name.Length + 2);

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
    public override string ToString() => $"<{Name}> at {Span}";
}
