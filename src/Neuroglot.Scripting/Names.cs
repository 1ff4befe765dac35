using Neuroglot.Brian.Language;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Collects the names that an object's code may use.</summary>
internal static class Names
{
    /// <summary>The names of pieces of code and those that a script gives; null where there are none.</summary>
    /// <param name="owner">Whose they are, for messages.</param>
    /// <param name="given">A dictionary, or an object whose properties are the names; may be null.</param>
    /// <param name="codes">Code, some of it may be null.</param>
    /// <exception cref="ModelException">A name has two values, or one that is none.</exception>
    public static Namespace? Of(string owner, object? given, params ReadOnlySpan<Code?> codes)
    {
        var all = new Dictionary<string, NamespaceValue>();
        foreach (var (name, value) in Given(given))
            all[name] = value;
        foreach (var code in codes)
        {
            foreach (var (name, value) in code?.Names ?? new Dictionary<string, NamespaceValue>())
            {
                if (!all.TryAdd(name, value) && !all[name].Equals(value))
                    throw new ModelException($"`{name}` has two values in {owner}: {all[name]} and {value}. Give one of them another name.");
            }
        }

        return all.Count == 0 ? null : new Namespace($"the namespace of {owner}", all);
    }

    /// <summary>One namespace of two; where both know a name the first counts.</summary>
    public static Namespace? Joined(Namespace? first, Namespace? second)
    {
        if (first is null || second is null)
            return first ?? second;
        return new Namespace(first.Description, first.Names.Union(second.Names).Select(name => KeyValuePair.Create(name, first.Find(name) ?? second.Find(name)!)));
    }

    private static IEnumerable<(string Name, NamespaceValue Value)> Given(object? given) => given switch
    {
        null => [],
        System.Collections.IDictionary dictionary => dictionary.Keys.Cast<object>().Select(key => ($"{key}", Value($"{key}", dictionary[key]))),
        _ => given.GetType().GetProperties().Select(property => (property.Name, Value(property.Name, property.GetValue(given)))),
    };

    private static NamespaceValue Value(string name, object? value) => value switch
    {
        NamespaceValue known => known,
        Quantity quantity => quantity,
        Unit unit => 1 * unit,
        IConvertible number and not (string or bool or char or DateTime) => number.ToDouble(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new ModelException($"`{name}` is neither a number, a quantity nor a timed array."),
    };
}
