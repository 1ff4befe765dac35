using System.Collections.Immutable;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>
/// How nodes act on each other: <c>post(Σⱼ wᵢⱼ · pre(xᵢ, xⱼ))</c>, where <c>x_j</c> is the state of the source as it was a delay ago, <c>x_i</c> that of the
/// target, and <c>gx</c> the sum.
/// </summary>
public sealed record Coupling : TvboObject
{
    /// <summary>Values that its expressions use.</summary>
    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <summary>What one source contributes, of <c>x_i</c> and <c>x_j</c>; null for <c>x_j</c>.</summary>
    public Formula? Pre { get; init; }

    /// <summary>What becomes of the sum <c>gx</c>; null for the sum.</summary>
    public Formula? Post { get; init; }

    /// <summary>The whole effect of a source as a function of its state <c>x</c>; null where <see cref="Pre"/> and <see cref="Post"/> say it.</summary>
    public Formula? Function { get; init; }

    /// <summary>Names of the state variables that <c>x_j</c> stands for; empty for all coupling variables.</summary>
    public ImmutableArray<string> IncomingStates { get; init; } = [];

    /// <summary>Names of the state variables that <c>x_i</c> stands for; empty for all coupling variables.</summary>
    public ImmutableArray<string> LocalStates { get; init; } = [];

    /// <summary>Whether delays of the network apply.</summary>
    public bool IsDelayed { get; init; } = true;

    /// <summary>Whether it only names an entry of the library.</summary>
    public bool IsReference => Name.Length > 0 && Parameters.IsEmpty && !HasExpressions;

    /// <summary>The couplings of one value each that it consists of: itself, or one for each expression of a list, <c>pre_expression: {rhs: "[a*x_j, b*x_j]"}</c>.</summary>
    internal ImmutableArray<Coupling> Parts()
    {
        if (Pre is not { } pre || !pre.Text.TrimStart().StartsWith('[') || !pre.Text.TrimEnd().EndsWith(']'))
            return [this];
        var parts = ImmutableArray.CreateBuilder<Coupling>();
        var (depth, start) = (0, pre.Text.IndexOf('[', StringComparison.Ordinal) + 1);
        for (var at = start; at < pre.Text.Length; at++)
        {
            if (depth == 0 && (pre.Text[at] is ',' or ']'))
            {
                parts.Add(this with { Pre = pre with { Text = pre.Text[start..at], Span = pre.Span.Right(start) } });
                start = at + 1;
            }

            depth += pre.Text[at] is '(' or '[' ? 1 : pre.Text[at] is ')' or ']' ? -1 : 0;
        }

        return parts.ToImmutable();
    }

    /// <summary>Whether it says itself how nodes act on each other.</summary>
    internal bool HasExpressions => Pre is not null || Post is not null || Function is not null;
}
