using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>The values of a variable before the first step.</summary>
internal abstract record InitialValue
{
    private InitialValue()
    {
    }

    /// <summary>One value for all neurons, in SI units.</summary>
    public sealed record Uniform(double Value) : InitialValue;

    /// <summary>An expression of <c>i</c> and <c>N</c> and of values from outside of the group.</summary>
    public sealed record Formula(Expression Value) : InitialValue;

    /// <summary>A value for each neuron, in SI units.</summary>
    public sealed record List(ImmutableArray<double> Values) : InitialValue;

    /// <summary>What the variable of a group starts with: as the script wrote it where that is one plain expression, else what comes of it.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="set">The group after everything that happens before the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="names">What names mean in the group.</param>
    public static InitialValue Of(string variable, ComponentSet set, BrianRun run, Resolution names)
    {
        ImmutableArray<Initializer> given = [.. run.Before.OfType<Initializer>().Where(one => one.Object == set.Name && one.Variable == variable)];
        if (given is [{ Condition: null, Indices.IsDefault: true, Namespace: null, Value: BrianValue.Formula formula }]
            && ExpressionText.Parse(formula.Text, variable, new DiagnosticBag()) is { } written && written.IsPure() && FreeNames.Of(written).All(name => IsKnown(name, names)))
        {
            return new Formula(ValueTypes.Convert(written, ValueTypes.Of(written, name => name is "i" or "N" ? VariableType.Integer : VariableType.Real), names.FindVariable(variable)?.Type ?? VariableType.Real));
        }

        return set.Properties.GetValueOrDefault(variable) switch
        {
            FixedValue one => new Uniform(one.Value),
            ListValue { Values: var values } when values.All(value => value.Equals(values[0])) => new Uniform(values.IsEmpty ? 0 : values[0]),
            ListValue list => new List(list.Values),
            _ => new Uniform(set.Class.Parameters.FirstOrDefault(one => one.Name == variable)?.Value ?? set.Class.States.FirstOrDefault(one => one.Name == variable)?.Initial ?? 0),
        };
    }

    /// <summary>Times that are later by so many seconds; those of an expression stay.</summary>
    public InitialValue Later(double seconds) => this switch
    {
        Uniform one => new Uniform(one.Value + seconds),
        List list => new List([.. list.Values.Select(value => value + seconds)]),
        _ => this,
    };

    private static bool IsKnown(string name, Resolution names) =>
        name is "i" or "N" || (names.FindVariable(name) is null && names.FindValue(name) is ScalarValue);
}
