using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
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

    private static readonly string[] Pieces =
        [":", "=", "==", "(", ")", ",", "#", "'''", "\"\"\"", "\n", ";", "d", "/dt", "**", "unless refractory", "volt", "xi", "rand()", "1e999", "\0", "é", "\ud800", "if", "for", "in", "[", "]", "\\", "- -", "_"];

    [Fact]
    public void The_sample_is_right() => Assert.Empty(Handle(Sample));

    [Fact]
    public void A_text_cut_off_anywhere_ends()
    {
        for (var length = 0; length <= Sample.Length; length++)
            Handle(Sample[..length]);
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
            var text = Sample;
            foreach (var (at, piece) in inserted)
                text = text.Insert(at, piece);
            Handle(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_text_ends() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => { Handle(text ?? string.Empty); }).QuickCheckThrowOnFailure();

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
    public void Hostile_texts_end(string part, int count) => Handle(string.Concat(Enumerable.Repeat(part, count)));

    private static List<Diagnostic> Handle(string text)
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse(text, "m.txt", diagnostics);
        foreach (var kind in Enum.GetValues<GroupKind>())
            EquationRules.Check(equations, kind, "group", []);
        if (!diagnostics.HasErrors)
            Assert.Equal(equations, EquationParser.Parse(equations.ToString()));
        return [.. diagnostics];
    }
}
