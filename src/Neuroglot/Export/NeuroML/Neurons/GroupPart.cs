using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Neurons;

/// <summary>Some neurons of a group that follow each other: code that is theirs counts from the first of them, and cells of LEMS, which are all of one type, know by their index whether they are meant.</summary>
/// <param name="Start">The first neuron.</param>
/// <param name="Stop">The neuron behind the last.</param>
internal sealed record GroupPart(int Start, int Stop)
{
    /// <summary>The part of a group that is meant; null where it is all of it.</summary>
    public static GroupPart? Of(GroupRange range, int count) => range.Start == 0 && (range.Stop ?? count) == count ? null : new GroupPart(range.Start, range.Stop ?? count);

    /// <summary>An expression whose <c>i</c> and <c>N</c> are those of the part in terms of the group.</summary>
    public Expression InNamesOfGroup(Expression expression) => expression.Rewrite(node => node switch
    {
        Name { Identifier: "i" } when Start != 0 => new Binary(BinaryOperator.Subtract, node, new Number(Start)),
        Name { Identifier: "N" } => new Number(Stop - Start),
        _ => node,
    });

    /// <summary>One value for the neurons of the part, another for the others.</summary>
    public Expression Choose(Expression member, Expression other) => new Piecewise(
        [
            new Case(
                new Binary(
                    BinaryOperator.And, new Binary(BinaryOperator.Greater, new Name("i"), new Number(Start - 0.5)), new Binary(BinaryOperator.Less, new Name("i"), new Number(Stop - 0.5))),
                member),
        ],
        other);
}
