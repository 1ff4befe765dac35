using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Neuroglot.Model.Expressions;

/// <summary>
/// Writes an expression as LaTeX mathematics, for documents: fractions, roots, cases, Greek letters and subscripts. Needs the package
/// <c>amsmath</c>. It is not read back.
/// <code>(v0 - v_inf)/tau_m  →  \frac{v_{0} - v_{inf}}{\tau_{m}}</code>
/// </summary>
public static class LatexPrinter
{
    // What binds how tightly; a fraction, a root or a function is complete in itself.
    private const int Conditional = 0;
    private const int Disjunction = 1;
    private const int Conjunction = 2;
    private const int Comparison = 3;
    private const int Sum = 4;
    private const int Product = 5;
    private const int PowerBase = 6;
    private const int Primary = 7;

    private static readonly FrozenSet<string> Greek = new[]
    {
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma",
        "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
    }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string> FunctionNames = new Dictionary<string, string>
    {
        ["sin"] = @"\sin", ["cos"] = @"\cos", ["tan"] = @"\tan", ["asin"] = @"\arcsin", ["acos"] = @"\arccos", ["atan"] = @"\arctan",
        ["sinh"] = @"\sinh", ["cosh"] = @"\cosh", ["tanh"] = @"\tanh", ["log"] = @"\ln", ["log10"] = @"\log_{10}", ["log2"] = @"\log_{2}",
        ["min"] = @"\min", ["max"] = @"\max", ["heaviside"] = @"\Theta",
    }.ToFrozenDictionary();

    /// <summary><paramref name="expression"/> as LaTeX, without the signs that open mathematics.</summary>
    public static string Print(Expression expression)
    {
        var text = new StringBuilder();
        Write(text, expression, Conditional);
        return text.ToString();
    }

    /// <summary>A name as LaTeX: <c>tau_m</c> is <c>\tau_{m}</c>, <c>v0</c> is <c>v_{0}</c>, <c>rate</c> is <c>\mathit{rate}</c>.</summary>
    public static string PrintName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var cut = name.IndexOf('_', StringComparison.Ordinal);
        if (cut < 0)
        {
            cut = name.Length;
            while (cut > 0 && char.IsAsciiDigit(name[cut - 1]))
                cut--;
        }

        var stem = name[..cut];
        var index = name[cut..].TrimStart('_');
        var head = Greek.Contains(stem) ? $@"\{stem}" : stem.Length == 1 ? stem : $@"\mathit{{{Escape(stem)}}}";
        return index.Length == 0 ? head : $"{head}_{{{Escape(index).Replace(@"\_", ",", StringComparison.Ordinal)}}}";
    }

    private static void Write(StringBuilder text, Expression expression, int minimum)
    {
        var isWrapped = PrecedenceOf(expression) < minimum;
        if (isWrapped)
            text.Append(@"\left(");
        switch (expression)
        {
            case Number number:
                text.Append(PrintNumber(number.Value));
                break;
            case Truth truth:
                text.Append(truth.Value ? @"\mathrm{true}" : @"\mathrm{false}");
                break;
            case Name name:
                text.Append(PrintName(name.Identifier));
                break;
            case Unary unary:
                text.Append(unary.Operator == UnaryOperator.Negate ? "-" : @"\lnot ");
                Write(text, unary.Operand, unary.Operator == UnaryOperator.Negate ? Product : PowerBase);
                break;
            case Binary binary:
                WriteBinary(text, binary);
                break;
            case Call call:
                WriteCall(text, call);
                break;
            case Piecewise piecewise:
                WritePiecewise(text, piecewise);
                break;
            default:
                throw new UnreachableException();
        }

        if (isWrapped)
            text.Append(@"\right)");
    }

    private static int PrecedenceOf(Expression expression) => expression switch
    {
        Number number => double.IsNegative(number.Value) ? Sum : number.Value is 0 or (>= 1e-4 and < 1e7) ? Primary : Product,
        Unary unary => unary.Operator == UnaryOperator.Negate ? Sum : PowerBase,
        Binary binary => binary.Operator switch
        {
            BinaryOperator.Or => Disjunction,
            BinaryOperator.And => Conjunction,
            BinaryOperator.Add or BinaryOperator.Subtract => Sum,
            BinaryOperator.Multiply or BinaryOperator.Modulo => Product,
            BinaryOperator.Divide => PowerBase,
            BinaryOperator.Power => PowerBase,
            BinaryOperator.FloorDivide or BinaryOperator.IntegerDivide => Primary,
            _ => Comparison,
        },
        Call { Function: "exp" } => PowerBase,
        Piecewise => Conditional,
        _ => Primary,
    };

    private static void WriteBinary(StringBuilder text, Binary binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Divide:
                WriteGroups(text, @"\frac", binary.Left, binary.Right);
                break;
            case BinaryOperator.FloorDivide or BinaryOperator.IntegerDivide:
                var isFloor = binary.Operator == BinaryOperator.FloorDivide;
                text.Append(isFloor ? @"\left\lfloor " : @"\mathrm{trunc}\left(");
                WriteGroups(text, @"\frac", binary.Left, binary.Right);
                text.Append(isFloor ? @"\right\rfloor " : @"\right)");
                break;
            case BinaryOperator.Power:
                Write(text, binary.Left, Primary);
                WriteGroups(text, "^", binary.Right);
                break;
            default:
                var precedence = PrecedenceOf(binary);
                Write(text, binary.Left, precedence == Comparison ? Sum : precedence);
                text.Append(Symbol(binary.Operator));
                Write(text, binary.Right, precedence + 1);
                break;
        }
    }

    private static string Symbol(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => " + ",
        BinaryOperator.Subtract => " - ",
        BinaryOperator.Multiply => @" \cdot ",
        BinaryOperator.Modulo => @" \bmod ",
        BinaryOperator.Less => " < ",
        BinaryOperator.LessOrEqual => @" \le ",
        BinaryOperator.Greater => " > ",
        BinaryOperator.GreaterOrEqual => @" \ge ",
        BinaryOperator.Equal => " = ",
        BinaryOperator.NotEqual => @" \ne ",
        BinaryOperator.And => @" \land ",
        BinaryOperator.Or => @" \lor ",
        _ => throw new UnreachableException(),
    };

    private static void WriteCall(StringBuilder text, Call call)
    {
        switch (call)
        {
            case { Function: "exp", Arguments: [var exponent] }:
                WriteGroups(text, "e^", exponent);
                return;
            case { Function: "sqrt", Arguments: [var radicand] }:
                WriteGroups(text, @"\sqrt", radicand);
                return;
            case { Function: "abs", Arguments: [var operand] }:
                WriteBetween(text, @"\left|", @"\right|", [operand]);
                return;
            case { Function: "floor", Arguments: [var operand] }:
                WriteBetween(text, @"\left\lfloor ", @"\right\rfloor ", [operand]);
                return;
            case { Function: "ceil", Arguments: [var operand] }:
                WriteBetween(text, @"\left\lceil ", @"\right\rceil ", [operand]);
                return;
            default:
                text.Append(FunctionNames.GetValueOrDefault(call.Function) ?? $@"\mathrm{{{Escape(call.Function)}}}");
                WriteBetween(text, @"\left(", @"\right)", call.Arguments);
                return;
        }
    }

    private static void WritePiecewise(StringBuilder text, Piecewise piecewise)
    {
        text.Append(@"\begin{cases}");
        foreach (var one in piecewise.Cases)
        {
            Write(text, one.Value, Conditional);
            text.Append(@" & \text{if } ");
            Write(text, one.Condition, Conditional);
            text.Append(@" \\ ");
        }

        Write(text, piecewise.Otherwise, Conditional);
        text.Append(@" & \text{otherwise}\end{cases}");
    }

    private static void WriteGroups(StringBuilder text, string command, params ReadOnlySpan<Expression> groups)
    {
        text.Append(command);
        foreach (var group in groups)
        {
            text.Append('{');
            Write(text, group, Conditional);
            text.Append('}');
        }
    }

    private static void WriteBetween(StringBuilder text, string open, string close, ImmutableArray<Expression> items)
    {
        text.Append(open);
        for (var index = 0; index < items.Length; index++)
        {
            if (index > 0)
                text.Append(", ");
            Write(text, items[index], Conditional);
        }

        text.Append(close);
    }

    // 0.0001 and 25000 as they are, 1e-12 as a power of ten.
    private static string PrintNumber(double value)
    {
        if (double.IsNaN(value))
            return @"\mathrm{NaN}";
        if (double.IsInfinity(value))
            return value > 0 ? @"\infty" : @"-\infty";
        if (value == 0 || Math.Abs(value) is >= 1e-4 and < 1e7)
            return value.ToString("0.#################", CultureInfo.InvariantCulture);
        // The fewest digits that give the number back.
        var digits = 0;
        while (digits < 16 && double.Parse(value.ToString($"E{digits}"), CultureInfo.InvariantCulture) != value)
            digits++;
        var parts = value.ToString($"E{digits}", CultureInfo.InvariantCulture).Split('E');
        var mantissa = parts[0];
        var exponent = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return mantissa switch
        {
            "1" => $"10^{{{exponent}}}",
            "-1" => $"-10^{{{exponent}}}",
            _ => $@"{mantissa} \cdot 10^{{{exponent}}}",
        };
    }

    private static string Escape(string text) =>
        text.Replace("_", @"\_", StringComparison.Ordinal).Replace("#", @"\#", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal);
}
