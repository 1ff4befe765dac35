using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// Writes an expression in any <see cref="Dialect"/> with as few parentheses as its precedences allow. What the dialect can express is read
/// back as the same tree. What it lacks is expanded (see <see cref="Expansions"/>) or, where there is no way, written under our own name;
/// <see cref="Unsupported"/> tells.
/// </summary>
public static class ExpressionPrinter
{
    /// <summary><paramref name="expression"/> as text.</summary>
    public static string Print(Expression expression, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var writer = new Writer(dialect);
        writer.Write(expression, 0, leading: true);
        return writer.Text.ToString();
    }

    /// <summary>
    /// The operators and functions in <paramref name="expression"/> that <paramref name="dialect"/> has no way to write; functions that the
    /// model defines are not among them where the dialect has such.
    /// </summary>
    public static ImmutableArray<string> Unsupported(Expression expression, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var writer = new Writer(dialect);
        writer.Write(expression, 0, leading: true);
        return [.. writer.Missing];
    }

    /// <summary>A number as every language reads it: the shortest digits that give the same bits, <c>1e-05</c>.</summary>
    public static string Print(double value)
    {
        if (double.IsInfinity(value))
            return value > 0 ? "1e999" : "-1e999";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Replace('E', 'e');
    }

    private sealed class Writer(Dialect dialect)
    {
        private const int Conditional = 0;
        private const int Primary = int.MaxValue;

        public StringBuilder Text { get; } = new();

        public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

        // Writes a tree where an expression that binds at least as tightly as minimum may stand. Leading: nothing stands before it, back to
        // the beginning or the last parenthesis or comma, which in LEMS decides what a minus means.
        public void Write(Expression expression, int minimum, bool leading)
        {
            if (dialect.FindWord(expression) is { } word)
            {
                Text.Append(word);
                return;
            }

            foreach (var pattern in dialect.Patterns)
            {
                if (pattern.Match!(expression) is { } arguments)
                {
                    WriteCall(pattern.Name, arguments);
                    return;
                }
            }

            switch (expression)
            {
                case Number number:
                    WriteNumber(number, minimum, leading);
                    break;
                case Truth truth:
                    Missing.Add(truth.Value ? "true" : "false");
                    Text.Append(truth.Value ? "true" : "false");
                    break;
                case Name name:
                    Text.Append(name.Identifier);
                    break;
                case Unary unary:
                    WriteUnary(unary.Operator, unary.Operand, minimum, leading);
                    break;
                case Binary binary:
                    WriteBinary(binary, minimum, leading);
                    break;
                case Call call:
                    WriteFunction(call, minimum, leading);
                    break;
                case Piecewise piecewise:
                    WritePiecewise(piecewise, minimum);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        private void WriteNumber(Number number, int minimum, bool leading)
        {
            if (double.IsNaN(number.Value))
            {
                Text.Append(dialect.NotANumber);
                return;
            }

            if (double.IsNegative(number.Value))
            {
                // A negative number is read back as a minus and a number, and needs the parentheses of a minus.
                WriteUnary(UnaryOperator.Negate, number with { Value = -number.Value }, minimum, leading);
                return;
            }

            var digits = Print(number.Value);
            Text.Append(digits);
            if (dialect.HasIntegers && !number.IsInteger && digits.All(char.IsAsciiDigit))
                Text.Append(".0");
        }

        private void WriteUnary(UnaryOperator @operator, Expression operand, int minimum, bool leading)
        {
            if (dialect.Find(@operator) is not { } form)
            {
                Missing.Add(@operator == UnaryOperator.Not ? "not" : "negate");
                WriteCall(@operator == UnaryOperator.Not ? "not" : "negate", [operand]);
                return;
            }

            // In LEMS a minus at the beginning is a subtraction from zero.
            var parenthesised = Open((leading ? form.LeadingPrecedence : null) ?? form.Precedence, minimum);
            var operandMinimum = (leading || parenthesised) && form.LeadingPrecedence is { } binary ? binary + 1 : form.Precedence;
            Text.Append(form.Symbol);
            if (NeedsBlanks(form.Symbol))
                Text.Append(' ');
            // Two signs in a row mean something else in C.
            var isSign = @operator == UnaryOperator.Negate
                && (operand is Unary { Operator: UnaryOperator.Negate } || (operand is Number number && double.IsNegative(number.Value)));
            Write(operand, isSign ? Primary : operandMinimum, leading: false);
            Close(parenthesised);
        }

        private void WriteBinary(Binary binary, int minimum, bool leading)
        {
            var isInteger = dialect.HasIntegers && Integers.IsInteger(binary.Left) && Integers.IsInteger(binary.Right);
            var @operator = binary.Operator;
            if (@operator == BinaryOperator.IntegerDivide && isInteger)
                @operator = BinaryOperator.Divide;
            else if (@operator == BinaryOperator.Divide && isInteger)
                binary = binary with { Left = binary.Left is Number number ? number with { IsInteger = false } : Times(new Number(1), binary.Left) };

            if (dialect.Find(@operator) is not { } form)
            {
                WriteMissing(binary, binary.Operator.ToString(), [binary.Left, binary.Right], minimum, leading);
                return;
            }

            var parenthesised = Open(form.Precedence, minimum);
            leading |= parenthesised;
            Write(binary.Left, form.Associativity == Associativity.Left ? form.Precedence : form.Precedence + 1, leading);
            var separator = IsTight(binary.Operator) && !NeedsBlanks(form.Symbol) ? string.Empty : " ";
            Text.Append(separator).Append(form.Symbol).Append(separator);
            Write(binary.Right, RightMinimum(form, binary.Right), leading: false);
            Close(parenthesised);
        }

        // Python reads 2**-x without parentheses, although the minus binds less tightly than the power.
        private int RightMinimum(BinaryForm form, Expression right)
        {
            var isSigned = right is Unary { Operator: UnaryOperator.Negate } || (right is Number number && double.IsNegative(number.Value));
            return form.Associativity != Associativity.Right ? form.Precedence + 1
                : isSigned && dialect.Find(UnaryOperator.Negate)?.Precedence == form.Precedence - 1 ? form.Precedence - 1 : form.Precedence;
        }

        private void WriteFunction(Call call, int minimum, bool leading)
        {
            if (dialect.FindFunction(call.Function) is { } form)
                WriteCall(form.Name, call.Arguments);
            else if (Functions.Find(call.Function) is null && dialect.HasModelFunctions)
                WriteCall(call.Function, call.Arguments);
            else
                WriteMissing(call, call.Function, call.Arguments, minimum, leading);
        }

        private void WriteMissing(Expression expression, string name, ImmutableArray<Expression> arguments, int minimum, bool leading)
        {
            var expansion = Expansions.Of(expression);
            if (expansion is not null && (expansion is not Piecewise || dialect.Piecewise != PiecewiseStyle.None))
            {
                Write(expansion, minimum, leading);
                return;
            }

            Missing.Add(name);
            WriteCall(char.ToLowerInvariant(name[0]) + name[1..], arguments);
        }

        private void WriteCall(string name, ImmutableArray<Expression> arguments)
        {
            Text.Append(name).Append('(');
            for (var index = 0; index < arguments.Length; index++)
            {
                if (index > 0)
                    Text.Append(", ");
                Write(arguments[index], Conditional, leading: true);
            }

            Text.Append(')');
        }

        private void WritePiecewise(Piecewise piecewise, int minimum)
        {
            switch (dialect.Piecewise)
            {
                case PiecewiseStyle.Ternary or PiecewiseStyle.IfElse:
                    var parenthesised = Open(Conditional, minimum);
                    foreach (var one in piecewise.Cases)
                    {
                        var (first, second) = dialect.Piecewise == PiecewiseStyle.Ternary ? (one.Condition, one.Value) : (one.Value, one.Condition);
                        Write(first, Conditional + 1, leading: true);
                        Text.Append(dialect.Piecewise == PiecewiseStyle.Ternary ? " ? " : " if ");
                        Write(second, Conditional + 1, leading: true);
                        Text.Append(dialect.Piecewise == PiecewiseStyle.Ternary ? " : " : " else ");
                    }

                    Write(piecewise.Otherwise, Conditional + 1, leading: true);
                    Close(parenthesised);
                    break;
                case PiecewiseStyle.Tuples:
                    Text.Append("Piecewise(");
                    foreach (var one in piecewise.Cases)
                    {
                        WriteCall(string.Empty, [one.Value, one.Condition]);
                        Text.Append(", ");
                    }

                    WriteCall(string.Empty, [piecewise.Otherwise, new Truth(true)]);
                    Text.Append(')');
                    break;
                default:
                    Missing.Add("piecewise");
                    WriteCall("piecewise", [.. piecewise.Cases.SelectMany(one => (Expression[])[one.Condition, one.Value]), piecewise.Otherwise]);
                    break;
            }
        }

        private bool Open(int precedence, int minimum)
        {
            if (precedence >= minimum)
                return false;
            Text.Append('(');
            return true;
        }

        private void Close(bool parenthesised)
        {
            if (parenthesised)
                Text.Append(')');
        }

        private static Binary Times(Expression left, Expression right) => new(BinaryOperator.Multiply, left, right);

        private static bool NeedsBlanks(string symbol) => char.IsLetter(symbol[0]) || (symbol.Length > 1 && symbol[0] == '.');

        private static bool IsTight(BinaryOperator @operator) => @operator is BinaryOperator.Multiply or BinaryOperator.Divide
            or BinaryOperator.FloorDivide or BinaryOperator.IntegerDivide or BinaryOperator.Modulo or BinaryOperator.Power;
    }
}
