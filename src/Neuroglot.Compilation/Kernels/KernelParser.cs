using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Neuroglot.Compilation.Kernels;

/// <summary>Reads what <see cref="KernelText.Print"/> writes. Blank lines and lines that begin with <c>#</c> are skipped.</summary>
internal sealed class KernelParser(string text)
{
    private readonly ImmutableArray<Instruction>.Builder _instructions = ImmutableArray.CreateBuilder<Instruction>();
    private readonly List<string> _columns = [];
    private readonly List<string> _maps = [];
    private readonly List<string> _scalars = [];
    private readonly List<string> _flags = [];
    private readonly ImmutableArray<KernelScheme>.Builder _schemes = ImmutableArray.CreateBuilder<KernelScheme>();
    private readonly Queue<Token> _tokens = new();
    private int _line;

    private readonly record struct Token(string Text, bool IsQuoted);

    internal Kernel Parse()
    {
        string? name = null;
        foreach (var line in text.Split('\n'))
        {
            _line++;
            var content = line.Trim();
            if (content.Length == 0 || content[0] == '#')
                continue;
            Tokenize(content);
            if (name is null)
            {
                Word("kernel");
                name = Name();
            }
            else
            {
                ParseInstruction();
            }

            if (_tokens.Count > 0)
                throw Wrong($"nothing expected after this point, but there is '{_tokens.Peek().Text}'");
        }

        var kernel = new Kernel(
            name ?? throw Wrong("'kernel name' expected"), _instructions.ToImmutable(), [.. _columns], [.. _maps], [.. _scalars], [.. _flags],
            _schemes.ToImmutable());
        var problems = KernelVerifier.Verify(kernel);
        return problems.IsEmpty ? kernel : throw new FormatException($"Kernel {name}: {string.Join("; ", problems)}");
    }

    private static int Intern(List<string> names, string name)
    {
        var index = names.IndexOf(name);
        if (index >= 0)
            return index;
        names.Add(name);
        return names.Count - 1;
    }

    private void ParseInstruction()
    {
        var place = _instructions.Count;
        var isValue = _tokens.Peek() is { IsQuoted: false, Text: ['%', ..] };
        if (isValue)
        {
            if (Place() != place)
                throw Wrong($"the value must be called %{place}");
            Word("=");
        }

        var word = Next().Text;
        var info = KernelOpInfo.Find(word) ?? throw Wrong($"no operation is called '{word}'");
        if (info.IsStatement == isValue)
            throw Wrong(isValue ? $"{word} gives no value" : $"{word} gives a value, so '%{place} =' is expected");
        var instruction = ParseNames(info, new Instruction(info.Op));
        Span<int> operands = [-1, -1, -1];
        for (var k = 0; k < info.Operands.Length; k++)
            operands[k] = Place();
        _instructions.Add(instruction with { A = operands[0], B = operands[1], C = operands[2] });
    }

    private Instruction ParseNames(KernelOpInfo info, Instruction instruction)
    {
        if (info.Op == KernelOp.Constant)
            instruction = instruction with { Bits = BitConverter.DoubleToInt64Bits(Number()) };
        if (info.Names.HasFlag(KernelNames.Column))
            instruction = instruction with { Index = Intern(_columns, Name()) };
        if (info.Names.HasFlag(KernelNames.Map))
        {
            Word("via");
            instruction = instruction with { Map = Intern(_maps, Name()) };
        }

        if (info.Names.HasFlag(KernelNames.Scalar))
            instruction = instruction with { Index = Intern(_scalars, Name()) };
        if (info.Names.HasFlag(KernelNames.Flag))
            instruction = instruction with { Index = Intern(_flags, Name()) };
        if (info.Names.HasFlag(KernelNames.Ordinal))
            instruction = instruction with { Index = Integer(Next().Text) };
        if (info.Names.HasFlag(KernelNames.Scheme))
        {
            var name = Name();
            Word("reads");
            var reads = Columns(until: "writes");
            Word("writes");
            _schemes.Add(new KernelScheme(name, reads, Columns(until: null)));
            instruction = instruction with { Index = _schemes.Count - 1 };
        }

        return instruction;
    }

    private ImmutableArray<int> Columns(string? until)
    {
        var columns = ImmutableArray.CreateBuilder<int>();
        while (_tokens.Count > 0 && (_tokens.Peek().IsQuoted || _tokens.Peek().Text != until))
            columns.Add(Intern(_columns, Name()));
        return columns.ToImmutable();
    }

    private void Tokenize(string line)
    {
        _tokens.Clear();
        for (var at = 0; at < line.Length;)
        {
            if (line[at] == ' ')
            {
                at++;
            }
            else if (line[at] == '"')
            {
                at = Quoted(line, at + 1);
            }
            else
            {
                var end = line.IndexOf(' ', at);
                end = end < 0 ? line.Length : end;
                _tokens.Enqueue(new Token(line[at..end], IsQuoted: false));
                at = end;
            }
        }
    }

    private int Quoted(string line, int at)
    {
        var name = new StringBuilder();
        for (; at < line.Length; at++)
        {
            if (line[at] == '"')
            {
                _tokens.Enqueue(new Token(name.ToString(), IsQuoted: true));
                return at + 1;
            }

            if (line[at] != '\\')
            {
                name.Append(line[at]);
                continue;
            }

            at++;
            if (at < line.Length && line[at] == 'u' && at + 4 < line.Length
                && ushort.TryParse(line.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                name.Append((char)code);
                at += 4;
            }
            else if (at < line.Length && line[at] is '"' or '\\')
            {
                name.Append(line[at]);
            }
            else
            {
                throw Wrong("unknown escape in a quoted name");
            }
        }

        throw Wrong("a quoted name has no end");
    }

    private Token Next() => _tokens.TryDequeue(out var token) ? token : throw Wrong("the line ends too early");

    private void Word(string word)
    {
        if (Next() is var token && (token.IsQuoted || token.Text != word))
            throw Wrong($"'{word}' expected, not '{token.Text}'");
    }

    private string Name() =>
        Next() is var token && (token.IsQuoted || KernelText.IsPlain(token.Text)) ? token.Text : throw Wrong($"'{token.Text}' is not a name");

    private int Place() => Next().Text is ['%', .. var digits] ? Integer(digits) : throw Wrong("a value such as %3 expected");

    private int Integer(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong($"'{digits}' is not a whole number");

    private double Number() => Next().Text switch
    {
        "nan" => double.NaN,
        "infinity" => double.PositiveInfinity,
        "-infinity" => double.NegativeInfinity,
        var digits => double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong($"'{digits}' is not a number"),
    };

    private FormatException Wrong(string what) => new($"Line {_line}: {what}.");
}
