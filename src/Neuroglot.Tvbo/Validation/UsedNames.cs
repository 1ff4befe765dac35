using System.Text.RegularExpressions;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>The words in the expressions of dynamics, before anything is known of what they mean.</summary>
internal static partial class UsedNames
{
    /// <summary>Every word.</summary>
    public static HashSet<string> Of(Dynamics dynamics) =>
    [
        .. dynamics.StateVariables.Select(static one => one.Equation).Concat(dynamics.DerivedVariables.Select(static one => one.Equation))
            .Concat(dynamics.DerivedVariables.SelectMany(static one => one.Cases.SelectMany(static value => (Formula?[])[value.Condition, value.Value])))
            .Concat(dynamics.Events.SelectMany(static one => (Formula?[])[one.Condition, one.Affect])).Concat(dynamics.Functions.Select(static one => one.Equation))
            .SelectMany(Of),
    ];

    /// <summary>Every word of an expression; none of none.</summary>
    public static IEnumerable<string> Of(Formula? formula) => formula is null ? [] : Words().Matches(formula.Text).Select(static word => word.Value);

    [GeneratedRegex(@"[^\W\d]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
