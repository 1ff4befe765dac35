using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML;

/// <summary>
/// Makes a population of a component type: a type of its own whose structure gives each neuron its values, and a component of that type. What is the same for all
/// neurons is a parameter of the population, <c>tau_p</c>; what differs is an expression of <c>index</c>.
/// </summary>
internal static class Populations
{
    /// <summary>Code of the diagnostic for values that are too many.</summary>
    public const string TooMany = "NG4111";

    /// <summary>With more values of neurons than this, an expression that chooses among them is no model any more.</summary>
    public const int MostValues = 10_000;

    private const string Count = "N";

    /// <summary>The type of the population, and the population as the builder of networks takes it.</summary>
    /// <param name="cell">The type of its neurons.</param>
    /// <param name="count">Number of neurons.</param>
    /// <param name="id">Its id.</param>
    /// <param name="names">What names in the expressions of initial values mean.</param>
    /// <param name="export">The export.</param>
    public static (XElement Type, ImmutableArray<(string Name, string Value)> Attributes) Of(CellType cell, int count, string id, Resolution names, NetworkExport export)
    {
        var parameters = new List<(string Name, Dimension Dimension, double Value)>();
        var constants = new SortedDictionary<string, XElement>(StringComparer.Ordinal);
        var assigns = new List<XElement>();
        foreach (var property in cell.Properties)
        {
            var value = property.Value switch
            {
                InitialValue.Uniform one => Parameter(property.Name, property.Dimension, one.Value),
                InitialValue.Formula formula => Formula(formula.Value, property, names),
                InitialValue.List list => List(list.Values, property),
                _ => throw new InvalidOperationException("Unknown kind of value."),
            };
            assigns.Add(Xml.Element("Assign", ("property", property.Name), ("value", value)));
        }

        var type = Xml.Element("ComponentType", ("name", cell.Name + "Multi"), ("extends", "basePopulation"));
        type.Add(parameters.Select(one => Xml.Element("Parameter", ("name", one.Name), ("dimension", export.Dimensions.NameOf(one.Dimension)))));
        type.Add(Xml.Element("Parameter", ("name", Count), ("dimension", "none")), constants.Values);
        type.Add(new XElement("Structure", Xml.Element("MultiInstantiate", ("componentType", cell.Name), ("number", Count)).With(assigns)));
        return (type, [(Count, count.ToString(CultureInfo.InvariantCulture)), .. parameters.Select(one => (one.Name, export.Dimensions.Quantity(one.Value, one.Dimension)))]);

        string Parameter(string name, Dimension dimension, double value)
        {
            name += "_p";
            if (!parameters.Exists(one => one.Name == name))
                parameters.Add((name, dimension, value));
            return name;
        }

        string Formula(Expression formula, CellProperty property, Resolution meanings)
        {
            var code = new GroupCode(meanings, export.Run.Step, count, export.Diagnostics, export.Origin);
            code.Define("i", Dimension.None);
            code.Define(Count, Dimension.None);
            var text = code.Value(formula, property.Dimension, $"the start of {property.Name}", time: TimeOfCode.AtStart);
            var tree = ExpressionParser.Parse(text, Dialects.Lems, Model.Diagnostics.SourceSpan.None, export.Diagnostics)!;
            return ExpressionPrinter.Print(tree.Rewrite(node => node is Name name ? Renamed(name.Identifier, code) : node), Dialects.Lems);
        }

        Expression Renamed(string name, GroupCode code)
        {
            if (name == "i")
                return new Name("index");
            if (UnitConstants.Find(name) is { } unit)
                return Constant(unit);
            if (code.Units.TryGetValue(name, out var dimension))
                return Unit(dimension);
            if (code.Outer.Contains(name) && code.Names.FindValue(name) is ScalarValue value)
                return new Name(Parameter(name, value.Value.Dimension, value.Value.Value));
            return new Name(name);
        }

        Name Constant(UnitConstant unit)
        {
            var name = unit.Name + "const";
            var element = unit.ToElement(name);
            element.SetAttributeValue("symbol", name);
            constants.TryAdd(name, element);
            return new Name(name);
        }

        Name Unit(Dimension dimension)
        {
            if (UnitConstants.Find(dimension, 1) is { } known)
                return Constant(known);
            var name = "unit_" + export.Dimensions.NameOf(dimension);
            constants.TryAdd(name, Xml.Element("Constant", ("name", name), ("symbol", name), ("dimension", export.Dimensions.NameOf(dimension)), ("value", export.Dimensions.Quantity(1, dimension))));
            return new Name(name);
        }

        string List(ImmutableArray<double> values, CellProperty property)
        {
            if (values.Length > MostValues)
            {
                export.Refuse(TooMany, $"'{property.Name}' of the {values.Length} neurons of {id} has a value for each; an export takes up to {MostValues}.", "Set it by an expression of i.");
                return "0";
            }

            Expression chosen = Choice.Of(values);
            if (!property.Dimension.IsNone)
                chosen = new Binary(BinaryOperator.Multiply, chosen, Unit(property.Dimension));
            return ExpressionPrinter.Print(chosen, Dialects.Lems);
        }
    }
}
