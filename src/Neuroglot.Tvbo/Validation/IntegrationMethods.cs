namespace Neuroglot.Tvbo.Validation;

/// <summary>Names that TVBO's documents have for integration methods, in either dialect.</summary>
public static class IntegrationMethods
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["euler"] = "euler", ["EulerDeterministic"] = "euler", ["EulerStochastic"] = "euler",
        ["heun"] = "heun", ["HeunDeterministic"] = "heun", ["HeunStochastic"] = "heun",
        ["rk4"] = "rk4", ["RungeKutta4thOrder"] = "rk4", ["RungeKutta4thOrderDeterministic"] = "rk4", ["RungeKutta4"] = "rk4",
        ["dopri5"] = "dopri5", ["Dopri5"] = "dopri5", ["dop853"] = "dop853", ["Dopri853"] = "dop853", ["vode"] = "vode", ["Identity"] = "identity",
    };

    /// <summary>The names, for messages.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>The usual name of a method: euler, heun (the trapezoid of Heun), rk4, dopri5, dop853, vode or identity; null where nobody knows it.</summary>
    public static string? Find(string method) => Known.GetValueOrDefault(method);
}
