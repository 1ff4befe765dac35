using Neuroglot.Model.Expressions;

namespace Neuroglot.CodeGeneration.Python;

/// <summary>Names of a model as Python knows them: words of the language and of the program itself get an underscore, brackets become one.</summary>
internal sealed class PythonNames
{
    private static readonly HashSet<string> Own =
    [
        "state", "coupling", "p", "n", "np", "jnp", "jax", "partial", "sys", "rows", "rates", "following", "bounded", "advance", "arriving", "run", "happens", "history", "noise", "held", "gx", "pre",
        "complete", "initial_state", "STATES", "NODES", "PARAMETERS", "COUPLING", "WEIGHTS", "DELAYS", "HORIZON", "SHOWN", "EVENTS", "INPUTS", "STEP", "STEPS", "SKIPPED", "SEED", "NOISE", "True", "False", "None", "print",
    ];

    private readonly Dictionary<string, string> names = [];
    private readonly HashSet<string> taken = [.. Own];

    /// <summary>Names that are kept.</summary>
    /// <param name="kept">Words of the program that expressions mean as such.</param>
    public PythonNames(params ReadOnlySpan<string> kept)
    {
        foreach (var one in kept)
            names[one] = one;
    }

    /// <summary>The name of a variable of the model; the time keeps its own.</summary>
    public string Of(string name)
    {
        if (name == "t")
            return name;
        if (names.TryGetValue(name, out var known))
            return known;
        var made = string.Concat(name.Select(static letter => char.IsLetterOrDigit(letter) || letter == '_' ? letter : '_'));
        while (made == "t" || Dialects.Python.IsReserved(made) || !taken.Add(made))
            made += "_";
        return names[name] = made;
    }

    /// <summary>The expression over Python's names.</summary>
    public Expression In(Expression expression) => Substitution.Apply(expression, name => Of(name) is var other && other != name ? new Name(other) : null);
}
