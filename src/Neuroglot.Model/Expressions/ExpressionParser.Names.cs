using System.Collections.Immutable;

namespace Neuroglot.Model.Expressions;

/// <content>Reads what begins with a name: variables, constants, indices and calls.</content>
public static partial class ExpressionParser
{
    private ref partial struct Run
    {
        private Node ParseName()
        {
            var start = lexer.Start;
            var word = lexer.Text;
            var isVariable = names is not null && names.IsVariable(word.ToString());
            lexer.Advance();
            if (IsAt(Vocabulary.OpenParenthesis) && !(isVariable && dialect.HasImplicitMultiplication))
                return ParseCall(word, start);
            if (dialect.HasIndexedNames && IsAt(Vocabulary.OpenBracket))
                return ParseIndex(word);
            if (!isVariable && vocabulary.FindConstant(word) is { } meaning)
                return new Node(meaning, 2);
            return new Node(new Name(word.ToString()), 1);
        }

        private Node ParseIndex(ReadOnlySpan<char> word)
        {
            lexer.Advance();
            if (lexer.Kind is not (TokenKind.Name or TokenKind.Number) || (lexer.Kind == TokenKind.Number && !lexer.IsInteger))
                return Expected("an index, a whole number or a name");
            var name = new Name($"{word}[{lexer.Text}]");
            lexer.Advance();
            return Close(Vocabulary.CloseBracket, "']'") ? new Node(name, 1) : default;
        }

        private Node ParseCall(ReadOnlySpan<char> word, int start)
        {
            var isModelFunction = names is not null && names.IsFunction(word.ToString());
            if (dialect.Piecewise == PiecewiseStyle.Tuples && word is "Piecewise" && !isModelFunction)
                return ParsePiecewise();
            lexer.Advance();
            var arguments = ImmutableArray.CreateBuilder<Expression>();
            var depth = 0;
            while (!IsAt(Vocabulary.CloseParenthesis) || arguments.Count > 0)
            {
                var argument = Nested();
                if (argument.Failed)
                    return argument;
                arguments.Add(argument.Tree);
                depth = Math.Max(depth, argument.Depth);
                if (!IsAt(Vocabulary.Comma))
                    break;
                lexer.Advance();
            }

            if (!Close(Vocabulary.CloseParenthesis, "an operator, ',' or ')'"))
                return default;
            var tree = isModelFunction ? new Call(word.ToString(), arguments.ToImmutable()) : Apply(word, start, arguments.ToImmutable());
            // Functions that stand for a pattern add a few levels.
            return tree is null ? default : Made(tree, depth + arguments.Count + 4);
        }

        private readonly Expression? Apply(ReadOnlySpan<char> word, int start, ImmutableArray<Expression> arguments)
        {
            if (vocabulary.FindFunction(word) is { } form)
            {
                if (arguments.Length >= form.MinArguments && arguments.Length <= form.MaxArguments)
                    return form.Build(arguments);
                var wanted = form.MaxArguments == int.MaxValue ? $"at least {form.MinArguments}"
                    : form.MinArguments == form.MaxArguments ? $"{form.MinArguments}" : $"{form.MinArguments} to {form.MaxArguments}";
                diagnostics.Error(WrongArgumentCount, $"`{form.Name}` takes {wanted} argument(s), not {arguments.Length}", At(start));
                return null;
            }

            var name = word.ToString();
            if (Functions.Find(name) is { } known && known.Arity == arguments.Length)
            {
                var own = dialect.FindFunction(name)?.Name;
                diagnostics.Warning(
                    ForeignFunction, $"{dialect.Name} has no function `{name}`; other simulators may refuse it", At(start),
                    own is null ? null : $"{dialect.Name} calls it `{own}`");
                return new Call(name, arguments);
            }

            if (dialect.HasModelFunctions)
                return new Call(name, arguments);
            diagnostics.Error(
                UnknownFunction, $"{dialect.Name} has no function `{name}`", At(start), $"it has {string.Join(", ", vocabulary.FunctionNames)}");
            return null;
        }

        // Piecewise((value, condition), (otherwise, True)); without a last True the value is no number where no condition holds.
        private Node ParsePiecewise()
        {
            var cases = ImmutableArray.CreateBuilder<Case>();
            Expression otherwise = new Number(double.NaN);
            var depth = 0;
            do
            {
                lexer.Advance();
                if (!IsAt(Vocabulary.OpenParenthesis))
                    return Expected("'(' of a pair (value, condition)");
                lexer.Advance();
                var value = Nested();
                if (value.Failed)
                    return value;
                if (!IsAt(Vocabulary.Comma))
                    return Expected("',' between value and condition");
                lexer.Advance();
                var condition = Nested();
                if (condition.Failed || !Close(Vocabulary.CloseParenthesis, "an operator or ')'"))
                    return default;
                depth = Math.Max(depth, Math.Max(value.Depth, condition.Depth));
                if (condition.Tree is Truth { Value: true })
                {
                    otherwise = value.Tree;
                    break;
                }

                cases.Add(new Case(condition.Tree, value.Tree));
            }
            while (IsAt(Vocabulary.Comma));

            if (!Close(Vocabulary.CloseParenthesis, "',' or ')'"))
                return default;
            return cases.Count == 0 ? new Node(otherwise, depth) : Made(new Piecewise(cases.ToImmutable(), otherwise), depth);
        }
    }
}
