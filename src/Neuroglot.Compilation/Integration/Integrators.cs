namespace Neuroglot.Compilation.Integration;

/// <summary>The integrators. To add one, write a class beside these and a line here.</summary>
internal static class Integrators
{
    /// <summary>Every integrator, in the order of the documentation.</summary>
    public static IReadOnlyList<IIntegrator> All { get; } =
    [
        new ForwardEuler(),
        new ExponentialEuler(),
        new Midpoint(),
        new ImprovedEuler(),
        RungeKutta.Third,
        new RungeKutta4(),
        RungeKutta.Fifth,
        new ExtrapolatedMidpoint(6),
        new ExtrapolatedMidpoint(8),
        new ExtrapolatedMidpoint(10),
        new ExtrapolatedMidpoint(12),
        new DormandPrince(),
        new Exact(),
        new Heun(),
        new Milstein(),
    ];

    /// <summary>The integrator called <paramref name="name"/>, or null.</summary>
    public static IIntegrator? Find(string name) => All.FirstOrDefault(integrator => integrator.Name == name);
}
