using System.Collections.Frozen;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Brian.Language;

/// <summary>Names that a variable of an equation cannot have.</summary>
public static class ReservedNames
{
    private static readonly FrozenSet<string> Special = FrozenSet.Create(
        "t", "dt", "t_in_timesteps", "xi", "i", "N", "not_refractory", "refractory", "refractory_until", "lastspike", "lastupdate");

    private static readonly FrozenSet<string> OfSynapses = FrozenSet.Create("j", "delay", "N_incoming", "N_outgoing");

    /// <summary>Why <paramref name="name"/> cannot be the name of a variable, as the rest of a sentence; null where it can.</summary>
    public static string? Why(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsIdentifier(name))
            return "is no name: names begin with a letter and consist of letters, digits and underscores";
        if (name[0] == '_')
            return "begins with an underscore, which is kept for internal names";
        if (Referred(name) is not null)
            return "ends in `_pre` or `_post`, which refer to the two groups of a synapse";
        if (Special.Contains(name) || IsNoise(name))
            return "has a meaning of its own in equations";
        if (UnitNames.Find(name) is not null)
            return "is the name of a unit";
        if (Dialects.Brian.Functions.Any(one => one.Name == name))
            return "is the name of a function";
        if (Dialects.Brian.Constants.Any(one => one.Word == name))
            return "is the name of a constant";
        return name is "and" or "or" or "not" or "if" or "else" || Dialects.Python.ReservedWords.Contains(name) ? "is a word of Python" : null;
    }

    /// <summary>The same for the variable of <paramref name="equation"/>; a summed one is a variable of a group, so that <c>g_post</c> is right.</summary>
    public static string? Why(Equation equation)
    {
        ArgumentNullException.ThrowIfNull(equation);
        return equation.Has(EquationFlags.Summed) && Referred(equation.Name) is { } variable ? Why(variable) : Why(equation.Name);
    }

    /// <summary>The same for an equation of <paramref name="group"/>, which has some names more, of a spatial neuron those of places if it has any.</summary>
    public static string? Why(Equation equation, GroupKind group, bool hasPlaces = true)
    {
        ArgumentNullException.ThrowIfNull(equation);
        return group == GroupKind.Synapses && OfSynapses.Contains(equation.Name) ? "is a variable that all synapses have"
            : group == GroupKind.SpatialNeuron && CompartmentEquations.Has(equation.Name, hasPlaces) ? "is a variable that all spatial neurons have" : Why(equation);
    }

    /// <summary>The variable of the group before or after a synapse that <paramref name="name"/> refers to, <c>v</c> for <c>v_post</c>; null for other names.</summary>
    public static string? Referred(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith("_pre", StringComparison.Ordinal) ? name[..^4] : name.EndsWith("_post", StringComparison.Ordinal) ? name[..^5] : null;
    }

    /// <summary>Whether <paramref name="name"/> is a white noise, <c>xi</c> or <c>xi_…</c>.</summary>
    public static bool IsNoise(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name == "xi" || name.StartsWith("xi_", StringComparison.Ordinal);
    }

    /// <summary>Whether <paramref name="name"/> has the form of a name: ASCII letters, digits and underscores, no digit in front.</summary>
    public static bool IsIdentifier(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(one => one == '_' || char.IsAsciiLetterOrDigit(one));
    }
}
