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
    /// <param name="expression">The expression.</param>
    /// <param name="units">
    /// How a name is written that stands for a unit, null for the others: <c>10*mV</c> is <c>10 \cdot \mathit{mV}</c> without, <c>10\,\mathrm{mV}</c> with it.
    /// </param>
    public static string Print(Expression expression, Func<string, string?>? units = null)
    {
        var page = new Page(new StringBuilder(), units ?? (static _ => null));
        Write(page, expression, Conditional);
        return page.Text.ToString();
    }

    /// <summary>A number as LaTeX: <c>25000</c>, <c>2.5 \cdot 10^{20}</c>.</summary>
    public static string Print(double number) => PrintNumber(number);

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

    /// <summary>The name of a function as LaTeX, upright: <c>alpha_m</c> is <c>\mathrm{alpha}_{m}</c>.</summary>
    public static string PrintFunction(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var cut = name.IndexOf('_', 1);
        return cut < 0 ? $@"\mathrm{{{Escape(name)}}}" : $@"\mathrm{{{Escape(name[..cut])}}}_{{{Escape(name[cut..].TrimStart('_')).Replace(@"\_", ",", StringComparison.Ordinal)}}}";
    }

    private static void Write(Page page, Expression expression, int minimum)
    {
        var isWrapped = PrecedenceOf(expression) < minimum;
        if (isWrapped)
            page.Text.Append(@"\left(");
        switch (expression)
        {
            case Number number:
                page.Text.Append(PrintNumber(number.Value));
                break;
            case Truth truth:
                page.Text.Append(truth.Value ? @"\mathrm{true}" : @"\mathrm{false}");
                break;
            case Name name:
                page.Text.Append(page.Units(name.Identifier) ?? PrintName(name.Identifier));
                break;
            case Unary unary:
                page.Text.Append(unary.Operator == UnaryOperator.Negate ? "-" : @"\lnot ");
                Write(page, unary.Operand, unary.Operator == UnaryOperator.Negate ? Product : PowerBase);
                break;
            case Binary binary:
                WriteBinary(page, binary);
                break;
            case Call call:
                WriteCall(page, call);
                break;
            case Piecewise piecewise:
                WritePiecewise(page, piecewise);
                break;
            default:
                throw new UnreachableException();
        }

        if (isWrapped)
            page.Text.Append(@"\right)");
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
            // A product that begins with a minus sign.
            BinaryOperator.Multiply when IsNegative(binary.Left) => Sum,
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

    private static void WriteBinary(Page page, Binary binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Divide:
                WriteGroups(page, @"\frac", binary.Left, binary.Right);
                break;
            case BinaryOperator.FloorDivide or BinaryOperator.IntegerDivide:
                var isFloor = binary.Operator == BinaryOperator.FloorDivide;
                page.Text.Append(isFloor ? @"\left\lfloor " : @"\mathrm{trunc}\left(");
                WriteGroups(page, @"\frac", binary.Left, binary.Right);
                page.Text.Append(isFloor ? @"\right\rfloor " : @"\right)");
                break;
            case BinaryOperator.Power:
                Write(page, binary.Left, Primary);
                WriteGroups(page, "^", binary.Right);
                break;
            default:
                var precedence = PrecedenceOf(binary);
                Write(page, binary.Left, precedence == Comparison ? Sum : precedence);
                page.Text.Append(binary.Operator == BinaryOperator.Multiply && IsUnit(page, binary.Right) ? @"\," : Symbol(binary.Operator));
                Write(page, binary.Right, binary.Operator == BinaryOperator.Multiply ? PowerBase : precedence + 1);
                break;
        }
    }

    private static bool IsUnit(Page page, Expression expression) => expression switch
    {
        Name name => page.Units(name.Identifier) is not null,
        Binary { Operator: BinaryOperator.Power, Left: Name name } => page.Units(name.Identifier) is not null,
        _ => false,
    };

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

    private static bool IsNegative(Expression expression) =>
        expression is Number { Value: < 0 } or Unary { Operator: UnaryOperator.Negate } || (expression is Binary { Operator: BinaryOperator.Multiply, Left: var first } && IsNegative(first));

    private static void WriteCall(Page page, Call call)
    {
        switch (call)
        {
            case { Function: "exp", Arguments: [var exponent] }:
                WriteGroups(page, "e^", exponent);
                return;
            case { Function: "sqrt", Arguments: [var radicand] }:
                WriteGroups(page, @"\sqrt", radicand);
                return;
            case { Function: "uniform" or "normal", Arguments.IsEmpty: true }:
                page.Text.Append(call.Function == "uniform" ? @"\mathcal{U}" : @"\mathcal{N}").Append(@"\left(0, 1\right)");
                return;
            case { Function: "abs", Arguments: [var operand] }:
                WriteBetween(page, @"\left|", @"\right|", [operand]);
                return;
            case { Function: "floor", Arguments: [var operand] }:
                WriteBetween(page, @"\left\lfloor ", @"\right\rfloor ", [operand]);
                return;
            case { Function: "ceil", Arguments: [var operand] }:
                WriteBetween(page, @"\left\lceil ", @"\right\rceil ", [operand]);
                return;
            default:
                page.Text.Append(FunctionNames.GetValueOrDefault(call.Function) ?? PrintFunction(call.Function));
                WriteBetween(page, @"\left(", @"\right)", call.Arguments);
                return;
        }
    }

    private static void WritePiecewise(Page page, Piecewise piecewise)
    {
        page.Text.Append(@"\begin{cases}");
        foreach (var one in piecewise.Cases)
        {
            Write(page, one.Value, Conditional);
            page.Text.Append(@" & \text{if } ");
            Write(page, one.Condition, Conditional);
            page.Text.Append(@" \\ ");
        }

        Write(page, piecewise.Otherwise, Conditional);
        page.Text.Append(@" & \text{otherwise}\end{cases}");
    }

    private static void WriteGroups(Page page, string command, params ReadOnlySpan<Expression> groups)
    {
        page.Text.Append(command);
        foreach (var group in groups)
        {
            page.Text.Append('{');
            Write(page, group, Conditional);
            page.Text.Append('}');
        }
    }

    private static void WriteBetween(Page page, string open, string close, ImmutableArray<Expression> items)
    {
        page.Text.Append(open);
        for (var index = 0; index < items.Length; index++)
        {
            if (index > 0)
                page.Text.Append(", ");
            Write(page, items[index], Conditional);
        }

        page.Text.Append(close);
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

    private readonly record struct Page(StringBuilder Text, Func<string, string?> Units);
}
