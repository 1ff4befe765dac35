using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Dimension = Neuroglot.Model.Units.Dimension;

namespace Neuroglot.Lems.Types;

/// <summary>
/// The names that expressions of a type may use, and their dimensions: parameters of all kinds, constants, requirements, exposures, variables, and the
/// time <c>t</c>. A dimension of null fits everything (<c>*</c>, or a derived variable that states none and has no exposure that does).
/// </summary>
public sealed class TypeScope
{
    private readonly Dictionary<string, Dimension?> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> states = new(StringComparer.Ordinal);

    private TypeScope()
    {
    }

    /// <summary>The names.</summary>
    public IReadOnlyCollection<string> Names => names.Keys;

    /// <summary>Whether <paramref name="name"/> is known.</summary>
    public bool Contains(string name) => names.ContainsKey(name);

    /// <summary>Whether <paramref name="name"/> is a state variable, which can be assigned and have a rate.</summary>
    public bool IsState(string name) => states.Contains(name);

    /// <summary>The dimension of <paramref name="name"/>; null when it fits everything or the name is unknown.</summary>
    public Dimension? DimensionOf(string name) => names.GetValueOrDefault(name);

    internal static TypeScope Of(ResolvedType type, ModelSymbols symbols)
    {
        var scope = new TypeScope();
        foreach (var one in type.Parameters)
            scope.Add(one.Name, symbols.Dimension(one.Dimension, one.Span));
        foreach (var one in type.IndexParameters)
            scope.Add(one.Name, Dimension.None);
        foreach (var one in type.DerivedParameters)
            scope.Add(one.Name, symbols.Dimension(one.Dimension, one.Span));
        foreach (var one in type.Properties)
            scope.Add(one.Name, symbols.Dimension(one.Dimension, one.Span));
        foreach (var one in type.Constants)
            scope.Add(one.Name, symbols.Dimension(one.Dimension, one.Span));
        foreach (var one in type.Requirements)
            scope.Add(one.Name, symbols.Dimension(one.Dimension, one.Span));
        if (type.Dynamics is { } dynamics)
        {
            scope.AddStates(dynamics.StateVariables, symbols);
            scope.AddDerived(type, dynamics.DerivedVariables, dynamics.ConditionalDerivedVariables, symbols);
        }

        if (type.Equilibrium is { } equilibrium)
            scope.AddDerived(type, equilibrium.DerivedVariables, [], symbols);
        foreach (var one in type.Exposures)
            scope.Add(one.Name, symbols.Dimension(one.Dimension, one.Span));
        foreach (var constant in symbols.GlobalConstants.Values)
            scope.Add(constant.Name, constant.Dimension);
        scope.Add("t", symbols.Dimensions.TryGetValue("time", out var time) ? time.Dimension : Dimension.Time);
        // The index of an instance in its population.
        scope.Add("index", Dimension.None);
        return scope;
    }

    /// <summary>This scope with the names that hold inside <paramref name="regime"/> only.</summary>
    internal TypeScope Inside(ResolvedType type, Regime regime, ModelSymbols symbols)
    {
        var inner = new TypeScope();
        inner.AddStates(regime.StateVariables, symbols);
        inner.AddDerived(type, regime.DerivedVariables, regime.ConditionalDerivedVariables, symbols);
        foreach (var (name, dimension) in names)
            inner.Add(name, dimension);
        inner.states.UnionWith(states);
        foreach (var name in regime.RequiredVariables)
            inner.Add(name, null);
        return inner;
    }

    private void Add(string name, Dimension? dimension) => names.TryAdd(name, dimension);

    private void AddStates(IEnumerable<StateVariable> variables, ModelSymbols symbols)
    {
        foreach (var one in variables)
        {
            Add(one.Name, symbols.Dimension(one.Dimension, one.Span));
            states.Add(one.Name);
        }
    }

    private void AddDerived(
        ResolvedType type, IEnumerable<DerivedVariable> variables, IEnumerable<ConditionalDerivedVariable> conditional, ModelSymbols symbols)
    {
        foreach (var one in variables)
            Add(one.Name, DimensionOf(type, one.Dimension, one.Exposure ?? one.Name, one.Span, symbols) ?? (one.Dimension is null ? Inferred(one.Value) : null));
        foreach (var one in conditional)
            Add(one.Name, DimensionOf(type, one.Dimension, one.Exposure ?? one.Name, one.Span, symbols));
    }

    /// <summary>Of a variable that leaves its dimension to its expression; null where that has names of any or of later dimensions.</summary>
    private Dimension? Inferred(LemsExpression? expression) =>
        expression?.Tree is { } tree && FreeNames.Of(tree).All(name => DimensionOf(name) is not null)
            ? DimensionInference.Infer(tree, DimensionOf, Dialects.Lems, expression.Span, new DiagnosticBag())
            : null;

    /// <summary>A derived variable may leave its dimension to its exposure.</summary>
    private static Dimension? DimensionOf(ResolvedType type, string? stated, string exposure, SourceSpan span, ModelSymbols symbols)
    {
        if (stated is not null)
            return symbols.Dimension(stated, span);
        foreach (var one in type.Exposures)
        {
            if (one.Name == exposure)
                return symbols.Dimension(one.Dimension, one.Span);
        }

        return null;
    }
}
