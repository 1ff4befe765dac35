using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Compilation.Integration;

/// <summary>The rates of machines with several regimes as one block of equations.</summary>
internal static class RegimeRates
{
    /// <summary>For each variable its rate: that of the active regime, and 0 where that has none.</summary>
    public static List<(string Variable, Expression Rate)> Of(IEnumerable<RegimeMachine> machines)
    {
        var rates = new List<(string Variable, Expression Rate)>();
        var place = new Dictionary<string, int>();
        foreach (var machine in machines)
        {
            for (var regime = 0; regime < machine.Regimes.Length; regime++)
            {
                foreach (var derivative in machine.Regimes[regime].Derivatives)
                {
                    var active = new Binary(BinaryOperator.Equal, new Name(machine.Name), new Number(regime));
                    var rate = machine.AlwaysHolds ? derivative.Rate : new Piecewise([new Case(active, derivative.Rate)], new Number(0));
                    if (place.TryGetValue(derivative.Variable, out var index))
                        rates[index] = (derivative.Variable, new Binary(BinaryOperator.Add, rates[index].Rate, rate));
                    else
                        rates.Add((derivative.Variable, rate));
                    place.TryAdd(derivative.Variable, rates.Count - 1);
                }
            }
        }

        return rates;
    }
}
