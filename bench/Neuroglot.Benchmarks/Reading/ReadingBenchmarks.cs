using BenchmarkDotNet.Attributes;
using Neuroglot.Lems.Reading;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Benchmarks.Reading;

/// <summary>Time and memory of the readers.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private readonly string _network = ReadingTexts.Network(1000, 100_000);

    [Benchmark]
    public Expression Formulas()
    {
        Expression last = new Number(0);
        foreach (var formula in ReadingTexts.Formulas)
            last = ExpressionParser.Parse(formula, Dialects.Lems);
        return last;
    }

    [Benchmark]
    public LemsReadResult Network() => LemsReader.ReadText(_network, "net.nml");
}
