using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>
/// The code of one or several pathways of synapses: <c>onPre: "v += w"</c>, or by name
/// <c>onPre: new() { ["transmission"] = "ge += w", ["plasticity"] = "Apre += 0.01" }</c>.
/// </summary>
[InterpolatedStringHandler]
[SuppressMessage("Usage", "CA2225", Justification = "The conversions are there for arguments.")]
[SuppressMessage("Naming", "CA1710", Justification = "It is the code of pathways, which happen to have names.")]
public sealed class Pathways
{
    private readonly Code single;
    private readonly Dictionary<string, Code> named = [];

    /// <summary>Creates an empty collection, to be filled by name.</summary>
    public Pathways()
        : this(0, 0)
    {
    }

    /// <summary>Begins an interpolated string; the compiler calls this.</summary>
    /// <param name="literalLength">Number of characters outside of holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    public Pathways(int literalLength, int formattedCount) => single = new Code(literalLength, formattedCount);

    private Pathways(Code single) => this.single = single;

    /// <summary>The code of a pathway.</summary>
    /// <param name="name">Its name.</param>
    [SuppressMessage("Design", "CA1044", Justification = "It is there for initializers.")]
    public Code this[string name]
    {
        set => named[name] = value;
    }

    /// <summary>One pathway.</summary>
    public static implicit operator Pathways(string code) => new((Code)code);

    /// <summary>One pathway.</summary>
    public static implicit operator Pathways(Code code) => new(code);

    /// <summary>Adds the text between holes.</summary>
    public void AppendLiteral(string value) => single.AppendLiteral(value);

    /// <summary>Adds a quantity.</summary>
    /// <param name="value">The quantity.</param>
    /// <param name="expression">What stands in the hole.</param>
    public void AppendFormatted(Quantity value, [CallerArgumentExpression(nameof(value))] string expression = "") => single.AppendFormatted(value, expression);

    /// <summary>Adds a pure number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="expression">What stands in the hole.</param>
    public void AppendFormatted(double value, [CallerArgumentExpression(nameof(value))] string expression = "") => single.AppendFormatted(value, expression);

    /// <summary>Adds the name of a timed array or function.</summary>
    /// <param name="value">The array or function.</param>
    /// <param name="expression">What stands in the hole.</param>
    public void AppendFormatted(NamespaceValue value, [CallerArgumentExpression(nameof(value))] string expression = "") => single.AppendFormatted(value, expression);

    /// <summary>Adds a unit by its name.</summary>
    public void AppendFormatted(Unit value) => single.AppendFormatted(value);

    /// <summary>Adds text as it is.</summary>
    public void AppendFormatted(string value) => single.AppendFormatted(value);

    /// <summary>Adds other code with the names that it knows.</summary>
    public void AppendFormatted(Code value) => single.AppendFormatted(value);

    /// <summary>The pathways; the one without a name of its own gets <paramref name="usual"/>.</summary>
    internal IEnumerable<(string Name, Code Code)> All(string usual) => named.Count > 0 ? named.Select(one => (one.Key, one.Value)) : [(usual, single)];
}

/// <summary>Something that all pathways share, or that each has: <c>delay: 2 * ms</c>, <c>delay: new() { ["pre"] = 2 * ms }</c>.</summary>
/// <typeparam name="T">What they have.</typeparam>
[SuppressMessage("Usage", "CA2225", Justification = "The conversion is there for arguments.")]
public sealed class PerPathway<T>
{
    private readonly Dictionary<string, T> named = [];

    /// <summary>What a pathway has.</summary>
    /// <param name="pathway">Its name.</param>
    [SuppressMessage("Design", "CA1044", Justification = "It is there for initializers.")]
    public T this[string pathway]
    {
        set => named[pathway] = value;
    }

    /// <summary>The same for all.</summary>
    public static implicit operator PerPathway<T>(T all) => new() { All = all, IsForAll = true };

    internal T? All { get; private init; }

    internal bool IsForAll { get; private init; }

    internal IReadOnlyDictionary<string, T> Named => named;
}
