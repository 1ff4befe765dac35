using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Reading;

/// <summary>
/// Compares values with the schema: unknown keys, wrong types, names that are there twice. What it has passed without an error can be read without looking again; what
/// follows from what it has found is noted in the doubts.
/// </summary>
internal sealed class ShapeCheck(DiagnosticBag diagnostics, ReadingDoubts doubts)
{
    // The mappings around the place that is looked at, each by its key and by itself.
    private readonly Stack<(SourceSpan Key, SourceSpan Value, Shape Shape)> around = [];

    /// <summary>Checks a mapping of a shape.</summary>
    public void Check(YamlValue value, Shape shape) => Check(value, shape, value.Span);

    private void Check(YamlValue value, Shape shape, SourceSpan key)
    {
        around.Push((key, value.Span, shape));
        CheckMembers(value, shape);
        around.Pop();
    }

    private void CheckMembers(YamlValue value, Shape shape)
    {
        if (value.Kind != YamlKind.Mapping)
        {
            Wrong(value, $"a mapping of {shape.Name} is expected", shape.Find("rhs") is not null ? $"write `{{rhs: {YamlSource.Short(value.Text)}}}`" : shape.Find("value") is not null ? $"write `{{value: {YamlSource.Short(value.Text)}}}`" : null);
            return;
        }

        var seen = new Dictionary<string, string>();
        foreach (var member in value.Members)
        {
            if (shape.Find(member.Key) is not { } slot)
            {
                Error(ReadingCodes.UnknownKey, $"'{YamlSource.Short(member.Key)}' is no key of {shape.Name}.", member.Span, NearNames.Hint(member.Key, shape.Slots.Select(static one => one.Name)) ?? $"Keys: {string.Join(", ", shape.Slots.Where(static one => !one.IsKept).Select(static one => one.Name))}.");
                // What stands there is looked at as what was meant.
                if (shape.Meant(value, member.Key) is { } meant)
                {
                    seen.TryAdd(meant.SameAs ?? meant.Name, member.Key);
                    Check(member.Value, meant);
                }
                else
                {
                    doubts.Lose(shape);
                }

                continue;
            }

            if (shape.IsNameOfOther(value, member) || shape.IsOfSearch(value, member))
                continue;
            if (!seen.TryAdd(slot.SameAs ?? slot.Name, slot.Name))
                Error(ReadingCodes.TwoSpellings, $"'{slot.Name}' and '{seen[slot.SameAs ?? slot.Name]}' mean the same.", member.Span, "Keep one of them.");
            Check(member.Value, slot);
        }

        if (shape == Shapes.Equation && value.Find("latex") is { } latex && TruthOf(latex) == true)
            Error(ReadingCodes.WrongValue, "Expressions in LaTeX are not read.", latex.Span, "Write the expression in the style of SymPy, and leave `latex` out.");
        foreach (var key in shape.Required.Where(key => !seen.ContainsKey(key)))
            Error(ReadingCodes.Missing, $"The key '{key}' is missing in this {shape.Name}.", value.Span, shape.Find(key)!.Meaning);
    }

    private void Check(YamlValue value, Slot slot)
    {
        if (value.Kind == YamlKind.Null)
            return;
        switch (slot.Form)
        {
            case SlotForm.Text:
                if (value.Kind != YamlKind.Scalar)
                    Wrong(value, $"a text is expected for '{slot.Name}'");
                else if (!slot.Choices.IsEmpty && !slot.Choices.Contains(value.Text))
                    Error(ReadingCodes.WrongValue, $"'{slot.Name}' has no value {value.Description}.", value.Span, NearNames.Hint(value.Text, slot.Choices) ?? $"Values: {string.Join(", ", slot.Choices)}.");
                break;
            case SlotForm.Number:
                if (NumberOf(value) is null)
                    Wrong(value, $"a number is expected for '{slot.Name}'");
                break;
            case SlotForm.Whole:
                if (WholeOf(value) is null)
                    Wrong(value, $"a whole number is expected for '{slot.Name}'");
                break;
            case SlotForm.Truth:
                if (TruthOf(value) is null)
                    Wrong(value, $"true or false is expected for '{slot.Name}'");
                break;
            case SlotForm.Texts:
                foreach (var item in ItemsOf(value).Where(static item => item.Kind != YamlKind.Scalar))
                    Wrong(item, $"a text is expected in '{slot.Name}'");
                break;
            case SlotForm.Values when value is { Kind: YamlKind.List, Items: [{ Kind: YamlKind.List }, ..] }:
            case SlotForm.Matrix:
                CheckMatrix(value, slot);
                break;
            case SlotForm.Numbers or SlotForm.Values:
                foreach (var item in ItemsOf(value).Where(static item => NumberOf(item) is null))
                    Wrong(item, $"a number is expected in '{slot.Name}'");
                break;
            case SlotForm.Record:
                Check(value, slot.Of!());
                break;
            case SlotForm.RecordOrName:
                if (value.Kind != YamlKind.Scalar)
                    Check(value, slot.Of!());
                break;
            case SlotForm.Records:
                if (value.Kind != YamlKind.List)
                    Wrong(value, $"a list is expected for '{slot.Name}'");
                foreach (var item in value.Items)
                    Check(item, slot.Of!());
                break;
            case SlotForm.Collection:
                CheckCollection(value, slot, slot.Of!());
                break;
            default:
                break;
        }
    }

    private void CheckCollection(YamlValue value, Slot slot, Shape shape)
    {
        if (value.Kind == YamlKind.Scalar)
        {
            Wrong(value, $"names with mappings, or a list, are expected for '{slot.Name}'");
            doubts.Lose(around.Peek().Shape);
            return;
        }

        foreach (var member in value.Members)
        {
            if (member.Value.Kind == YamlKind.Null)
                continue;
            Check(member.Value, shape, member.Span);
            if (member.Value.Find("name") is { Kind: YamlKind.Scalar } name && name.Text != member.Key)
                diagnostics.Warning(ReadingCodes.WrongValue, $"The key '{YamlSource.Short(member.Key)}' and the name '{YamlSource.Short(name.Text)}' differ; the key counts.", name.Span, "Leave the name out; the key is the name.");
        }

        var names = new HashSet<string>();
        foreach (var item in value.Items)
        {
            var name = item.Kind == YamlKind.Mapping ? item.Members.FirstOrDefault(member => shape.Find(member.Key) is { } key && (key.SameAs ?? key.Name) == "name")?.Value : item;
            if (item.Kind == YamlKind.Mapping)
                Check(item, shape, name?.Span ?? item.Span);
            else if (item.Kind != YamlKind.Scalar)
                Wrong(item, $"a mapping or a name is expected in '{slot.Name}'");
            if (name is not { Kind: YamlKind.Scalar })
            {
                doubts.Lose(around.Peek().Shape);
                Error(ReadingCodes.Missing, $"The key 'name' is missing in an entry of '{slot.Name}'.", item.Span);
            }
            else if (!names.Add(name.Text))
            {
                Error(ReadingCodes.Repeated, $"The name '{YamlSource.Short(name.Text)}' is there twice in '{slot.Name}'.", name.Span, "Keep one of them.");
            }
        }
    }

    private void CheckMatrix(YamlValue value, Slot slot)
    {
        if (value.Kind == YamlKind.Mapping && slot.Of is not null)
        {
            Check(value, slot.Of());
            return;
        }

        if (value.Kind == YamlKind.Mapping)
            Wrong(value, $"rows of numbers are expected for '{slot.Name}'");
        foreach (var row in value.Items)
        {
            if (row.Kind != YamlKind.List)
                Wrong(row, $"a list of numbers is expected as a row of '{slot.Name}'");
            else if (row.Items.FirstOrDefault(static item => NumberOf(item) is null) is { } wrong)
                Wrong(wrong, $"a number is expected in '{slot.Name}'");
            else if (row.Items.Length != value.Items[0].Items.Length)
                Error(ReadingCodes.WrongMatrix, $"A row of '{slot.Name}' has {row.Items.Length} numbers, the first has {value.Items[0].Items.Length}.", row.Span);
        }
    }

    /// <summary>The number that a value is, or null. Infinite ones are numbers where bounds are meant; what is no number never is.</summary>
    public static double? NumberOf(YamlValue value)
    {
        if (value.Kind != YamlKind.Scalar)
            return null;
        var text = value.Text.Trim();
        return text switch
        {
            ".inf" or "+.inf" or "inf" or "oo" or ".Inf" => double.PositiveInfinity,
            "-.inf" or "-inf" or "-oo" or "-.Inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        };
    }

    /// <summary>The whole number that a value is, or null.</summary>
    public static int? WholeOf(YamlValue value) =>
        NumberOf(value) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    /// <summary>The truth value that a value is, or null; YAML 1.1 has several words for each.</summary>
    public static bool? TruthOf(YamlValue value) => value is { Kind: YamlKind.Scalar, IsQuoted: false } ? value.Text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => null,
    } : null;

    /// <summary>The items of a list, or the value itself.</summary>
    public static IEnumerable<YamlValue> ItemsOf(YamlValue value) => value.Kind == YamlKind.List ? value.Items : value.Kind == YamlKind.Null ? [] : [value];

    private void Wrong(YamlValue value, string expectation, string? hint = null) =>
        Error(ReadingCodes.WrongType, $"{expectation[..1].ToUpperInvariant()}{expectation[1..]}, not {value.Description}.", value.Span, hint);

    private void Error(string code, string message, SourceSpan span, string? hint = null)
    {
        diagnostics.Error(code, message, span, hint);
        doubts.Add(span);
        foreach (var (key, value, shape) in around)
            doubts.Add(key, value, shape);
    }
}
