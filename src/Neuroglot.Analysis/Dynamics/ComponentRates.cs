using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Analysis;

/// <summary>The rates of a component's state variables at any state, for pictures of its dynamics.</summary>
public static class ComponentRates
{
    /// <summary>dx/dt and dy/dt of two state variables, as functions of these; all else stays.</summary>
    /// <param name="component">The component.</param>
    /// <param name="x">A state variable.</param>
    /// <param name="y">Another one.</param>
    /// <param name="values">Values of parameters, inputs and other state variables, in SI units; parameters that are not there have the component's own values, all else is 0.</param>
    /// <param name="regime">The regime; null for the initial one.</param>
    /// <returns>The function; it throws <see cref="InvalidOperationException"/> where an equation draws random numbers.</returns>
    /// <exception cref="ArgumentException">The component has no equation of one of the variables in that regime.</exception>
    public static Func<double, double, (double X, double Y)> Of(ComponentClass component, string x, string y, IReadOnlyDictionary<string, double>? values = null, string? regime = null)
    {
        ArgumentNullException.ThrowIfNull(component);
        var given = component.Parameters.ToDictionary(static one => one.Name, static one => one.Value);
        foreach (var state in component.States)
            given[state.Name] = state.Initial;
        foreach (var (name, value) in values ?? new Dictionary<string, double>())
            given[name] = value;
        var (rateX, rateY) = (Rate(x), Rate(y));
        return (atX, atY) =>
        {
            var known = new Dictionary<string, double>(given) { [x] = atX, [y] = atY };
            // Aliases come after those that they need.
            foreach (var alias in component.Aliases)
                known[alias.Name] = Evaluator.Evaluate(alias.Value, Lookup);
            return (Evaluator.Evaluate(rateX, Lookup), Evaluator.Evaluate(rateY, Lookup));
            double Lookup(string name) => known.GetValueOrDefault(name);
        };

        Expression Rate(string name) => component.Machines.Select(machine => regime is null ? machine.Regimes[machine.Initial] : machine.Regimes.FirstOrDefault(one => one.Name == regime))
            .OfType<Regime>().SelectMany(static one => one.Derivatives).FirstOrDefault(one => one.Variable == name)?.Rate
            ?? throw new ArgumentException($"`{component.Name}` has no equation of `{name}`{(regime is null ? string.Empty : $" in the regime `{regime}`")}.", nameof(component));
    }
}
