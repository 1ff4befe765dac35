using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Running;

namespace Neuroglot.Sweeps;

/// <summary>Runs a model at every point of a sweep, several at once, each on a thread of its own.</summary>
internal sealed class Sweep
{
    private readonly NeuralModel model;
    private readonly SweepOptions options;
    private readonly SweepGrid grid;
    private readonly SharedPlans shared;
    private readonly DiagnosticBag diagnostics;
    private readonly double[] under;

    // Whole, so that it stays the same wherever the process goes meanwhile.
    private readonly string output;
    private int batch = 1;
    private readonly Lock guard = new();
    private Exception? broken;
    private ExceptionDispatchInfo? unexpected;
    private int next = -1;
    private int failed;
    private int done;

    private Sweep(NeuralModel model, SweepOptions options, SweepGrid grid, DiagnosticBag diagnostics)
    {
        (this.model, this.options, this.grid, this.diagnostics) = (model, options, grid, diagnostics);
        output = Path.GetFullPath(options.OutputFile);
        shared = new SharedPlans(options.Axes.Select(static axis => axis.Path));
        under = new double[Math.Min(grid.Points, options.Threads == 0 ? Environment.ProcessorCount : options.Threads)];
    }

    /// <summary>Runs a sweep; see <see cref="NeuralModel.Sweep"/>.</summary>
    public static SweepSummary Run(NeuralModel model, SweepOptions options, IProgress<SweepProgress>? progress, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(model.Diagnostics);
        if (string.IsNullOrWhiteSpace(options.OutputFile) || options.OutputFile.Contains('\0', StringComparison.Ordinal))
            diagnostics.Error("NG4134", $"'{options.OutputFile}' is no name of a file for the result.", SourceSpan.None, "Give one, for example --out sweep.npz.");
        if (diagnostics.HasErrors || !model.IsUsable || SweepGrid.Of(options, diagnostics) is not { } grid)
            return new SweepSummary { Outcome = RunOutcome.Failed, Diagnostics = [.. diagnostics] };
        return new Sweep(model, options, grid, diagnostics).Run(progress, cancellation);
    }

    private SweepSummary Run(IProgress<SweepProgress>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();

        // What is wrong with the model, an option or a path is wrong at the first point already.
        var first = Prepare(0, new RunRecords());
        diagnostics.AddRange(first.Diagnostics);
        var bytes = options.IsSummaryOnly ? 0 : first.EstimatedRecordBytes * grid.Points;
        var workers = Workers(first);
        if (diagnostics.HasErrors || !Fits(first) || !HasRoom(bytes) || SweepJournal.Open(output + ".journal", SweepIdentity.Of(model, options), options.Restarts, diagnostics) is not { } journal)
            return new SweepSummary { Outcome = RunOutcome.Failed, Shape = grid.Shape, Points = grid.Points, EstimatedBytes = bytes, Diagnostics = [.. diagnostics] };
        batch = BatchOf(first);
        using (journal)
        {
            var before = done = journal.Points.Count;
            failed = journal.Points.Count(static one => one.Value.Problem is not null);
            var left = Enumerable.Range(0, grid.Points).Where(point => !journal.Points.ContainsKey(point)).ToArray();
            if (before > 0)
                diagnostics.Note("NG4136", string.Create(CultureInfo.InvariantCulture, $"{before} of {grid.Points} points were done before; the sweep continues."), SourceSpan.None, "Begin anew with --restart.");
            var threads = Enumerable.Range(1, workers - 1).Select(worker => new Thread(() => Work(worker, left, journal, progress, cancellation))).ToList();
            threads.ForEach(static thread => thread.Start());
            Work(0, left, journal, progress, cancellation);
            threads.ForEach(static thread => thread.Join());
            unexpected?.Throw();
            if (broken is not null)
                diagnostics.Error("NG4011", $"Writing '{options.OutputFile}.journal' failed: {broken.Message}", SourceSpan.None, "Free some space, and run the same command again: it continues.");
            var isWhole = journal.Points.Count >= grid.Points && broken is null;
            var isWritten = isWhole && SweepFile.Write(output, model.Path, grid, journal, diagnostics);
            if (isWritten)
                journal.Delete();
            return new SweepSummary
            {
                Outcome = broken is not null || (isWhole && (!isWritten || failed > 0)) ? RunOutcome.Failed : isWhole ? RunOutcome.Completed : RunOutcome.Cancelled,
                Shape = grid.Shape,
                Points = grid.Points,
                Done = journal.Points.Count,
                DoneBefore = before,
                Failures = SweepFile.Failures(grid, journal),
                WallSeconds = watch.Elapsed.TotalSeconds,
                Plans = shared.Plans,
                Kernels = shared.Kernels.Count,
                EstimatedBytes = bytes,
                File = isWritten ? options.OutputFile : null,
                Diagnostics = [.. diagnostics],
            };
        }
    }

    private void Work(int worker, int[] left, SweepJournal journal, IProgress<SweepProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            WorkOn(worker, left, journal, progress, cancellation);
        }
        catch (IOException problem)
        {
            broken = problem;
        }
        catch (Exception mistake)
        {
            // To be thrown where the caller can see it, not on a thread of ours.
            unexpected = ExceptionDispatchInfo.Capture(mistake);
        }
    }

    private void WorkOn(int worker, int[] left, SweepJournal journal, IProgress<SweepProgress>? progress, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && broken is null && unexpected is null && Interlocked.Add(ref next, batch) is var last && last - batch + 1 is var first && first < left.Length)
        {
            var points = left[first..Math.Min(first + batch, left.Length)];
            var together = points.Length > 1 ? RunTogether(worker, points, progress, cancellation) : null;
            for (var place = 0; place < points.Length; place++)
            {
                var result = together is null ? RunPoint(worker, points[place], progress, cancellation) : together[place];
                if (result is null)
                    return;
                journal.Append(points[place], result);
                lock (guard)
                {
                    done++;
                    failed += result.Problem is null ? 0 : 1;
                    under[worker] = 0;
                    Report(progress);
                }
            }
        }
    }

    // All of them in one run; null where they have to be run one by one, because they cannot go together or one of them fails.
    private PointResult?[]? RunTogether(int worker, int[] points, IProgress<SweepProgress>? progress, CancellationToken cancellation)
    {
        var records = points.Select(_ => new RunRecords()).ToArray();
        var runs = points.Zip(records, (point, record) => Prepare(point, record) as EngineRun).ToArray();
        if (runs.Any(static run => run?.Batched is null) || EngineBatch.Of([.. runs.Select(static run => run!.Batched!)]) is not { } together)
            return null;
        var total = runs[0]!.Batched!.Steps;
        var part = progress is null ? null : new Part(this, worker, progress);
        var result = together.Run([.. records.Select(record => options.IsSummaryOnly ? null : record)], shared.Kernels, done => part?.Report(done, total, points.Length), cancellation);
        return result.Problem is not null ? null : result.Cancelled ? new PointResult?[points.Length] : [.. records.Zip(runs, static (record, run) => new PointResult(null, run!.Silence, record))];
    }

    // Single nodes that differ in parameters go through the same steps side by side.
    private int BatchOf(PreparedRun first)
    {
        const int Most = 64;
        const long MostBytes = 1 << 28;
        if (grid.Dimensions.Any(static dimension => dimension.Axes.IsEmpty) || (first as EngineRun)?.Batched is null)
            return 1;
        var each = options.IsSummaryOnly ? 1 : Math.Max(1, first.EstimatedRecordBytes);
        return (int)Math.Clamp(Math.Min(MostBytes / each, (grid.Points + under.Length - 1) / under.Length), 1, Most);
    }

    // Null for a point that was interrupted.
    private PointResult? RunPoint(int worker, int point, IProgress<SweepProgress>? progress, CancellationToken cancellation)
    {
        var records = new RunRecords();
        var prepared = Prepare(point, records);
        if (!prepared.CanRun)
            return Failed(prepared.Diagnostics);
        var summary = prepared.Run(progress is null ? null : new Part(this, worker, progress), cancellation);
        return summary.Outcome switch
        {
            RunOutcome.Cancelled => null,
            RunOutcome.Completed => new PointResult(null, summary.Activity, records),
            _ => Failed(summary.Diagnostics) with { Records = records },
        };

        PointResult Failed(ImmutableArray<Diagnostic> found) =>
            new(found.FirstOrDefault(static one => one.Severity == Severity.Error) is { } error ? $"{error.Code}: {error.Message}" : "It failed for a reason that is not known.", [], new RunRecords());
    }

    private PreparedRun Prepare(int point, RunRecords records) => model.Prepare(grid.RunOf(point) with
    {
        OutputFolder = null,
        Format = null,
        SaveFile = null,
        WriteFiles = false,
        Threads = 1,
        Shared = shared,
        Records = options.IsSummaryOnly ? null : records,
    });

    // As many as the memory holds, of those that were asked for.
    private int Workers(PreparedRun first)
    {
        var each = first.EstimatedMemoryBytes + (options.IsSummaryOnly ? 0 : 2 * first.EstimatedRecordBytes);
        var fitting = each <= 0 ? under.Length : (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / each, 1, under.Length);
        if (fitting < under.Length)
            diagnostics.Note("NG4135", string.Create(CultureInfo.InvariantCulture, $"A point takes about {each / 1e9:G3} GB of memory, so {fitting} are run at once rather than {under.Length}."), SourceSpan.None, options.IsSummaryOnly ? null : "With --summary-only a point takes less.");
        return fitting;
    }

    // What a point records is held in memory until the point is finished.
    private bool Fits(PreparedRun first)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (options.IsSummaryOnly || first.EstimatedRecordBytes <= available / 2)
            return true;
        diagnostics.Error("NG4137", string.Create(CultureInfo.InvariantCulture, $"What a point records takes about {first.EstimatedRecordBytes / 1e9:G3} GB, and {available / 1e9:G3} GB of memory are available."), SourceSpan.None, "Record less, or keep numbers of spikes and rates only with --summary-only.");
        return false;
    }

    // The journal holds everything, and the result once more.
    private bool HasRoom(long bytes)
    {
        const long WorthSaying = 100_000_000;
        if (bytes < WorthSaying)
            return true;
        var free = FreeBytes();
        var text = string.Create(CultureInfo.InvariantCulture, $"What {grid.Points} points record takes about {bytes / 1e9:G3} GB, and as much again until the end; {free / 1e9:G3} GB are free on the disk.");
        if (2 * bytes > free)
            diagnostics.Error("NG4137", text, SourceSpan.None, "Keep numbers of spikes and rates only with --summary-only, or choose another disk with --out.");
        else
            diagnostics.Note("NG4137", text, SourceSpan.None, "With --summary-only, only numbers of spikes and rates are kept.");
        return 2 * bytes <= free;
    }

    private long FreeBytes()
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(output)!).AvailableFreeSpace;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A folder that does not exist yet, or a file system that does not tell.
            return long.MaxValue / 2;
        }
    }

    private void Report(IProgress<SweepProgress>? progress) => progress?.Report(new SweepProgress(done + under.Sum(), grid.Points, failed));

    private sealed class Part(Sweep sweep, int worker, IProgress<SweepProgress> progress) : IProgress<RunProgress>
    {
        public void Report(long done, long steps, int points)
        {
            lock (sweep.guard)
            {
                sweep.under[worker] = points * Math.Clamp((double)done / steps, 0, 1);
                sweep.Report(progress);
            }
        }

        public void Report(RunProgress value)
        {
            lock (sweep.guard)
            {
                sweep.under[worker] = value.SecondsTotal > 0 ? Math.Clamp(value.SecondsDone / value.SecondsTotal, 0, 1) : 0;
                sweep.Report(progress);
            }
        }
    }
}
