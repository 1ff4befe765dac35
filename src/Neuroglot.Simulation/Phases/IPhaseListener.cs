namespace Neuroglot.Simulation.Phases;

/// <summary>Hears what a run in phases produces, in the order of time, on the thread that runs the engine. Spans are valid during the call only.</summary>
public interface IPhaseListener
{
    /// <summary>Values recorded by a <see cref="Model.Experiments.Sampling"/>.</summary>
    /// <param name="operation">Name of the operation.</param>
    /// <param name="time">Time in seconds.</param>
    /// <param name="values">The instances of the first variable, then those of the second, and so on; SI units.</param>
    void OnSample(string operation, double time, ReadOnlySpan<double> values);

    /// <summary>Events recorded by an <see cref="Model.Experiments.EventSampling"/>.</summary>
    /// <param name="operation">Name of the operation.</param>
    /// <param name="time">Time in seconds.</param>
    /// <param name="instances">The instances that emitted, counted from the first of the recorded range.</param>
    /// <param name="values">For each variable its value in each of the instances; SI units.</param>
    void OnEvents(string operation, double time, ReadOnlySpan<int> instances, ReadOnlySpan<double> values);

    /// <summary>The number of events of a step, counted by an <see cref="Model.Experiments.EventCounting"/>.</summary>
    void OnCount(string operation, double time, int count);

    /// <summary>A <see cref="Model.Experiments.HostOperation"/> has its turn.</summary>
    /// <param name="operation">Name of the operation.</param>
    /// <param name="time">Time in seconds.</param>
    /// <param name="engine">The engine, whose values may be read and changed.</param>
    void OnHost(string operation, double time, PhaseEngine engine);
}
