using System.Diagnostics;
using Neuroglot.Conformance.Tests.Cases;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests;

/// <summary>The engine on the published models and on our own examples.</summary>
public sealed class CaseTests(ITestOutputHelper output)
{
    private const int MostStepsOfExamples = 20_000;

    [Fact]
    public void Every_published_case_gives_what_is_known_of_it()
    {
        if (ConformanceData.Folder("neuroml", output) is null)
            return;
        using var corpus = new Corpus();
        var judge = new CaseJudge(corpus);
        Run("conformance.txt", ConformanceCase.All, judge.Judge);
    }

    [Fact]
    public void Every_example_runs_as_the_interpreter_runs_it()
    {
        if (CaseTable.SolutionFolder is not { } root)
            return;
        using var corpus = new Corpus();
        var judge = new CaseJudge(corpus);
        var examples = corpus.CopyOf(Path.Join(root, "examples"));
        var files = Directory.GetFiles(examples, "LEMS_*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);
        Run("conformance-examples.txt", files, file => Judge(judge, examples, file));
    }

    private static CaseResult Judge(CaseJudge judge, string examples, string file)
    {
        var name = Path.GetRelativePath(examples, file).Replace('\\', '/');
        try
        {
            return judge.CompareWithInterpreter(name, file, MostStepsOfExamples);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new CaseResult(name, CaseStatus.Failed, string.Empty, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private void Run<T>(string table, IReadOnlyList<T> cases, Func<T, CaseResult> judge)
    {
        var clock = Stopwatch.StartNew();
        var results = new CaseResult[cases.Count];
        Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => results[i] = judge(cases[i]));
        CaseTable.Print(table, results, clock.Elapsed, output);
        Assert.Empty(results.Where(one => one.IsWrong).Select(one => one.ToString()));
    }
}
