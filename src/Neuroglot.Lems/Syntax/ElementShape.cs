namespace Neuroglot.Lems.Syntax;

/// <summary>What the elements of one kind in one file have in common. The connections of a network share one of these.</summary>
/// <param name="file">How places in the text name the file.</param>
/// <param name="name">Name of the element.</param>
/// <param name="attributeNames">Names of its attributes in the order of the file.</param>
internal sealed class ElementShape(string file, string name, string[] attributeNames)
{
    public string File { get; } = file;

    public string Name { get; } = name;

    public string[] AttributeNames { get; } = attributeNames;

    /// <summary>Whether it has this name and these attributes; names are compared as references, since one reader shares them.</summary>
    public bool Fits(string name, ReadOnlySpan<SourceAttribute> attributes)
    {
        if (!ReferenceEquals(name, Name) || attributes.Length != AttributeNames.Length)
            return false;
        for (var i = 0; i < attributes.Length; i++)
        {
            if (!ReferenceEquals(attributes[i].Name, AttributeNames[i]))
                return false;
        }

        return true;
    }
}
