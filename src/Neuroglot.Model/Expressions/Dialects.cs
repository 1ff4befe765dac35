using System.Collections.Immutable;
using static Neuroglot.Model.Expressions.BinaryOperator;

namespace Neuroglot.Model.Expressions;

/// <summary>The dialects that Neuroglot knows.</summary>
/// <remarks>All but the most common are made when first asked for; two threads may both make one: they make the same.</remarks>
public static class Dialects
{
    private static readonly Call Uniform = new("uniform");
    private static readonly Number OneReal = new(1);

    /// <summary>
    /// LEMS and NeuroML. Division binds tighter than multiplication and subtraction tighter than addition, so <c>a*b/c</c> is a·(b/c) and
    /// <c>a+b-c</c> is a+(b−c); powers group to the left, <c>2^3^2</c> is 64; <c>-x^2</c> is −(x²) but <c>2*-x^2</c> is 2·(−x)².
    /// <c>.eq.</c>, <c>.and.</c> and <c>.or.</c> share one precedence below the other comparisons. <c>log</c> and <c>ln</c> are both the natural
    /// logarithm, <c>H(0)</c> is ½, <c>random(x)</c> is x times a uniform draw. <c>.not.</c> is read too, though the reference has none.
    /// </summary>
    public static Dialect Lems { get; } = new(
        "LEMS",
        [
            new(Power, "^", 8), new(Divide, "/", 7), new(Multiply, "*", 6), new(Subtract, "-", 5), new(Add, "+", 4),
            new(Less, ".lt.", 3), new(Greater, ".gt.", 3), new(LessOrEqual, ".leq.", 3), new(GreaterOrEqual, ".geq.", 3),
            new(NotEqual, ".neq.", 3), new(Equal, ".eq.", 1), new(And, ".and.", 1), new(Or, ".or.", 1),
        ],
        [new(UnaryOperator.Negate, "-", 9, LeadingPrecedence: 5), new(UnaryOperator.Not, ".not.", 2)],
        [
            .. Same("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "sqrt", "ceil", "abs", "factorial"),
            FunctionForm.Of("log", "ln"), FunctionForm.Of("log"), FunctionForm.Of("heaviside", "H"),
            FunctionForm.Pattern("random", 1, 1, Random, MatchRandom),
        ],
        [])
    {
        HasModelFunctions = false,
        ReservedWords = ["sum", "product"],
        NotANumber = "(0/0)",
    };

    /// <summary>Brian 2's equations: Python's grammar without chained comparisons, Brian's function names.</summary>
    public static Dialect Brian => field ??= new(
        "Brian",
        [.. PythonOperators],
        [.. PythonPrefixes],
        [
            .. Same("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "log10", "expm1", "log1p", "exprel", "sqrt", "ceil", "floor"),
            .. Same("abs", "sign", "clip", "int", "timestep", "poisson"),
            FunctionForm.Of("asin", "arcsin"), FunctionForm.Of("acos", "arccos"), FunctionForm.Of("atan", "arctan"),
            FunctionForm.Of("uniform", "rand"), FunctionForm.Of("normal", "randn"),
        ],
        [
            .. PythonTruths, new("pi", new Number(Math.PI), IsPrinted: true), new("e", new Number(Math.E), IsPrinted: true),
            new("inf", new Number(double.PositiveInfinity), IsPrinted: true),
        ])
    {
        Piecewise = PiecewiseStyle.IfElse,
        ReservedWords =
        [
            "i", "j", "k", "N", "t", "dt", "t_in_timesteps", "xi", "lastspike", "not_refractory", "refractory", "refractory_until", "lastupdate",
        ],
    };

    /// <summary>Plain Python with the names of its <c>math</c> module.</summary>
    public static Dialect Python => field ??= new(
        "Python",
        [.. PythonOperators],
        [.. PythonPrefixes],
        [
            .. Same("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
            .. Same("exp", "expm1", "log", "log1p", "log10", "log2", "sqrt", "abs", "floor", "ceil", "round", "trunc", "factorial", "int"),
            FunctionForm.Variadic("min"), FunctionForm.Variadic("max"),
        ],
        [.. PythonTruths, new("pi", new Number(Math.PI)), new("inf", new Number(double.PositiveInfinity)), new("nan", new Number(double.NaN))])
    {
        Piecewise = PiecewiseStyle.IfElse,
        ReservedWords =
        [
            "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "except", "finally", "for", "from", "global", "import",
            "in", "is", "lambda", "None", "nonlocal", "pass", "raise", "return", "try", "while", "with", "yield",
        ],
    };

    /// <summary>
    /// SpineML's MathInline, a C expression: C's precedences and its integers, <c>1/2</c> is 0; a single <c>=</c> compares, as <c>==</c> does; random draws are bare
    /// words; powers are <c>pow(x, y)</c>.
    /// </summary>
    public static Dialect SpineML => field ??= new(
        "SpineML",
        [.. COperators, new(Equal, "=", 5)],
        [new(UnaryOperator.Negate, "-", 9), new(UnaryOperator.Not, "!", 9)],
        [
            FunctionForm.Of(Power, "pow"), FunctionForm.Of(Modulo, "mod"),
            .. Same("exp", "sin", "cos", "log", "log10", "sinh", "cosh", "tanh", "sqrt", "tan", "atan", "asin", "acos", "asinh", "acosh", "atanh"),
            .. Same("atan2", "ceil", "floor", "expm1", "log1p", "log2", "trunc"),
            FunctionForm.Of("abs", "fabs"), FunctionForm.Of("abs"), FunctionForm.Of("min", "fmin"), FunctionForm.Of("max", "fmax"),
            FunctionForm.Of("round", "rint"),
            FunctionForm.Pattern("fmod", 2, 2, arguments => new Binary(
                Subtract, arguments[0], new Binary(Multiply, arguments[1], new Call("trunc", new Binary(Divide, arguments[0], arguments[1]))))),
            FunctionForm.Of("uniform", "rand"), FunctionForm.Of("uniform", "randomUniform"), FunctionForm.Of("normal", "randomNormal"),
            FunctionForm.Of("exponential", "randomExponential"),
        ],
        [
            new("randomUniform", Uniform, IsPrinted: true), new("randomNormal", new Call("normal"), IsPrinted: true),
            new("randomExponential", new Call("exponential"), IsPrinted: true), new("randomPoisson", new Call("poisson", OneReal)),
            new("true", new Truth(true), IsPrinted: true), new("false", new Truth(false), IsPrinted: true),
        ])
    {
        Piecewise = PiecewiseStyle.Ternary,
        HasIntegers = true,
        HasModelFunctions = false,
    };

    /// <summary>
    /// C99 with <c>math.h</c>, for printing. What C has no function for is written with those it has; random draws keep our names.
    /// </summary>
    public static Dialect C => field ??= new(
        "C",
        [.. COperators],
        [new(UnaryOperator.Negate, "-", 9), new(UnaryOperator.Not, "!", 9)],
        [
            FunctionForm.Of(Power, "pow"),
            .. Same("exp", "expm1", "log", "log1p", "log10", "log2", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "atan2"),
            .. Same("sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "floor", "ceil", "trunc"),
            FunctionForm.Of("abs", "fabs"), FunctionForm.Of("min", "fmin"), FunctionForm.Of("max", "fmax"), FunctionForm.Of("round", "rint"),
        ],
        [new("1", new Truth(true), IsPrinted: true), new("0", new Truth(false), IsPrinted: true)])
    {
        Piecewise = PiecewiseStyle.Ternary,
        HasIntegers = true,
        NotANumber = "NAN",
        ReservedWords =
        [
            "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for", "goto",
            "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch",
            "typedef", "union", "unsigned", "void", "volatile", "while",
        ],
    };

    /// <summary>
    /// SymPy as the neural-mass ontology uses it: Python's grammar, <c>^</c> is a power, <c>2x</c> a product,
    /// <c>Piecewise((v, c), (w, True))</c>, <c>Eq</c>, <c>And</c>, <c>Heaviside</c>; the comparisons of LEMS are read, too, since its documents have them. A name that the model defines overrides the constant or
    /// function of SymPy (see <see cref="ParserNames"/>).
    /// </summary>
    public static Dialect SymPy => field ??= new(
        "SymPy",
        [
            .. PythonOperators, new(Power, "^", 10, Associativity.Right),
            new(Or, "|", 5), new(And, "&", 6),
            new(Less, ".lt.", 4, Associativity.None), new(LessOrEqual, ".leq.", 4, Associativity.None), new(Greater, ".gt.", 4, Associativity.None),
            new(GreaterOrEqual, ".geq.", 4, Associativity.None), new(Equal, ".eq.", 4, Associativity.None), new(NotEqual, ".neq.", 4, Associativity.None),
            new(And, ".and.", 2), new(Or, ".or.", 1),
        ],
        [.. PythonPrefixes, new(UnaryOperator.Not, "~", 9)],
        [
            FunctionForm.Of(Equal, "Eq"), FunctionForm.Of(NotEqual, "Ne"), FunctionForm.Variadic(And, "And"), FunctionForm.Variadic(Or, "Or"),
            FunctionForm.Of(UnaryOperator.Not, "Not"), FunctionForm.Of(Modulo, "Mod"),
            Reads("Lt", Less), Reads("Le", LessOrEqual), Reads("Gt", Greater), Reads("Ge", GreaterOrEqual), Reads("Pow", Power), Reads("pow", Power),
            FunctionForm.Variadic("min", "Min"), FunctionForm.Variadic("max", "Max"), FunctionForm.Variadic("min"), FunctionForm.Variadic("max"),
            FunctionForm.Of("abs", "Abs"), FunctionForm.Of("abs"), FunctionForm.Of("ceil", "ceiling"), FunctionForm.Of("ceil"),
            FunctionForm.Of("log"), FunctionForm.Of("log", "ln"),
            FunctionForm.Pattern("log", 1, 2, Logarithm),
            FunctionForm.Of("heaviside", "Heaviside"),
            FunctionForm.Pattern("Heaviside", 1, 2, Heaviside),
            .. Same("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
            .. Same("exp", "sqrt", "sign", "floor", "factorial"),
        ],
        [
            .. PythonTruths, new("true", new Truth(true)), new("false", new Truth(false)), new("pi", new Number(Math.PI)),
            new("E", new Number(Math.E)), new("oo", new Number(double.PositiveInfinity)), new("nan", new Number(double.NaN)),
        ])
    {
        Piecewise = PiecewiseStyle.Tuples,
        HasImplicitMultiplication = true,
        HasIndexedNames = true,
    };

    /// <summary>All dialects.</summary>
    public static ImmutableArray<Dialect> All => [Lems, Brian, Python, SpineML, C, SymPy];

    private static IEnumerable<BinaryForm> PythonOperators =>
    [
        new(Or, "or", 1), new(And, "and", 2),
        new(Less, "<", 4, Associativity.None), new(LessOrEqual, "<=", 4, Associativity.None), new(Greater, ">", 4, Associativity.None),
        new(GreaterOrEqual, ">=", 4, Associativity.None), new(Equal, "==", 4, Associativity.None), new(NotEqual, "!=", 4, Associativity.None),
        new(Add, "+", 7), new(Subtract, "-", 7),
        new(Multiply, "*", 8), new(Divide, "/", 8), new(FloorDivide, "//", 8), new(Modulo, "%", 8),
        new(Power, "**", 10, Associativity.Right),
    ];

    private static IEnumerable<PrefixForm> PythonPrefixes => [new(UnaryOperator.Not, "not", 3), new(UnaryOperator.Negate, "-", 9)];

    private static IEnumerable<ConstantForm> PythonTruths =>
        [new("True", new Truth(true), IsPrinted: true), new("False", new Truth(false), IsPrinted: true)];

    private static IEnumerable<BinaryForm> COperators =>
    [
        new(Or, "||", 1), new(And, "&&", 2), new(Or, "|", 3), new(And, "&", 4), new(Equal, "==", 5), new(NotEqual, "!=", 5),
        new(Less, "<", 6), new(LessOrEqual, "<=", 6), new(Greater, ">", 6), new(GreaterOrEqual, ">=", 6),
        new(Add, "+", 7), new(Subtract, "-", 7), new(Multiply, "*", 8), new(Divide, "/", 8),
    ];

    private static IEnumerable<FunctionForm> Same(params string[] names) => names.Select(name => FunctionForm.Of(name));

    private static FunctionForm Reads(string name, BinaryOperator @operator) =>
        FunctionForm.Pattern(name, 2, 2, arguments => new Binary(@operator, arguments[0], arguments[1]));

    // random(1) is the bare draw and every other random(x) a product, so that reading and printing are inverse to each other.
    private static Expression Random(ImmutableArray<Expression> arguments) =>
        arguments[0] == OneReal ? Uniform : new Binary(Multiply, arguments[0], Uniform);

    private static ImmutableArray<Expression>? MatchRandom(Expression tree)
    {
        if (tree is Call { Function: "uniform" })
            return [OneReal];
        return tree is Binary { Operator: Multiply, Right: Call { Function: "uniform" } } product && product.Left != OneReal ? [product.Left] : null;
    }

    private static Expression Logarithm(ImmutableArray<Expression> arguments)
    {
        var logarithm = new Call("log", arguments[0]);
        return arguments.Length == 1 ? logarithm : new Binary(Divide, logarithm, new Call("log", arguments[1]));
    }

    // Heaviside(x, h) has the value h at zero; without it ½.
    private static Expression Heaviside(ImmutableArray<Expression> arguments)
    {
        if (arguments.Length == 1 || arguments[1] == new Number(0.5))
            return new Call("heaviside", arguments[0]);
        var zero = new Number(0);
        return new Piecewise(
            [new Case(new Binary(Less, arguments[0], zero), zero), new Case(new Binary(Greater, arguments[0], zero), OneReal)], arguments[1]);
    }
}
