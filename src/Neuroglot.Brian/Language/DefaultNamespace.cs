using System.Collections.Immutable;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>
/// The names that every expression of Brian knows: units with all SI prefixes and their second and third powers, the short names of common ones, the constants
/// <c>pi</c>, <c>e</c> and <c>inf</c>, and functions.
/// </summary>
public static class DefaultNamespace
{
    /// <summary>The names of the functions. Their arguments and dimensions are checked by <see cref="DimensionInference"/>.</summary>
    public static ImmutableArray<string> Functions { get; } = [.. Dialects.Brian.Functions.Select(one => one.Name)];

    /// <summary>The names of the units.</summary>
    public static ImmutableArray<string> Units { get; } = [.. UnitTables.Brian.Units.Select(one => one.Symbol).Where(ReservedNames.IsIdentifier)];

    /// <summary>The names of the constants.</summary>
    public static ImmutableArray<string> Constants { get; } = [.. Dialects.Brian.Constants.Select(one => one.Word)];

    /// <summary>The value of the unit or constant <paramref name="name"/>, or null.</summary>
    public static ScalarValue? Find(string name)
    {
        if (UnitNames.Find(name) is { } unit)
            return new ScalarValue(new Quantity(unit.Factor, unit.Dimension));
        return Dialects.Brian.Constants.FirstOrDefault(one => one.Word == name)?.Meaning is Number number ? new ScalarValue(number.Value) : null;
    }
}
