using System.Diagnostics;
using System.Text;

namespace Neuroglot.Tvbo.Tests.Reading;

/// <summary>Documents that are small for what they ask for, or large without saying much, are answered in bounded time and memory.</summary>
public sealed class HostileTests
{
    // What these take here is a tenth of it; a machine that is busy with other things may be slower.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // All that is ever allocated, most of it for the text itself and given back at once.
    private const long MostBytes = 1_500_000_000;

    public static TheoryData<string, string[]> Documents => new()
    {
        { "brackets", ["NG1211"] },
        { "sum", ["NG1211"] },
        { "signs", ["NG1211"] },
        { "powers", ["NG1211"] },
        { "calls", ["NG1211"] },
        { "choices", ["NG1211"] },
        { "letters", ["NG1211"] },
        { "digits", ["NG7011"] },
        { "doubling functions", ["NG1223"] },
        { "doubling variables", [] },
        { "parameters", [] },
        { "unknown keys", ["NG7010"] },
        { "unknown symbols", ["NG7040"] },
        { "doubling aliases", ["NG7001"] },
        { "doubling aliases in a matrix", ["NG7001"] },
        { "merged aliases", ["NG7001"] },
        { "lists in lists", ["NG7001"] },
        { "mappings in mappings", ["NG7001"] },
        { "a large list", ["NG7001"] },
        { "a line", ["NG7000", "NG7016"] },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_is_answered(string what, string[] codes)
    {
        var text = Text(what);
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        var told = Tests.Documents.Check(text);
        Assert.True(watch.Elapsed < Longest, watch.Elapsed.ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.All(told, one => Assert.InRange(one.Message.Length, 1, 1000));
        var found = told.Select(static one => one.Code).Distinct().ToList();
        Assert.True(codes.Length == 0 ? found.Count == 0 : found.Intersect(codes).Any() && found.Count == 1, string.Join(" ", told.Take(3)));
    }

    private static string Text(string what) => what switch
    {
        "brackets" => Rate(new string('(', 200_000) + "x" + new string(')', 200_000)),
        "sum" => Rate("x" + Times("+x", 300_000)),
        "signs" => Rate(new string('-', 300_000) + "x"),
        "powers" => Rate("x" + Times("**x", 100_000)),
        "calls" => Rate(Times("exp(", 100_000) + "x" + new string(')', 100_000)),
        "choices" => Rate(Times("Piecewise((1, x < 0), (", 3000) + "2" + Times(", True))", 3000)),
        "letters" => Rate(new string('x', 20_000_000)),
        "digits" => $"parameters: {{a: {{value: {new string('9', 5_000_000)}}}}}\nstate_variables: {{x: {{equation: {{rhs: -x}}}}}}",
        "doubling functions" => "functions:\n" + Lines(60, static i => i == 0 ? "  f0: {arguments: [u], equation: {rhs: u}}" : $"  f{i}: {{arguments: [u], equation: {{rhs: f{i - 1}(u) + f{i - 1}(u)}}}}") + "state_variables: {x: {equation: {rhs: -f59(x)}}}",
        "doubling variables" => "derived_variables:\n" + Lines(3000, static i => i == 0 ? "  d0: {equation: {rhs: x}}" : $"  d{i}: {{equation: {{rhs: d{i - 1} + d{i - 1}}}}}") + "state_variables: {x: {equation: {rhs: -d2999}}}",
        "parameters" => "parameters:\n" + Lines(30_000, static i => $"  p{i}: {{value: 1}}") + "state_variables: {x: {equation: {rhs: -x}}}",
        "unknown keys" => "state_variables: {x: {equation: {rhs: -x}}}\n" + Lines(20_000, static i => $"k{i}: 1"),
        "unknown symbols" => "state_variables:\n" + Lines(500, static i => $"  x{i}: {{equation: {{rhs: -y{i}}}}}"),
        "doubling aliases" => "a0: &a0 [x, x]\n" + Lines(60, static i => $"a{i + 1}: &a{i + 1} [*a{i}, *a{i}]"),
        "doubling aliases in a matrix" => "weights:\n  - &r [" + Times("1, ", 5000) + "1]\n" + Times("  - *r\n", 5000),
        "merged aliases" => "a: &a {" + string.Join(", ", Enumerable.Range(0, 1000).Select(static i => $"k{i}: 1")) + "}\nb: {<<: [" + Times("*a, ", 20_000) + "*a]}",
        "lists in lists" => "a: " + new string('[', 100_000),
        "mappings in mappings" => Lines(5000, static i => new string(' ', i) + "a:"),
        "a large list" => "weights: [" + Times("0, ", 2_600_000) + "0]",
        _ => new string('a', 30_000_000),
    };

    private static string Rate(string expression) => $"state_variables: {{x: {{equation: {{rhs: '{expression}'}}}}}}";

    private static string Times(string part, int count) => new StringBuilder(part.Length * count).Insert(0, part, count).ToString();

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));
}
