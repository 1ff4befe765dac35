using System.Collections.Immutable;
using Neuroglot.Lems.Documents;

namespace Neuroglot.Lems.Types;

/// <summary>
/// Joins a type's dynamics with the inherited ones. Without <c>Super</c> the type's own replace them; with it, what has a name is added where it is
/// new, and what has none (reactions) is added before the type's own.
/// </summary>
internal static class DynamicsMerger
{
    public static Dynamics? Merge(Dynamics? own, Dynamics? inherited)
    {
        if (own is null || inherited is null || !own.HasSuper)
            return own ?? inherited;
        return own with
        {
            Simultaneous = own.Simultaneous || inherited.Simultaneous,
            StateVariables = AddNew(own.StateVariables, inherited.StateVariables, one => one.Name),
            DerivedVariables = AddNew(own.DerivedVariables, inherited.DerivedVariables, one => one.Name),
            ConditionalDerivedVariables = AddNew(own.ConditionalDerivedVariables, inherited.ConditionalDerivedVariables, one => one.Name),
            TimeDerivatives = AddNew(own.TimeDerivatives, inherited.TimeDerivatives, one => one.Variable),
            KineticSchemes = AddNew(own.KineticSchemes, inherited.KineticSchemes, one => one.Nodes),
            OnStarts = [.. inherited.OnStarts, .. own.OnStarts],
            OnEvents = [.. inherited.OnEvents, .. own.OnEvents],
            OnConditions = [.. inherited.OnConditions, .. own.OnConditions],
            Regimes = AddNew(own.Regimes, inherited.Regimes, one => one.Name),
            StateScalarFields = AddNew(own.StateScalarFields, inherited.StateScalarFields, one => one.Name),
            DerivedScalarFields = AddNew(own.DerivedScalarFields, inherited.DerivedScalarFields, one => one.Name),
            DerivedPunctateFields = AddNew(own.DerivedPunctateFields, inherited.DerivedPunctateFields, one => one.Name),
        };
    }

    /// <summary>Inherited ones first, so that what the type adds can build on them, each replaced in place by one of the type's own of the same name.</summary>
    private static ImmutableArray<T> AddNew<T>(ImmutableArray<T> own, ImmutableArray<T> inherited, Func<T, string> name)
    {
        if (own.Length == 0 || inherited.Length == 0)
            return own.Length == 0 ? inherited : own;
        var merged = inherited.ToBuilder();
        foreach (var one in own)
        {
            var index = -1;
            for (var i = 0; i < inherited.Length; i++)
            {
                if (name(inherited[i]) == name(one))
                    index = i;
            }

            if (index >= 0)
                merged[index] = one;
            else
                merged.Add(one);
        }

        return merged.ToImmutable();
    }
}
