using Neuroglot.Conformance.Tests.Cases;
using Neuroglot.Model.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Reading;

/// <summary>No published case breaks a rule; what is odd in them is printed.</summary>
public sealed class ValidationConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_case_is_valid()
    {
        if (ConformanceData.Folder("neuroml", output) is null)
            return;
        var wrong = new List<string>();
        foreach (var one in ConformanceCase.All)
        {
            var found = NeuralModel.Load(one.File).Validate();
            foreach (var problem in found)
                output.WriteLine(problem.ToString());
            if (found.Any(problem => problem.Severity == Severity.Error))
                wrong.Add(one.Name);
        }

        output.WriteLine($"{ConformanceCase.All.Length} cases, {wrong.Count} wrong");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Files_that_cases_include_are_valid_by_themselves()
    {
        if (ConformanceData.Folder("neuroml", output) is not { } folder)
            return;
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.nml", SearchOption.AllDirectories))
        {
            // Some test files of their authors leave it to the simulation to include what they name.
            var errors = NeuralModel.Load(file).Validate().Where(problem => problem.Severity == Severity.Error && problem.Code != "NG1116").ToList();
            foreach (var problem in errors)
                output.WriteLine(problem.ToString());
            if (errors.Count > 0)
                wrong.Add(Path.GetRelativePath(folder, file));
        }

        Assert.Empty(wrong);
    }
}
