using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Exchange;

/// <summary>Reads quantities, values for groups, ranges, equations and namespaces.</summary>
internal static class ValueReading
{
    /// <summary>The dimension that a key states as a unit; none where the key is missing.</summary>
    public static Dimension Dimension(JsonFields fields, string key = "dimension")
    {
        if (fields.Find(key) is not { } value || fields.TextOrNull(key) is not { } text)
            return default;
        return UnitNames.Parse(text, fields.Source.Span(value.Offset), fields.Source.Diagnostics) ?? default;
    }

    /// <summary>What the values of a group are set to: a number, a quantity, a list of them, or an expression.</summary>
    public static BrianValue Value(JsonFields owner, string key)
    {
        switch (owner.Find(key))
        {
            case { Kind: JsonKind.Object } value when value.Members.Any(member => member.Key == "values"):
                var list = JsonFields.Open(value, Shape.Quantities, owner.PathOf(key), owner.Source);
                return new BrianValue.List(list.Numbers("values"), Dimension(list));
            case { Kind: JsonKind.Object } value:
                return Quantity(value, owner.PathOf(key), owner.Source);
            case { Kind: JsonKind.Number }:
                return owner.Number(key);
            default:
                return owner.Lines(key);
        }
    }

    /// <summary>Neurons of a group: its name, or an object with a range.</summary>
    public static GroupRange Range(JsonFields owner, string key)
    {
        if (owner.Find(key) is not { Kind: JsonKind.Object } value)
            return owner.Text(key);
        var fields = JsonFields.Open(value, Shape.Range, owner.PathOf(key), owner.Source);
        return new GroupRange(fields.Text("group"), fields.Whole("start", 0) ?? 0, fields.Whole("stop", 0));
    }

    /// <summary>Equations as text or lines; their places are those in the file.</summary>
    public static Equations Equations(JsonFields owner)
    {
        if (owner.LinesOrNull("equations") is not { } text)
            return Language.Equations.None;
        var value = owner.Find("equations")!;
        var found = new DiagnosticBag();
        var equations = EquationParser.Parse(text, owner.PathOf("equations"), found);
        owner.Source.Diagnostics.AddRange(found.Select(one => one with { Span = Place(one.Span) }));
        return new Equations(equations.Select(one => one with { Span = Place(one.Span) }));

        // Lines of a list stand where they stand in the file; of a text in one piece only the first does.
        SourceSpan Place(SourceSpan within)
        {
            var line = Math.Max(within.Line, 1) - 1;
            var begin = owner.Source.Span(value.Kind == JsonKind.List && line < value.Items.Length ? value.Items[line].Offset : value.Offset);
            return value.Kind == JsonKind.List || line == 0 ? begin.Right(Math.Max(within.Column, 1)) : begin;
        }
    }

    /// <summary>Names with values; null where the object states none.</summary>
    public static Namespace? Namespace(JsonFields owner, string of)
    {
        if (owner.Find("namespace") is null)
            return null;
        var values = new List<KeyValuePair<string, NamespaceValue>>();
        foreach (var (name, value, path) in owner.Members("namespace"))
        {
            if (!ReservedNames.IsIdentifier(name))
                owner.Source.Error(JsonFields.WrongValue, value.Offset, path, $"'{JsonFields.Short(name)}' is no name.", "Names begin with a letter and consist of letters, digits and underscores.");
            values.Add(new(name, NamespaceValue(name, value, path, owner.Source)));
        }

        return new Namespace($"the namespace of {of}", values);
    }

    private static NamespaceValue NamespaceValue(string name, JsonValue value, string path, JsonSource source)
    {
        if (value.Kind == JsonKind.Object && value.Members.Any(member => member.Key == "type"))
        {
            var shape = JsonFields.ShapeOf(value, TypedValues, path, source);
            if (shape is null)
                return 0.0;
            var fields = JsonFields.Open(value, shape, path, source);
            return shape == Shape.TimedArray ? TimedArray(fields) : shape == Shape.Binomial ? Binomial(fields) : Function(name, fields);
        }

        return Quantity(value, path, source);
    }

    private static ImmutableDictionary<string, Shape> TypedValues { get; } =
        ImmutableDictionary<string, Shape>.Empty.Add(Shape.TimedArray.Name, Shape.TimedArray).Add(Shape.Function.Name, Shape.Function).Add(Shape.Binomial.Name, Shape.Binomial);

    private static Quantity Quantity(JsonValue value, string path, JsonSource source)
    {
        if (value.Kind == JsonKind.Number && double.IsFinite(value.Number))
            return value.Number;
        var fields = JsonFields.Open(value, Shape.Quantity, path, source);
        return new Quantity(fields.Number("value"), Dimension(fields));
    }

    private static NamespaceValue TimedArray(JsonFields fields)
    {
        var values = fields.Numbers("values");
        var (columns, step, dimension) = (fields.Whole("columns", 1), fields.Amount("step", mayBeZero: false), Dimension(fields));
        if (step is not { } known)
            return 0.0;
        if (!values.IsEmpty && values.Length % (columns ?? 1) == 0)
            return new TimedArray(values, columns, known, dimension);
        fields.Refuse("values", columns is null ? "there are no values." : $"{values.Length} values are not a whole number of rows of {columns}.");
        return 0.0;
    }

    private static BinomialFunction Binomial(JsonFields fields)
    {
        var probability = fields.Number("probability");
        if (probability is not (>= 0 and <= 1))
            fields.Refuse("probability", $"{probability:R} is no probability.", "Give a number from 0 to 1.");
        return new BinomialFunction(fields.Whole("trials", 0) ?? 0, probability, fields.Find("approximate") is null || fields.Truth("approximate"));
    }

    private static UserFunction Function(string name, JsonFields fields)
    {
        var parameters = fields.Texts("parameters");
        var body = fields.TextOrNull("body");
        var arguments = fields.Find("arguments") is null ? [.. parameters.Select(_ => (Dimension?)null)] : Arguments(fields);
        if (arguments.Length != parameters.Length)
            fields.Refuse("arguments", $"there are {arguments.Length} dimensions for {parameters.Length} parameters.", "Give one for each, null where any will do.");
        return new UserFunction(
            fields.TextOrNull("name") ?? name,
            parameters,
            arguments,
            fields.Find("result") is null ? null : Dimension(fields, "result"),
            body is null ? null : ExpressionText.Parse(body, $"the function {name}", fields.Source.Diagnostics));
    }

    private static ImmutableArray<Dimension?> Arguments(JsonFields fields)
    {
        var dimensions = ImmutableArray.CreateBuilder<Dimension?>();
        foreach (var (value, path) in fields.Items("arguments"))
        {
            if (value.Kind is not (JsonKind.Null or JsonKind.Text))
                fields.Source.Error(JsonFields.WrongType, value.Offset, path, $"a text or null is expected, not {value.Description}.");
            dimensions.Add(value.Kind == JsonKind.Text ? UnitNames.Parse(value.Text, fields.Source.Span(value.Offset), fields.Source.Diagnostics) : null);
        }

        return dimensions.ToImmutable();
    }
}
