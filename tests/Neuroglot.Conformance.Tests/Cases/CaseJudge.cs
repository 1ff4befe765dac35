using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing.Reference;

namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>Runs a case and compares its results with all that is known: traces, observables, and where there are neither, the interpreter of the tests.</summary>
public sealed class CaseJudge(Corpus corpus)
{
    private const int Seeds = 20;
    private const int MostComparedSteps = 3000;
    private const string MultiCompartmentCode = "NG1450";

    /// <summary>Judges <paramref name="one"/>.</summary>
    public CaseResult Judge(ConformanceCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        try
        {
            if (one.IsMultiCompartment)
                return JudgeRefusal(one);
            return one.IsRandom ? JudgeRandom(one) : JudgeDeterministic(one);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new CaseResult(one.Name, CaseStatus.Failed, string.Empty, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>Compares the engine with the interpreter, step by step, on everything that <paramref name="file"/> records.</summary>
    /// <param name="name">What to call it in the table.</param>
    /// <param name="file">A file in a folder that may be written to.</param>
    /// <param name="mostSteps">How many steps at most.</param>
    public CaseResult CompareWithInterpreter(string name, string file, int mostSteps)
    {
        var variant = EverythingRecorded.Of(file);
        var simulation = new ReferenceSimulation(ReferenceSimulation.Load(variant.File));
        var steps = Math.Min(simulation.Steps, mostSteps);
        simulation.Run(steps);
        if (simulation.HasDrawn)
            return JudgeRandom(name, file, []);
        if (variant.Quantities == 0)
            return new CaseResult(name, CaseStatus.RanOnly, string.Empty, "it shows and writes nothing");

        var folder = corpus.ResultFolder();
        var (refused, summary) = EngineRuns.Run(variant.File, new RunOptions
        {
            OutputFolder = folder,
            Format = Neuroglot.Results.OutputFormat.Npz,
            Duration = steps * simulation.Step,
        });
        if (summary is null || summary.Outcome != RunOutcome.Completed)
            return NotRun(name, refused, summary);
        if (EngineRuns.FileCalled($"{EverythingRecorded.Output}.npz", folder) is not { } path)
            return new CaseResult(name, CaseStatus.Failed, string.Empty, $"{EverythingRecorded.Output}.npz was not written");

        var (times, columns) = EngineRuns.Read(path);
        if (times.Count != simulation.Times.Count || columns.Count != variant.Quantities)
        {
            return new CaseResult(name, CaseStatus.Failed, string.Empty,
                $"{times.Count} rows of {columns.Count} columns instead of {simulation.Times.Count} of {variant.Quantities}");
        }

        var (worst, at) = Worst(simulation.Files[0], columns);
        return new CaseResult(name, worst <= 1e-5 ? CaseStatus.Checked : CaseStatus.Failed,
            string.Create(CultureInfo.InvariantCulture, $"interpreter {worst:0.0E+0} over {steps} steps"), worst <= 1e-5 ? string.Empty : at);
    }

    private static (double Worst, string At) Worst(RecordedFile expected, IReadOnlyList<IReadOnlyList<double>> columns)
    {
        var worst = 0.0;
        var at = string.Empty;
        var first = int.MaxValue;
        var firstAt = string.Empty;
        for (var i = 0; i < columns.Count; i++)
        {
            var own = expected.Columns[i];
            // A signal that stays put is compared with its size.
            var range = own.Max() - own.Min() is var span && span > 1e-9 * own.Max(Math.Abs) ? span : own.Max(Math.Abs);
            for (var row = 0; row < own.Count; row++)
            {
                var error = Math.Abs(own[row] - columns[i][row]);
                var relative = error == 0 ? 0 : error / range;
                if (!(relative <= 1e-9) && row < first)
                {
                    first = row;
                    firstAt = $"{expected.Quantities[i]} at row {row}: {columns[i][row]:R} instead of {own[row]:R}";
                }

                if (relative <= worst)
                    continue;
                worst = double.IsNaN(relative) ? double.PositiveInfinity : relative;
                at = $"worst is {expected.Quantities[i]} at row {row}";
            }
        }

        return (worst, $"first {firstAt}; {at}");
    }

    private static CaseResult NotRun(string name, ImmutableArray<Diagnostic> refused, RunSummary? summary) => summary is null
        ? new CaseResult(name, CaseStatus.Refused, string.Empty, string.Join("; ", refused.Take(3)))
        : new CaseResult(name, CaseStatus.Failed, string.Empty, $"the run {summary.Outcome.ToString().ToLowerInvariant()}: {string.Join("; ", summary.Diagnostics.Take(3))}");

    private CaseResult JudgeRefusal(ConformanceCase one)
    {
        var (refused, summary) = EngineRuns.Run(corpus.FileFor(one, null), new RunOptions { OutputFolder = corpus.ResultFolder(), WriteFiles = false });
        if (summary is not null)
            return new CaseResult(one.Name, CaseStatus.Failed, string.Empty, "it ran, though it has cells of several compartments");
        var codes = refused.Select(diagnostic => diagnostic.Code).Distinct().ToArray();
        return codes is [MultiCompartmentCode]
            ? new CaseResult(one.Name, CaseStatus.Refused, string.Empty, refused[0].Message) { IsWrong = false }
            : new CaseResult(one.Name, CaseStatus.Failed, string.Empty, $"refused with {string.Join("; ", refused.Where(d => d.Code != MultiCompartmentCode).Take(2))}");
    }

    private CaseResult JudgeDeterministic(ConformanceCase one)
    {
        var traces = one.Reference is null ? null : new ReferenceTraces(one.Reference);
        var file = corpus.FileFor(one, traces);
        if (traces is null && one.Observables.Length == 0)
            return CompareWithInterpreter(one.Name, file, MostComparedSteps);

        var folder = corpus.ResultFolder();
        var (refused, summary) = EngineRuns.Run(file, new RunOptions { OutputFolder = folder });
        if (summary is null || summary.Outcome != RunOutcome.Completed)
            return NotRun(one.Name, refused, summary);
        var figures = new List<string>();
        string? problem = null;
        if (traces is not null)
        {
            var comparison = CompareTraces(traces, folder);
            figures.Add(string.Create(CultureInfo.InvariantCulture, $"traces {comparison.Worst:0.0E+0} of range"));
            problem ??= comparison.Problem;
        }

        var worst = 0.0;
        foreach (var observable in one.Observables)
        {
            if (EngineRuns.FileCalled(observable.File, folder) is not { } path)
            {
                problem ??= $"{observable.File} was not written";
                continue;
            }

            var (inTolerances, wrong) = observable.Check(observable.Measure(path));
            worst = Math.Max(worst, inTolerances);
            problem ??= wrong;
        }

        if (one.Observables.Length > 0)
            figures.Add(string.Create(CultureInfo.InvariantCulture, $"observables {worst:0.00} of tolerance"));
        if (traces is null && problem is null)
        {
            var oracle = CompareWithInterpreter(one.Name, file, MostComparedSteps);
            figures.Add(oracle.Worst);
            problem ??= oracle.Status == CaseStatus.Checked ? null : oracle.Detail;
        }

        return new CaseResult(one.Name, problem is null ? CaseStatus.Checked : CaseStatus.Failed, string.Join(", ", figures), problem ?? string.Empty);
    }

    private static TraceComparison CompareTraces(ReferenceTraces traces, string folder)
    {
        var all = default(TraceComparison);
        foreach (var name in traces.Files)
        {
            if (EngineRuns.FileCalled(name, folder) is not { } path)
            {
                all = all.With($"{name} was not written");
                continue;
            }

            var (times, columns) = EngineRuns.Read(path);
            all = all.And(traces.Compare(name, times, columns, isWhole: true));
        }

        foreach (var name in traces.EventFiles)
        {
            all = EngineRuns.FileCalled(name, folder) is { } path
                ? all.And(traces.CompareEvents(name, [.. ReferenceTraces.ReadEvents(path)]))
                : all.With($"{name} was not written");
        }

        return all;
    }

    private CaseResult JudgeRandom(ConformanceCase one)
    {
        var traces = one.Reference is null ? null : new ReferenceTraces(one.Reference);
        return JudgeRandom(one.Name, corpus.FileFor(one, traces), one.Observables);
    }

    /// <summary>Rates over many seeds: an independent generator cannot give the reference's own spikes.</summary>
    private CaseResult JudgeRandom(string name, string file, ImmutableArray<Observable> observables)
    {
        var figures = new List<string>();
        var (measure, expected, errorOfExpected) = observables.Length > 0 ? ExpectedRates(observables) : CountedSpikes(file);
        double[][] measured;
        try
        {
            measured = OverSeeds(measure.File ?? file, measure.Measure);
        }
        catch (AggregateException all) when (all.InnerException is RefusedException refusal)
        {
            return refusal.Result with { Name = name };
        }

        var worst = 0.0;
        string? problem = null;
        for (var i = 0; i < expected.Length; i++)
        {
            var (mean, deviation) = Moments(measured.Select(values => values[i]));
            var error = Math.Sqrt((deviation * deviation / Seeds) + errorOfExpected(i, deviation));
            var errors = mean == expected[i] ? 0 : Math.Abs(mean - expected[i]) / error;
            worst = Math.Max(worst, errors);
            if (!(errors <= 3))
                problem ??= string.Create(CultureInfo.InvariantCulture, $"{measure.Names[i]}: {mean:G5} ± {deviation:G2} instead of {expected[i]:G5}");
        }

        figures.Add(string.Create(CultureInfo.InvariantCulture, $"{expected.Length} rates over {Seeds} seeds {worst:0.0} standard errors"));
        return new CaseResult(name, problem is null ? CaseStatus.Checked : CaseStatus.Failed, string.Join(", ", figures), problem ?? string.Empty);
    }

    /// <summary>
    /// The expectation is itself one draw of the random process, made by another simulator, so its own error is the deviation of one run.
    /// </summary>
    private static (Measurement Measure, double[] Expected, Func<int, double, double> ErrorOfExpected) ExpectedRates(ImmutableArray<Observable> observables) =>
        (new Measurement(null, [.. observables.Select(one => one.Name)], folder => [.. observables.Select(one => one.Measure(EngineRuns.FileCalled(one.File, folder)!)[0])]),
            [.. observables.Select(one => one.Expected[0])], (_, deviation) => deviation * deviation);

    /// <summary>How often each signal crosses the middle of its range, and how many events there are, against the interpreter's means over many seeds.</summary>
    private static (Measurement Measure, double[] Expected, Func<int, double, double> ErrorOfExpected) CountedSpikes(string file)
    {
        var variant = EverythingRecorded.Of(file);
        var runs = new ReferenceSimulation[Seeds];
        Parallel.For(0, Seeds, Two, seed =>
        {
            runs[seed] = new ReferenceSimulation(ReferenceSimulation.Load(variant.File), seed: seed + 1);
            runs[seed].Run();
        });
        var signals = runs[0].Files[0].Quantities;
        var thresholds = runs[0].Files[0].Columns.ConvertAll(column => (column.Max() + column.Min()) / 2);
        var moments = Enumerable.Range(0, signals.Count)
            .Select(i => Moments(runs.Select(run => (double)Crossings(run.Files[0].Columns[i], thresholds[i])))).ToArray();
        var measure = new Measurement(variant.File, [.. signals.Select(signal => $"crossings of {signal}")], folder =>
        {
            var (_, columns) = EngineRuns.Read(EngineRuns.FileCalled($"{EverythingRecorded.Output}.dat", folder)!);
            return [.. columns.Select((column, i) => (double)Crossings(column, thresholds[i]))];
        });
        return (measure, [.. moments.Select(one => one.Mean)], (i, _) => moments[i].Deviation * moments[i].Deviation / Seeds);
    }

    private static int Crossings(IReadOnlyList<double> values, double threshold)
    {
        var count = 0;
        for (var i = 1; i < values.Count; i++)
            count += values[i - 1] <= threshold && values[i] > threshold ? 1 : 0;
        return count;
    }

    private static ParallelOptions Two { get; } = new() { MaxDegreeOfParallelism = 2 };

    private double[][] OverSeeds(string file, Func<string, double[]> measure)
    {
        var measured = new double[Seeds][];
        Parallel.For(0, Seeds, Two, seed =>
        {
            var folder = corpus.ResultFolder();
            var (refused, summary) = EngineRuns.Run(file, new RunOptions { OutputFolder = folder, Seed = seed + 1 });
            if (summary?.Outcome != RunOutcome.Completed)
                throw new RefusedException(NotRun(string.Empty, refused, summary));
            measured[seed] = measure(folder);
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        });
        return measured;
    }

    private static (double Mean, double Deviation) Moments(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        return (mean, Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1)));
    }

    /// <summary>What is measured on the results in a folder.</summary>
    private sealed record Measurement(string? File, string[] Names, Func<string, double[]> Measure);

    private sealed class RefusedException(CaseResult result) : Exception(result.Detail)
    {
        public CaseResult Result { get; } = result;
    }
}
