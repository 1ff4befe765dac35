using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Building;

/// <summary>Turns what a script does before a run into changes: values, and synapses that are made.</summary>
internal static class ChangeBuilding
{
    private const string Delay = "delay";

    public static void Build(Initializer initializer, NetworkBuilding building)
    {
        if (building.Find(initializer.Object, $"the value of '{initializer.Variable}'") is not { } draft)
            return;
        if (IsDelay(initializer.Variable))
        {
            Delays(initializer, draft, building);
            return;
        }

        var checks = Checks(draft, initializer.Namespace);
        if (draft.Resolution.FindVariable(initializer.Variable) is not { Owner: VariableOwner.Group } variable || variable is { Equation: null, Name: not ("lastspike" or "not_refractory" or "lastupdate") }
            || variable.Equation?.Kind == EquationKind.Subexpression)
        {
            building.Diagnostics.Error("NG5108", $"{draft.Name} has no variable '{initializer.Variable}' that could get a value.", SourceSpan.None, $"It has {string.Join(", ", draft.Resolution.Variables.Names.Where(name => draft.Resolution.FindVariable(name)?.Equation is { Kind: not EquationKind.Subexpression }).Order(StringComparer.Ordinal))}.");
            return;
        }

        if (CableBuilding.IsOfShape(initializer, building))
        {
            building.Diagnostics.Error("NG5108", $"'{initializer.Variable}' of {draft.Name} follows from its shape, and cannot be set.", SourceSpan.None, "Change the shape, or the resistivity `Ri` of the inside.");
            return;
        }

        if (variable.Equation is null)
            draft.AddState(variable.Name, variable.Dimension);
        if (SharedBuilding.Has(draft, variable.Equation))
        {
            // One value, whichever neurons are meant.
            (initializer, draft) = (initializer with { Object = draft.Shared!.Name, Indices = default }, draft.Shared);
        }

        if (Value(initializer, variable, checks, building) is { } value)
            building.Changes.Add(Change(initializer, draft, variable.Name, value, checks, building));
    }

    public static void Build(Connect connect, NetworkBuilding building)
    {
        if (building.Find(connect.Synapses, "connect(…)") is not { Connectivity: not null } draft)
            return;
        var checks = Checks(draft, connect.Namespace);
        var condition = connect.Condition is null ? null : Expression(connect.Condition, "the condition of connect", isCondition: true);
        var probability = connect.Probability is null ? null : Expression(connect.Probability, "the probability of connect", isCondition: false);
        var copies = connect.Copies is null ? null : Expression(connect.Copies, "the number of synapses of connect", isCondition: false);
        if (!connect.I.IsDefault)
        {
            building.Changes.Add(new ConnectionChange(draft.Index, new ListedConnections(connect.I, connect.J) { Probability = Constant(probability, "probability") ?? 1, Copies = (int)(Constant(copies, "number of synapses") ?? 1) }));
            return;
        }

        if ((connect.Targets ?? connect.Sources) is { } text)
        {
            if (ConnectGenerator.Parse(text, $"connect of {draft.Name}", building.Diagnostics) is { } generator)
                building.Changes.Add(new ConnectionChange(draft.Index, Generator(generator)));
            return;
        }

        building.Changes.Add(new ConnectionChange(draft.Index, new PairRule(condition, probability, copies)));

        double? Constant(Expression? value, string what)
        {
            if (value is null)
                return null;
            if (QuantityEvaluation.Evaluate(value, _ => null, Dialects.Brian, SourceSpan.None, new DiagnosticBag()) is { } known)
                return known.Value;
            building.Diagnostics.Error(Translation.Unsupported, $"The {what} of connect of {draft.Name} depends on something, and the synapses are listed one by one.", SourceSpan.None, "Give a number, or leave out of the lists what shall not be made.");
            return null;
        }

        Expression? Expression(string code, string place, bool isCondition)
        {
            if (ExpressionText.Parse(code, place, building.Diagnostics) is not { } parsed
                || !(isCondition ? checks.CheckCondition(parsed, place, SourceSpan.None, building.Diagnostics) : checks.CheckExpression(parsed, Dimension.None, place, SourceSpan.None, building.Diagnostics, countsConditions: true)))
            {
                return null;
            }

            return Translated(parsed, draft, connect.Namespace, building);
        }

        GeneratorRule Generator(ConnectGenerator generator)
        {
            var locals = generator.Variable is { } variable ? new HashSet<string> { variable } : [];
            var iterator = generator.Iterator is not { } over ? null : new ConnectionIterator(Local(over.Low), Local(over.High), Local(over.Step))
            {
                Probability = over is BernoulliIterator bernoulli ? Local(bernoulli.Probability) : null,
                Size = over is FixedSizeIterator fixedSize ? Local(fixedSize.Size) : null,
            };
            return new GeneratorRule(
                connect.Targets is not null ? ConnectionEnd.Source : ConnectionEnd.Target, Local(generator.Element), generator.Variable ?? string.Empty, iterator,
                generator.Condition is null ? null : Local(generator.Condition))
            {
                SkipsInvalid = connect.SkipsInvalid,
                Copies = copies,
            };

            Expression Local(Expression expression) => Translated(expression, draft, connect.Namespace, building, locals);
        }
    }

    /// <summary>Gives the property <paramref name="result"/> the value of an expression, a number or a condition.</summary>
    public static void Build(Reading reading, string result, NetworkBuilding building)
    {
        var place = $"`{reading.Expression}`";
        if (building.Find(reading.Object, place) is not { } draft || ExpressionText.Parse(reading.Expression, reading.Object, building.Diagnostics) is not { } expression)
            return;
        if (draft.Resolution.With(reading.Namespace).Resolve(expression, place, SourceSpan.None, building.Diagnostics))
            building.Changes.Add(new ValueChange(draft.Index, result, new ExpressionValue(Translated(expression, draft, reading.Namespace, building))));
    }

    private static bool IsDelay(string variable) => variable == Delay || variable.EndsWith("." + Delay, StringComparison.Ordinal);

    private static void Delays(Initializer initializer, SetDraft draft, NetworkBuilding building)
    {
        var synapses = building.Network.Objects.OfType<Synapses>().FirstOrDefault(one => one.Name == draft.Name);
        var pathways = synapses?.Pathways ?? [];
        var wanted = initializer.Variable == Delay ? synapses is null ? null : SynapsesBuilding.Delayed(synapses)
            : pathways.FirstOrDefault(pathway => pathway.Name == initializer.Variable[..^(Delay.Length + 1)]);
        if (wanted is null)
        {
            building.Diagnostics.Error("NG5108", $"{draft.Name} has no pathway for '{initializer.Variable}'.", SourceSpan.None, $"It has {string.Join(", ", pathways.Select(pathway => pathway.Name))}.");
            return;
        }

        var checks = Checks(draft, initializer.Namespace);
        if (Value(initializer, new Variable(Delay, Dimension.Time, VariableType.Real), checks, building) is { } value)
            building.Changes.Add(Change(initializer, draft, draft.Name + "_" + wanted.Name, value, checks, building));
    }

    private static PropertyValue? Value(Initializer initializer, Variable variable, GroupChecks checks, NetworkBuilding building)
    {
        switch (initializer.Value)
        {
            case BrianValue.Uniform one:
                return Fits(variable, one.Value, checks, building) ? new FixedValue(Held(one.Value.Value)) : null;
            case BrianValue.List list:
                return Fits(variable, new Quantity(1, list.Dimension), checks, building) ? new ListValue(variable.Type == VariableType.Boolean ? [.. list.Values.Select(Held)] : list.Values) : null;
            case BrianValue.Formula formula:
                var place = $"the value of `{initializer.Variable}`";
                if (ExpressionText.Parse(formula.Text, $"{place} of {initializer.Object}", building.Diagnostics) is not { } expression)
                    return null;
                if (!checks.CheckExpression(expression, variable.Dimension, place, SourceSpan.None, building.Diagnostics))
                    return null;
                var translation = TranslationFor(building.Find(initializer.Object, place)!, initializer.Namespace, building);
                return new ExpressionValue(translation.As(variable.Type, translation.Translate(expression, SourceSpan.None), expression));
            default:
                throw new InvalidOperationException($"Unknown value {initializer.Value.GetType().Name}.");
        }

        // A condition holds when it is not 0.
        double Held(double value) => variable.Type == VariableType.Boolean && value != 0 ? 1 : value;
    }

    private static bool Fits(Variable variable, Quantity value, GroupChecks checks, NetworkBuilding building)
    {
        if (variable.Name != Delay)
            return checks.CheckValue(variable.Name, value, SourceSpan.None, building.Diagnostics);
        if (value.Dimension == Dimension.Time || value.Value == 0)
            return true;
        building.Diagnostics.Error(GroupChecks.WrongUnit, $"The delay should have units of second but {value} has not.", SourceSpan.None, "Write it as a time: 2*ms.");
        return false;
    }

    private static ValueChange Change(Initializer initializer, SetDraft draft, string variable, PropertyValue value, GroupChecks checks, NetworkBuilding building)
    {
        Expression? condition = null;
        if (initializer.Condition is { } text && ExpressionText.Parse(text, $"the condition for '{initializer.Variable}' of {initializer.Object}", building.Diagnostics) is { } parsed
            && checks.CheckCondition(parsed, $"the condition for `{initializer.Variable}`", SourceSpan.None, building.Diagnostics))
        {
            condition = Translated(parsed, draft, initializer.Namespace, building);
        }

        return new ValueChange(draft.Index, variable, value) { Condition = condition, Instances = initializer.Indices };
    }

    private static GroupChecks Checks(SetDraft draft, Namespace? given) => new(draft.Resolution.With(given));

    private static Expression Translated(Expression expression, SetDraft draft, Namespace? given, NetworkBuilding building, IReadOnlySet<string>? locals = null) =>
        TranslationFor(draft, given, building).Translate(expression, locals ?? new HashSet<string>(), SourceSpan.None);

    private static Translation TranslationFor(SetDraft draft, Namespace? given, NetworkBuilding building) =>
        new(draft, building.Run.Step, building.Diagnostics) { Inlines = true, Names = draft.Resolution.With(given) };
}
