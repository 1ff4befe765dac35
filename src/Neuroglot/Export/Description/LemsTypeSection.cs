using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Expressions;
using Case = Neuroglot.Model.Expressions.Case;

namespace Neuroglot.Export.Description;

/// <summary>The equations of a LEMS component type, and what its components do at the start, under conditions and at events.</summary>
internal static class LemsTypeSection
{
    public static IEnumerable<Block> Of(ResolvedType type)
    {
        var dynamics = type.Dynamics!;
        yield return new Heading(3, Phrase.Of($"{new Code(type.Name)}"));
        if (type.Declaration.Description is { } description)
            yield return new Paragraph(description);
        ImmutableArray<EquationLine> lines =
        [
            .. dynamics.DerivedVariables.Select(Line), .. dynamics.ConditionalDerivedVariables.Select(Line), .. dynamics.TimeDerivatives.Select(Line),
        ];
        if (!lines.IsEmpty)
            yield return new EquationLines(lines);
        ImmutableArray<Phrase> points =
        [
            .. Reacting("At the start", dynamics.OnStarts.Select(static one => one.Reactions)),
            .. dynamics.OnConditions.SelectMany(static one => Reacting(Phrase.Of($"When {Set(one.Test)}"), [one.Reactions])),
            .. dynamics.OnEvents.SelectMany(static one => Reacting(Phrase.Of($"At an event at {new Code(one.Port)}"), [one.Reactions])),
            .. dynamics.KineticSchemes.Select(static one => Phrase.Of($"Occupancies of {new Code(one.Nodes)} change by the transitions {new Code(one.Edges)}.")),
        ];
        if (!points.IsEmpty)
            yield return new Points(points);
        foreach (var regime in dynamics.Regimes)
        {
            foreach (var block in Of(regime))
                yield return block;
        }
    }

    private static IEnumerable<Block> Of(Regime regime)
    {
        yield return new Paragraph(Phrase.Of($"In the regime {new Code(regime.Name)}{(regime.Initial ? ", in which it begins" : string.Empty)}:"));
        ImmutableArray<EquationLine> lines =
        [
            .. regime.DerivedVariables.Select(Line), .. regime.ConditionalDerivedVariables.Select(Line), .. regime.TimeDerivatives.Select(Line),
        ];
        if (!lines.IsEmpty)
            yield return new EquationLines(lines);
        ImmutableArray<Phrase> points =
        [
            .. Reacting("On entry", regime.OnEntries.Select(static one => one.Reactions)),
            .. regime.OnConditions.SelectMany(static one => Reacting(Phrase.Of($"When {Set(one.Test)}"), [one.Reactions])),
            .. regime.OnEvents.SelectMany(static one => Reacting(Phrase.Of($"At an event at {new Code(one.Port)}"), [one.Reactions])),
        ];
        if (!points.IsEmpty)
            yield return new Points(points);
    }

    private static EquationLine Line(TimeDerivative one) =>
        new($@"\frac{{\mathrm{{d}}{LatexPrinter.PrintName(one.Variable)}}}{{\mathrm{{d}}t}}", Latex(one.Value));

    private static EquationLine Line(DerivedVariable one) => new(LatexPrinter.PrintName(one.Name), one.Value is { } value ? Latex(value) : one.Reduce switch
    {
        Reduction.Add => $@"\sum {Path(one)}",
        Reduction.Multiply => $@"\prod {Path(one)}",
        _ => Path(one),
    });

    private static EquationLine Line(ConditionalDerivedVariable one)
    {
        var cases = one.Cases.Where(static each => each.Condition is not null).Select(static each => new Case(Tree(each.Condition!), Tree(each.Value))).ToImmutableArray();
        var otherwise = one.Cases.FirstOrDefault(static each => each.Condition is null) is { } last ? Tree(last.Value) : new Number(0);
        return new(LatexPrinter.PrintName(one.Name), LatexPrinter.Print(cases.IsEmpty ? otherwise : new Piecewise(cases, otherwise)));
    }

    // alpha/r of a child: the steps one after the other, each as a name.
    private static string Path(DerivedVariable one) =>
        string.Join('.', one.Select?.Steps.Where(static step => step.Kind == LemsPathStepKind.Name).Select(static step => LatexPrinter.PrintName(step.Name)) ?? []);

    private static IEnumerable<Phrase> Reacting(Phrase when, IEnumerable<ImmutableArray<Reaction>> blocks) =>
        blocks.Where(static block => block.Length > 0).Select(block => Phrase.Of($"{when}: {Phrase.Join(", ", block.Select(One))}."));

    private static Phrase One(Reaction reaction) => reaction switch
    {
        StateAssignment assignment => Formulas.Assigned(assignment.Variable, Tree(assignment.Value)),
        EventOut emission => Phrase.Of($"an event at {new Code(emission.Port)}"),
        Transition transition => Phrase.Of($"it goes to the regime {new Code(transition.Regime)}"),
        _ => new Code(reaction.GetType().Name),
    };

    private static Mathematics Set(LemsExpression source) => new(Latex(source));

    private static string Latex(LemsExpression source) => LatexPrinter.Print(Tree(source));

    private static Expression Tree(LemsExpression source) => source.Tree ?? new Name(source.Text);
}
