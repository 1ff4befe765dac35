namespace Neuroglot.Simulation;

/// <summary>Hears what a run produces, in the order of time. Called between steps on the thread that runs the engine.</summary>
public interface IRunListener
{
    /// <summary>The recorded values.</summary>
    /// <param name="time">Time in seconds.</param>
    /// <param name="values">A value for each recording of the experiment, in SI units; valid during the call only.</param>
    void OnSample(double time, ReadOnlySpan<double> values);

    /// <summary>A recorded event.</summary>
    /// <param name="time">Time in seconds.</param>
    /// <param name="recording">Index into the event recordings of the experiment.</param>
    void OnEvent(double time, int recording);
}
