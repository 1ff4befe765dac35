using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Exchange;

/// <summary>Writes what <see cref="ValueReading"/> reads.</summary>
internal sealed class ValueWriting(Utf8JsonWriter writer)
{
    public void Text(string key, string? text)
    {
        if (text is not null)
            writer.WriteString(key, text);
    }

    /// <summary>Code: a text where it has one line, else its lines.</summary>
    public void Lines(string key, string? text)
    {
        if (text is null || !text.Contains('\n', StringComparison.Ordinal))
            Text(key, text);
        else
            Texts(key, [.. text.Split('\n')]);
    }

    public void Texts(string key, ImmutableArray<string> texts)
    {
        if (texts.IsDefaultOrEmpty)
            return;
        writer.WriteStartArray(key);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    /// <summary>Indices on one line; nothing where there is no list.</summary>
    public void Indices(string key, ImmutableArray<int> indices)
    {
        if (indices.IsDefault)
            return;
        writer.WritePropertyName(key);
        writer.WriteRawValue($"[{string.Join(", ", indices.Select(index => index.ToString(CultureInfo.InvariantCulture)))}]");
    }

    /// <summary>Numbers on one line.</summary>
    public void Numbers(string key, ImmutableArray<double> numbers)
    {
        writer.WritePropertyName(key);
        writer.WriteRawValue($"[{string.Join(", ", numbers.Select(Written))}]");
    }

    public void Range(string key, GroupRange range)
    {
        if (range is { Start: 0, Stop: null })
        {
            writer.WriteString(key, range.Object);
            return;
        }

        writer.WriteStartObject(key);
        writer.WriteString("group", range.Object);
        writer.WriteNumber("start", range.Start);
        if (range.Stop is { } stop)
            writer.WriteNumber("stop", stop);
        writer.WriteEndObject();
    }

    public void Equations(Equations equations)
    {
        writer.WriteStartArray("equations");
        foreach (var equation in equations)
            writer.WriteStringValue(equation.ToString());
        writer.WriteEndArray();
    }

    public void Value(string key, BrianValue value)
    {
        switch (value)
        {
            case BrianValue.Formula formula:
                Lines(key, formula.Text);
                break;
            case BrianValue.List list:
                writer.WriteStartObject(key);
                Numbers("values", list.Values);
                Dimension(list.Dimension);
                writer.WriteEndObject();
                break;
            case BrianValue.Uniform { Value: var quantity }:
                writer.WritePropertyName(key);
                Quantity(quantity);
                break;
        }
    }

    public void Namespace(Namespace? names)
    {
        if (names is null)
            return;
        writer.WriteStartObject("namespace");
        foreach (var name in names.Names.Order(StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            switch (names.Find(name))
            {
                case ScalarValue { Value: var quantity }:
                    Quantity(quantity);
                    break;
                case TimedArray array:
                    TimedArray(array);
                    break;
                case UserFunction function:
                    Function(name, function);
                    break;
                case BinomialFunction binomial:
                    Binomial(binomial);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    // JSON has no digits for what is not finite.
    private static string Written(double number) =>
        double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : $"\"{number.ToString(CultureInfo.InvariantCulture)}\"";

    private void Quantity(Quantity quantity)
    {
        if (quantity.Dimension.IsNone && double.IsFinite(quantity.Value))
        {
            writer.WriteRawValue(Written(quantity.Value));
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("value");
        writer.WriteRawValue(Written(quantity.Value));
        Dimension(quantity.Dimension);
        writer.WriteEndObject();
    }

    private void Dimension(Dimension dimension)
    {
        if (!dimension.IsNone)
            writer.WriteString("dimension", UnitNames.Of(dimension));
    }

    private void TimedArray(TimedArray array)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Shape.TimedArray.Name);
        Numbers("values", array.Values);
        if (array.Columns is { } columns)
            writer.WriteNumber("columns", columns);
        writer.WriteNumber("step", array.Step);
        Dimension(array.Dimension);
        writer.WriteEndObject();
    }

    private void Binomial(BinomialFunction function)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Shape.Binomial.Name);
        writer.WriteNumber("trials", function.Trials);
        writer.WriteNumber("probability", function.Probability);
        if (!function.IsApproximate)
            writer.WriteBoolean("approximate", false);
        writer.WriteEndObject();
    }

    private void Function(string name, UserFunction function)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Shape.Function.Name);
        if (function.Name != name)
            writer.WriteString("name", function.Name);
        writer.WriteStartArray("parameters");
        foreach (var parameter in function.Parameters)
            writer.WriteStringValue(parameter);
        writer.WriteEndArray();
        writer.WriteStartArray("arguments");
        foreach (var argument in function.ArgumentDimensions)
        {
            if (argument is { } dimension)
                writer.WriteStringValue(UnitNames.Of(dimension));
            else
                writer.WriteNullValue();
        }

        writer.WriteEndArray();
        if (function.ValueDimension is { } result)
            writer.WriteString("result", UnitNames.Of(result));
        if (function.Body is { } body)
            writer.WriteString("body", ExpressionPrinter.Print(body, Dialects.Brian));
        writer.WriteEndObject();
    }
}
