using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Neuroglot.Tvbo.Reading;

/// <summary>
/// Reads a YAML text into values with places. A file is data from others: its length, depth and size, with aliases counted as often as they are used, are bounded; tags
/// mean nothing; an alias to what contains it is no YAML here.
/// </summary>
internal sealed class YamlSource
{
    /// <summary>Greatest number of characters; a matrix of a thousand regions fits.</summary>
    public const int MaxLength = 64_000_000;

    /// <summary>Greatest number of lists and mappings inside one another; the deepest path of the schema has about ten.</summary>
    public const int MaxDepth = 40;

    /// <summary>Greatest number of values, those of aliases counted at each use; weights and lengths of a thousand regions fit.</summary>
    public const long MaxSize = 2_500_000;

    private const string MergeKey = "<<";

    private readonly Parser parser;
    private readonly string name;
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<AnchorName, YamlValue> anchors = [];
    private long size;

    private YamlSource(TextReader text, string name, DiagnosticBag diagnostics)
    {
        parser = new Parser(text);
        this.name = name;
        this.diagnostics = diagnostics;
    }

    /// <summary>The one document of <paramref name="text"/>; null, with an error, where it is no YAML or goes beyond the bounds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What places in diagnostics begin with.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static YamlValue? Read(string text, string name, DiagnosticBag diagnostics)
    {
        if (text.Length > MaxLength)
        {
            diagnostics.Error(ReadingCodes.TooLarge, $"The text has {text.Length} characters; at most {MaxLength} are read.", new SourceSpan(name, 1, 1), "Put matrices into CSV or .npy files beside it.");
            return null;
        }

        using var reader = new StringReader(text);
        var source = new YamlSource(reader, name, diagnostics);
        try
        {
            return source.Document();
        }
        catch (BoundException bound)
        {
            diagnostics.Error(ReadingCodes.TooLarge, bound.Message, bound.Span, "Write the document without so much nesting or repetition.");
        }
        catch (YamlException problem)
        {
            var message = problem.InnerException is null ? problem.Message : problem.InnerException.Message;
            diagnostics.Error(ReadingCodes.NotYaml, $"The text is no YAML: {message.TrimEnd('.')}.", TabIn(text, message) is { } line ? new SourceSpan(name, line, 1) : source.At(problem.Start), "Look at the indentation, and put quotes around texts with `: `, `#` or brackets.");
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // What the parser of the package throws at some broken texts instead of saying what is wrong.
            diagnostics.Error(ReadingCodes.NotYaml, "The text is no YAML at or soon after this place.", source.Here, "Look at the indentation and the brackets.");
        }

        return null;
    }

    // The parser of the package tells the beginning of the mapping in which a tab stands.
    private static int? TabIn(string text, string message)
    {
        if (!message.Contains("invalid tab", StringComparison.Ordinal))
            return null;
        var line = 0;
        foreach (var one in text.AsSpan().EnumerateLines())
        {
            line++;
            if (one.TrimStart(' ') is ['\t', ..])
                return line;
        }

        return null;
    }

    private SourceSpan Here => parser.Current is { } current ? At(current.Start) : new SourceSpan(name, 1, 1);

    private YamlValue? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            diagnostics.Error(ReadingCodes.NotYaml, "The text is empty.", new SourceSpan(name, 1, 1), "Write a dynamics with `name`, `parameters` and `state_variables`, for example.");
            return null;
        }

        parser.Consume<DocumentStart>();
        var value = Value(0);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
        {
            diagnostics.Error(ReadingCodes.NotYaml, "The text holds several documents.", Here, "Put each into a file of its own.");
            return null;
        }

        return value;
    }

    private YamlValue Value(int depth)
    {
        var node = parser.Current is AnchorAlias or NodeEvent ? parser.Current : throw new YamlException(parser.Current!.Start, parser.Current.End, "a value is expected");
        var span = At(node.Start);
        if (depth > MaxDepth)
            throw new BoundException($"The values are nested more than {MaxDepth} deep.", span);
        if (node is AnchorAlias alias)
        {
            parser.MoveNext();
            if (!anchors.TryGetValue(alias.Value, out var shared))
                throw new YamlException(alias.Start, alias.End, $"nothing that is complete is called &{alias.Value} before this alias");
            Count(shared.Size, span);
            return shared;
        }

        Count(1, span);
        var value = node switch
        {
            Scalar scalar => Plain(scalar, span),
            SequenceStart => Items(depth, span),
            MappingStart => Mapping(depth, span),
            _ => throw new YamlException(node.Start, node.End, "a value is expected"),
        };
        if (((NodeEvent)node).Anchor is { IsEmpty: false } anchor)
            anchors[anchor] = value;
        return value;
    }

    private YamlValue Plain(Scalar scalar, SourceSpan span)
    {
        parser.MoveNext();
        var isQuoted = scalar.Style != ScalarStyle.Plain;
        return !isQuoted && scalar.Value is "" or "~" or "null" or "Null" or "NULL"
            ? new YamlValue(YamlKind.Null, span)
            : new YamlValue(YamlKind.Scalar, scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? span.Right(1) : span) { Text = scalar.Value, IsQuoted = isQuoted };
    }

    private YamlValue Items(int depth, SourceSpan span)
    {
        parser.MoveNext();
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        var total = 1L;
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            var item = Value(depth + 1);
            total += item.Size;
            items.Add(item);
        }

        return new YamlValue(YamlKind.List, span) { Items = items.ToImmutable(), Size = total };
    }

    private YamlValue Mapping(int depth, SourceSpan span)
    {
        parser.MoveNext();
        var members = ImmutableArray.CreateBuilder<YamlMember>();
        var keys = new HashSet<string>();
        List<YamlValue> merged = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = Here;
            if (parser.Current is not Scalar key)
                throw new YamlException(parser.Current!.Start, parser.Current.End, "a key must be a text");
            parser.MoveNext();
            Count(1, at);
            var value = Value(depth + 1);
            if (key is { Value: MergeKey, Style: ScalarStyle.Plain } && value.Kind is YamlKind.Mapping or YamlKind.List)
                merged.Add(value);
            else if (keys.Add(key.Value))
                members.Add(new YamlMember(key.Value, at, value));
            else
                diagnostics.Error(ReadingCodes.Repeated, $"The key '{Short(key.Value)}' is there twice.", at, "Keep one of them.");
        }

        // Keys of the mapping itself win over those merged into it, earlier ones of these over later ones.
        foreach (var member in merged.SelectMany(static one => one.Kind == YamlKind.Mapping ? [one] : one.Items).SelectMany(static one => one.Members))
        {
            if (keys.Add(member.Key))
            {
                Count(member.Value.Size, span);
                members.Add(member);
            }
        }

        return new YamlValue(YamlKind.Mapping, span) { Members = members.ToImmutable(), Size = 1 + members.Sum(static one => 1 + one.Value.Size) };
    }

    /// <summary>The beginning of a text that somebody wrote, for messages.</summary>
    internal static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    private void Count(long more, SourceSpan span)
    {
        size += more;
        if (size > MaxSize)
            throw new BoundException($"The document has more than {MaxSize} values, those of aliases counted at each use.", span);
    }

    private SourceSpan At(in Mark mark) => new(name, (int)mark.Line, (int)mark.Column);

    private sealed class BoundException(string message, SourceSpan span) : Exception(message)
    {
        public SourceSpan Span { get; } = span;
    }
}
