using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Testing.Generators;

/// <summary>Random expression trees: well-typed (conditions where conditions belong), with non-negative literals, as a parser makes them.</summary>
public static class ExpressionGenerators
{
    private static readonly string[] DefaultNames = ["x", "y", "v", "tau_m", "g1"];

    private static readonly BinaryOperator[] Arithmetic =
    [
        BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Multiply, BinaryOperator.Divide,
        BinaryOperator.FloorDivide, BinaryOperator.IntegerDivide, BinaryOperator.Modulo, BinaryOperator.Power,
    ];

    private static readonly BinaryOperator[] Comparisons =
    [
        BinaryOperator.Less, BinaryOperator.LessOrEqual, BinaryOperator.Greater, BinaryOperator.GreaterOrEqual,
        BinaryOperator.Equal, BinaryOperator.NotEqual,
    ];

    /// <summary>Everything that <paramref name="dialect"/> can write, so that printing and reading give the same tree.</summary>
    public static Arbitrary<Expression> For(Dialect dialect)
    {
        var operators = Arithmetic.Where(one => one != BinaryOperator.IntegerDivide && CanWrite(dialect, one)).ToArray();
        var functions = dialect.Functions.Where(form => form.Canonical is not null).Select(form => Functions.Find(form.Canonical!)!).Distinct().ToArray();
        if (dialect.HasIntegers)
            functions = [.. functions.Where(function => function.Name != "int")];
        var shape = new Shape(operators, functions, DefaultNames, dialect.Piecewise != PiecewiseStyle.None, dialect.HasIntegers,
            dialect.Find(UnaryOperator.Not) is not null);
        return Gen.Sized(size => Real(shape, Math.Min(size, 30))).Select(tree => dialect.HasIntegers ? WithIntegerDivision(tree) : tree).ToArbitrary();
    }

    /// <summary>Deterministic arithmetic over <paramref name="names"/> with piecewise values; what it computes may be no number.</summary>
    public static Arbitrary<Expression> Deterministic(params string[] names)
    {
        var functions = Functions.All.Where(function => !function.IsRandom && function.Name is not "factorial" and not "timestep").ToArray();
        var shape = new Shape(Arithmetic, functions, names, true, false, true);
        return Gen.Sized(size => Real(shape, Math.Min(size, 30))).ToArbitrary();
    }

    /// <summary>
    /// Smooth arithmetic over <paramref name="names"/> that is tame where the names have values of order one: sums, products, and functions that
    /// are differentiable everywhere. For laws of calculus.
    /// </summary>
    public static Arbitrary<Expression> Smooth(params string[] names)
    {
        string[] functions = ["sin", "cos", "tanh", "atan", "asinh", "exprel"];
        var shape = new Shape(
            [BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Multiply],
            [.. functions.Select(name => Functions.Find(name)!)], names, false, false, false)
        { IsTame = true };
        return Gen.Sized(size => Real(shape, Math.Min(size, 15))).ToArbitrary();
    }

    private static bool CanWrite(Dialect dialect, BinaryOperator @operator) =>
        dialect.Find(@operator) is not null
        || dialect.Functions.Any(form => form.Match?.Invoke(new Binary(@operator, new Name("x"), new Name("y"))) is not null);

    private static Gen<Expression> Real(Shape shape, int size)
    {
        var leaf = Gen.OneOf(Literal(shape), Gen.Elements(shape.Names).Select(name => (Expression)new Name(name)));
        if (size <= 1)
            return leaf;
        var half = Real(shape, size / 2);
        var choices = new List<Gen<Expression>>
        {
            leaf,
            half.Select(operand => (Expression)new Unary(UnaryOperator.Negate, operand)),
            BinaryOf(shape, half),
            BinaryOf(shape, half),
            BinaryOf(shape, half),
        };
        if (shape.Functions.Length > 0)
        {
            choices.Add(Gen.Elements(shape.Functions).SelectMany(function =>
                Real(shape, size / Math.Max(2, function.Arity)).ArrayOf(function.Arity)
                    .Select(arguments => (Expression)new Call(function.Name, arguments))));
        }

        if (shape.HasPiecewise)
        {
            choices.Add(
                from cases in Condition(shape, size / 3).SelectMany(condition => Real(shape, size / 3).Select(value => new Case(condition, value)))
                    .ArrayOf().Resize(2)
                from otherwise in Real(shape, size / 3)
                select cases.Length == 0 ? otherwise : new Piecewise([.. cases], otherwise));
        }

        return Gen.OneOf(choices);
    }

    private static Gen<Expression> BinaryOf(Shape shape, Gen<Expression> operand) =>
        from @operator in Gen.Elements(shape.Operators)
        from left in operand
        from right in operand
        select (Expression)new Binary(@operator, left, right);

    private static Gen<Expression> Condition(Shape shape, int size)
    {
        var comparison =
            from @operator in Gen.Elements(Comparisons)
            from left in Real(shape, size / 2)
            from right in Real(shape, size / 2)
            select (Expression)new Binary(@operator, left, right);
        if (size <= 1)
            return comparison;
        var half = Condition(shape, size / 2);
        var logic =
            from @operator in Gen.Elements(BinaryOperator.And, BinaryOperator.Or)
            from left in half
            from right in half
            select (Expression)new Binary(@operator, left, right);
        return shape.HasNot
            ? Gen.OneOf(comparison, logic, half.Select(operand => (Expression)new Unary(UnaryOperator.Not, operand)))
            : Gen.OneOf(comparison, logic);
    }

    private static Gen<Expression> Literal(Shape shape)
    {
        var decimals =
            from digits in Gen.Choose(0, 9999)
            from power in shape.IsTame ? Gen.Constant(-4) : Gen.Choose(-6, 3)
            select (Expression)new Number(double.Parse($"{digits}E{power}"));
        var whole = Gen.Choose(0, shape.IsTame ? 2 : 9).Select(value => (Expression)new Number(value, shape.HasIntegers));
        return Gen.OneOf(whole, decimals);
    }

    // A dialect with integers divides integers as integers.
    private static Expression WithIntegerDivision(Expression tree) =>
        ExpressionParser.Parse(ExpressionPrinter.Print(tree, Dialects.SpineML), Dialects.SpineML);

    private sealed record Shape(
        BinaryOperator[] Operators, Function[] Functions, string[] Names, bool HasPiecewise, bool HasIntegers, bool HasNot)
    {
        // Literals below one only, so that products stay small.
        public bool IsTame { get; init; }
    }
}
