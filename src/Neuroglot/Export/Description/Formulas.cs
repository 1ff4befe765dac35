using System.Globalization;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.Description;

/// <summary>Names, quantities and expressions as mathematics.</summary>
internal static class Formulas
{
    // The digits of a double that survive a change of unit.
    private const string Digits = "G14";

    public static Mathematics Name(string name) => new(LatexPrinter.PrintName(name));

    public static Mathematics Of(Expression expression) => new(Latex(expression));

    public static string Latex(Expression expression) => LatexPrinter.Print(expression, static name => UnitNames.Find(name) is null ? null : UnitText.Latex(name));

    /// <summary>An equality or assignment in one line.</summary>
    public static Mathematics Assigned(string name, Expression value) => new($@"{LatexPrinter.PrintName(name)} \leftarrow {Latex(value)}");

    /// <summary>A quantity in the unit that suits it: <c>-65\,\mathrm{mV}</c>.</summary>
    public static Mathematics Of(Quantity quantity)
    {
        var unit = QuantityFormatter.BestUnit(quantity.Dimension, quantity.Value);
        var number = LatexPrinter.Print(double.Parse(unit.FromSI(quantity.Value).ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        if (unit.Symbol.Length == 0)
            return new(number);
        // Without a usual unit it is made of base units, for which Brian has shorter products.
        return new($@"{number}\,{UnitText.Latex(unit.Symbol.Contains('^', StringComparison.Ordinal) ? UnitNames.Of(quantity.Dimension) : unit.Symbol)}");
    }

    public static Mathematics Time(double seconds) => Of(new Quantity(seconds, Dimension.Time));

    /// <summary>The unit in which a variable is stated.</summary>
    public static Mathematics Unit(Dimension dimension) => new(UnitText.Latex(UnitNames.Of(dimension)));
}
