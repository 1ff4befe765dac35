using System.Collections;
using System.Reflection;

namespace Neuroglot.Testing;

/// <summary>Compares what two trees of objects say, property by property, whatever their own equality looks at.</summary>
public static class Structure
{
    /// <summary>Where <paramref name="one"/> and <paramref name="other"/> first differ; null where they do not.</summary>
    /// <param name="one">A tree.</param>
    /// <param name="other">Another.</param>
    /// <param name="ignored">Types that say nothing, such as places in files.</param>
    public static string? Difference(object? one, object? other, params Type[] ignored) => Difference(one, other, string.Empty, ignored);

    private static string? Difference(object? one, object? other, string path, Type[] ignored)
    {
        if (one is null || other is null)
            return one is null && other is null ? null : $"{path}: {one ?? "nothing"} and {other ?? "nothing"}";
        var type = one.GetType();
        if (type != other.GetType())
            return $"{path}: {type.Name} and {other.GetType().Name}";
        if (ignored.Contains(type))
            return null;
        if (one is string or Enum || type.IsPrimitive)
            return one.Equals(other) ? null : $"{path}: {one} and {other}";
        if (one is IEnumerable items)
            return Items([.. items.Cast<object?>()], [.. ((IEnumerable)other).Cast<object?>()], path, ignored);
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.GetIndexParameters().Length == 0 && property.CanWrite)
            .Select(property => Difference(property.GetValue(one), property.GetValue(other), $"{path}.{property.Name}", ignored))
            .FirstOrDefault(static difference => difference is not null);
    }

    private static string? Items(object?[] one, object?[] other, string path, Type[] ignored)
    {
        if (one.Length != other.Length)
            return $"{path}: {one.Length} and {other.Length} items";
        for (var i = 0; i < one.Length; i++)
        {
            // Lists of millions of numbers need no path for each.
            if (one[i] is { } item && item.GetType().IsPrimitive && item.Equals(other[i]))
                continue;
            if (Difference(one[i], other[i], $"{path}[{i}]", ignored) is { } difference)
                return difference;
        }

        return null;
    }
}
