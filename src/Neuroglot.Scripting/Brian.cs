using Neuroglot.Brian.Language;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>What Brian does for the network of all objects that a script has made, for <c>using static</c>.</summary>
public static class Brian
{
    /// <summary>Time step of everything that has none of its own; 0.1 ms unless set.</summary>
    /// <exception cref="ModelException">The step is no time above 0.</exception>
    public static Quantity DefaultStep
    {
        get => new(Scope.Current.Step, Dimension.Time);
        set => Scope.Current.Step = value.Dimension == Dimension.Time && value.Value > 0 ? value.Value : throw new ModelException($"The time step should be a time above 0, but it is {value}.");
    }

    /// <summary>The network of all objects made since <see cref="StartScope"/> that no other network took.</summary>
    public static Network MagicNetwork => Scope.Current.Magic;

    /// <summary>Forgets all objects made before; names, seed and time step begin anew.</summary>
    public static void StartScope() => Scope.Start();

    /// <summary>Sets the seed of all random numbers; it is 0 unless set.</summary>
    public static void Seed(ulong seed) => Scope.Current.Seed = seed;

    /// <summary>Values that follow each other in time, for code as <c>stimulus(t)</c>; the last holds forever.</summary>
    /// <param name="values">The values.</param>
    /// <param name="dt">How long each holds.</param>
    /// <exception cref="ModelException">There are no values, they measure different things, or the step is no time above 0.</exception>
    public static TimedArray TimedArray(Quantity[] values, Quantity dt)
    {
        if (values is not [var first, ..] || values.Any(value => value.Dimension != first.Dimension))
            throw new ModelException("A timed array should have values, and all of one unit.");
        if (dt.Dimension != Dimension.Time || !(dt.Value > 0))
            throw new ModelException($"The time step of a timed array should be a time above 0, but it is {dt}.");
        return new TimedArray([.. values.Select(value => value.Value)], dt.Value, first.Dimension);
    }

    /// <summary>Runs the magic network; another run goes on where this one ends.</summary>
    /// <param name="duration">Biological time.</param>
    /// <param name="namespace">Names for all objects that do not know them themselves: a dictionary, or an object whose properties they are.</param>
    /// <param name="progress">Told the biological time reached and that of the whole run, in seconds; may be null.</param>
    /// <exception cref="ModelException">Something is wrong with the model, or went wrong in the run.</exception>
    public static void Run(Quantity duration, object? @namespace = null, Action<double, double>? progress = null) => Scope.Current.Magic.Run(duration, @namespace, progress);
}
