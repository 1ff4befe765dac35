using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>Translates the expressions of components: names get the prefixes under which the set knows them.</summary>
/// <param name="fidelity">Whether integers divide as in C.</param>
/// <param name="diagnostics">Gets what is no expression.</param>
internal sealed class ComponentExpressions(SpineMLFidelity fidelity, DiagnosticBag diagnostics)
{
    private readonly Dictionary<ComponentClass, HashSet<string>> names = new(ReferenceEqualityComparer.Instance);

    /// <summary>The expression that <paramref name="math"/> is in <paramref name="owner"/>.</summary>
    /// <param name="owner">Whose expression it is.</param>
    /// <param name="math">The text.</param>
    /// <param name="nameOf">How the set in which it is computed calls a value of the owner's set; null for the owner's set itself.</param>
    /// <param name="impulse">The impulse whose value the name of its port stands for, or null.</param>
    public Expression Of(Placed owner, MathInline math, Func<string, string>? nameOf = null, (string Port, Expression Value)? impulse = null)
    {
        var known = NamesOf(owner.Class!);
        if (math.Parse(name => known.Contains(name) || name == impulse?.Port, diagnostics) is not { } parsed)
            return new Number(0);
        var expression = fidelity == SpineMLFidelity.Brahms ? parsed : Integers.AsReal(parsed);
        return Substitution.Apply(expression, name =>
            name == impulse?.Port ? impulse.Value.Value
            : known.Contains(name) ? new Name((nameOf ?? (one => one))(owner.NameOf(name)))
            : null);
    }

    private HashSet<string> NamesOf(ComponentClass definition)
    {
        if (names.TryGetValue(definition, out var known))
            return known;
        return names[definition] =
        [
            .. definition.Parameters.Select(one => one.Name), .. definition.StateVariables.Select(one => one.Name), .. definition.Aliases.Select(one => one.Name),
            .. definition.Ports.Where(one => one.Kind is PortKind.AnalogReceive or PortKind.AnalogReduce).Select(one => one.Name),
        ];
    }
}
