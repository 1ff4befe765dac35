using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Reading;

/// <summary>Reads properties, distributions, delays and connections: what the network layer's two levels and the experiment layer share.</summary>
internal abstract class PropertyReader(XmlCursor xml) : LayerReader(xml)
{
    protected Property Property()
    {
        Expect(SpineMLNamespaces.Network);
        var element = Xml.Enter();
        var (name, dimension, alias) = (element.Required("name"), element.Optional("dimension"), element.Optional("alias"));
        if (alias is not null)
            Xml.Lenient("The attribute “alias” of a Property is known to editors only.", element.SpanOf("alias"));
        element.Finish();
        PropertyValue? value = null;
        ValueData? list = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (IsOwn && Xml.Name == "ValueList")
                Once(ref list, ValueList(), element, "ValueList", span);
            else if (Value() is { } stated)
                Once(ref value, stated, element, "a value", span);
            else
                Xml.Unknown(element, ["ValueList", .. Values]);
        }

        if (value is null && list is null)
            Xml.Lenient($"The property “{name}” is empty, hence 0.", element.Span);
        else if (value is not null && list is not null)
            Xml.Lenient($"The property “{name}” has both a value and a list, which replaces it where it has an entry.", element.Span);
        return new Property(name, dimension, value, list, element.Span) { Alias = alias };
    }

    protected ImmutableArray<Property> Properties(OpenElement parent)
    {
        var properties = ImmutableArray.CreateBuilder<Property>();
        while (Xml.NextChild(parent))
        {
            if (IsOwn && Xml.Name == "Property")
                properties.Add(Property());
            else
                Xml.Unknown(parent, "Property");
        }

        return properties.ToImmutable();
    }

    protected Delay Delay()
    {
        Expect(SpineMLNamespaces.Network);
        var element = Xml.Enter();
        var dimension = element.Optional("dimension", "Dimension");
        element.Finish();
        PropertyValue? value = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (Value() is { } stated)
                Once(ref value, stated, element, "a value", span);
            else
                Xml.Unknown(element, Values);
        }

        if (value is null)
            Xml.Lenient("The Delay is empty, hence 0.", element.Span);
        return new Delay(value, dimension, element.Span);
    }

    private static readonly string[] Values = ["FixedValue", "UniformDistribution", "NormalDistribution", "PoissonDistribution", "ExponentialDistribution"];

    // Null, with the cursor where it was, for what is no value.
    private PropertyValue? Value()
    {
        if (!IsOwn || !Values.Contains(Xml.Name))
            return null;
        Expect(SpineMLNamespaces.Network);
        var element = Xml.Enter();
        PropertyValue value = element.Name switch
        {
            "FixedValue" => new FixedValue(element.Number("value"), element.Span),
            "UniformDistribution" => new UniformDistribution(element.Number("minimum"), element.Number("maximum"), Seed(element), element.Span),
            "NormalDistribution" => new NormalDistribution(element.Number("mean"), element.Number("variance"), Seed(element), element.Span),
            "PoissonDistribution" => new PoissonDistribution(element.Number("mean"), Seed(element), element.Span),
            _ => Exponential(element),
        };
        Xml.NoChildren(element);
        return value;
    }

    private ExponentialDistribution Exponential(OpenElement element)
    {
        Xml.Lenient("ExponentialDistribution is not in the published language.", element.Span);
        return new ExponentialDistribution(element.Number("mean"), Seed(element), element.Span);
    }

    // Editors have written seeds as small as 6.9e-44: whole numbers whose bits were taken for those of a real one. The reference tools read the digits at the front, like atoi of C.
    protected long? Seed(OpenElement element)
    {
        var seed = element.OptionalNumber("seed");
        if (seed is null || (seed == Math.Floor(seed.Value) && Math.Abs(seed.Value) <= 1L << 53))
            return (long?)seed;
        var text = element.Optional("seed")!.Trim();
        var front = text.AsSpan(0, text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') + 1);
        var taken = long.TryParse(front, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : 0;
        Xml.Diagnostics.Warning(ReadingCodes.BadSeed, $"The seed of {element.Name} is no whole number; {taken} is taken, as by the reference tools.", element.SpanOf("seed"), "Write a whole number, or leave the seed out.");
        return taken;
    }

    private ValueData ValueList()
    {
        Expect(SpineMLNamespaces.Network);
        var element = Xml.Enter();
        element.Finish();
        BinaryValues? binary = null;
        var columns = new ListColumns(Xml, element, "Value", "index", null, "value");
        while (Xml.NextChild(element))
        {
            if (columns.TryRead())
                continue;
            var span = Xml.Here;
            if (IsOwn && Xml.Name == "BinaryFile")
            {
                var file = Xml.Enter();
                Once(ref binary, new BinaryValues(BinaryFile(file, "num_elements"), file.Span), element, "BinaryFile", span);
            }
            else
            {
                Xml.Unknown(element, "Value", "BinaryFile");
            }
        }

        if (binary is not null && columns.Count == 0)
            return binary;
        if (binary is not null)
            Xml.Diagnostics.Error(ReadingCodes.RepeatedElement, "ValueList has both values and a BinaryFile; the values are used.", binary.Span);
        return new ListedValues(columns.First, columns.Doubles, element.Span);
    }

    protected BinaryFile BinaryFile(OpenElement element, string countName, Action? others = null)
    {
        var name = element.Required("file_name");
        var count = element.Count(countName);
        others?.Invoke();
        var isPacked = IsPacked(element);
        Xml.NoChildren(element);
        return new BinaryFile(name, count, isPacked);
    }

    // Tools that write packed records do not always say so.
    private bool IsPacked(OpenElement element)
    {
        if (element.Optional("packed_data") is not null)
            return element.Flag("packed_data");
        Xml.Lenient("A BinaryFile that does not say whether its records are packed is taken for packed.", element.Span);
        return true;
    }
}
