using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>
/// Changes the weights and lengths of a network by formulas, element by element: <c>transforms: [{name: weight, equation: {rhs: W / max(W)}}]</c>. <c>W</c> is the matrix of weights, <c>L</c> that
/// of lengths; <c>max</c>, <c>min</c>, <c>sum</c>, <c>mean</c> and <c>std</c> of one argument go over all its elements,
/// and with a condition, <c>mean(W[W &gt; 0])</c>, over those for which it holds.
/// </summary>
internal static partial class MatrixTransforms
{
    private static readonly string[] WeightNames = ["W", "weight", "weights"];
    private static readonly string[] LengthNames = ["L", "length", "lengths"];
    private static readonly string[] Reductions = ["max", "min", "sum", "mean", "std"];

    /// <summary>The network with its matrices transformed; as it is, with an error, where a transform cannot be understood.</summary>
    public static Network Apply(Network network, DiagnosticBag diagnostics)
    {
        foreach (var transform in network.Transforms)
        {
            var isLength = LengthNames.Contains(transform.Name);
            if (!isLength && !WeightNames.Contains(transform.Name))
            {
                Wrong(transform.Span, $"A transform changes `{transform.Name}`; it can change `weight` and `length`.");
                return network;
            }

            if (transform.Kept.FirstOrDefault(static one => one.Key is "callable" or "source_code") is { } code && transform.Equation is null)
            {
                diagnostics.Error(BuildCodes.NotRun, $"The transform of `{transform.Name}` is code of another program, which the engine does not run.", code.Span, "Write it as an expression, `equation: {rhs: W / max(W)}`, or give the transformed matrix in a file.");
                return network;
            }

            if (transform.Equation is not { } formula)
            {
                Wrong(transform.Span, $"The transform of `{transform.Name}` has no expression.");
                return network;
            }

            // What is wrong with an expression has been said when it cannot be read.
            if ((formula with { Text = Selections().Replace(formula.Text, "${reduction}(${matrix}, Piecewise((1, ${condition}), (0, True)))") }).Parse(static name => WeightNames.Contains(name) || LengthNames.Contains(name), static name => Reductions.Contains(name), diagnostics) is not { } parsed)
                return network;

            if (FreeNames.Of(parsed).FirstOrDefault(static name => !WeightNames.Contains(name) && !LengthNames.Contains(name)) is { } unknown)
            {
                Wrong(formula.Span, $"`{unknown}`, in the transform of `{transform.Name}`, is not defined; there are W and L.");
                return network;
            }

            foreach (var name in FreeNames.Of(parsed).Append(transform.Name).Where(name => MatrixOf(network, name) is not { Rows: > 0 }))
            {
                Wrong(formula.Span, $"The transform of `{transform.Name}` needs a matrix of {(LengthNames.Contains(name) ? "lengths" : "weights")}, which the network does not have.");
                return network;
            }

            var changed = Apply(parsed, network, MatrixOf(network, transform.Name)!, formula.Span, diagnostics);
            network = isLength ? network with { Lengths = changed } : network with { Weights = changed };
        }

        return network;

        void Wrong(SourceSpan span, string message) => diagnostics.Error(NetworkCodes.WrongTransform, message, span, "Write `{name: weight, equation: {rhs: W / max(W)}}`, for example.");
    }

    private static Matrix? MatrixOf(Network network, string name) => LengthNames.Contains(name) ? network.Lengths : network.Weights;

    private static Matrix Apply(Expression expression, Network network, Matrix matrix, SourceSpan span, DiagnosticBag diagnostics)
    {
        try
        {
            var known = Reduced(expression);
            return matrix with { Values = [.. Enumerable.Range(0, matrix.Values.Length).Select(place => At(known, place))] };
        }
        catch (InvalidOperationException problem)
        {
            diagnostics.Error(NetworkCodes.WrongTransform, $"A transform cannot be computed: {problem.Message}", span);
            return matrix;
        }

        double At(Expression one, int place) => Evaluator.Evaluate(one, name => MatrixOf(network, name)!.Values[place]);

        // Inner ones first, so that what is left has a value for each element.
        Expression Reduced(Expression one)
        {
            var inner = one.MapChildren(Reduced);
            if (inner is not Call { Arguments: [var argument, .. var condition] } call || condition.Length > 1 || !Reductions.Contains(call.Function))
                return inner;
            var places = Enumerable.Range(0, matrix.Values.Length).Where(place => condition.IsEmpty || At(condition[0], place) != 0);
            return new Number(Reduce(call.Function, [.. places.Select(place => At(argument, place))]));
        }
    }

    // `mean(W[W > 0])`: a matrix within a reduction, and the condition for the elements that count.
    [GeneratedRegex(@"\b(?<reduction>max|min|sum|mean|std)\(\s*(?<matrix>\w+)\s*\[(?<condition>[^\[\]]+)\]\s*\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Selections();

    private static double Reduce(string function, ImmutableArray<double> values)
    {
        if (values.IsEmpty && function != "sum")
            throw new InvalidOperationException($"no element fulfils the condition within `{function}`.");
        var mean = values.Sum() / values.Length;
        return function switch
        {
            "max" => values.Max(),
            "min" => values.Min(),
            "sum" => values.Sum(),
            "mean" => mean,
            _ => Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length),
        };
    }
}
