using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.Description;

/// <summary>Reads the code of one object of a network as mathematics, and notes the parameters that it uses.</summary>
/// <param name="owner">Name of the object.</param>
/// <param name="variables">Its variables; null for none.</param>
/// <param name="namespaces">Where its other names have their values: the first that has a name, for each run.</param>
/// <param name="parameters">Gets what is used.</param>
/// <param name="diagnostics">Gets what cannot be read.</param>
internal sealed class BrianScope(
    string owner, GroupVariables? variables, ImmutableArray<ImmutableArray<Namespace>> namespaces, ParameterList parameters, DiagnosticBag diagnostics)
{
    /// <summary>An expression; null, with the reason in the diagnostics, where it is none.</summary>
    public Expression? Parse(string text, string place)
    {
        var expression = ExpressionText.Parse(text, $"{place} of {owner}", diagnostics);
        if (expression is not null)
            Use(expression);
        return expression;
    }

    /// <summary>An expression as mathematics.</summary>
    public Inline Formula(string text, string place) => Parse(text, place) is { } expression ? Formulas.Of(expression) : new Code(text);

    /// <summary>A generator of connections; null where it is none.</summary>
    public ConnectGenerator? Generator(string text)
    {
        if (ConnectGenerator.Parse(text, $"connect of {owner}", diagnostics) is not { } generator)
            return null;
        Expression?[] all = [generator.Element, generator.Condition, generator.Iterator?.Low, generator.Iterator?.High, generator.Iterator?.Step, Amount(generator.Iterator)];
        foreach (var expression in all.OfType<Expression>())
            Use(expression, generator.Variable is { } variable ? [variable] : []);
        return generator;
    }

    /// <summary>Statements as assignments, one after the other.</summary>
    public Phrase Statements(string code, string place)
    {
        var statements = StatementParser.Parse(code, $"{place} of {owner}", diagnostics);
        HashSet<string> locals = [.. statements.Select(statement => statement.Target)];
        foreach (var statement in statements)
            Use(statement.Expression, locals);
        return statements.IsEmpty ? "nothing" : Phrase.Join(", ", statements.Select(statement => (Phrase)Formulas.Assigned(statement.Target, statement.Value)));
    }

    /// <summary>A value for the neurons or synapses of the object.</summary>
    public Phrase Value(BrianValue value, string place) => value switch
    {
        BrianValue.Uniform one => Formulas.Of(one.Value),
        BrianValue.List list => Values.Describe(list.Values, list.Dimension),
        BrianValue.Formula formula => Formula(formula.Text, place),
        _ => throw new InvalidOperationException($"Unknown value {value.GetType().Name}."),
    };

    /// <summary>Notes what <paramref name="expression"/> uses.</summary>
    public void Use(Expression expression) => Use(expression, []);

    private static Expression? Amount(ConnectIterator? iterator) => iterator switch
    {
        BernoulliIterator bernoulli => bernoulli.Probability,
        FixedSizeIterator fixedSize => fixedSize.Size,
        _ => null,
    };

    private void Use(Expression expression, HashSet<string> locals)
    {
        foreach (var name in FreeNames.Of(expression).Where(name => !locals.Contains(name)))
            Use(name);
        expression.Any(node =>
        {
            if (node is Call call && Functions.Find(call.Function) is null)
                Use(call.Function);
            return false;
        });
    }

    // A variable comes before a unit, and both before what is given in namespaces.
    private void Use(string name)
    {
        if (variables?.Find(name) is not null || DefaultNamespace.Find(name) is not null)
            return;
        foreach (var run in namespaces)
        {
            if (run.Select(one => one.Find(name)).FirstOrDefault(value => value is not null) is not { } value)
                continue;
            parameters.Add(name, value, owner);
            if (value is UserFunction { Body: { } body } function)
                Use(body, [.. function.Parameters, name]);
        }
    }
}
