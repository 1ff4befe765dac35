using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Lowering;

/// <summary>
/// Gives names to the random draws in aliases and rates, so that each is made once in a step, however often the methods of integration
/// evaluate the expression around it.
/// <code>noise = 2*uniform()  →  ·draw0 = uniform(); noise = 2*·draw0</code>
/// A Poisson count stays where it is, because its mean may change within the step.
/// </summary>
internal sealed class HeldDraws
{
    private readonly List<Alias> draws = [];

    private HeldDraws()
    {
    }

    /// <summary><paramref name="component"/> with names in place of draws, and an alias for each of the names.</summary>
    public static (ComponentClass Class, IReadOnlyList<Alias> Draws) Name(ComponentClass component)
    {
        var held = new HeldDraws();
        var named = component with
        {
            Aliases = [.. component.Aliases.Select(alias => alias.Value.IsPure() ? alias : alias with { Value = held.Name(alias.Value, alias.Part) })],
            Machines = [.. component.Machines.Select(held.Name)],
        };
        return held.draws.Count == 0 ? (component, []) : (named, held.draws);
    }

    private RegimeMachine Name(RegimeMachine machine) => machine with
    {
        Regimes = [.. machine.Regimes.Select(regime => regime with { Derivatives = Name(regime.Derivatives, machine.Part) })],
    };

    private ImmutableArray<TimeDerivative> Name(ImmutableArray<TimeDerivative> derivatives, int part) =>
        [.. derivatives.Select(derivative => derivative.Rate.IsPure() ? derivative : derivative with { Rate = Name(derivative.Rate, part) })];

    private Expression Name(Expression expression, int part) => expression.Rewrite(node =>
    {
        if (node is not Call { Arguments.IsEmpty: true } call || Functions.Find(call.Function) is not { IsRandom: true })
            return node;
        var draw = new Alias(ColumnNames.Draw(draws.Count), Model.Units.Dimension.None, call, part);
        draws.Add(draw);
        return new Name(draw.Name);
    });
}
