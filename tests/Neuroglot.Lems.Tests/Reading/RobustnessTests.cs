using FsCheck.Fluent;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Lems.Tests.Reading;

/// <summary>Whatever the text is, reading and resolving it ends, and never throws.</summary>
public sealed class RobustnessTests
{
    private const string Sample = """
        <Lems>
          <Target component="sim"/>
          <Dimension name="time" t="1"/><Dimension name="voltage" m="1" l="2" t="-3" i="-1"/><Unit symbol="ms" dimension="time" power="-3"/>
          <Unit symbol="mV" dimension="voltage" power="-3"/><Constant name="zero" dimension="voltage" value="0mV"/>
          <Assertion dimension="time" matches="time"/>
          <ComponentType name="base"><Exposure name="v" dimension="voltage"/><Parameter name="tau" dimension="time"/></ComponentType>
          <ComponentType name="cell" extends="base">
            <Child name="syn" type="base"/><Children name="gates" type="gate"/><EventPort name="spike" direction="out"/><EventPort name="in" direction="in"/>
            <DerivedParameter name="twice" dimension="time" value="2 * tau"/><ComponentReference name="next" type="cell" required="false"/>
            <Dynamics><StateVariable name="v" dimension="voltage" exposure="v"/><TimeDerivative variable="v" value="(zero - v) / tau"/>
              <DerivedVariable name="g" dimension="none" select="gates[*]/q" reduce="multiply"/>
              <ConditionalDerivedVariable name="c" dimension="none"><Case condition="g .gt. 0 .and. t .lt. tau" value="1"/><Case value="exp(g)^2"/></ConditionalDerivedVariable>
              <OnStart><StateAssignment variable="v" value="zero"/></OnStart>
              <OnCondition test="v .gt. zero"><EventOut port="spike"/><Transition regime="r"/></OnCondition>
              <OnEvent port="in"><StateAssignment variable="v" value="v"/></OnEvent>
              <Regime name="r" initial="true"><OnEntry><StateAssignment variable="v" value="zero"/></OnEntry></Regime></Dynamics>
            <Structure><With instance="../pop[0]" as="a"/><EventConnection from="a" to="a" delay="tau"><Assign property="w" value="1"/></EventConnection></Structure>
          </ComponentType>
          <ComponentType name="gate"><Exposure name="q" dimension="none"/><Dynamics><DerivedVariable name="q" exposure="q" value="1"/></Dynamics></ComponentType>
          <ComponentType name="sim"><Simulation><Run component="c" variable="t" increment="s" total="l"/></Simulation></ComponentType>
          <cell id="a" tau="3 ms" next="b"><gate id="m"/><syn tau="1ms"/><notes>text &amp; <b/></notes></cell>
          <cell id="b" extends="a" tau="4ms"/>
          <sim id="sim"/>
        </Lems>
        """;

    private static readonly string[] Pieces =
        ["<", ">", "/", "\"", "'", "=", "&", "&lt;", "<!--", "]]>", "<?", "<!DOCTYPE", "-", "(", ")", "[", "]", "..", "*", ":", "extends", "type", "name", "1e999", "\0", "é", "\ud800", "\n"];

    [Fact]
    public void The_sample_is_right() => Assert.Empty(Handle(Sample));

    [Fact]
    public void A_text_cut_off_anywhere_is_an_error()
    {
        for (var length = 0; length < Sample.Length - 2; length += 7)
            Assert.Contains(Handle(Sample[..length]), one => one is { Severity: Severity.Error, Code: "NG1001" });
    }

    [Fact]
    public void A_text_with_a_part_removed_ends()
    {
        for (var start = 0; start < Sample.Length - 40; start += 13)
            Handle(Sample.Remove(start, 1 + start % 40));
    }

    [Fact]
    public void A_text_with_words_exchanged_ends()
    {
        // Whole words exchanged keep the XML well-formed most of the time, and so reach the resolver.
        var words = Sample.Split('"').Where((_, index) => index % 2 == 1).Distinct().ToArray();
        Prop.ForAll(Gen.Choose(0, words.Length - 1).Two().ToArbitrary(), pair =>
        {
            Handle(Sample.Replace($"\"{words[pair.Item1]}\"", $"\"{words[pair.Item2]}\"", StringComparison.Ordinal));
        }).Holds();
    }

    [Fact]
    public void A_text_with_pieces_inserted_ends() =>
        Prop.ForAll(Gen.Choose(0, Sample.Length).Zip(Gen.Elements(Pieces)).ToArbitrary(), at =>
        {
            Handle(Sample.Insert(at.Item1, at.Item2));
        }).Holds();

    [Fact]
    public void Any_text_ends() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => { Handle(text ?? string.Empty); }).Holds();

    [Fact]
    public void Copies_of_copies_do_not_exhaust_memory()
    {
        // Each level holds two children that extend the level below: 2^60 components if nothing stopped it.
        var levels = string.Concat(Enumerable.Range(1, 60).Select(i => $"<n id='n{i}'><n id='l' extends='n{i - 1}'/><n id='r' extends='n{i - 1}'/></n>"));
        var diagnostics = Handle("<Lems><ComponentType name='n'><Children name='kids' type='n'/></ComponentType><n id='n0'/>" + levels + "</Lems>");
        Assert.Contains(diagnostics, one => one.Code == "NG1118");
    }

    [Fact]
    public void Reading_the_same_text_gives_the_same_document()
    {
        var first = LemsReader.ReadText(Sample, "m.xml").Document!;
        var second = LemsReader.ReadText(Sample, "m.xml").Document!;
        Assert.Equal(first.Dimensions.ToArray(), second.Dimensions.ToArray());
        Assert.Equal(first.ComponentTypes.Select(one => one.Name), second.ComponentTypes.Select(one => one.Name));
        Assert.Equal(first.ComponentTypes.Select(one => one.Declaration).SelectMany(Paths), second.ComponentTypes.Select(one => one.Declaration).SelectMany(Paths));

        static IEnumerable<string> Paths(ComponentType type) => type.Dynamics?.DerivedVariables.Select(one => one.Select?.ToString() ?? one.Value!.Text) ?? [];
    }

    private static List<Diagnostic> Handle(string text)
    {
        var read = LemsReader.ReadText(text, "m.xml");
        var bag = new DiagnosticBag();
        bag.AddRange(read.Diagnostics);
        if (read.Document is null)
        {
            Assert.NotEmpty(bag);
            return [.. bag];
        }

        var model = LemsModel.Resolve(read.Document, bag);
        _ = model.Types.All.Count();
        return [.. bag];
    }
}
