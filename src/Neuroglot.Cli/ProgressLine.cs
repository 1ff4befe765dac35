using System.Diagnostics;

namespace Neuroglot.Cli;

/// <summary>
/// Tells how far a run is: on a terminal one line that is written over, elsewhere a plain line every few seconds; nothing for runs that are over soon.
/// </summary>
internal sealed class ProgressLine(Surroundings surroundings, bool quiet) : IProgress<RunProgress>
{
    private const int BarWidth = 24;
    private const double TerminalInterval = 0.2;
    private const double PlainInterval = 5;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private double next = surroundings.ProgressAfter.TotalSeconds;
    private int shown;

    public void Report(RunProgress value)
    {
        var elapsed = clock.Elapsed.TotalSeconds;
        if (quiet || elapsed < next)
            return;
        next = elapsed + (surroundings.ErrorIsTerminal ? TerminalInterval : PlainInterval);
        var text = Describe(value, elapsed);
        if (!surroundings.ErrorIsTerminal)
        {
            surroundings.Error.WriteLine(text);
            return;
        }
        var done = (int)(BarWidth * Fraction(value));
        var line = $"[{new string('#', done)}{new string('.', BarWidth - done)}] {text}";
        surroundings.Error.Write($"\r{line.PadRight(shown)}");
        shown = line.Length;
    }

    /// <summary>Takes the line off the terminal.</summary>
    public void Clear()
    {
        if (shown > 0)
            surroundings.Error.Write($"\r{new string(' ', shown)}\r");
        shown = 0;
    }

    private static double Fraction(RunProgress value) => value.SecondsTotal > 0 ? Math.Clamp(value.SecondsDone / value.SecondsTotal, 0, 1) : 0;

    private static string Describe(RunProgress value, double elapsed)
    {
        var fraction = Fraction(value);
        var left = fraction > 0 ? HumanText.Clock(elapsed * (1 - fraction) / fraction) : "unknown time";
        return $"{(int)(100 * fraction)} %  {HumanText.Time(value.SecondsDone)} of {HumanText.Time(value.SecondsTotal)}  "
            + $"{HumanText.Factor(value.SecondsDone / elapsed)} x real time  {left} left";
    }
}
