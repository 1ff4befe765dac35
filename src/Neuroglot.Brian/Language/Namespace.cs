using System.Collections.Frozen;

namespace Neuroglot.Brian.Language;

/// <summary>Names with values, given to a group or to a run.</summary>
public sealed class Namespace
{
    private readonly FrozenDictionary<string, NamespaceValue> values;

    /// <summary>Creates a namespace.</summary>
    /// <param name="description">What it is called in messages: <c>the namespace of neurons</c>.</param>
    /// <param name="values">The names and their values.</param>
    public Namespace(string description, IEnumerable<KeyValuePair<string, NamespaceValue>> values)
    {
        Description = description;
        this.values = values.ToFrozenDictionary();
    }

    /// <summary>What it is called in messages.</summary>
    public string Description { get; }

    /// <summary>The names, in no order.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>These names, and those of <paramref name="other"/> that are not among them.</summary>
    public Namespace Over(Namespace other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Namespace(Description, values.Concat(other.values.Where(one => !values.ContainsKey(one.Key))));
    }

    /// <summary>The value of <paramref name="name"/>, or null.</summary>
    public NamespaceValue? Find(string name) => values.GetValueOrDefault(name);
}
