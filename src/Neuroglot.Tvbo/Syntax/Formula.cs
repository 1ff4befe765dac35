using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Reading;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>An expression as its author wrote it, in the style of SymPy, with its place.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Span">Where it begins.</param>
public sealed record Formula(string Text, SourceSpan Span)
{
    /// <summary>Slots beside the expression that nothing interprets, such as a left-hand side.</summary>
    public ImmutableArray<YamlMember> Kept { get; init; } = [];

    /// <summary>
    /// The expression; null, with an error, where the text is none. Names of the model win over the constants and functions of SymPy: a parameter <c>gamma</c>,
    /// <c>E</c> or <c>beta</c> is the parameter. Values that the equation itself brings stand in their places.
    /// </summary>
    /// <param name="isVariable">Whether the model has a variable of that name.</param>
    /// <param name="isFunction">Whether the model has a function of that name.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public Expression? Parse(Func<string, bool> isVariable, Func<string, bool> isFunction, DiagnosticBag diagnostics)
    {
        var own = OwnValues();
        return ExpressionParser.Parse(Text, Dialects.SymPy, Span, diagnostics, new ParserNames(name => own.ContainsKey(name) || isVariable(name), isFunction)) is { } parsed ? Substitution.Apply(parsed, own) : null;
    }

    // An equation may bring values that only it uses: `equation: {rhs: t/tau, parameters: {tau: {value: 0.8}}}`, or a list of them with their names. They win over names of the model.
    private Dictionary<string, Expression> OwnValues()
    {
        var values = new Dictionary<string, Expression>();
        foreach (var member in Kept.Where(static one => one.Key == "parameters"))
        {
            foreach (var (name, value) in member.Value.Members.Select(static one => (one.Key, one.Value)).Concat(member.Value.Items.Select(static item => (item.Find("name")?.Text ?? string.Empty, item))))
            {
                if (ShapeCheck.NumberOf(value.Find("value") ?? value) is { } number && name.Length > 0)
                    values[name] = new Number(number);
            }
        }

        return values;
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
