using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;
using Records = Neuroglot.Brian.Objects;

namespace Neuroglot.Scripting;

/// <summary>A function of the script that the network calls; it may read and change values.</summary>
public sealed class NetworkOperation : NetworkObject
{
    private readonly Records.NetworkOperation data;

    /// <summary>Creates an operation that is told the time.</summary>
    /// <param name="action">Called in each step.</param>
    /// <param name="dt">Time between calls; null for the time step of the run.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for <c>networkoperation</c> and a number.</param>
    public NetworkOperation(Action<Quantity> action, Quantity? dt = null, string when = "start", int order = 0, string? name = null)
        : base("networkoperation", name)
    {
        Run = action;
        data = new Records.NetworkOperation(Name) { Step = Seconds(dt, Name), When = when, Order = order };
    }

    /// <summary>Creates an operation.</summary>
    /// <param name="action">Called in each step.</param>
    /// <param name="dt">Time between calls; null for the time step of the run.</param>
    /// <param name="when">Its slot.</param>
    /// <param name="order">Order among those in the same slot.</param>
    /// <param name="name">Its name; null for <c>networkoperation</c> and a number.</param>
    public NetworkOperation(Action action, Quantity? dt = null, string when = "start", int order = 0, string? name = null)
        : this(_ => action(), dt, when, order, name)
    {
    }

    internal Action<Quantity> Run { get; }

    internal override BrianObject Data => data;
}
