using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Neurons;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Runs;

/// <summary>
/// Gives variables of neurons or synapses new values while the simulation goes on. Those of neurons change at the end of the step before; what has arrived in that step,
/// which LEMS adds in the next, counts as much as the new value has left of it.
/// </summary>
/// <param name="owner">The group or synapses.</param>
/// <param name="equations">Their equations.</param>
/// <param name="count">The number of neurons or synapses.</param>
/// <param name="code">Their names and expressions.</param>
/// <param name="addProperty">Adds a value to each of them.</param>
/// <param name="export">The export.</param>
internal sealed class LaterValues(string owner, Equations equations, int count, GroupCode code, Action<string, Dimension, InitialValue> addProperty, NetworkExport export)
{
    /// <summary>The part of an input to <paramref name="variable"/> that is left of it after new values; null for all of it.</summary>
    public Expression? Factor(string variable)
    {
        Expression? factor = null;
        foreach (var at in export.LaterValuesOf(owner).GroupBy(one => one.Time))
        {
            Expression? left = null;
            foreach (var (value, number) in Numbered(at).Where(one => one.Value.Value.Variable == variable))
            {
                if (LinearForm.TryCreate(NewValue(value.Value, number), new HashSet<string> { variable }, out var form, out _))
                    left = Times(left, form.Coefficient(variable));
            }

            if (left is not null)
                factor = Times(factor, new Piecewise([new Case(IsNow(at.Key), left)], new Number(1)));
        }

        return factor;
    }

    /// <summary>The conditions under which the values are given.</summary>
    /// <param name="time">Whether that is between the runs, or in the step that follows, after what has arrived at synapses.</param>
    public IEnumerable<XElement> Conditions(TimeOfCode time)
    {
        foreach (var at in export.LaterValuesOf(owner).GroupBy(one => one.Time))
        {
            var place = $"the value at {export.Time(at.Key)}";
            var actions = new List<XElement>();
            foreach (var (one, number) in Numbered(at))
            {
                var equation = equations.Find(one.Value.Variable)!;
                Prepare(one.Value, number, equation);
                var value = NewValue(one.Value, number);
                if (equation.Type == VariableType.Integer && ValueTypes.Of(value, _ => VariableType.Real) == VariableType.Real)
                    value = new Call("int", value);
                actions.Add(Xml.Assign(GroupCode.Safe(equation.Name), code.Value(value, equation.Dimension, place, latest: true, time)));
            }

            yield return Xml.OnCondition(code.Condition(IsNow(at.Key), place, time, hasMargin: true), actions);
        }
    }

    private IEnumerable<(LaterValue Value, int Number)> Numbered(IEnumerable<LaterValue> some)
    {
        var all = export.LaterValuesOf(owner).ToList();
        return some.Select(one => (one, all.IndexOf(one) + 1));
    }

    // Lists of values, and of the neurons that get one, are properties.
    private void Prepare(Initializer one, int number, Equation equation)
    {
        if (one.Value is BrianValue.List list)
        {
            code.Define(ListName(one, number), equation.Dimension);
            addProperty(ListName(one, number), equation.Dimension, new InitialValue.List([.. Spread(one, index => index < list.Values.Length ? list.Values[index] : 0)]));
        }

        if (one.Indices.IsDefault)
            return;
        code.Define(ChosenName(one, number), Dimension.None);
        addProperty(ChosenName(one, number), Dimension.None, new InitialValue.List([.. Spread(one, _ => 1)]));
    }

    private double[] Spread(Initializer one, Func<int, double> value)
    {
        var values = new double[count];
        for (var index = 0; index < (one.Indices.IsDefault ? count : one.Indices.Length); index++)
            values[one.Indices.IsDefault ? index : one.Indices[index]] = value(index);
        return values;
    }

    private Expression NewValue(Initializer one, int number)
    {
        var value = one.Value switch
        {
            BrianValue.Uniform uniform => Literals.Of(uniform.Value),
            BrianValue.List => new Name(ListName(one, number)),
            BrianValue.Formula formula => Parsed(formula.Text, one),
            _ => throw new InvalidOperationException("Unknown kind of value."),
        };
        if (one.Condition is { } condition)
            value = new Piecewise([new Case(Parsed(condition, one), value)], new Name(one.Variable));
        return one.Indices.IsDefault ? value
            : new Piecewise([new Case(new Binary(BinaryOperator.Greater, new Name(ChosenName(one, number)), new Number(0.5)), value)], new Name(one.Variable));
    }

    // The names that the assignment alone was given are written out.
    private Expression Parsed(string text, Initializer one) => ExpressionText.Parse(text, one.Object, new DiagnosticBag())!.Rewrite(node =>
        node is Name name && code.Names.FindVariable(name.Identifier) is null && DefaultNamespace.Find(name.Identifier) is null && one.Namespace?.Find(name.Identifier) is ScalarValue own
            ? Literals.Of(own.Value) : node);

    private static Expression Times(Expression? left, Expression right) => left is null ? right : new Binary(BinaryOperator.Multiply, left, right);

    // Half a step around it, since times are sums.
    private static Binary IsNow(double time)
    {
        var half = new Binary(BinaryOperator.Multiply, new Number(0.5), new Name("dt"));
        var at = new Binary(BinaryOperator.Multiply, new Number(time), new Name("second"));
        return new Binary(
            BinaryOperator.And, new Binary(BinaryOperator.Greater, new Name("t"), new Binary(BinaryOperator.Subtract, at, half)), new Binary(BinaryOperator.Less, new Name("t"), new Binary(BinaryOperator.Add, at, half)));
    }

    private static string ListName(Initializer one, int number) => $"{one.Variable}_{number.ToString(CultureInfo.InvariantCulture)}";

    private static string ChosenName(Initializer one, int number) => ListName(one, number) + "_chosen";
}
