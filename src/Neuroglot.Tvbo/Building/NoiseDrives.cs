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
/// a·x + b (The Virtual Brain, <c>noise.py</c>). With a correlation time τ (<c>ntau</c>) the increment is g·dt/√τ·η: η is a state of its own with the variance 1, drawn at the start, that
/// goes to e^(−dt/τ)·η + √(1 − e^(−2dt/τ))·N(0, 1) with each step. Strengths are parameters, so that sweeps can vary them.
/// </summary>
internal sealed class NoiseDrives
{
    private const string Sigma = "sigma";
    private static readonly string[] Strengths = [Sigma, "nsig", "D"];

    // What would make other noise; and the values with which it is the usual one.
    private static readonly Dictionary<string, string> Effective = new() { ["correlated"] = "false", ["noise_type"] = "gaussian", ["function"] = string.Empty, ["pycode"] = string.Empty, ["targets"] = string.Empty, ["random_state"] = string.Empty };

    private readonly List<StepDrive> drives = [];
    private readonly List<string> correlated = [];
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
            NoiseSources = [.. component.NoiseSources, .. noise.drives.Select(static drive => drive.Noise).OfType<string>().Select(static name => new NoiseSource(name, 0))],
            Drives = [.. component.Drives, .. noise.drives],
            States = [.. component.States, .. noise.correlated.Select(static name => new Model.Components.StateVariable(name, Dimension.None, 0))],
            OnStart = noise.correlated.Count == 0 ? component.OnStart : [.. component.OnStart, new StartBlock(0, [.. noise.correlated.Select(name => new Assignment(name, new Call("normal"), component.Span))])],
            Machines = noise.correlated.Count == 0 || component.Machines.IsEmpty ? component.Machines : [WithRates(component.Machines[0], noise.correlated), .. component.Machines.Skip(1)],
        };
    }

    /// <summary>Whether the experiment has noise.</summary>
    public static bool HasNoise(SimulationExperiment experiment, ParsedDynamics dynamics) =>
        experiment.Integration.Noise is not null || !experiment.Integration.StateWiseSigma.IsEmpty || dynamics.Source.StateVariables.Any(static one => one.Noise is not null);

    // What only drives change has the rate 0, in all regimes of the machine that advances.
    private static RegimeMachine WithRates(RegimeMachine machine, List<string> names) => machine with
    {
        Regimes = [.. machine.Regimes.Select(regime => regime with { Derivatives = [.. regime.Derivatives, .. names.Select(static name => new TimeDerivative(name, new Number(0), Model.Diagnostics.SourceSpan.None))] })],
    };

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
                diagnostics.Error(BuildCodes.WrongNoise, $"The noise of {Of(state, without)} does not say how strong it is.", without.Span, "Write `intensity: {value: 0.01}`, or `parameters: {sigma: {value: 0.1}}`.");
        }
    }

    private void Add(StateVariable state, Noise? noise, Expression strength)
    {
        if (noise is not null && !IsUsual(state, noise))
            return;
        var rate = noise is { IsAdditive: false } ? Factor(state, noise) is { } factor ? new Binary(BinaryOperator.Multiply, strength, factor) : null : strength;
        if (rate is null)
            return;
        if (noise?.CorrelationTime is not { } time)
        {
            drives.Add(new StepDrive(state.Name, rate, $"noise of {state.Name}"));
            return;
        }

        if (!(time > 0) || !double.IsFinite(time))
            diagnostics.Error(BuildCodes.WrongNoise, FormattableString.Invariant($"The correlation time {time} of the noise of {Of(state, noise)} is none."), noise.Span, "Write `parameters: {ntau: {value: 5}}`, or leave it out for white noise.");
        var name = $"{state.Name}.noise.eta";
        var (step, eta) = (new Number(integration.Step), new Name(name));
        Binary Lost(double times) => new(BinaryOperator.Divide, new Binary(BinaryOperator.Subtract, new Number(1), new Call("exp", new Number(-times * integration.Step / time))), step);
        correlated.Add(name);
        drives.Add(new StepDrive(name, new Binary(BinaryOperator.Multiply, new Unary(UnaryOperator.Negate, Lost(1)), eta)));
        drives.Add(new StepDrive(name, new Call("sqrt", Lost(2)), $"noise of {state.Name}"));
        drives.Add(new StepDrive(state.Name, new Binary(BinaryOperator.Multiply, rate, new Binary(BinaryOperator.Multiply, new Number(Math.Sqrt(1 / time)), eta))));
    }

    private bool IsUsual(StateVariable state, Noise noise)
    {
        foreach (var member in noise.Kept)
        {
            if (!Effective.TryGetValue(member.Key, out var usual) || member.Value.Kind == YamlKind.Null || (member.Key == "correlated" && noise.CorrelationTime is not null) || (usual.Length > 0 && string.Equals(member.Value.Text, usual, StringComparison.OrdinalIgnoreCase)))
                continue;
            diagnostics.Error(BuildCodes.WrongNoise, $"The noise of {Of(state, noise)} has `{member.Key}`, which the engine does not run.", member.Span, member.Key == "correlated" ? "Say for how long: `parameters: {ntau: {value: 5}}`." : "It runs Gaussian noise: leave the key out.");
            return false;
        }

        if (noise is not { IsAdditive: true, Equation: { } equation })
            return true;
        diagnostics.Error(BuildCodes.WrongNoise, $"The noise of {Of(state, noise)} is additive, and has an equation.", equation.Span, "Write `additive: false` for noise that depends on the state, or leave the equation out.");
        return false;
    }

    // What is wrong with the noise of all variables is told once.
    private string Of(StateVariable state, Noise noise) => ReferenceEquals(noise, integration.Noise) ? "the integrator" : $"`{state.Name}`";

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
