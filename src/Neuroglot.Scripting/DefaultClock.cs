using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>The clock of everything that has none of its own.</summary>
public static class DefaultClock
{
    /// <summary>Its time step, which counts from the next run on; 0.1 ms unless set.</summary>
    /// <exception cref="ModelException">The step is no time above 0.</exception>
    [SuppressMessage("Naming", "CA1720", Justification = "dt is what the field calls a time step.")]
    public static Quantity Dt
    {
        get => new(Scope.Current.Step, Dimension.Time);
        set => Scope.Current.Step = StepOf(value, "the default clock");
    }

    /// <summary>A time step in seconds.</summary>
    internal static double StepOf(Quantity step, string what) =>
        step.Dimension == Dimension.Time && step.Value > 0 ? step.Value : throw new ModelException($"The time step of {what} should be a time above 0, but it is {step}.");
}
