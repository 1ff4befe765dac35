using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Building;

/// <summary>Puts sources of spikes and random input into the Model.</summary>
internal static class SourceBuilding
{
    private static readonly Dimension PerTime = Dimension.Time.Power(new Rational(-1));

    public static SetDraft Draft(SpikeSource source, NetworkBuilding building)
    {
        var given = (source as PoissonGroup)?.Namespace;
        var equations = source is PoissonGroup ? new Equations([new Equation(EquationKind.Parameter, "rates", null, PerTime, VariableType.Real, [], SourceSpan.None)]) : Equations.None;
        return new SetDraft(source.Name, building.Drafts.Count, source.GetType().Name, new Resolution(source.Name, GroupVariables.Neurons(equations), given, building.Run.Namespace)) { Count = source.Count };
    }

    public static void Build(PoissonGroup group, SetDraft draft, NetworkBuilding building)
    {
        switch (group.Rates)
        {
            case BrianValue.Uniform rate when draft.Checks.CheckValue("rates", rate.Value, SourceSpan.None, building.Diagnostics):
                Rates(new FixedValue(rate.Value.Value));
                break;
            case BrianValue.List rates when draft.Checks.CheckValue("rates", new Quantity(1, rates.Dimension), SourceSpan.None, building.Diagnostics):
                Rates(new ListValue(rates.Values));
                break;
            case BrianValue.Formula formula when ExpressionText.Parse(formula.Text, $"the rates of {group.Name}", building.Diagnostics) is { } rate
                && draft.Checks.CheckExpression(rate, PerTime, "the rates", SourceSpan.None, building.Diagnostics):
                draft.Claim("rates");
                draft.Aliases.Add(new Alias("rates", PerTime, new Translation(draft, building.StepOf(group), building.Diagnostics).Translate(rate, SourceSpan.None), 0));
                break;
        }

        draft.Ports.Add(new EventSendPort("spike", 0));
        var chance = new Binary(BinaryOperator.Less, new Call("uniform"), new Binary(BinaryOperator.Multiply, new Name("rates"), new Name("dt")));
        draft.Conditions.Add(new OnCondition(chance, [new EventEmission("spike", SourceSpan.None)], SourceSpan.None));
        building.Populations.Add(new Population(group.Name, draft.Index));
        building.Add(new Detection(group.Name + "_spike_thresholder", draft.Index, "spike", "thresholds", group.Order), group);

        void Rates(PropertyValue value)
        {
            if (building.IsWritten(group.Name, "rates"))
                draft.AddState("rates", PerTime, value);
            else
                draft.AddParameter("rates", PerTime, value);
        }
    }

    public static void Build(SpikeGeneratorGroup group, SetDraft draft, NetworkBuilding building)
    {
        if (Mistake(group, building.StepOf(group)) is var (message, hint))
            building.Diagnostics.Error("NG5103", message, SourceSpan.None, hint);
        draft.Ports.Add(new EventSendPort("spike", 0));
        building.Populations.Add(new Population(group.Name, draft.Index));
        building.Add(new ScheduledEmission(group.Name, draft.Index, "spike", group.Indices, group.Times, "thresholds", group.Order) { Period = group.Period }, group);
    }

    public static void Build(PoissonInput input, NetworkBuilding building)
    {
        if (building.Range(input.Target, input.Name) is not { } range)
            return;
        var draft = building.Drafts[range.Set];
        var place = $"the input {input.Name}";
        var statements = StatementParser.Parse($"{input.Variable} += {input.Weight}", $"{place} of {draft.Name}", building.Diagnostics);

        // Names of its own are those of the input alone: another one may give them other values.
        var names = draft.Resolution.With(input.Namespace);
        if (!new GroupChecks(names).CheckStatements(statements, place, building.Diagnostics))
            return;
        var translation = new Translation(draft, building.StepOf(input), building.Diagnostics) { Inlines = input.Namespace is not null, Names = names, Part = draft.Connectivity is null ? range : null };
        if (translation.Translate(statements) is not [Assignment { Value: Binary { Operator: BinaryOperator.Add } sum } added])
            return;
        var (draws, count) = BinomialDraw.Of(input.Sources, input.Rate * building.StepOf(input), input.Name, draft.Tables);
        building.Add(new Update(input.Name, range, [.. draws, added with { Value = sum with { Right = new Binary(BinaryOperator.Multiply, count, sum.Right) } }], input.When, input.Order), input);
    }

    // What is wrong with spikes that are given beforehand, and what helps; null for nothing.
    private static (string Message, string Hint)? Mistake(SpikeGeneratorGroup group, double step)
    {
        long StepAt(double time) => (long)((time + (1e-3 * step)) / step);
        if (group.Indices.Length != group.Times.Length)
            return ($"{group.Name} has {group.Indices.Length} indices and {group.Times.Length} times of spikes.", "Give a time for each index.");
        if (group.Indices.Any(index => index < 0 || index >= group.Count))
            return ($"{group.Name} has spikes of neuron {group.Indices.First(index => index < 0 || index >= group.Count)}, but neurons 0 to {group.Count - 1}.", "Number neurons from 0.");
        if (group.Times.Any(time => !(time >= 0)))
            return ($"{group.Name} has a spike at {Milliseconds(group.Times.First(time => !(time >= 0)))}.", "Give times from 0 on.");
        if (group.Indices.Zip(group.Times).GroupBy(spike => (spike.First, StepAt(spike.Second))).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return ($"Neuron {twice.Key.First} of {group.Name} spikes {twice.Count()} times in the step at {Milliseconds(twice.Key.Item2 * step)}.", "Use a smaller time step, or leave one of the spikes out.");
        var period = Math.Round(group.Period / step);
        if (!(group.Period >= 0) || (group.Period > 0 && (period < 1 || Math.Abs((group.Period / step) - period) > 1e-4)))
            return ($"The period of {group.Name}, {Milliseconds(group.Period)}, is no multiple of the time step of {Milliseconds(step)}.", "Round the period.");
        if (group.Period > 0 && group.Times.Any(time => StepAt(time) >= period))
            return ($"{group.Name} has a spike at {Milliseconds(group.Times.First(time => StepAt(time) >= period))}, and repeats its spikes after {Milliseconds(group.Period)} already.", "Make the period longer than the last time, or leave out what comes after it.");
        return null;
    }

    private static string Milliseconds(double time) => $"{time * 1e3:G6} ms";
}
