using System.CommandLine;

namespace Neuroglot.Cli;

/// <summary>The options of <c>run</c> and <c>sweep</c> that say what is simulated, and how.</summary>
internal sealed class RunSettings
{
    public RunSettings() => Set.Validators.Add(static result =>
    {
        foreach (var token in result.Tokens)
        {
            if (ParseOverride(token.Value) is null)
                result.AddError($"--set: '{token.Value}' is not of the form population.parameter=value.");
        }
    });

    public Option<Box<double>> Duration { get; } = CommonOptions.Time("--duration", "How much biological time to simulate, with its unit: 300ms.");

    public Option<Box<double>> Step { get; } = CommonOptions.Time("--dt", "The time step, with its unit: 0.025ms.");

    public Option<string?> Method { get; } = new("--method") { Description = "Integration method: euler, exponential_euler, rk2 to rk6, rk8, rk10, rk12 or exact.", HelpName = "NAME" };

    public Option<string?> Semantics { get; } = new("--semantics") { Description = "Whose order of things within a step is followed, for example lems.", HelpName = "NAME" };

    public Option<Box<Fidelity>> Fidelity { get; } = CommonOptions.Choice<Fidelity>(
        "--fidelity", "LEMS: reference (default), events in the reference's own order, or fast, at the end of the step; SpineML: native (default), or brahms, to the bit.");

    public Option<Box<long>> Seed { get; } = CommonOptions.WholeNumber("--seed", "Seed of the random numbers.", long.MinValue, long.MaxValue);

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Change a parameter for this run; may be given several times. Of SpineML also properties, inputs, delays and probabilities, of Brian values of namespaces and variables.",
        HelpName = "population.parameter=value",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Include { get; } = CommonOptions.Include();

    public LoadOptions LoadOptions(ParseResult parsed) => CommonOptions.LoadOptions(parsed.GetValue(Include));

    public RunOptions RunOptions(ParseResult parsed) => new()
    {
        Duration = parsed.GetValue(Duration)?.Value,
        Step = parsed.GetValue(Step)?.Value,
        Method = parsed.GetValue(Method),
        Semantics = parsed.GetValue(Semantics),
        Fidelity = parsed.GetValue(Fidelity)?.Value,
        Seed = parsed.GetValue(Seed)?.Value,
        Overrides = [.. (parsed.GetValue(Set) ?? []).Select(ParseOverride).OfType<ParameterOverride>()],
    };

    /// <summary><c>population.parameter=value</c>, or null.</summary>
    private static ParameterOverride? ParseOverride(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < equals - 1 && equals < text.Length - 1 ? new ParameterOverride(text[..equals].Trim(), text[(equals + 1)..].Trim()) : null;
    }
}
