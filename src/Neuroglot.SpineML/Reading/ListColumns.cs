using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Reading;

/// <summary>
/// Collects elements of one name, each with one or two indices and perhaps a number, as columns, without an object for any of them:
/// <c>&lt;Connection src_neuron="3" dst_neuron="7" delay="1.5"/&gt;</c>, <c>&lt;Value index="3" value="0.5"/&gt;</c>.
/// </summary>
internal sealed class ListColumns(XmlCursor xml, OpenElement parent, string name, string firstName, string? secondName, string numberName)
{
    private const int LongestNumber = 64;

    private readonly char[] buffer = new char[LongestNumber];
    private readonly List<int> first = [];
    private readonly List<int> second = [];
    private readonly List<double> doubles = [];
    private bool isNumberStated;

    public int Count => first.Count;

    public ImmutableArray<int> First => Taken(first);

    public ImmutableArray<int> Second => Taken(second);

    /// <summary>The numbers, not a number where an element has none; empty where no element has one.</summary>
    public ImmutableArray<double> Doubles => Taken(doubles);

    /// <summary>The numbers in single precision; empty where no element has one.</summary>
    public ImmutableArray<float> Singles => isNumberStated ? [.. doubles.Select(static value => (float)value)] : [];

    /// <summary>Reads the element that the cursor stands on if it is one of the list; false, with the cursor where it was, if not.</summary>
    public bool TryRead()
    {
        var reader = xml.Reader;
        if (reader.LocalName != name || !Syntax.SpineMLNamespaces.IsSpineML(reader.NamespaceURI))
            return false;
        var isEmpty = reader.IsEmptyElement;
        var (index, other, number) = (-1, secondName is null ? 0 : -1, double.NaN);
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == firstName)
                index = Index();
            else if (reader.LocalName == secondName)
                other = Index();
            else if (reader.LocalName == numberName)
                number = Number();
            else if (reader.Prefix is not ("xmlns" or "xsi" or "xml") && reader.Name != "xmlns")
                xml.Diagnostics.Warning(ReadingCodes.UnknownAttribute, $"{name} has no attribute “{reader.Name}”; it is not used.", xml.Here);
        }

        reader.MoveToElement();
        var span = xml.Here;
        if (!isEmpty)
        {
            // Rare, so that an object may be made for it.
            var element = new OpenElement(xml, reader.NamespaceURI, name, span, reader.Depth, false, []);
            while (xml.NextChild(element))
                xml.Unknown(element);
        }

        Require(index >= 0, firstName, span);
        Require(other >= 0, secondName, span);
        Require(secondName is not null || !double.IsNaN(number), numberName, span);
        first.Add(Math.Max(index, 0));
        if (secondName is not null)
            second.Add(Math.Max(other, 0));
        if (!isNumberStated && !double.IsNaN(number))
        {
            isNumberStated = true;
            CollectionsMarshal.SetCount(doubles, first.Count - 1);
            CollectionsMarshal.AsSpan(doubles).Fill(double.NaN);
        }

        if (isNumberStated)
            doubles.Add(number);
        return true;
    }

    private void Require(bool isThere, string? attribute, SourceSpan span)
    {
        if (!isThere)
            xml.Diagnostics.Error(ReadingCodes.MissingAttribute, $"{name} of {parent.Name} needs the attribute “{attribute}”.", span);
    }

    private int Index()
    {
        var text = Text();
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) && index >= 0)
            return index;
        Bad(text, "an index, a whole number that is not negative");
        return 0;
    }

    private double Number()
    {
        var text = Text();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        Bad(text, "a number");
        return 0;
    }

    private ReadOnlySpan<char> Text()
    {
        var reader = xml.Reader;
        if (!reader.CanReadValueChunk)
            return reader.Value;
        var length = reader.ReadValueChunk(buffer, 0, buffer.Length);
        if (length < buffer.Length)
            return buffer.AsSpan(0, length);
        var whole = new StringBuilder().Append(buffer);
        while ((length = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0)
            whole.Append(buffer, 0, length);
        return whole.ToString();
    }

    private void Bad(ReadOnlySpan<char> text, string expected) =>
        xml.Diagnostics.Error(ReadingCodes.BadValue, $"“{text}” is not {expected}, which {xml.Reader.LocalName} of {name} needs.", xml.Here);

    private static ImmutableArray<T> Taken<T>(List<T> column)
    {
        var array = column.ToArray();
        column.Clear();
        column.Capacity = 0;
        return ImmutableCollectionsMarshal.AsImmutableArray(array);
    }
}
