using System.Collections.Immutable;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Building;

/// <summary>
/// Turns the names in an expression of Brian into those of the Model: units become numbers, outer values parameters, <c>v</c> of the neuron behind a synapse
/// the port <c>v_post</c>, a timed array a table that is looked into.
/// </summary>
/// <param name="draft">The set whose expression it is.</param>
/// <param name="step">Time step of the set in seconds.</param>
/// <param name="diagnostics">Gets what cannot be expressed.</param>
internal sealed class Translation(SetDraft draft, double step, DiagnosticBag diagnostics)
{
    /// <summary>Code of the diagnostic for what cannot be run yet.</summary>
    public const string Unsupported = "NG5102";

    /// <summary>Whether outer values are written as numbers instead of becoming parameters: for what happens once, before a run.</summary>
    public bool Inlines { get; init; }

    /// <summary>The neurons from whose first <c>i</c> counts, and whose number is <c>N</c>; null for those of the whole set.</summary>
    public InstanceRange? Part { get; init; }

    /// <summary>What names mean where the expression brings some of its own; else as in the rest of the set's code.</summary>
    public Resolution Names { get; init; } = draft.Resolution;

    /// <summary>The expression in the Model's names.</summary>
    /// <param name="expression">An expression that was checked.</param>
    /// <param name="locals">Names that the code itself has made.</param>
    /// <param name="span">Where it is written.</param>
    public Expression Translate(Expression expression, IReadOnlySet<string> locals, SourceSpan span) => expression.Rewrite(node => node switch
    {
        Name name when !locals.Contains(name.Identifier) => OfName(name, span),
        Call call => OfCall(call, locals, span),
        _ => node,
    });

    /// <summary>The expression in the Model's names.</summary>
    public Expression Translate(Expression expression, SourceSpan span) => Translate(expression, ImmutableHashSet<string>.Empty, span);

    /// <summary>Statements as assignments; names that are no variables last as long as the code.</summary>
    public ImmutableArray<Neuroglot.Model.Components.Action> Translate(ImmutableArray<Statement> code)
    {
        var locals = new HashSet<string>();
        var actions = ImmutableArray.CreateBuilder<Neuroglot.Model.Components.Action>();
        foreach (var statement in code)
        {
            // A local variable is read before it is assigned anew: x = x + 1.
            var value = Translate(statement.Value, locals, statement.Span);
            var target = statement.Target;
            if (draft.Resolution.FindVariable(target) is { } variable)
            {
                target = Target(variable);
                value = As(variable.Type, value, statement.Value);
            }
            else
            {
                locals.Add(target);
            }

            actions.Add(new Assignment(target, value, statement.Span));
        }

        return actions.ToImmutable();
    }

    /// <summary><paramref name="translated"/> as a value of the type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="translated">The expression in the Model's names.</param>
    /// <param name="expression">The same as it is written.</param>
    public Expression As(VariableType type, Expression translated, Expression expression) =>
        ValueTypes.Convert(translated, ValueTypes.Of(expression, name => Names.FindVariable(name)?.Type ?? VariableType.Real), type);

    /// <summary>The name under which the set writes <paramref name="variable"/>.</summary>
    public string Target(Variable variable)
    {
        switch (variable.Owner)
        {
            case VariableOwner.Group when variable.Equation?.Has(EquationFlags.Linked) == true || SharedBuilding.Has(draft, variable.Equation):
                draft.AddLinkedPort(variable.Name, variable.Dimension, isWritten: true);
                return variable.Name;
            case VariableOwner.Group:
                Own(variable);
                return variable.Name;
            case VariableOwner.Presynaptic or VariableOwner.Postsynaptic:
                return Port(variable, isWritten: true);
            default:
                return variable.Name;
        }
    }

    private Expression OfName(Name name, SourceSpan span)
    {
        if (draft.Resolution.FindVariable(name.Identifier) is { } variable)
            return OfVariable(variable, name, span);
        if (Names.FindValue(name.Identifier) is not ScalarValue value)
            return name;
        if (Inlines || DefaultNamespace.Find(name.Identifier) is not null)
            return new Number(value.Value.Value);
        draft.AddParameter(name.Identifier, value.Value.Dimension, new FixedValue(value.Value.Value));
        return name;
    }

    private Expression OfVariable(Variable variable, Name name, SourceSpan span)
    {
        switch (variable.Owner)
        {
            case VariableOwner.Clock:
                return name;
            case VariableOwner.Noise:
                if (draft.Claim(name.Identifier))
                    draft.Noises.Add(new NoiseSource(name.Identifier, 0));
                return name;
            case VariableOwner.Presynaptic or VariableOwner.Postsynaptic when variable.Equation is null && End(variable) is { Connectivity: not null } end:
                return OfSynapses(end, variable);
            case VariableOwner.Presynaptic or VariableOwner.Postsynaptic when variable.Name is "i" or "N":
                return variable.Name == "N" ? new Number(Instances(variable).Count) : Index(variable.Owner == VariableOwner.Presynaptic ? "i" : "j", variable.Owner == VariableOwner.Presynaptic ? "i" : "j");
            case VariableOwner.Presynaptic or VariableOwner.Postsynaptic:
                return new Name(Port(variable, isWritten: false));
            case VariableOwner.Group when Part is { } part && variable is { Equation: null, Name: "N" }:
                return new Number(part.Count);
            case VariableOwner.Group when Part is { Start: > 0 } part && variable is { Equation: null, Name: "i" }:
                return new Binary(BinaryOperator.Subtract, Index("i", "i"), new Number(part.Start));
            case VariableOwner.Group when variable is { Equation: null, Name: "N" } && draft.Connectivity is null:
                return new Number(draft.Count);
            case VariableOwner.Group when variable is { Equation: null, Name: "i" or "j" or "N" or "N_incoming" or "N_outgoing" }:
                return Index(variable.Name, variable.Name);
            case VariableOwner.Group when variable is { Equation: null, Name: not ("lastspike" or "not_refractory" or "lastupdate" or "delay") }:
                return Index(variable.Name, ExpressionValue.Copy);
            default:
                Own(variable);
                return name;
        }
    }

    private InstanceRange Instances(Variable variable) => variable.Owner == VariableOwner.Presynaptic ? draft.Connectivity!.Source : draft.Connectivity!.Target;

    private SetDraft End(Variable variable) => variable.Owner == VariableOwner.Presynaptic ? draft.Ends!.Value.Source : draft.Ends!.Value.Target;

    // Of synapses at an end: how many they are, which is known when they are made, or an index that they keep for those who ask.
    private Name OfSynapses(SetDraft synapses, Variable variable)
    {
        if (variable.Name == "N")
            return variable.Owner == VariableOwner.Presynaptic ? Index("N_pre", "N_pre") : Index("N_post", "N_post");
        synapses.AddParameter(variable.Name, Dimension.None, new ExpressionValue(new Name(variable.Name is "i" or "j" ? variable.Name : ExpressionValue.Copy)));
        return new Name(Port(variable, isWritten: false));
    }

    private Name Index(string variable, string index)
    {
        // Where connections are made, and values given, the index is known without being kept.
        if (Inlines)
            return new Name(index);
        draft.AddParameter(variable, Dimension.None, new ExpressionValue(new Name(index)));
        return new Name(variable);
    }

    // What every group has is kept only where something asks for it.
    private void Own(Variable variable)
    {
        if (variable.Equation is not null)
            return;
        var initial = variable.Name switch { "not_refractory" => 1.0, "lastspike" => -1e4, _ => 0.0 };
        draft.AddState(variable.Name, variable.Dimension, initial);
    }

    private string Port(Variable variable, bool isWritten)
    {
        var isPre = variable.Owner == VariableOwner.Presynaptic;
        var port = variable.Name + (isPre ? "_pre" : "_post");
        draft.AddPort(port, variable.Dimension, isPre ? ConnectionEnd.Source : ConnectionEnd.Target, variable.Name, isWritten);
        return port;
    }

    private Expression OfCall(Call call, IReadOnlySet<string> locals, SourceSpan span)
    {
        switch (Names.FindValue(call.Function))
        {
            case UserFunction { Body: { } body } function:
                var arguments = function.Parameters.Zip(call.Arguments).ToDictionary(pair => pair.First, pair => pair.Second);
                return Substitution.Apply(Translate(body, arguments.Keys.ToHashSet(), span), arguments);
            case UserFunction { Code: { } code }:
                if (draft.Claim(call.Function))
                    draft.HostFunctions.Add(new HostFunction(call.Function, code));
                return call;
            case UserFunction:
                diagnostics.Error(Unsupported, $"The function {call.Function} in the code of {draft.Name} is known by its name only, so it cannot be run.", span, "Define it by an expression, or by a function of the program that runs the network.");
                return call;
            case BinomialFunction binomial:
                return BinomialDraw.Of(binomial, call.Function, draft);
            case TimedArray array:
                if (draft.Claim(call.Function))
                    draft.Tables.Add(new LookupTable(call.Function, array.Values) { Interval = array.Step });
                return new Call(call.Function, Row(array, call.Arguments[0]) is var row && array.Columns is { } columns
                    ? new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Multiply, row, new Number(columns)), call.Arguments[1])
                    : row);
            default:
                return call;
        }
    }

    // The row that TimedArray.RowAt gives, as an expression of the time.
    private Call Row(TimedArray array, Expression time)
    {
        var fractions = 1.0;
        while (fractions < 8 * array.Step / step && fractions < 1L << 40)
            fractions *= 2;
        Expression parts = new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Divide, time, new Number(array.Step / fractions)), new Number(0.5));
        return new Call("clip", new Call("trunc", new Binary(BinaryOperator.Divide, parts, new Number(fractions))), new Number(0), new Number(array.Rows - 1));
    }
}
