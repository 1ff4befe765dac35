using System.Collections.Immutable;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Plans;

/// <summary>The first values of columns.</summary>
internal static class ColumnPlans
{
    /// <summary>The column <paramref name="name"/> of a set: a parameter, a state variable, or something that starts at 0.</summary>
    public static ColumnPlan Of(ClassSymbols symbols, string name) => symbols.Set.Properties.GetValueOrDefault(name) switch
    {
        ListValue list => new ColumnPlan(name, 0, list.Values),
        FixedValue value => new ColumnPlan(name, value.Value, []),
        _ => new ColumnPlan(name, Default(symbols, name), []),
    };

    private static double Default(ClassSymbols symbols, string name) => symbols.Find(name) switch
    {
        ParameterSymbol parameter => parameter.Value,
        StateSymbol state => state.State.Initial,
        _ => 0,
    };
}
