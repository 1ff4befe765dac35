using Neuroglot.Benchmarks.Measuring;

namespace Neuroglot.Benchmarks.Runs;

/// <summary>Whole runs of model files: steps per second, real-time factor, and where the time goes.</summary>
internal static class QuickRuns
{
    // The first attempt also compiles the program itself.
    private const int Attempts = 3;

    internal static void Run(IReadOnlyList<string> paths)
    {
        Console.WriteLine($"wall times in ms, best of {Attempts}; us per step and real-time factor (biological time / wall time) of the run with files");
        Console.WriteLine(
            $"{"model",-34} {"read",7} {"resolve",7} {"elabor.",7} {"plan",7} {"compile",7} {"steps",7} {"+files",7} {"number",8} {"us/step",8} {"x real",7}");
        foreach (var path in paths.Count > 0 ? paths : Examples())
        {
            PhaseTimes? best = null;
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (PhaseTimes.Measure(path) is not { } times)
                    break;
                best = best is null ? times : Lower(best, times);
            }

            if (best is not null)
                Print(Path.GetFileNameWithoutExtension(path), best);
        }

        Console.WriteLine();
    }

    private static PhaseTimes Lower(PhaseTimes a, PhaseTimes b) => new(
        Math.Min(a.Read, b.Read), Math.Min(a.Resolve, b.Resolve), Math.Min(a.Elaborate, b.Elaborate), Math.Min(a.Plan, b.Plan),
        Math.Min(a.Compile, b.Compile), Math.Min(a.Simulate, b.Simulate), Math.Min(a.WithFiles, b.WithFiles), b.Simulation);

    private static void Print(string name, PhaseTimes times)
    {
        var plan = times.Simulation;
        Console.WriteLine(
            $"{name,-34} {times.Read,7:F1} {times.Resolve,7:F1} {times.Elaborate,7:F1} {times.Plan,7:F1} {times.Compile,7:F1} {times.Simulate,7:F0} "
            + $"{times.WithFiles,7:F0} {plan.Steps,8} {1e3 * times.WithFiles / plan.Steps,8:F2} {1e3 * plan.Steps * plan.Step / times.WithFiles,7:F2}");
    }

    // The project's own.
    private static IReadOnlyList<string> Examples() =>
        [.. Directory.EnumerateFiles(Repository.Find("examples"), "LEMS_*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
