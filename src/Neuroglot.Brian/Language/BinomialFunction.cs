using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>Numbers from a binomial distribution, a new one for each neuron and step: how many of some trials succeed, in code <c>name()</c>.</summary>
/// <param name="Trials">Number of trials.</param>
/// <param name="Probability">Probability that one succeeds.</param>
/// <param name="IsApproximate">Whether a normal distribution is taken where both more than 5 successes and more than 5 failures are expected.</param>
public sealed record BinomialFunction(int Trials, double Probability, bool IsApproximate = true) : NamespaceValue
{
    /// <summary>What it takes and gives.</summary>
    internal static Neuroglot.Model.Expressions.FunctionDimensions Dimensions { get; } = new([], Dimension.None);

    /// <summary>What it is, for messages.</summary>
    public override string ToString() => $"a binomial function of {Trials} trials";
}
