using System.Collections.Immutable;
using System.Text;
using Neuroglot.Lems.Syntax;

namespace Neuroglot.Lems.Includes;

/// <summary>
/// Reads a file of the library, of which a model needs a few types only: what is inside an outer element is read when it is first asked for. The library
/// is ours and plain XML, elements, attributes in double quotes and comments, so this needs not a tenth of what starting and running a reader for
/// any XML costs; that both see the same is tested.
/// </summary>
internal sealed class LibraryText
{
    private readonly string text;
    private readonly ElementShapes shapes;
    private readonly ValuePool names = new();
    private readonly List<SourceAttribute> attributes = [];
    private int at;
    private int line = 1;
    private int lineStart;

    private LibraryText(string file, string text)
    {
        this.text = text;
        shapes = new ElementShapes(file);
    }

    /// <summary>The outermost element of a file.</summary>
    /// <param name="stream">The file, as UTF-8.</param>
    /// <param name="file">How places in the text name it.</param>
    /// <exception cref="InvalidOperationException">The text is not the plain XML that the library is written in.</exception>
    public static SourceElement Read(Stream stream, string file)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var reader = new LibraryText(file, Encoding.UTF8.GetString(bytes));
        return reader.NextElement(level: 0) ?? throw reader.Unexpected();
    }

    /// <summary>The next element; null before an end tag.</summary>
    private SourceElement? NextElement(int level)
    {
        if (!BeginsElement())
            return null;
        var (startLine, column) = (line, at - lineStart + 1);
        var name = Name();
        attributes.Clear();
        while (Blanks() is not ('/' or '>'))
        {
            if (Attribute() is { Name: not "xmlns" } attribute)
                attributes.Add(attribute);
        }

        var stated = attributes.ToArray();
        var shape = shapes.Of(name, stated);
        if (text[at] == '/')
        {
            Expect("/>");
            return new SourceElement(shape, startLine, column, stated, [], null);
        }

        Expect(">");
        if (level != 1)
            return new SourceElement(shape, startLine, column, stated, Children(name, level), null);
        var inside = (At: at, Line: line, LineStart: lineStart);
        MoveTo(text.IndexOf("</" + name, at, StringComparison.Ordinal));
        End(name);
        return new SourceElement(shape, startLine, column, stated, () => Later(inside, name));
    }

    private ImmutableArray<SourceElement> Later((int At, int Line, int LineStart) inside, string name)
    {
        lock (shapes)
        {
            (at, line, lineStart) = inside;
            return Children(name, level: 2);
        }
    }

    private ImmutableArray<SourceElement> Children(string name, int level)
    {
        var children = new List<SourceElement>();
        while (NextElement(level + 1) is { } child)
            children.Add(child);
        End(name);
        return ImmutableArray.Create(children.ToArray());
    }

    private void End(string name)
    {
        Expect("</");
        Expect(name);
        Expect(">");
    }

    /// <summary>Stands behind the next <c>&lt;</c> of an element, with comments and the declaration skipped; false before an end tag.</summary>
    private bool BeginsElement()
    {
        while (Blanks() == '<')
        {
            switch (text[at + 1])
            {
                case '/':
                    return false;
                case '!':
                    MoveTo(text.IndexOf("-->", at, StringComparison.Ordinal));
                    Expect("-->");
                    break;
                case '?':
                    MoveTo(text.IndexOf("?>", at, StringComparison.Ordinal));
                    Expect("?>");
                    break;
                default:
                    at++;
                    return true;
            }
        }

        throw Unexpected();
    }

    private SourceAttribute Attribute()
    {
        var (startLine, column) = (line, at - lineStart + 1);
        var name = Name();
        Expect("=\"");
        var start = at;
        MoveTo(text.IndexOf('"', at));
        var value = text.AsSpan(start, at - start);
        if (value.IndexOfAny('&', '\n', '<') >= 0)
            throw Unexpected();
        Expect("\"");
        return new SourceAttribute(name, names.Get(value), startLine, column);
    }

    private string Name()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or ':'))
            at++;
        return at > start ? names.Get(text.AsSpan(start, at - start)) : throw Unexpected();
    }

    /// <summary>The next character that is not blank; it stays to be read.</summary>
    private char Blanks()
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '\n')
                (line, lineStart) = (line + 1, at + 1);
            else if (text[at] is not (' ' or '\r'))
                return text[at];
        }

        throw Unexpected();
    }

    private void MoveTo(int place)
    {
        if (place < 0)
            throw Unexpected();
        for (var next = text.AsSpan(at, place - at).IndexOf('\n'); next >= 0; next = text.AsSpan(at, place - at).IndexOf('\n'))
        {
            at += next + 1;
            (line, lineStart) = (line + 1, at);
        }

        at = place;
    }

    private void Expect(string word)
    {
        if (!text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
            throw Unexpected();
        at += word.Length;
    }

    private InvalidOperationException Unexpected() => new($"The built-in library is damaged at line {line}, column {at - lineStart + 1}.");
}
