using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Neuroglot.Compilation.Kernels;

/// <summary>The signature of a <see cref="KernelOp"/>.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Name">Its word in the text form.</param>
/// <param name="Operands">Types of the operands.</param>
/// <param name="Result">Type of the value; null for a statement.</param>
/// <param name="Names">Which name tables the instruction points into.</param>
public sealed record KernelOpInfo(
    KernelOp Op, string Name, ImmutableArray<KernelType> Operands, KernelType? Result, KernelNames Names = KernelNames.None)
{
    private static readonly KernelOpInfo[] Table = [.. Entries().OrderBy(info => info.Op)];

    private static readonly FrozenDictionary<string, KernelOpInfo> ByName = Table.ToFrozenDictionary(info => info.Name);

    /// <summary>Every operation, in the order of <see cref="KernelOp"/>.</summary>
    public static IReadOnlyList<KernelOpInfo> All => Table;

    /// <summary>Whether the instruction is there for its effect; it yields no value.</summary>
    public bool IsStatement => Result is null;

    /// <summary>Whether the instruction draws at random.</summary>
    public bool IsDraw => Op is >= KernelOp.Uniform and <= KernelOp.Poisson;

    /// <summary>The signature of <paramref name="op"/>.</summary>
    public static KernelOpInfo Of(KernelOp op) => Table[(int)op];

    /// <summary>The signature whose text form is <paramref name="name"/>, or null.</summary>
    public static KernelOpInfo? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<KernelOpInfo> Entries()
    {
        const KernelType F = KernelType.F64;
        const KernelType M = KernelType.Mask;
        yield return new(KernelOp.Constant, "constant", [], F);
        yield return new(KernelOp.True, "true", [], M);
        yield return new(KernelOp.False, "false", [], M);
        yield return new(KernelOp.Scalar, "scalar", [], F, KernelNames.Scalar);
        yield return new(KernelOp.Load, "load", [], F, KernelNames.Column);
        yield return new(KernelOp.Gather, "gather", [], F, KernelNames.Column | KernelNames.Map);

        yield return new(KernelOp.Lookup, "lookup", [F], F, KernelNames.Column);
        yield return new(KernelOp.Flagged, "flagged", [], M, KernelNames.Flag);
        foreach (var (op, name) in Unary())
            yield return new(op, name, [F], F);
        foreach (var (op, name) in Binary())
            yield return new(op, name, [F, F], F);
        foreach (var (op, name) in Comparisons())
            yield return new(op, name, [F, F], M);

        yield return new(KernelOp.And, "and", [M, M], M);
        yield return new(KernelOp.Or, "or", [M, M], M);
        yield return new(KernelOp.Not, "not", [M], M);
        yield return new(KernelOp.FusedMultiplyAdd, "fma", [F, F, F], F);
        yield return new(KernelOp.Select, "select", [M, F, F], F);
        yield return new(KernelOp.Uniform, "uniform", [], F, KernelNames.Ordinal);
        yield return new(KernelOp.Normal, "normal", [], F, KernelNames.Ordinal);
        yield return new(KernelOp.Exponential, "exponential", [], F, KernelNames.Ordinal);
        yield return new(KernelOp.Poisson, "poisson", [F], F, KernelNames.Ordinal);
        yield return new(KernelOp.Store, "store", [F], null, KernelNames.Column);
        yield return new(KernelOp.ScatterAdd, "scatteradd", [F], null, KernelNames.Column | KernelNames.Map);
        yield return new(KernelOp.ScatterMultiply, "scattermultiply", [F], null, KernelNames.Column | KernelNames.Map);
        yield return new(KernelOp.Scatter, "scatter", [F], null, KernelNames.Column | KernelNames.Map);
        yield return new(KernelOp.Flag, "flag", [M], null, KernelNames.Flag);
        yield return new(KernelOp.Scheme, "scheme", [], null, KernelNames.Scheme);
    }

    private static IEnumerable<(KernelOp Op, string Name)> Unary() =>
    [
        (KernelOp.Negate, "neg"), (KernelOp.Abs, "abs"), (KernelOp.Sqrt, "sqrt"), (KernelOp.Floor, "floor"), (KernelOp.Ceiling, "ceil"),
        (KernelOp.Round, "round"), (KernelOp.Truncate, "trunc"), (KernelOp.Sign, "sign"), (KernelOp.Heaviside, "heaviside"),
        (KernelOp.Single, "single"), (KernelOp.Exp, "exp"), (KernelOp.Expm1, "expm1"), (KernelOp.Log, "log"), (KernelOp.Log1p, "log1p"),
        (KernelOp.Log10, "log10"), (KernelOp.Log2, "log2"), (KernelOp.Exprel, "exprel"), (KernelOp.Sin, "sin"), (KernelOp.Cos, "cos"),
        (KernelOp.Tan, "tan"), (KernelOp.Asin, "asin"), (KernelOp.Acos, "acos"), (KernelOp.Atan, "atan"), (KernelOp.Sinh, "sinh"),
        (KernelOp.Cosh, "cosh"), (KernelOp.Tanh, "tanh"), (KernelOp.Asinh, "asinh"), (KernelOp.Acosh, "acosh"), (KernelOp.Atanh, "atanh"),
        (KernelOp.Factorial, "factorial"),
    ];

    private static IEnumerable<(KernelOp Op, string Name)> Binary() =>
    [
        (KernelOp.Add, "add"), (KernelOp.Subtract, "sub"), (KernelOp.Multiply, "mul"), (KernelOp.Divide, "div"), (KernelOp.Min, "min"),
        (KernelOp.Max, "max"), (KernelOp.Pow, "pow"), (KernelOp.Atan2, "atan2"), (KernelOp.Mod, "mod"),
    ];

    private static IEnumerable<(KernelOp Op, string Name)> Comparisons() =>
    [
        (KernelOp.Less, "lt"), (KernelOp.LessOrEqual, "le"), (KernelOp.Greater, "gt"), (KernelOp.GreaterOrEqual, "ge"),
        (KernelOp.Equal, "eq"), (KernelOp.NotEqual, "ne"),
    ];
}
