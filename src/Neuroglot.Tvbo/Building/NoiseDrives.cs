using System.Collections.Immutable;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;
using Parameter = Neuroglot.Model.Components.Parameter;
using StateVariable = Neuroglot.Tvbo.Syntax.StateVariable;

namespace Neuroglot.Tvbo.Building;

/// <summary>
/// The noise of an experiment. On each state variable it is that of the variable; else, as strong as <c>state_wise_sigma</c> says, or by itself, that of the integrator, which acts on
/// all of them. Its increment over a step is g·√dt·N(0, 1): additive with g = σ, or √(2D) for an intensity D (<c>nsig</c>); multiplicative with g·b(x), where b is the equation, or
/// a·x + b (The Virtual Brain, <c>noise.py</c>). Strengths are parameters, so that sweeps can vary them.
/// </summary>
internal sealed class NoiseDrives
{
    private const string Sigma = "sigma";
    private static readonly string[] Strengths = [Sigma, "nsig", "D"];

    // What would make other noise; and the values with which it is the usual one.
    private static readonly Dictionary<string, string> Effective = new() { ["correlated"] = "false", ["noise_type"] = "gaussian", ["function"] = string.Empty, ["pycode"] = string.Empty, ["targets"] = string.Empty, ["random_state"] = string.Empty };

    private readonly List<StepDrive> drives = [];
    private readonly List<Parameter> parameters = [];
    private readonly DynamicsScope scope;
    private readonly Integrator integration;
    private readonly ParsedDynamics dynamics;
    private readonly DiagnosticBag diagnostics;

    private NoiseDrives(SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        (this.dynamics, this.diagnostics, integration) = (dynamics, diagnostics, experiment.Integration);
        scope = new DynamicsScope(dynamics.Source, experiment.Functions, diagnostics);
    }

    /// <summary>The class with the noise of the experiment on its state variables; as it is where there is none.</summary>
    public static ComponentClass Add(ComponentClass component, SimulationExperiment experiment, ParsedDynamics dynamics, DiagnosticBag diagnostics)
    {
        if (!HasNoise(experiment, dynamics))
            return component;
        var noise = new NoiseDrives(experiment, dynamics, diagnostics);
        noise.Collect();
        return component with
        {
            Parameters = [.. component.Parameters, .. noise.parameters],
            NoiseSources = [.. component.NoiseSources, .. noise.drives.Select(static drive => new NoiseSource(drive.Noise!, 0))],
            Drives = [.. component.Drives, .. noise.drives],
        };
    }

    /// <summary>Whether the experiment has noise.</summary>
    public static bool HasNoise(SimulationExperiment experiment, ParsedDynamics dynamics) =>
        experiment.Integration.Noise is not null || !experiment.Integration.StateWiseSigma.IsEmpty || dynamics.Source.StateVariables.Any(static one => one.Noise is not null);

    private void Collect()
    {
        if (dynamics.Source.IsDiscrete)
        {
            diagnostics.Error(BuildCodes.WrongNoise, "A map has noise; only rates of change can have some.", integration.Span, "Leave the noise out.");
            return;
        }

        if (integration.StateWiseSigma is { IsEmpty: false } sigmas && sigmas.Length != dynamics.Source.StateVariables.Length)
        {
            diagnostics.Error(BuildCodes.WrongNoise, $"`state_wise_sigma` has {sigmas.Length} values, for {dynamics.Source.StateVariables.Length} state variables.", integration.Span, "Give one for each state variable, 0 for no noise.");
            return;
        }

        foreach (var (state, index) in dynamics.Source.StateVariables.Select(static (state, index) => (state, index)))
        {
            var own = state.Noise;
            if (own is { HasStrength: true })
                Add(state, own, Strength(own, $"{state.Name}.noise"));
            else if (!integration.StateWiseSigma.IsEmpty)
                Add(state, own ?? integration.Noise, Value($"{state.Name}.noise.{Sigma}", integration.StateWiseSigma[index]));
            else if (integration.Noise is { HasStrength: true } common)
                Add(state, own ?? common, Strength(common, "noise"));
            else if ((own ?? integration.Noise) is { } without)
                diagnostics.Error(BuildCodes.WrongNoise, $"The noise of `{state.Name}` does not say how strong it is.", without.Span, "Write `intensity: {value: 0.01}`, or `parameters: {sigma: {value: 0.1}}`.");
        }
    }

    private void Add(StateVariable state, Noise? noise, Expression strength)
    {
        if (noise is not null && !IsUsual(state, noise))
            return;
        var rate = noise is { IsAdditive: false } ? Factor(state, noise) is { } factor ? new Binary(BinaryOperator.Multiply, strength, factor) : null : strength;
        if (rate is not null)
            drives.Add(new StepDrive(state.Name, rate, $"noise of {state.Name}"));
    }

    private bool IsUsual(StateVariable state, Noise noise)
    {
        foreach (var member in noise.Kept)
        {
            if (!Effective.TryGetValue(member.Key, out var usual) || member.Value.Kind == YamlKind.Null || (usual.Length > 0 && string.Equals(member.Value.Text, usual, StringComparison.OrdinalIgnoreCase)))
                continue;
            diagnostics.Error(BuildCodes.WrongNoise, $"The noise of `{state.Name}` has `{member.Key}`, which the engine does not run.", member.Span, "It runs Gaussian white noise: leave the key out.");
            return false;
        }

        if (noise is not { IsAdditive: true, Equation: { } equation })
            return true;
        diagnostics.Error(BuildCodes.WrongNoise, $"The noise of `{state.Name}` is additive, and has an equation.", equation.Span, "Write `additive: false` for noise that depends on the state, or leave the equation out.");
        return false;
    }

    // b(x) of multiplicative noise.
    private Expression? Factor(StateVariable state, Noise noise)
    {
        var values = noise.Parameters.Where(static one => one.Value is not null).ToDictionary(static one => one.Name, static one => (Expression)new Number(one.Value!.Value));
        if (noise.Equation is { } equation)
            return scope.Parse(equation, $"the noise of `{state.Name}`", values.Keys) is { } parsed ? Substitution.Apply(parsed, values) : null;
        var scaled = new Binary(BinaryOperator.Multiply, values.GetValueOrDefault("a", new Number(1)), new Name(state.Name));
        return new Binary(BinaryOperator.Add, scaled, values.GetValueOrDefault("b", new Number(0)));
    }

    // σ wins over an intensity, as it does in TVBO.
    private Expression Strength(Noise noise, string prefix)
    {
        var (name, value) = Strengths.Select(name => (Name: name, noise.Parameters.FirstOrDefault(one => one.Name == name)?.Value)).Append((Name: "D", noise.Intensity?.Value)).First(static one => one.Value is not null);
        if (!(value >= 0) || !double.IsFinite(value.Value))
            diagnostics.Error(BuildCodes.WrongNoise, FormattableString.Invariant($"The strength {value} of noise is negative or infinite."), noise.Span, "Give a number from 0 on.");
        var strength = Value($"{prefix}.{name}", value!.Value);
        return name == Sigma ? strength : new Call("sqrt", new Binary(BinaryOperator.Multiply, new Number(2), strength));
    }

    private Name Value(string name, double value)
    {
        if (!parameters.Exists(one => one.Name == name))
            parameters.Add(new Parameter(name, Dimension.None, value));
        return new Name(name);
    }
}
