using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>
/// The populations that projections name exist in their network (NG1340), and so do those of input lists (NG1344, a warning: only the targets of the
/// list's members count). Electrical and continuous projections refer to theirs by reference, which resolving checks.
/// </summary>
internal sealed class PopulationsOfProjections : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        foreach (var network in model.Networks())
        {
            var populations = network.Children("populations").Ids();
            foreach (var projection in network.Children("projections"))
            {
                Check(network, projection, "presynapticPopulation", populations, "NG1340", Severity.Error, diagnostics);
                Check(network, projection, "postsynapticPopulation", populations, "NG1340", Severity.Error, diagnostics);
            }

            foreach (var inputs in network.Children("inputs"))
                Check(network, inputs, "population", populations, "NG1344", Severity.Warning, diagnostics);
        }
    }

    private static void Check(
        LemsComponent network, LemsComponent user, string attribute, HashSet<string> populations, string code, Severity severity, DiagnosticBag diagnostics)
    {
        if (user.Text(attribute) is not { } id)
        {
            diagnostics.Add(new Diagnostic(code, severity, $"{user.Called()} does not say what its {attribute} is.", user.Span, $"Add {attribute}=\"…\" with the id of a population."));
        }
        else if (!populations.Contains(id))
        {
            diagnostics.Add(new Diagnostic(code, severity, $"There is no population “{id}” in {network.Called()}, which {user.Called()} names as its {attribute}.", user.SpanOf(attribute),
                NearNames.Hint(id, populations) ?? (populations.Count is > 0 and <= 10 ? $"It has {string.Join(", ", populations)}." : null)));
        }
    }
}
