using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.Description;

/// <summary>The rules by which synapses are made, in words.</summary>
internal static class ConnectionRules
{
    private static readonly Expression SameNumber = new Binary(BinaryOperator.Equal, new Name("i"), new Name("j"));

    public static Phrase Describe(Connect connect, BrianScope scope)
    {
        var rule = connect switch
        {
            { I.IsDefault: false } => Listed(connect),
            { Targets: { } targets } => Generated(targets, "j", "i", connect, scope),
            { Sources: { } sources } => Generated(sources, "i", "j", connect, scope),
            _ => Pairs(connect, scope),
        };
        var copies = connect.Copies is { } number && scope.Parse(number, "the number of synapses") is { } count && count is not Number { Value: 1 }
            ? Phrase.Of($", {Formulas.Of(count)} synapses each")
            : Phrase.Empty;
        return Phrase.Of($"{rule}{copies}{(connect.SkipsInvalid ? ", as far as there are such neurons" : string.Empty)}");
    }

    private static Phrase Listed(Connect connect)
    {
        const int most = 6;
        return connect.I.Length > most
            ? Phrase.Of($"{connect.I.Length} synapses, listed one by one")
            : Phrase.Join(", ", connect.I.Zip(connect.J, static (i, j) => (Phrase)new Mathematics($@"{i} \to {j}")));
    }

    private static Phrase Pairs(Connect connect, BrianScope scope)
    {
        var condition = connect.Condition is { } text ? scope.Parse(text, "connect") : null;
        var pairs = condition switch
        {
            null => "every neuron to every neuron",
            Truth { Value: true } => "every neuron to every neuron",
            _ when condition == SameNumber => Phrase.Of($"one to one, {Formulas.Of(condition)}"),
            _ => Phrase.Of($"each pair with {Formulas.Of(condition)}"),
        };
        return connect.Probability is { } probability && scope.Parse(probability, "the probability") is { } chance && chance is not Number { Value: 1 }
            ? Phrase.Of($"{pairs}, with probability {Formulas.Of(chance)}")
            : pairs;
    }

    private static Phrase Generated(string text, string made, string given, Connect connect, BrianScope scope)
    {
        if (scope.Generator(text) is not { } generator)
            return new Code(text);
        var element = new Mathematics($"{made} = {Formulas.Latex(generator.Element)}");
        var isPlain = generator.Variable is { } name && generator.Element == new Name(name);
        var from = Phrase.Of($"for each {new Mathematics(given)}");
        var to = generator.Iterator is null ? element : Iterated(generator, isPlain ? new Mathematics(made) : element, isPlain ? made : generator.Variable!);
        // Under its own name a loop over j itself would be one over itself.
        var condition = generator.Condition is { } wanted ? Phrase.Of($", where {Formulas.Of(isPlain ? Renamed(wanted, generator.Variable!, made) : wanted)}") : Phrase.Empty;
        var chance = connect.Probability is { } probability && scope.Parse(probability, "the probability") is { } parsed && parsed is not Number { Value: 1 }
            ? Phrase.Of($", with probability {Formulas.Of(parsed)}")
            : Phrase.Empty;
        return Phrase.Of($"{from}: {to}{condition}{chance}");
    }

    private static Phrase Iterated(ConnectGenerator generator, Phrase element, string variable)
    {
        var iterator = generator.Iterator!;
        var range = new Mathematics($@"{Formulas.Latex(iterator.Low)} \le {LatexPrinter.PrintName(variable)} < {Formulas.Latex(iterator.High)}");
        var step = iterator.Step == new Number(1) || iterator.Step == new Number(1, true) ? Phrase.Empty : Phrase.Of($" in steps of {Formulas.Of(iterator.Step)}");
        return iterator switch
        {
            BernoulliIterator bernoulli => Phrase.Of($"{element}, {range}{step}, each with probability {Formulas.Of(bernoulli.Probability)}"),
            FixedSizeIterator fixedSize => Phrase.Of($"{element}, {Formulas.Of(fixedSize.Size)} of {range}{step}, drawn without repetition"),
            _ => Phrase.Of($"{element}, all {range}{step}"),
        };
    }

    private static Expression Renamed(Expression expression, string from, string to) =>
        expression.Rewrite(node => node is Name name && name.Identifier == from ? new Name(to) : node);
}
