using System.Collections.Immutable;
using Neuroglot.Brian.Objects;

namespace Neuroglot.Export.Description;

/// <summary>The values that variables get before a run.</summary>
internal static class InitialValues
{
    public static IEnumerable<Block> Of(BrianText text)
    {
        var rows = text.Actions.Where(one => one.Action is Initializer value && !SynapseSection.IsDelay(value, text)).Select(one => Row((Initializer)one.Action, one.Run, text)).ToImmutableArray();
        yield return new Heading(2, "Initial values");
        if (rows.IsEmpty)
        {
            yield return new Paragraph("All variables start at zero.");
            yield break;
        }

        ImmutableArray<Phrase> header = ["Group", "Variable", "Value", "For"];
        yield return new Table(text.Network.Runs.Length > 1 ? [.. header, "Before run"] : header, rows);
        yield return new Paragraph("All other variables start at zero.");
    }

    /// <summary>The neurons or synapses that get a value, after <paramref name="before"/>; nothing where all do.</summary>
    public static Phrase Where(Initializer value, BrianScope scope, string before)
    {
        if (value.Condition is { } condition)
            return Phrase.Of($"{before}those with {scope.Formula(condition, $"the condition for '{value.Variable}'")}");
        return value.Indices.IsDefault ? Phrase.Empty : Phrase.Of($"{before}numbers {Values.Describe(value.Indices)}");
    }

    private static ImmutableArray<Phrase> Row(Initializer value, int run, BrianText text)
    {
        var scope = text.Before(run, value.Object, value.Namespace);
        var where = Where(value, scope, string.Empty);
        ImmutableArray<Phrase> row =
        [
            new Code(value.Object), Formulas.Name(value.Variable), scope.Value(value.Value, $"the value of '{value.Variable}'"), where.Parts.IsEmpty ? "all" : where,
        ];
        return text.Network.Runs.Length > 1 ? row.Add($"{run + 1}") : row;
    }
}
