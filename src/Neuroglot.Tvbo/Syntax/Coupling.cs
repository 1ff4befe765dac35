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

    /// <summary>Names of the state variables that <c>x_j</c> stands for; empty for all coupling variables.</summary>
    public ImmutableArray<string> IncomingStates { get; init; } = [];

    /// <summary>Names of the state variables that <c>x_i</c> stands for; empty for all coupling variables.</summary>
    public ImmutableArray<string> LocalStates { get; init; } = [];

    /// <summary>Whether delays of the network apply.</summary>
    public bool IsDelayed { get; init; } = true;

    /// <summary>Whether it only names an entry of the library.</summary>
    public bool IsReference => Name.Length > 0 && Parameters.IsEmpty && Pre is null && Post is null;
}
