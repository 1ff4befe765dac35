using System.Globalization;
using Neuroglot.Lems.Syntax;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>The size of a population agrees with its listed instances (NG1330), and a size that is a number of cells is a whole one (NG1331).</summary>
internal sealed class PopulationSizes : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        foreach (var population in model.Networks().SelectMany(network => network.Children("populations")))
        {
            if (population.IsA("populationList"))
                CheckList(population, diagnostics);
            else if (population.IsA("population") && population.TryValue("size", out var size) && (size < 0 || size != Math.Floor(size)))
                diagnostics.Error("NG1331", $"The size of {population.Called()} is not a number of cells.", population.SpanOf("size"), "Write 0, 1, 2, ….");
        }
    }

    private static void CheckList(LemsComponent population, DiagnosticBag diagnostics)
    {
        if (population.Text("size") is not { } text)
            return;
        var instances = population.Children("instances").Count;
        if (!int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var size) || size != instances)
            diagnostics.Error("NG1330", $"The size of {population.Called()} is “{text}”, but it lists {Wording.Count(instances, "instance")}.", population.SpanOf("size"), "Correct it, or leave it out: the list says it.");
    }
}
