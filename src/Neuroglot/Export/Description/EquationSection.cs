using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.Description;

/// <summary>The equations of a group or of synapses, and a table of their variables.</summary>
internal static class EquationSection
{
    private static readonly ImmutableSortedDictionary<string, LinkedVariable> NoLinks = ImmutableSortedDictionary<string, LinkedVariable>.Empty;

    public static IEnumerable<Block> Of(Equations equations, BrianScope scope, BrianText text, ImmutableSortedDictionary<string, LinkedVariable>? links = null)
    {
        foreach (var equation in equations)
        {
            if (equation.Expression is { } expression)
                scope.Use(expression);
        }

        var lines = equations.Where(one => one.Expression is not null).Select(Line).ToImmutableArray();
        if (!lines.IsEmpty)
            yield return new EquationLines(lines);
        if (equations.Count > 0)
            yield return new Table(["Variable", "Kind", "Unit", "Remarks"], [.. equations.Select(one => Row(one, text, links ?? NoLinks))]);
    }

    private static EquationLine Line(Equation equation)
    {
        var name = LatexPrinter.PrintName(equation.Name);
        return new EquationLine(
            equation.Kind == EquationKind.DifferentialEquation ? $@"\frac{{\mathrm{{d}}{name}}}{{\mathrm{{d}}t}}" : name,
            Formulas.Latex(equation.Expression!),
            equation.Has(EquationFlags.UnlessRefractory) ? "(not while refractory)" : null);
    }

    private static ImmutableArray<Phrase> Row(Equation equation, BrianText text, ImmutableSortedDictionary<string, LinkedVariable> links) =>
    [
        Formulas.Name(equation.Name),
        equation.Kind switch { EquationKind.DifferentialEquation => "state variable", EquationKind.Subexpression => "computed", _ => "parameter" },
        Unit(equation),
        Phrase.Join("; ", equation.Flags.Select(flag => flag == EquationFlags.Linked && links.TryGetValue(equation.Name, out var link) ? Link(link, text) : Remark(flag))),
    ];

    private static Phrase Unit(Equation equation) => equation.Type switch
    {
        VariableType.Boolean => "true or false",
        VariableType.Integer => "whole number",
        _ => equation.Dimension == Dimension.None ? "number" : Formulas.Unit(equation.Dimension),
    };

    private static Phrase Link(LinkedVariable link, BrianText text) => link.Index.IsDefaultOrEmpty
        ? Phrase.Of($"is {Formulas.Name(link.Variable)} of {text.Range(link.Source)}")
        : Phrase.Of($"is {Formulas.Name(link.Variable)} of {text.Range(link.Source)}, neurons {Values.Describe(link.Index)}");

    private static Phrase Remark(string flag) => flag switch
    {
        EquationFlags.UnlessRefractory => "stands still while the neuron is refractory",
        EquationFlags.EventDriven => "solved when an event arrives",
        EquationFlags.ClockDriven => "solved in each step",
        EquationFlags.Shared => "one value for all",
        EquationFlags.ConstantOverDt => "computed once in a step",
        EquationFlags.Summed => "summed over synapses",
        EquationFlags.Constant => "does not change in a run",
        _ => flag,
    };
}
