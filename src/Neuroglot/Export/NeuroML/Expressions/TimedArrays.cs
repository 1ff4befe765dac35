using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Expressions;

/// <summary>
/// Timed arrays as variables with a case for each value: <c>stimulus(t)</c> becomes <c>stimulus</c>. Brian rounds times to a power-of-two fraction of the array's
/// step; here each case ends half a step of the simulation before the next value holds, which chooses the same values. At other times than that of the step, it ends
/// half such a fraction before.
/// </summary>
internal static class TimedArrays
{
    /// <summary>More cases than this are refused: a document is no table.</summary>
    public const int Most = 20_000;

    /// <summary>Adds the timed arrays that <paramref name="code"/> uses in front of <paramref name="derived"/> variables.</summary>
    public static void Add(GroupCode code, List<XElement> derived, NetworkExport export)
    {
        foreach (var (name, reading) in code.Arrays.ToList())
        {
            var array = reading.Array;
            if (array.Values.Length > Most)
            {
                export.Refuse(GroupCode.Inexpressible, $"The timed array {name} has {array.Values.Length} values; an export takes up to {Most}.", "Use fewer values, or write the input as an expression of t.");
                continue;
            }

            var read = reading.IsNow ? "t" : code.Value(reading.At, Dimension.Time, $"the time of {name}", time: reading.Time);
            var variable = Xml.Element("ConditionalDerivedVariable", ("name", name), ("dimension", export.Dimensions.NameOf(array.Dimension)));
            for (var row = 0; row < array.Rows; row++)
            {
                var time = row == array.Rows - 1 ? null : $"{read} .lt. {ExpressionPrinter.Print(reading.IsNow ? (FirstStep(array, row + 1, code.Step) * code.Step) + (0.5 * code.SimulationStep) - code.Origin : array.TimeOf(row + 1, code.Step))}*second";
                for (var column = 0; column < (array.Columns ?? 1); column++)
                {
                    var neuron = array.Columns is null ? null : $"i .eq. {column}";
                    var condition = time is null || neuron is null ? time ?? neuron : $"({time}) .and. ({neuron})";
                    var value = code.Value(Literals.Of(new Quantity(array.Values[(row * (array.Columns ?? 1)) + column], array.Dimension)), array.Dimension, name);
                    variable.Add(Xml.Element("Case", ("condition", condition), ("value", value)));
                }
            }

            derived.Insert(0, variable);
        }
    }

    /// <summary>The step of the simulation in which Brian reads a row for the first time.</summary>
    public static long FirstStep(TimedArray array, int row, double step)
    {
        var first = (long)Math.Ceiling(row * array.Step / step);
        while (first > 0 && array.RowAt((first - 1) * step, step) >= row)
            first--;
        while (array.RowAt(first * step, step) < row)
            first++;
        return first;
    }
}
