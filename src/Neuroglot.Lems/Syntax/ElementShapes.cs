namespace Neuroglot.Lems.Syntax;

/// <summary>The shapes of one file, each kept once.</summary>
internal sealed class ElementShapes(string file)
{
    private const int MostOfOneName = 32;

    private readonly Dictionary<string, List<ElementShape>> known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The shape of an element with these attributes; names that are the same are the same objects.</summary>
    public ElementShape Of(string name, ReadOnlySpan<SourceAttribute> attributes)
    {
        if (!known.TryGetValue(name, out var named))
            known.Add(name, named = []);
        foreach (var one in named)
        {
            if (one.Fits(name, attributes))
                return one;
        }

        var names = new string[attributes.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = attributes[i].Name;
        var shape = new ElementShape(file, name, names);

        // Beyond this, elements of one name have so many forms that looking for the right one costs more than it saves.
        if (named.Count < MostOfOneName)
            named.Add(shape);
        return shape;
    }
}
