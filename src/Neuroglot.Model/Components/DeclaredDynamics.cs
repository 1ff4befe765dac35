using System.Collections.Immutable;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Model.Components;

/// <summary>
/// Gaussian white noise of unit intensity, in s^(−1/2): where <paramref name="Name"/> stands in a rate, the variable gets a Wiener increment. Each
/// instance has its own; the same name in several rates of an instance is the same noise (Brian's <c>xi</c>).
/// </summary>
/// <param name="Name">Unique name; shares the name space of the variables.</param>
/// <param name="Part">Index of the part that owns it.</param>
public sealed record NoiseSource(string Name, int Part);

/// <summary>
/// A drive of a state variable that is evaluated once a step, from the values at its beginning, and holds over it, whatever the stages of the method: stimuli and noise
/// of neural masses. Noise is meant in the sense of Itō.
/// </summary>
/// <param name="Variable">The state variable.</param>
/// <param name="Rate">What is added to its rate, or how strongly <paramref name="Noise"/> drives it.</param>
/// <param name="Noise">The noise source that the rate is multiplied with; null for none.</param>
public sealed record StepDrive(string Variable, Expression Rate, string? Noise = null);

/// <summary>
/// Values that a call of <paramref name="Name"/> finds: <c>stimulus(k)</c> is the value at index k without its fraction, or the first or last beyond the
/// ends.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Values">At least one, in SI units.</param>
public sealed record LookupTable(string Name, ImmutableArray<double> Values)
{
    /// <summary>Where the index is a time, the seconds for which each value holds; 0 for other tables.</summary>
    public double Interval { get; init; }
}

/// <summary>The value of a function for one instance.</summary>
/// <param name="arguments">In SI units; valid during the call only.</param>
public delegate double ElementFunction(ReadOnlySpan<double> arguments);

/// <summary>A function of the program that runs the model: a call of <paramref name="Name"/> calls it, for one instance after the other.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Code">The function.</param>
public sealed record HostFunction(string Name, ElementFunction Code);

/// <summary>
/// The refractory period that the author declared, rather than its expansion into regimes. An event at <paramref name="Port"/> clears
/// <paramref name="NotRefractory"/> and notes the time in <paramref name="LastEvent"/>. Before the dynamics advance, an instance recovers when
/// <paramref name="Period"/> is over, in whole time steps, or <paramref name="StaysWhile"/> does not hold any more. A refractory instance does not
/// emit from <paramref name="Port"/>.
/// </summary>
/// <param name="Port">Event send port.</param>
/// <param name="NotRefractory">State variable that is 1 while the instance is not refractory, else 0.</param>
/// <param name="LastEvent">State variable that holds the time of the last event, in seconds.</param>
/// <param name="Period">Length in seconds, which may differ between instances and change; null where a condition decides.</param>
/// <param name="StaysWhile">Condition over the values before the step, under which a refractory instance stays so; null where a period decides.</param>
public sealed record Refractoriness(string Port, string NotRefractory, string LastEvent, Expression? Period, Expression? StaysWhile);

/// <summary>
/// Linear equations that need not advance step by step: before an event handler of the component runs, they are solved over the time since
/// <paramref name="LastUpdate"/> (Brian's <c>event-driven</c>).
/// </summary>
/// <param name="LastUpdate">State variable that holds the time of the last update, in seconds.</param>
/// <param name="Derivatives">Rates, linear in these variables.</param>
public sealed record EventDrivenDynamics(string LastUpdate, ImmutableArray<TimeDerivative> Derivatives);
