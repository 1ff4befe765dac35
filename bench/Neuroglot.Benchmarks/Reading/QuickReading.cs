using System.Diagnostics;
using Neuroglot.Benchmarks.Measuring;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Benchmarks.Reading;

/// <summary>Megabytes per second of the readers.</summary>
internal static class QuickReading
{
    private const int Connections = 100_000;
    private const int Attempts = 5;

    internal static void Run()
    {
        var characters = ReadingTexts.Formulas.Sum(formula => formula.Length);
        var parse = Best.Nanoseconds(static () =>
        {
            foreach (var formula in ReadingTexts.Formulas)
                ExpressionParser.Parse(formula, Dialects.Lems);
        });
        Console.WriteLine($"expressions: {1e3 * characters / parse:F1} MB/s, {parse / ReadingTexts.Formulas.Length:F0} ns per formula");

        var text = ReadingTexts.Network(1000, Connections);
        var (read, resolve, elaborate) = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var diagnostics = new DiagnosticBag();
            var watch = Stopwatch.StartNew();
            var document = LemsReader.ReadText(text, "net.nml").Document!;
            read = Math.Min(read, watch.Elapsed.TotalSeconds);
            watch.Restart();
            var model = LemsModel.Resolve(document, diagnostics);
            resolve = Math.Min(resolve, watch.Elapsed.TotalSeconds);
            watch.Restart();
            LemsElaborator.Elaborate(model, diagnostics);
            elaborate = Math.Min(elaborate, watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine(
            $"network of {Connections} connections ({text.Length / 1e6:F1} MB): read {text.Length / 1e6 / read:F0} MB/s, "
            + $"resolve {resolve * 1e3:F0} ms, elaborate {elaborate * 1e3:F0} ms ({Connections / elaborate / 1e6:F2} million connections/s)");
        Console.WriteLine();
    }
}
