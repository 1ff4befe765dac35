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
        var fraction = value.SecondsTotal > 0 ? Math.Clamp(value.SecondsDone / value.SecondsTotal, 0, 1) : 0;
        Show(fraction, elapsed => $"{HumanText.Time(value.SecondsDone)} of {HumanText.Time(value.SecondsTotal)}  {HumanText.Factor(value.SecondsDone / elapsed)} x real time");
    }

    /// <summary>Shows how far something is.</summary>
    /// <param name="fraction">The part that is done, from 0 to 1.</param>
    /// <param name="describe">Says what is done, given the seconds that it has taken.</param>
    public void Show(double fraction, Func<double, string> describe)
    {
        var elapsed = clock.Elapsed.TotalSeconds;
        if (quiet || elapsed < next)
            return;
        next = elapsed + (surroundings.ErrorIsTerminal ? TerminalInterval : PlainInterval);
        var left = fraction > 0 ? HumanText.Clock(elapsed * (1 - fraction) / fraction) : "unknown time";
        var text = $"{(int)(100 * fraction)} %  {describe(elapsed)}  {left} left";
        if (!surroundings.ErrorIsTerminal)
        {
            surroundings.Error.WriteLine(text);
            return;
        }
        var done = (int)(BarWidth * fraction);
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
}
