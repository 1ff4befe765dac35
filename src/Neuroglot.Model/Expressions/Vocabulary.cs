using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// The fixed spellings of a dialect, arranged for the lexer: every operator and mark has a number, symbols are found by their first
/// character (longest first), words by a span, without allocation.
/// </summary>
internal sealed class Vocabulary
{
    public const int OpenParenthesis = 0;
    public const int CloseParenthesis = 1;
    public const int Comma = 2;
    public const int Question = 3;
    public const int Colon = 4;
    public const int If = 5;
    public const int Else = 6;
    public const int OpenBracket = 7;
    public const int CloseBracket = 8;
    public const int Plus = 9;

    private readonly List<string> spellings = ["(", ")", ",", "?", ":", "if", "else", "[", "]", "+"];
    private readonly List<BinaryForm?> binary = [];
    private readonly List<PrefixForm?> prefix = [];
    private readonly int[][] symbolsByFirstCharacter = new int[128][];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> words;
    private readonly Dictionary<string, FunctionForm>.AlternateLookup<ReadOnlySpan<char>> functions;
    private readonly Dictionary<string, Expression>.AlternateLookup<ReadOnlySpan<char>> constants;

    public Vocabulary(Dialect dialect)
    {
        foreach (var spelling in dialect.Binary.Select(form => form.Symbol).Concat(dialect.Prefix.Select(form => form.Symbol)))
        {
            if (!spellings.Contains(spelling))
                spellings.Add(spelling);
        }

        foreach (var spelling in spellings)
        {
            binary.Add(dialect.Binary.FirstOrDefault(form => form.Symbol == spelling));
            prefix.Add(dialect.Prefix.FirstOrDefault(form => form.Symbol == spelling));
        }

        var wordTable = new Dictionary<string, int>();
        var symbols = new List<int>[128];
        for (var id = 0; id < spellings.Count; id++)
        {
            var spelling = spellings[id];
            if (char.IsLetter(spelling[0]) && (id is not If and not Else || dialect.Piecewise == PiecewiseStyle.IfElse))
                wordTable.Add(spelling, id);
            else if (!char.IsLetter(spelling[0]))
                (symbols[spelling[0]] ??= []).Add(id);
        }

        for (var character = 0; character < symbols.Length; character++)
        {
            symbols[character]?.Sort((a, b) => spellings[b].Length.CompareTo(spellings[a].Length));
            symbolsByFirstCharacter[character] = symbols[character]?.ToArray() ?? [];
        }

        words = wordTable.GetAlternateLookup<ReadOnlySpan<char>>();
        // The last form of a name reads it: log is printed as the function of one argument but read with one or two.
        var functionTable = new Dictionary<string, FunctionForm>();
        foreach (var form in dialect.Functions)
            functionTable[form.Name] = form;
        functions = functionTable.GetAlternateLookup<ReadOnlySpan<char>>();
        constants = dialect.Constants.ToDictionary(form => form.Word, form => form.Meaning).GetAlternateLookup<ReadOnlySpan<char>>();
        MultiplyPrecedence = dialect.Find(BinaryOperator.Multiply)?.Precedence ?? 0;
    }

    /// <summary>How tightly an implied multiplication binds.</summary>
    public int MultiplyPrecedence { get; }

    /// <summary>The spelling of a symbol or word.</summary>
    public string Spelling(int id) => spellings[id];

    /// <summary>What the symbol means between operands, or null.</summary>
    public BinaryForm? BinaryOf(int id) => binary[id];

    /// <summary>What the symbol means before an operand, or null.</summary>
    public PrefixForm? PrefixOf(int id) => prefix[id];

    /// <summary>The longest symbol at the beginning of <paramref name="text"/>, or −1.</summary>
    public int FindSymbol(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] >= symbolsByFirstCharacter.Length)
            return -1;
        foreach (var id in symbolsByFirstCharacter[text[0]])
        {
            if (text.StartsWith(spellings[id], StringComparison.Ordinal))
                return id;
        }

        return -1;
    }

    /// <summary>The number of an operator that is a word (<c>and</c>), or −1.</summary>
    public int FindWord(ReadOnlySpan<char> word) => words.TryGetValue(word, out var id) ? id : -1;

    /// <summary>The function called <paramref name="name"/>, or null.</summary>
    public FunctionForm? FindFunction(ReadOnlySpan<char> name) => functions.TryGetValue(name, out var form) ? form : null;

    /// <summary>What the bare word <paramref name="name"/> stands for, or null.</summary>
    public Expression? FindConstant(ReadOnlySpan<char> name) => constants.TryGetValue(name, out var meaning) ? meaning : null;

    /// <summary>Whether <paramref name="name"/> is an operator or a constant.</summary>
    public bool IsWord(string name) => FindWord(name) >= 0 || FindConstant(name) is not null;

    /// <summary>The names of all functions, for messages.</summary>
    public ImmutableArray<string> FunctionNames => [.. functions.Dictionary.Keys.Order(StringComparer.Ordinal)];
}
