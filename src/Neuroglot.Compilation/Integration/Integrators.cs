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
        new RungeKutta4(),
        new Exact(),
        new Heun(),
        new Milstein(),
    ];

    /// <summary>The integrator called <paramref name="name"/>, or null.</summary>
    public static IIntegrator? Find(string name) => All.FirstOrDefault(integrator => integrator.Name == name);
}
