using Neuroglot.Model.Experiments;
using Neuroglot.Numerics;

namespace Neuroglot.Simulation.Phases;

/// <summary>Draws the events of a <see cref="DrawnEmission"/> as the steps come. The sequence begins with the first step; a run that goes on later draws what came before, and forgets it.</summary>
internal sealed class DrawnEvents : IEmissions
{
    private readonly DrawnEmission events;
    private readonly ShiftRegisterRandom random;
    private readonly double step;
    private readonly double[] rates;
    private readonly double[] next;
    private int change;
    private long done;

    public DrawnEvents(DrawnEmission events, double step)
    {
        (this.events, this.step) = (events, step);
        random = new ShiftRegisterRandom(events.Seed);
        rates = new double[events.Count];
        next = new double[events.Count];
        Array.Fill(next, double.PositiveInfinity);
        for (var forgotten = 0; forgotten < events.Forgotten; forgotten++)
            random.NextExponential();
    }

    public void Emit(long k, EventList list)
    {
        list.Clear();
        for (; done <= k; done++)
        {
            var t = events.IsSingle ? (float)done * (float)step : done * step;
            for (; change < events.Times.Length && events.Times[change] <= t; change++)
            {
                var (instance, rate) = (events.Instances[change], events.Rates[change]);
                rates[instance] = rate;
                next[instance] = rate > 0 ? t + Interval(rate) : double.PositiveInfinity;
            }

            for (var instance = 0; instance < next.Length; instance++)
            {
                if (!(next[instance] <= t))
                    continue;
                if (done == k)
                    list.Add(instance);
                next[instance] = (events.IsSingle ? t : next[instance]) + Interval(rates[instance]);
            }
        }
    }

    private double Interval(double rate) => random.NextExponential() * events.Unit / rate;
}
