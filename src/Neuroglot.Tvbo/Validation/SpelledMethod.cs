using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>
/// The method that the expressions of an integrator spell out: stages <c>X1 = X + dt*dX0</c>, and the update <c>(dX0 + dX1)*dt/2</c>, where <c>dX0</c> is the rate at the beginning and
/// <c>dX1</c> that of the stage <c>X1</c>. They are compared by their coefficients, so that it does not matter how they are written.
/// </summary>
/// <param name="Name">The usual name of the method; null where it is none that is known.</param>
/// <param name="HasNoise">Whether stages have the noise of the step, and the stimulus.</param>
/// <param name="Span">Where it is spelled.</param>
internal sealed record SpelledMethod(string? Name, bool HasNoise, SourceSpan Span)
{
    private const string State = "X";
    private const string Step = "dt";
    private const string NoiseName = "noise";
    private const string StimulusName = "stimulus";

    // Coefficients of the rates in each stage and, last, in the update, as Butcher wrote them.
    private static readonly (string Name, double[][] Rows)[] Known =
    [
        ("euler", [[1]]),
        ("heun", [[1], [1.0 / 2, 1.0 / 2]]),
        ("rk4", [[1.0 / 2], [0, 1.0 / 2], [0, 0, 1], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6]]),
    ];

    /// <summary>The method; null where an integrator spells none, and, with an error, where an expression is none.</summary>
    /// <param name="integration">The integrator.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static SpelledMethod? Of(Integrator integration, DiagnosticBag diagnostics)
    {
        if (Find(integration, "update_expression") is not { } written || written.Value.Find("equation")?.Find("rhs") is not { Kind: YamlKind.Scalar } update)
            return null;
        var stages = Find(integration, "intermediate_expressions") is { } between ? Entries(between.Value).ToList() : [];
        var rows = new List<double[]>();
        var noisy = true;
        for (var stage = 0; stage <= stages.Count; stage++)
        {
            var rhs = stage == stages.Count ? update : stages[stage].Value.Find("equation")?.Find("rhs") ?? stages[stage].Value;
            var before = diagnostics.Count(static one => one.Severity == Severity.Error);
            var parsed = new Formula(rhs.Text, rhs.Span).Parse(static _ => true, static _ => false, diagnostics);
            if (diagnostics.Count(static one => one.Severity == Severity.Error) > before)
                return null;

            // The identity puts what equations give in the place of the state.
            if (stages.Count == 0 && parsed is Name { Identifier: "dX0" })
                return new SpelledMethod("identity", false, written.Span);
            if (parsed is null || (stage < stages.Count && stages[stage].Name != $"X{stage + 1}") || Row(parsed, stage, stage < stages.Count) is not var (row, hasNoise))
                return new SpelledMethod(null, false, rhs.Span);
            rows.Add(row);
            noisy &= hasNoise || stage == stages.Count;
        }

        var name = Known.FirstOrDefault(one => one.Rows.Length == rows.Count && one.Rows.Zip(rows).All(static pair => Enumerable.SequenceEqual(Trimmed(pair.First), Trimmed(pair.Second)))).Name;
        return new SpelledMethod(name, noisy && stages.Count > 0, written.Span);
    }

    /// <summary>The integrator of an experiment by the name of the method that it spells; as it is, with an error, where the engine does not have that, or it is not the one that it names.</summary>
    public static Integrator Settle(SimulationExperiment experiment, DiagnosticBag diagnostics)
    {
        var integration = experiment.Integration;
        if (Of(integration, diagnostics) is not { } spelled)
            return integration;
        var method = IntegrationMethods.Find(integration.Method);
        if (spelled.Name is null)
            diagnostics.Error(BuildCodes.NotHere, "The expressions of the integrator are no method that the engine has.", spelled.Span, "The engine has euler, heun, rk4 and dopri5; name one, and leave `update_expression` out.");
        else if (method is not null && method != spelled.Name)
            diagnostics.Error(BuildCodes.NotHere, $"The expressions of the integrator are those of {spelled.Name}, not of '{integration.Method}'.", spelled.Span, "Correct `method`, or leave `update_expression` out.");
        else if (spelled is { Name: "heun", HasNoise: false } && (integration.Noise is not null || !integration.StateWiseSigma.IsEmpty || (experiment.Dynamics?.StateVariables.Any(static one => one.Noise is not null) ?? false)))
            diagnostics.Error(BuildCodes.NotHere, "The first stage of the integrator has no noise; that of the engine's heun has, as The Virtual Brain's.", spelled.Span, "Write `X + dX0 * dt + noise + stimulus * dt`.");
        return method is null && spelled.Name is { } name ? integration with { Method = name } : integration;
    }

    // The coefficients of dX0, dX1 and so on, without dt; null where the expression is no sum of them.
    private static (double[] Rates, bool HasNoise)? Row(Expression expression, int stage, bool isStage)
    {
        var rates = Enumerable.Range(0, stage + 1).Select(static number => FormattableString.Invariant($"dX{number}")).ToList();
        var names = new HashSet<string>([State, NoiseName, StimulusName, .. rates]);
        if (FreeNames.Of(expression).Any(name => name != Step && !names.Contains(name)) || !LinearForm.TryCreate(expression, names, out var form, out _) || form.Constant is not Number { Value: 0 })
            return null;
        if (form.Coefficient(State) is not Number { Value: var state } || state != (isStage ? 1 : 0))
            return null;
        var noise = form.Coefficient(NoiseName) is Number { Value: 1 };
        var stimulus = PerStep(form.Coefficient(StimulusName)) is 1;
        if (noise != stimulus || (!noise && (form.Coefficient(NoiseName) is not Number { Value: 0 } || PerStep(form.Coefficient(StimulusName)) is not 0)))
            return null;
        var row = rates.Select(rate => PerStep(form.Coefficient(rate))).ToArray();
        return row.Any(static one => one is null) ? null : ([.. row.Select(static one => one!.Value)], noise);
    }

    // c of c·dt.
    private static double? PerStep(Expression coefficient) =>
        LinearForm.TryCreate(coefficient, new HashSet<string> { Step }, out var form, out _) && form.Constant is Number { Value: 0 } && form.Coefficient(Step) is Number { Value: var value } ? value : null;

    // Twelve digits: 2/6 and 1/3 are the same, however they were computed.
    private static IEnumerable<double> Trimmed(double[] row) => row.Select(static one => Math.Round(one, 12)).Reverse().SkipWhile(static one => one == 0).Reverse();

    private static YamlMember? Find(Integrator integration, string key) => integration.Kept.FirstOrDefault(one => one.Key == key && one.Value.Kind != YamlKind.Null);

    private static IEnumerable<(string Name, YamlValue Value)> Entries(YamlValue value) =>
        value.Members.Select(static one => (one.Key, one.Value)).Concat(value.Items.Select(static item => (item.Find("name")?.Text ?? string.Empty, item)));
}
