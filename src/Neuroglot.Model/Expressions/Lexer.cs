using System.Globalization;

namespace Neuroglot.Model.Expressions;

internal enum TokenKind
{
    End,
    Number,
    Name,
    Symbol,
    Bad,
}

/// <summary>Cuts an expression into tokens, one at a time, without allocation.</summary>
internal ref struct Lexer(ReadOnlySpan<char> text, Dialect dialect)
{
    private readonly ReadOnlySpan<char> text = text;
    private readonly Vocabulary vocabulary = dialect.Vocabulary;
    private readonly bool hasSuffixes = dialect.HasIntegers;
    private int end;

    /// <summary>What the present token is.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>Where it begins, from 0.</summary>
    public int Start { get; private set; }

    /// <summary>Its number in the vocabulary when it is a symbol.</summary>
    public int Symbol { get; private set; }

    /// <summary>Its value when it is a number.</summary>
    public double Value { get; private set; }

    /// <summary>Whether it is a number written with digits only.</summary>
    public bool IsInteger { get; private set; }

    /// <summary>As it is written.</summary>
    public readonly ReadOnlySpan<char> Text => text[Start..end];

    /// <summary>Goes to the next token.</summary>
    public void Advance()
    {
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        Start = end;
        if (end == text.Length)
        {
            Kind = TokenKind.End;
            return;
        }

        var first = text[end];
        if (char.IsAsciiDigit(first) || (first == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))
            ReadNumber();
        else if (first == '_' || char.IsLetter(first))
            ReadWord();
        else
            ReadSymbol();
    }

    // A point is part of the number unless an operator begins there: 2.gt.x. An e is an exponent only when a digit follows.
    private void ReadNumber()
    {
        Kind = TokenKind.Number;
        IsInteger = true;
        SkipDigits();
        if (end < text.Length && text[end] == '.' && vocabulary.FindSymbol(text[end..]) < 0)
        {
            IsInteger = false;
            end++;
            SkipDigits();
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var digit = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (digit < text.Length && char.IsAsciiDigit(text[digit]))
            {
                IsInteger = false;
                end = digit;
                SkipDigits();
            }
        }

        Value = double.Parse(text[Start..end], NumberStyles.Float, CultureInfo.InvariantCulture);
        if (hasSuffixes && end < text.Length && text[end] is 'f' or 'F' or 'l' or 'L' && (end + 1 == text.Length || !IsWordPart(text[end + 1])))
        {
            IsInteger &= text[end] is 'l' or 'L';
            end++;
        }
    }

    private void ReadWord()
    {
        while (end < text.Length && IsWordPart(text[end]))
            end++;
        Symbol = vocabulary.FindWord(Text);
        Kind = Symbol >= 0 ? TokenKind.Symbol : TokenKind.Name;
    }

    private void ReadSymbol()
    {
        Symbol = vocabulary.FindSymbol(text[end..]);
        Kind = Symbol >= 0 ? TokenKind.Symbol : TokenKind.Bad;
        end += Symbol >= 0 ? vocabulary.Spelling(Symbol).Length : 1;
    }

    private void SkipDigits()
    {
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
    }

    private static bool IsWordPart(char character) => character == '_' || char.IsLetterOrDigit(character);
}
