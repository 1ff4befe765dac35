using FsCheck.Fluent;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Brian.Tests.Language;

/// <summary>Whatever the text is, reading it ends, and never throws.</summary>
public sealed class RobustnessTests
{
    private const string Sample = """
        '''
        dv/dt = (ge + gi - (v - El))/taum + sigma*sqrt(2/taum)*xi : volt (unless refractory)
        dge/dt = -ge/taue : volt   # excitation
        I = clip(g*(E - v)/2**-1, 0*amp,
                 int(v > vt)*1*nA) : amp (shared, constant over dt)
        n : integer (constant)
        isOn : boolean
        Cm : farad/metre**2
        '''
        """;

    private const string Code = """
        v = El; w += b*(1 -
             x)    # both
        g_post *= clip(g, 0*nS, gmax) // 2
        x **= 2.5e-3 if isOn else stimulus(t, i)
        """;

    private const string Generator = "k + 1 for k in sample(i - 2, N_post, 2, p=exp(-(i - 3)**2)) if i != k and rand() < 0.5";

    private static readonly string[] Pieces =
        [":", "=", "==", "(", ")", ",", "#", "'''", "\"\"\"", "\n", ";", "d", "/dt", "**", "unless refractory", "volt", "xi", "rand()", "1e999", "\0", "é", "\ud800", "if", "for", "in", "[", "]", "\\", "- -", "_"];

    [Fact]
    public void The_samples_are_right()
    {
        Assert.Empty(Handle(Sample));
        Assert.Empty(HandleCode(Code));
        Assert.Empty(HandleGenerator(Generator));
    }

    [Fact]
    public void A_text_cut_off_anywhere_ends()
    {
        for (var length = 0; length <= Sample.Length; length++)
            HandleAll(Sample[..length]);
        for (var length = 0; length <= Code.Length; length++)
            HandleAll(Code[..length]);
        for (var length = 0; length <= Generator.Length; length++)
            HandleAll(Generator[..length]);
    }

    [Fact]
    public void A_text_with_a_part_removed_ends()
    {
        for (var start = 0; start < Sample.Length - 40; start++)
            Handle(Sample.Remove(start, 1 + start % 40));
    }

    [Fact]
    public void A_text_with_pieces_inserted_ends() =>
        Prop.ForAll(Gen.Choose(0, Sample.Length).Zip(Gen.Elements(Pieces)).ArrayOf().Resize(6).ToArbitrary(), inserted =>
        {
            foreach (var sample in (string[])[Sample, Code, Generator])
            {
                var text = sample;
                foreach (var (at, piece) in inserted)
                    text = text.Insert(at % (sample.Length + 1), piece);
                HandleAll(text);
            }
        }).Holds(1000);

    [Fact]
    public void Any_text_ends() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => { HandleAll(text ?? string.Empty); }).Holds();

    [Theory]
    [InlineData("x\n", 100_000)]
    [InlineData("x = 1\n", 50_000)]
    [InlineData("x : ", 50_000)]
    [InlineData("dx/dt = ", 50_000)]
    [InlineData("(", 300_000)]
    [InlineData("x : 1 (", 50_000)]
    [InlineData("#", 300_000)]
    [InlineData("-", 150_000)]
    [InlineData("a*b+", 50_000)]
    [InlineData("x : volt*", 30_000)]
    [InlineData("=\n", 100_000)]
    [InlineData("x = 1 : 1\n", 400_000)]
    [InlineData("x = (", 50_000)]
    [InlineData("x;", 100_000)]
    [InlineData("v += 1;", 50_000)]
    [InlineData("k for k in range(", 20_000)]
    [InlineData("for ", 50_000)]
    [InlineData("k for k in sample(1,", 20_000)]
    [InlineData("x if ", 50_000)]
    public void Hostile_texts_end(string part, int count) => HandleAll(string.Concat(Enumerable.Repeat(part, count)));

    [Fact]
    public void Many_arguments_and_statements_end()
    {
        HandleGenerator($"k for k in sample({string.Concat(Enumerable.Repeat("i, ", 50_000))}p=1)");
        HandleCode(string.Concat(Enumerable.Range(0, 20_000).Select(index => $"x{index + 1} = x{index} + 1 # c\n")));
    }

    private static void HandleAll(string text)
    {
        Handle(text);
        HandleCode(text);
        HandleGenerator(text);
        var diagnostics = new DiagnosticBag();
        Assert.Equal(ExpressionText.Parse(text, "m.txt", diagnostics) is null, diagnostics.HasErrors);
        var unit = new DiagnosticBag();
        Assert.Equal(UnitNames.Parse(text, SourceSpan.None, unit) is null, unit.HasErrors);
    }

    private static List<Diagnostic> HandleCode(string text)
    {
        var diagnostics = new DiagnosticBag();
        var statements = StatementParser.Parse(text, "m.txt", diagnostics);
        Checks().CheckStatements(statements, "the reset", []);
        Assert.Equal(statements.AsEnumerable(), StatementParser.Parse(string.Join('\n', statements), "m.txt", []));
        return [.. diagnostics];
    }

    private static List<Diagnostic> HandleGenerator(string text)
    {
        var diagnostics = new DiagnosticBag();
        var generator = ConnectGenerator.Parse(text, "m.txt", diagnostics);
        Assert.Equal(generator is null, diagnostics.HasErrors);
        if (generator is not null)
            Assert.Equal(generator, ConnectGenerator.Parse(generator.ToString(), "m.txt", []));
        return [.. diagnostics];
    }

    private static GroupChecks Checks() => new(new Resolution("group", GroupVariables.Neurons(EquationParser.Parse("v : volt\nw : 1\nb : 1\nx : 1\nEl : volt"))));

    private static List<Diagnostic> Handle(string text)
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse(text, "m.txt", diagnostics);
        foreach (var kind in Enum.GetValues<GroupKind>())
            EquationRules.Check(equations, kind, "group", []);
        new GroupChecks(new Resolution("group", GroupVariables.Neurons(equations))).CheckEquations(equations, []);
        if (!diagnostics.HasErrors)
            Assert.Equal(equations, EquationParser.Parse(equations.ToString()));
        return [.. diagnostics];
    }
}
