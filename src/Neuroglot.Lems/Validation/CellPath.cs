using System.Globalization;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>Where a path to a cell leads: <c>../pop/3/pyramidal</c> or <c>../pop[3]</c>.</summary>
/// <param name="Population">The population, or null when there is none of that name.</param>
/// <param name="Problem">What is wrong with the path, as the end of a sentence; null when it is right.</param>
internal readonly record struct CellPath(LemsComponent? Population, string? Problem)
{
    /// <summary>The cell that the members of the population are made from, or null.</summary>
    public LemsComponent? Cell => Population?.Reference("component");

    /// <summary>Follows the attribute <paramref name="attribute"/> of <paramref name="user"/>, which stands in <paramref name="network"/>.</summary>
    public static CellPath Follow(LemsComponent network, LemsComponent user, string attribute, string text)
    {
        if (LemsPath.Parse(text, user.SpanOf(attribute), new DiagnosticBag()) is not { } path)
            return new CellPath(null, "is not a path");
        var steps = path.Steps;
        var at = 0;
        while (at < steps.Length && steps[at].Kind != LemsPathStepKind.Name)
            at++;
        if (at == 0 && user.Parent != network)
            return new CellPath(null, "does not begin with ../");
        if (at == steps.Length)
            return new CellPath(null, "names no population");
        var step = steps[at++];
        if (network.Population(step.Name) is not { } population)
            return new CellPath(null, $"leads to the population “{step.Name}”, which {network.Called()} does not have");
        int index;
        if (step.Index is { } stated)
        {
            index = stated;
        }
        else if (at == steps.Length || !int.TryParse(steps[at].Name, NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return new CellPath(population, $"does not say which cell of “{step.Name}” is meant");
        }
        else
        {
            at++;
        }

        if (OutOfRange(population, index) is { } outOfRange)
            return new CellPath(population, outOfRange);
        if (at < steps.Length && population.Reference("component") is { Id: { } cell } && steps[at].Name != cell)
            return new CellPath(population, $"leads to a cell “{steps[at].Name}”, but “{step.Name}” is made from “{cell}”");
        return new CellPath(population, null);
    }

    /// <summary>What is wrong with the number <paramref name="index"/> of a cell in <paramref name="population"/>, or null.</summary>
    public static string? OutOfRange(LemsComponent population, int index)
    {
        if (population.IsA("populationList"))
        {
            return population.ChildById(index.ToString(CultureInfo.InvariantCulture)) is null
                ? $"leads to the cell {index}, but {population.Called()} has no instance of that id"
                : null;
        }

        if (population.IsA("population") && population.TryValue("size", out var size) && !(index >= 0 && index < size))
            return $"leads to the cell {index}, but {population.Called()} has {(size > 1 ? string.Create(CultureInfo.InvariantCulture, $"only the cells 0 to {size - 1:0}") : size == 1 ? "only the cell 0" : "no cells")}";
        return null;
    }
}
