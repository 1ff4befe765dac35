namespace Neuroglot.Testing.Reference;

/// <summary>
/// The classic Runge–Kutta step of an instance whose dynamics is marked simultaneous, with all that it holds. What it holds keeps no conditions or
/// events of its own in the reference simulator; only the outermost conditions are carried out, after the step.
/// </summary>
internal sealed class SimultaneousStep(Instance outermost)
{
    private readonly List<(Instance Owner, int Slot, Formula Rate)> states = [.. StatesOf(outermost)];

    public void Advance(double t, double dt)
    {
        var start = states.ConvertAll(state => state.Owner.Variables[state.Slot]);
        var first = Rates(t);
        var derived = Snapshot(outermost).ToArray();
        var second = MoveAndRate(start, first, dt / 2, t + (dt / 2));
        var third = MoveAndRate(start, second, dt / 2, t + (dt / 2));
        var fourth = MoveAndRate(start, third, dt, t + dt);

        // Derived variables stay those of the start of the step, as in a plain step.
        foreach (var (variables, old) in derived)
            old.CopyTo(variables, 0);
        for (var i = 0; i < states.Count; i++)
            states[i].Owner.Variables[states[i].Slot] = start[i] + (dt * (first[i] + (2 * second[i]) + (2 * third[i]) + fourth[i]) / 6);
        Publish(outermost);
        outermost.CarryOutConditions();
    }

    private static IEnumerable<(Instance, int, Formula)> StatesOf(Instance instance) =>
        instance.Behaviour.Rates.Select(rate => (instance, rate.Slot, rate.Formula)).Concat(instance.Parts.SelectMany(StatesOf));

    private static IEnumerable<(double[] Variables, double[] Old)> Snapshot(Instance instance) =>
        instance.Parts.SelectMany(Snapshot).Prepend((instance.Variables, [.. instance.Variables]));

    private static void SetTime(Instance instance, double t)
    {
        instance.Variables[instance.Behaviour.T] = t;
        foreach (var part in instance.Parts)
            SetTime(part, t);
    }

    private double[] MoveAndRate(List<double> start, double[] rates, double dt, double t)
    {
        for (var i = 0; i < states.Count; i++)
            states[i].Owner.Variables[states[i].Slot] = start[i] + (dt * rates[i]);
        return Rates(t);
    }

    private double[] Rates(double t)
    {
        SetTime(outermost, t);
        Publish(outermost);
        outermost.EvaluateTogether();
        return [.. states.Select(state => state.Rate(state.Owner.Variables))];
    }

    /// <summary>Lets the state of each be seen by what it holds before anything is evaluated.</summary>
    private static void Publish(Instance instance)
    {
        instance.CopyExposures();
        foreach (var part in instance.Parts)
            Publish(part);
    }
}
