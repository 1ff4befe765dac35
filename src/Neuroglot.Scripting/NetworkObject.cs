using Neuroglot.Brian.Objects;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>Something that a network consists of. It belongs to the magic network of its scope until a <see cref="Network"/> takes it.</summary>
public abstract class NetworkObject
{
    private protected NetworkObject(string kind, string? name)
    {
        var scope = Scope.Current;
        Name = name ?? scope.NextName(kind);
        Home = scope.Magic;
        Home.Welcome(this);
    }

    /// <summary>Its name, unique in its network.</summary>
    public string Name { get; }

    internal Network Home { get; set; }

    /// <summary>Whether it took part in a run, and has to stay in its network.</summary>
    internal bool HasRun { get; set; }

    /// <summary>What goes with it wherever it goes: code that runs for a group.</summary>
    internal List<NetworkObject> Parts { get; } = [];

    /// <summary>The data that the runner knows it by.</summary>
    internal abstract BrianObject Data { get; }

    /// <summary>What it does in a step, as far as its place can be chosen.</summary>
    internal virtual IEnumerable<StepPart> StepParts => [];

    private protected static double? Seconds(Quantity? step, string what) => step is { } value ? DefaultClock.StepOf(value, what) : null;
}
