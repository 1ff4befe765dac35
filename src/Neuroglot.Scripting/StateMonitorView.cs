using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>What a state monitor has recorded of one neuron or synapse: <c>monitor[5]["v"]</c>.</summary>
public sealed class StateMonitorView
{
    private readonly StateMonitor monitor;
    private readonly int place;

    internal StateMonitorView(StateMonitor monitor, int index, int place) => (this.monitor, Index, this.place) = (monitor, index, place);

    /// <summary>The neuron or synapse, counted from the first of the source.</summary>
    public int Index { get; }

    /// <summary>The monitor that it is part of.</summary>
    internal StateMonitor Monitor => monitor;

    /// <summary>The time of each sample.</summary>
    public Quantity[] T => monitor.T;

    /// <summary>The values of a variable, one for each time.</summary>
    /// <param name="variable">One of those recorded.</param>
    /// <exception cref="ModelException">It is not recorded.</exception>
    public Quantity[] this[string variable]
    {
        get
        {
            var dimension = monitor.DimensionOf(variable);
            return Array.ConvertAll(Plain(variable), value => new Quantity(value, dimension));
        }
    }

    /// <summary>The values of a variable as numbers in SI units, one for each time.</summary>
    /// <param name="variable">One of those recorded.</param>
    /// <exception cref="ModelException">It is not recorded.</exception>
    public double[] Plain(string variable) => monitor.Trace(variable, place);
}
