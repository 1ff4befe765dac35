using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>A part of the membrane current: conductance times open gates times distance from the reversal potential.</summary>
/// <param name="Name">What the author's names make of it: <c>Na</c> of <c>gNa</c> or <c>I_Na</c>.</param>
/// <param name="Conductance">Conductance per area in S/m² in each compartment.</param>
/// <param name="Reversal">Reversal potential in volt in each compartment.</param>
/// <param name="Gates">Its gates.</param>
internal sealed record MembraneTerm(string Name, ImmutableArray<double> Conductance, ImmutableArray<double> Reversal, ImmutableArray<TermGate> Gates);

/// <summary>A gate of a channel.</summary>
/// <param name="Name">The variable, or the subexpression of one that follows the potential at once.</param>
/// <param name="Power">How many of them there are.</param>
/// <param name="Instantaneous">How it follows the potential; null for a variable.</param>
internal sealed record TermGate(string Name, int Power, Expression? Instantaneous);

/// <summary>
/// Takes a membrane current apart into the currents of channels.
/// <code>gL*(EL - v) + gNa*m**3*h*(ENa - v)  →  L: gL, EL;   Na: gNa, ENa, m three times, h</code>
/// </summary>
/// <param name="code">The neuron.</param>
internal sealed partial class MembraneTerms(CompartmentCode code)
{
    private readonly List<MembraneTerm> terms = [];

    /// <summary>Why the current is no such sum; null where it is one.</summary>
    public string? Why { get; private set; }

    /// <summary>The parts; null, with the reason in <see cref="Why"/>, where the current is no such sum.</summary>
    public ImmutableArray<MembraneTerm>? Of(Expression current)
    {
        foreach (var (factors, name) in Expand(current, null))
        {
            if (Term(factors, name) is { } term)
                terms.Add(term);
            if (Why is not null)
                return null;
        }

        return [.. terms];
    }

    private IEnumerable<(ImmutableArray<Expression> Factors, string? Name)> Expand(Expression expression, string? name)
    {
        if (IsFactor(expression))
            return [([expression], name)];
        switch (expression)
        {
            case Name one when code.Definition(one.Identifier) is { } definition:
                return Expand(definition, name is null or CompartmentEquations.Current ? one.Identifier : name);
            case Unary { Operator: UnaryOperator.Negate } negative:
                return Expand(negative.Operand, name).Select(term => (term.Factors.Add(new Number(-1)), term.Name));
            case Binary { Operator: BinaryOperator.Add } sum:
                return Expand(sum.Left, name).Concat(Expand(sum.Right, name));
            case Binary { Operator: BinaryOperator.Subtract } difference:
                return Expand(difference.Left, name).Concat(Expand(difference.Right, name).Select(term => (term.Factors.Add(new Number(-1)), term.Name)));
            case Binary { Operator: BinaryOperator.Multiply } product:
                var right = Expand(product.Right, name).ToList();
                return Expand(product.Left, name).SelectMany(one => right.Select(other => (one.Factors.AddRange(other.Factors), one.Name ?? other.Name)));
            case Binary { Operator: BinaryOperator.Divide } quotient when code.IsConstant(quotient.Right) || code.IsOfPotential(quotient.Right):
                return Expand(quotient.Left, name).Select(term => (term.Factors.Add(new Binary(BinaryOperator.Divide, new Number(1), quotient.Right)), term.Name));
            default:
                return [([expression], name)];
        }
    }

    // What is no sum of currents: constants, functions of the potential without a unit, and distances from a potential.
    private bool IsFactor(Expression expression) => code.IsConstant(expression)
        || (code.IsOfPotential(expression) && (code.DimensionOf(expression) is { IsNone: true } || (code.DimensionOf(expression) == Dimension.Voltage && Line(expression) is not null)));

    private (Expression Slope, Expression Offset)? Line(Expression expression) =>
        LinearForm.TryCreate(code.WrittenOut(expression), CompartmentCode.Potential, out var form, out _) && form.Coefficient(CompartmentEquations.Potential) is var slope && slope is not Number { Value: 0 }
            ? (slope, form.Constant) : null;

    private MembraneTerm? Term(ImmutableArray<Expression> factors, string? name)
    {
        ImmutableArray<double> amount = [.. Enumerable.Repeat(1.0, code.Neuron.Count)];
        (Expression Slope, Expression Offset)? line = null;
        var gates = new List<TermGate>();
        var conductance = name;
        foreach (var factor in factors)
        {
            if (code.IsConstant(factor))
            {
                amount = Times(amount, code.Values(factor));
                conductance ??= FreeNames.Of(factor).FirstOrDefault(one => code.DimensionOf(new Name(one)) == Dimension.ConductanceDensity);
            }
            else if (Gate(factor) is { } gate)
            {
                Add(gates, gate);
            }
            else if (line is null && code.IsOfPotential(factor) && Line(factor) is { } found)
            {
                line = found;
            }
            else
            {
                Why = $"`{Text(factor)}` in its membrane current is no conductance, no power of a gate and no distance from a reversal potential";
                return null;
            }
        }

        if (line is not { } driving)
        {
            Why = amount.All(one => one == 0) ? null : $"`{string.Join('*', factors.Select(Text))}` in its membrane current is no conductance times the distance from a reversal potential, `g*(E - v)`";
            return null;
        }

        var slope = code.Values(driving.Slope);
        var reversal = code.Values(driving.Offset).Zip(slope, (rest, one) => 0 - (rest / one));
        return new MembraneTerm(ChannelName(conductance), Times(amount, [.. slope.Select(one => -one)]), [.. reversal], [.. gates]);
    }

    // A power of a variable, or of what follows the potential at once.
    private TermGate? Gate(Expression factor)
    {
        var (root, power) = factor is Binary { Operator: BinaryOperator.Power, Right: Number { Value: >= 1 and <= 100 } exponent } raised && exponent.Value.Equals(Math.Floor(exponent.Value))
            ? (raised.Left, (int)exponent.Value) : (factor, 1);
        if (root is Name name && code.States.ContainsKey(name.Identifier))
            return new TermGate(name.Identifier, power, null);
        return code.IsOfPotential(root) && code.DimensionOf(root) is { IsNone: true } ? new TermGate(root is Name named ? named.Identifier : "inf", power, root) : null;
    }

    private static void Add(List<TermGate> gates, TermGate gate)
    {
        var twin = gates.FindIndex(one => one.Name == gate.Name && Equals(one.Instantaneous, gate.Instantaneous));
        if (twin >= 0)
            gates[twin] = gates[twin] with { Power = gates[twin].Power + gate.Power };
        else
            gates.Add(gates.Exists(one => one.Name == gate.Name) ? gate with { Name = $"{gate.Name}{gates.Count + 1}" } : gate);
    }

    private static ImmutableArray<double> Times(ImmutableArray<double> left, ImmutableArray<double> right) => [.. left.Zip(right, (one, other) => one * other)];

    private static string Text(Expression expression) => ExpressionPrinter.Print(expression, Dialects.Brian);

    private static string ChannelName(string? name) => name is null ? "channel" : Prefix().Match(name) is { Success: true } match ? match.Groups[1].Value : name;

    [GeneratedRegex("^(?:gbar|gmax|[gI])_?([A-Za-z][A-Za-z0-9_]*)$")]
    private static partial Regex Prefix();
}
