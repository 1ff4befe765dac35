using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.Description;

/// <summary>The names from outside of the equations that a network uses, with their values and their users, each value once.</summary>
internal sealed class ParameterList
{
    private readonly List<(string Name, NamespaceValue Value, List<string> Users)> found = [];

    /// <summary>The table; null when nothing from outside is used.</summary>
    public Table? Table => found.Count == 0 ? null : new Table(
        ["Name", "Value", "Used by"],
        [.. found.Select(one => (ImmutableArray<Phrase>)[Symbol(one.Name, one.Value), Describe(one.Name, one.Value), Phrase.Join(", ", one.Users.Select(user => (Phrase)new Code(user)))])]);

    /// <summary>Notes that <paramref name="user"/> uses <paramref name="name"/>.</summary>
    public void Add(string name, NamespaceValue value, string user)
    {
        var index = found.FindIndex(one => one.Name == name && IsSame(one.Value, value));
        if (index < 0)
            found.Add((name, value, [user]));
        else if (!found[index].Users.Contains(user))
            found[index].Users.Add(user);
    }

    // Each run has a namespace of its own, which may hold the same lists in other memory.
    private static bool IsSame(NamespaceValue one, NamespaceValue other) => (one, other) switch
    {
        (TimedArray a, TimedArray b) => a.Step.Equals(b.Step) && a.Columns == b.Columns && a.Dimension == b.Dimension && a.Values.SequenceEqual(b.Values),
        (UserFunction a, UserFunction b) => a.Body == b.Body && a.Parameters.SequenceEqual(b.Parameters),
        _ => one == other,
    };

    private static Mathematics Symbol(string name, NamespaceValue value) =>
        value is ScalarValue ? Formulas.Name(name) : new Mathematics(LatexPrinter.PrintFunction(name));

    private static Phrase Describe(string name, NamespaceValue value) => value switch
    {
        ScalarValue scalar => Formulas.Of(scalar.Value),
        UserFunction { Body: { } body } function =>
            new Mathematics($@"{LatexPrinter.Print(new Call(name, function.Parameters.Select(parameter => (Expression)new Name(parameter)).ToImmutableArray()))} = {Formulas.Latex(body)}"),
        UserFunction function => Phrase.Of($"a function of {function.Parameters.Length} arguments that is known to the program only"),
        TimedArray array => Describe(array),
        _ => value.ToString() ?? string.Empty,
    };

    private static Phrase Describe(TimedArray array)
    {
        var values = Values.Describe(array.Values, array.Dimension);
        return array.Columns is { } columns
            ? Phrase.Of($"{array.Rows} rows of {columns} values, each row for {Formulas.Time(array.Step)}: {values}")
            : Phrase.Of($"{array.Rows} values, each for {Formulas.Time(array.Step)}: {values}");
    }
}
