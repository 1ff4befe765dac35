using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>Paths and numbers of cells in connections and inputs are well formed and lead to cells of the population that is named (NG1341).</summary>
internal sealed class CellPaths : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        foreach (var network in model.Networks())
        {
            foreach (var end in ConnectionEnd.In(network))
            {
                if (Problem(network, end) is { } problem)
                    diagnostics.Error("NG1341", $"{end.Attribute} of {end.User.Called()}, “{end.Path}”, {problem}.", end.User.SpanOf(end.Attribute), Cure(network, end));
            }
        }
    }

    private static string? Problem(LemsComponent network, ConnectionEnd end)
    {
        if (end.Number is { } number)
            return end.Population(network) is { } counted ? CellPath.OutOfRange(counted, number) : null;
        var path = CellPath.Follow(network, end.User, end.Attribute, end.Path);
        if (path.Problem is { } problem)
        {
            // Where the named population is missing itself, that is the problem to report, once.
            return path.Population is null && end.PopulationId is { } missing && end.Population(network) is null && end.Path.Contains(missing, StringComparison.Ordinal) ? null : problem;
        }

        return end.PopulationId is { } named && end.Population(network) is not null && path.Population!.Id != named
            ? $"leads to the population “{path.Population.Id}”, but {end.User.Parent!.Called()} is for “{named}”"
            : null;
    }

    private static string? Cure(LemsComponent network, ConnectionEnd end)
    {
        if (end.Number is not null)
            return null;
        var population = end.Population(network) ?? (network.Children("populations") is { Count: > 0 } all ? all[0] : null);
        if (population?.Id is not { } id)
            return null;
        var up = end.User.Parent == network ? string.Empty : "../";
        return population.IsA("populationList") && population.Reference("component")?.Id is { } cell ? $"Write it like {up}{id}/0/{cell}." : $"Write it like {up}{id}[0].";
    }
}
