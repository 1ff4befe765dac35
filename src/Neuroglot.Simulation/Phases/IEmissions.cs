using Neuroglot.Model.Experiments;

namespace Neuroglot.Simulation.Phases;

/// <summary>Events that do not depend on what a network does.</summary>
internal interface IEmissions
{
    /// <summary>Puts the events of step <paramref name="k"/> into <paramref name="list"/>, in the order of instances; steps must not go back.</summary>
    void Emit(long k, EventList list);

    /// <summary>The events that an operation states.</summary>
    static IEmissions Of(Emission events, double step) => events switch
    {
        ScheduledEmission scheduled => new EmissionSchedule(scheduled, step),
        DrawnEmission drawn => new DrawnEvents(drawn, step),
        _ => throw new InvalidOperationException($"Unknown events {events.GetType().Name}."),
    };
}
