namespace Neuroglot.Model.Expressions;

/// <summary>A built-in function.</summary>
/// <param name="Name">Canonical name, the one that <see cref="Call.Function"/> holds.</param>
/// <param name="Arity">Number of arguments.</param>
/// <param name="IsRandom">Whether every evaluation draws anew.</param>
public sealed record Function(string Name, int Arity, bool IsRandom = false);

/// <summary>
/// The built-in functions by canonical name; dialects map their own names to these. <see cref="Evaluator"/> states each one's value; the less
/// obvious: <c>log</c> is natural; <c>heaviside(0)</c> is ½ and <c>sign(0)</c> is 0; <c>round</c> takes halves to the even neighbour; <c>trunc</c> and
/// <c>int</c> cut towards zero; <c>clip(x, low, high)</c> is min(max(x, low), high); <c>exprel(x)</c> is (eˣ − 1)/x; <c>timestep(t, dt)</c> is the
/// truncated (t + dt/1000)/dt; <c>uniform</c> draws from [0, 1), <c>normal</c> with mean 0 and deviation 1, <c>exponential</c> with mean 1,
/// <c>poisson(mean)</c> a count.
/// </summary>
public static class Functions
{
    /// <summary>Every built-in function, in the order of the documentation.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        new("exp", 1), new("expm1", 1), new("log", 1), new("log1p", 1), new("log10", 1), new("log2", 1), new("exprel", 1), new("sqrt", 1),
        new("sin", 1), new("cos", 1), new("tan", 1), new("asin", 1), new("acos", 1), new("atan", 1), new("atan2", 2),
        new("sinh", 1), new("cosh", 1), new("tanh", 1), new("asinh", 1), new("acosh", 1), new("atanh", 1),
        new("abs", 1), new("sign", 1), new("floor", 1), new("ceil", 1), new("round", 1), new("trunc", 1),
        new("min", 2), new("max", 2), new("clip", 3), new("heaviside", 1), new("factorial", 1), new("timestep", 2), new("int", 1),
        new("uniform", 0, true), new("normal", 0, true), new("exponential", 0, true), new("poisson", 1, true),
    ];

    // Here and in other small tables no frozen dictionary: making one takes longer than a run looks things up.
    private static readonly Dictionary<string, Function> ByName = All.ToDictionary(function => function.Name);

    /// <summary>The built-in function called <paramref name="name"/>, or null.</summary>
    public static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
