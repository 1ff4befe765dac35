using System.Collections;
using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>
/// A system of equations in Brian's language, in the order in which they were written. Immutable; equal when all equations are. What a text or a sum may
/// have wrong is found by <see cref="EquationParser"/> and <see cref="EquationRules"/>.
/// </summary>
public sealed class Equations : IReadOnlyList<Equation>, IEquatable<Equations>
{
    /// <summary>Code of the diagnostic for a replacement that cannot be made.</summary>
    public const string BadReplacement = "NG5010";

    private readonly ImmutableArray<Equation> equations;
    private readonly Dictionary<string, Equation> byName = [];

    /// <summary>Creates a system; of two equations for one variable <see cref="Find"/> gives the first.</summary>
    public Equations(IEnumerable<Equation> equations)
    {
        this.equations = [.. equations];
        foreach (var one in this.equations)
            byName.TryAdd(one.Name, one);
    }

    /// <summary>No equations.</summary>
    public static Equations None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => equations.Length;

    /// <summary>The differential equations, as written.</summary>
    public IEnumerable<Equation> DifferentialEquations => equations.Where(one => one.Kind == EquationKind.DifferentialEquation);

    /// <summary>The parameters, as written.</summary>
    public IEnumerable<Equation> Parameters => equations.Where(one => one.Kind == EquationKind.Parameter);

    /// <summary>The subexpressions, each after those that it uses; as far as there is such an order.</summary>
    public ImmutableArray<Equation> Subexpressions => SubexpressionOrder.Of(equations).Order;

    /// <inheritdoc/>
    public Equation this[int index] => equations[index];

    /// <summary>The equations of both, those of <paramref name="left"/> first.</summary>
    public static Equations operator +(Equations left, Equations right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Add(right);
    }

    /// <summary>These equations, then <paramref name="other"/>.</summary>
    public Equations Add(Equations other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Equations(equations.AddRange(other.equations));
    }

    /// <summary>The equation of the variable <paramref name="name"/>, or null.</summary>
    public Equation? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>
    /// The equations with names replaced, all at the same time, as <c>Equations('…', g='g_e', tau=10*ms)</c> does. A variable that an equation defines,
    /// and a function, can only get another name.
    /// <code>dg/dt = -g/tau : siemens, With(("g", "g_e"), ("tau", 10*ms))  →  dg_e/dt = -g_e/(10*ms) : siemens</code>
    /// </summary>
    /// <param name="diagnostics">Gets an error for each replacement that cannot be made, and a warning for each that changes nothing.</param>
    /// <param name="replacements">Names, and what to put in their place.</param>
    public Equations With(DiagnosticBag diagnostics, params ReadOnlySpan<(string Name, Replacement By)> replacements)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var accepted = new Dictionary<string, Replacement>();
        foreach (var (name, by) in replacements)
        {
            if (Refuse(name, by, diagnostics) is { } why)
                diagnostics.Error(BadReplacement, $"`{name}` cannot be replaced: {why}", Find(name)?.Span ?? Place);
            else
                accepted[name] = by;
        }

        return new Equations(equations.Select(one => one with
        {
            Name = accepted.TryGetValue(one.Name, out var by) ? by.Name! : one.Name,
            Expression = one.Expression is null ? null : Replace(one.Expression, accepted),
        }));
    }

    /// <inheritdoc/>
    public bool Equals(Equations? other) => other is not null && equations.SequenceEqual(other.equations);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Equations);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var one in equations)
            hash.Add(one);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<Equation> GetEnumerator() => ((IEnumerable<Equation>)equations).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The equations as Brian writes them, one on each line; read again, they are equal to these.</summary>
    public override string ToString() => string.Join('\n', equations);

    private SourceSpan Place => equations.IsEmpty ? SourceSpan.None : equations[0].Span;

    private static Expression Replace(Expression expression, Dictionary<string, Replacement> by) => expression.Rewrite(node => node switch
    {
        Name name when by.TryGetValue(name.Identifier, out var other) => other.Expression,
        Call call when by.TryGetValue(call.Function, out var other) => call with { Function = other.Name! },
        _ => node,
    });

    private string? Refuse(string name, Replacement by, DiagnosticBag diagnostics)
    {
        if (by.Expression is null)
            return "there is nothing to put in its place";
        var isDefined = byName.ContainsKey(name);
        var isFunction = equations.Any(one => one.Expression?.Any(node => node is Call call && call.Function == name) == true);
        if (by.Name is null)
            return isDefined || isFunction ? "an equation defines it or it is a function, so it can get another name but not a value" : null;
        if (isDefined && ReservedNames.Why(by.Name) is { } reserved)
            return $"`{by.Name}` {reserved}";
        if (!ReservedNames.IsIdentifier(by.Name))
            return $"`{by.Name}` is no name";
        if (isFunction && Functions.Find(name) is not null)
            return "it is a function of the language";
        if (!isDefined && !isFunction && !equations.Any(one => one.Expression is { } tree && FreeNames.Contains(tree, name)))
            diagnostics.Warning(BadReplacement, $"`{name}` is to be replaced but does not occur in the equations", Place);
        return null;
    }
}
