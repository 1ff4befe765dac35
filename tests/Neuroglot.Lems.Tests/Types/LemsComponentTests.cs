using Neuroglot.Model.Diagnostics;
using Xunit;
using Dimension = Neuroglot.Model.Units.Dimension;

namespace Neuroglot.Lems.Tests.Types;

public sealed class LemsComponentTests
{
    private const string Cell = """
        <ComponentType name="Cell"><Parameter name="tau" dimension="time"/><Parameter name="T" dimension="temperature"/><Parameter name="n" dimension="none"/>
          <Constant name="R" dimension="resistance" value="0"/><Property name="weight" dimension="none" defaultValue="2"/>
          <IndexParameter name="i"/><Text name="note"/><Path name="where"/></ComponentType>
        """;

    [Fact]
    public void Values_are_in_si_units_with_their_dimensions()
    {
        var cell = Resolving.Model(Cell + "<Cell id='c' tau='1.5 ms' T='20degC' n='.5' i='7' note='hello' where='../a[2]/b'/>").Find("c")!;
        Assert.Equal(0.0015, cell.Value("tau"));
        Assert.Equal(293.15, cell.Value("T"), 12);
        Assert.Equal(0.5, cell.Value("n"));
        Assert.Equal(7, cell.Value("i"));
        Assert.Equal(2, cell.Value("weight"));
        Assert.Equal(0, cell.Value("R"));
        Assert.Equal(Dimension.Time, cell.Quantity("tau")!.Value.Dimension);
        Assert.Equal(Dimension.Resistance, cell.Quantity("R")!.Value.Dimension);
        Assert.Equal("hello", cell.Text("note"));
        Assert.Equal(3, cell.Path("where", new DiagnosticBag())!.Steps.Length);
        Assert.False(cell.TryValue("note", out _));
        Assert.True(double.IsNaN(cell.Value("absent")));
        Assert.Null(cell.Quantity("absent"));
    }

    [Theory]
    [InlineData("tau='1ms' T='1degC' i='1'", "NG1110", 1)]
    [InlineData("tau='1mV' T='1degC' n='1' i='1'", "NG1202", 18)]
    [InlineData("tau='1xs' T='1degC' n='1' i='1'", "NG1201", 19)]
    [InlineData("tau='one' T='1degC' n='1' i='1'", "NG1200", 18)]
    [InlineData("tau='1' T='1degC' n='1' i='1'", "NG1202", 18)]
    [InlineData("tau='1ms' T='1degC' n='1' i='1' taau='2'", "NG1115", 45)]
    public void What_is_wrong_with_a_value_is_reported_at_it(string attributes, string code, int column)
    {
        var (_, diagnostics) = Resolving.Both(Cell.ReplaceLineEndings(" ") + $"\n<Cell id='c' {attributes}/>");
        var one = Assert.Single(diagnostics);
        Assert.Equal(code, one.Code);
        Assert.Equal(3, one.Span.Line);
        if (code is not "NG1110" and not "NG1115")
            Assert.Equal(column + 2, one.Span.Column + 1);
    }

    [Fact]
    public void Statements_are_made_at_each_look_and_say_the_same()
    {
        const string text = """
            <ComponentType name="Wire"><Parameter name="delay" dimension="time"/><Path name="to"/><ComponentReference name="by" type="Thing"/>
              <Structure><With instance="to" as="a"/><EventConnection from="a" to="a" receiver="by"/></Structure></ComponentType>
            <ComponentType name="Thing"/><ComponentType name="Net"><Children name="wires" type="Wire"/></ComponentType><Thing id="t"/>
            <Net id="n"><Wire id="w" delay="2ms" to="../x" by="t"/><Wire id="v" delay="3ms" to="../y" by="t"><notes>kept</notes></Wire></Net>
            """;
        var net = Resolving.Model(text).Find("n")!;
        Assert.Equal(["w", "v"], net.Children("wires").Select(one => one.Id));
        Assert.NotSame(net.AllChildren[0], net.AllChildren[0]);
        Assert.Same(net.AllChildren[1], net.Children("wires")[1]);
        var wire = net.ChildById("w")!;
        Assert.Equal(0.002, wire.Value("delay"));
        Assert.Equal("../x", wire.Text("to"));
        Assert.Equal("t", wire.Reference("by")!.Id);
        Assert.Equal(("wires", net), (wire.Place, wire.Parent));
    }

    [Fact]
    public void What_is_wrong_with_a_statement_is_told_once()
    {
        var text = """
            <ComponentType name="Wire"><Parameter name="delay" dimension="time"/><ComponentReference name="by" type="Wire"/><Structure/></ComponentType>
            <ComponentType name="Net"><Children name="wires" type="Wire"/></ComponentType>
            <Net id="n"><Wire id="w" delay="2mV" by="t"/></Net>
            """;
        var (model, diagnostics) = Resolving.Both(text);
        Assert.True(double.IsNaN(model.Find("n")!.AllChildren[0].Value("delay")));
        Assert.Equal(["NG1202", "NG1116"], diagnostics.Select(one => one.Code));
        Assert.All(diagnostics, one => Assert.Equal(Resolving.FirstLine + 2, one.Span.Line));
    }

    [Fact]
    public void A_plain_zero_fits_every_dimension_and_a_star_takes_all()
    {
        var model = Resolving.Model("<ComponentType name='T'><Parameter name='a' dimension='time'/><Parameter name='b' dimension='*'/></ComponentType><T id='x' a='0' b='3mV'/>");
        Assert.Equal(0, model.Find("x")!.Value("a"));
        Assert.Equal(0.003, model.Find("x")!.Value("b"));
    }

    [Fact]
    public void Fixed_values_win_over_stated_ones_and_defaults_fill_in()
    {
        var (model, diagnostics) = Resolving.Both("""
            <ComponentType name="A"><Parameter name="p" dimension="time"/></ComponentType>
            <ComponentType name="B" extends="A"><Fixed parameter="p" value="3ms"/></ComponentType>
            <B id="b"/><B id="c" p="4ms"/>
            """);
        Assert.Equal(0.003, model.Find("b")!.Value("p"));
        Assert.Equal(0.003, model.Find("c")!.Value("p"));
        Assert.Equal("NG1115", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Derived_parameters_are_computed_after_what_they_depend_on()
    {
        var model = Resolving.Model("""
            <Constant name="two" dimension="none" value="2"/>
            <ComponentType name="A"><Parameter name="p" dimension="time"/><DerivedParameter name="r" dimension="time" value="q * 2"/>
              <DerivedParameter name="q" dimension="time" value="p * k + p * exp(0) - p * H(0) * two"/><Constant name="k" dimension="none" value="3"/>
              <Child name="kid" type="B"/><DerivedParameter name="s" dimension="time" select="kid/u"/></ComponentType>
            <ComponentType name="B"><Parameter name="t0" dimension="time"/><DerivedParameter name="u" dimension="time" value="2 * t0"/>
              <DerivedParameter name="up" dimension="time" select="../p"/></ComponentType>
            <A id="a" p="1ms"><kid t0="5ms"/></A>
            """);
        var a = model.Find("a")!;
        Assert.Equal(0.003, a.Value("q"), 15);
        Assert.Equal(0.006, a.Value("r"), 15);
        Assert.Equal(0.01, a.Value("s"), 15);
        Assert.Equal(0.001, a.Child("kid")!.Value("up"), 15);
    }

    [Fact]
    public void Derived_parameters_that_depend_on_themselves_end()
    {
        var (_, diagnostics) = Resolving.Both("""
            <ComponentType name="A"><DerivedParameter name="r" dimension="none" value="q"/><DerivedParameter name="q" dimension="none" value="r"/></ComponentType><A id="a"/>
            """);
        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, one => Assert.Equal("NG1123", one.Code));
    }

    [Fact]
    public void Children_find_their_place_by_name_and_by_type()
    {
        var model = Resolving.Model("""
            <ComponentType name="Rate"/><ComponentType name="ExpRate" extends="Rate"/><ComponentType name="Gate"/><ComponentType name="SpecialGate" extends="Gate"/>
            <ComponentType name="Channel"><Child name="forward" type="Rate"/><Children name="gates" type="Gate"/><Children name="special" type="SpecialGate"/></ComponentType>
            <Channel id="c"><Gate id="m"/><forward type="ExpRate"/><SpecialGate id="s"/><Gate id="n" type="SpecialGate"/><Component id="o" type="Gate"/><notes>free text</notes></Channel>
            """);
        var channel = model.Find("c")!;
        Assert.Equal("ExpRate", channel.Child("forward")!.Type.Name);
        Assert.Equal(["m", "o"], channel.Children("gates").Select(one => one.Id));
        Assert.Equal(["s", "n"], channel.Children("special").Select(one => one.Id));
        Assert.Equal(5, channel.AllChildren.Count);
        Assert.Same(channel, channel.ChildById("n")!.Parent);
        Assert.Equal("special", channel.ChildById("n")!.Place);
        Assert.Equal("c/forward", channel.Child("forward")!.PathOfIds);
        Assert.Equal("free text", Assert.Single(channel.Annotations).Text);
        Assert.Null(channel.Child("absent"));
        Assert.Empty(channel.Children("absent"));
    }

    [Theory]
    [InlineData("<P id='p'><Other id='o'/></P>", "NG1114")]
    [InlineData("<P id='p'><Unknown id='o'/></P>", "NG1100")]
    [InlineData("<P id='p'><slot/><slot/></P>", "NG1119")]
    [InlineData("<Component id='p'/>", "NG1100")]
    [InlineData("<Component id='p' type='Unknown'/>", "NG1100")]
    [InlineData("<P id='p' slot='nobody'/>", "NG1116")]
    [InlineData("<P id='p' extends='q'/><P id='q' extends='p'/>", "NG1117")]
    [InlineData("<P id='p' extends='nobody'/>", "NG1117")]
    [InlineData("<P id='p' extends='o'/><Other id='o'/>", "NG1117")]
    [InlineData("<R id='r'/>", "NG1122")]
    [InlineData("<R id='r' to='nobody'/>", "NG1116")]
    [InlineData("<R id='r' to='r' what='Unknown'/>", "NG1100")]
    [InlineData("<Target component='nobody'/>", "NG1124")]
    public void What_is_wrong_with_a_component_is_reported(string text, string code)
    {
        var (_, diagnostics) = Resolving.Both("""
            <ComponentType name="Slot"/><ComponentType name="Other"/><ComponentType name="P"><Child name="slot" type="Slot"/></ComponentType>
            <ComponentType name="R"><ComponentReference name="to" type="Component"/><ComponentTypeReference name="what"/></ComponentType>
            """ + text);
        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, one => Assert.Equal(code, one.Code));
    }

    [Fact]
    public void A_type_with_a_structure_of_its_own_needs_no_component_for_the_inherited_one()
    {
        var (_, diagnostics) = Resolving.Both("""
            <ComponentType name="Cell"/><ComponentType name="Population"><ComponentReference name="component" type="Cell"/></ComponentType>
            <ComponentType name="Cells" extends="Population"><Parameter name="N" dimension="none"/>
              <Structure><MultiInstantiate componentType="Cell" number="N"/></Structure></ComponentType>
            <Cells id="cells" N="3"/>
            """);
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void A_component_takes_over_what_the_one_it_extends_states()
    {
        var model = Resolving.Model("""
            <ComponentType name="Kid"/><ComponentType name="A"><Parameter name="p" dimension="none"/><Parameter name="q" dimension="none"/>
              <ComponentReference name="to" type="Kid"/><Child name="kid" type="Kid"/></ComponentType>
            <Kid id="k"/><A id="a" p="1" q="2" to="k"><kid id="inner"/></A><A id="b" extends="a" q="3"/><Component id="c" extends="b" p="4"/>
            """);
        var c = model.Find("c")!;
        Assert.Equal((4.0, 3.0), (c.Value("p"), c.Value("q")));
        Assert.Equal("k", c.Reference("to")!.Id);
        Assert.Equal("inner", model.Find("b")!.Child("kid")!.Id);
        Assert.Same(model.Find("b"), model.Find("b")!.Child("kid")!.Parent);
    }

    [Fact]
    public void References_go_to_the_document_and_links_to_relatives()
    {
        var model = Resolving.Model("""
            <ComponentType name="Node"/><ComponentType name="Edge"><Link name="from" type="Node"/><ComponentReference name="kind" type="Node"/>
              <ComponentReference name="maybe" type="Node" required="false"/><ComponentReference name="usual" type="Node" defaultComponent="../d"/></ComponentType>
            <ComponentType name="Graph"><Children name="nodes" type="Node"/><Children name="edges" type="Edge"/></ComponentType>
            <Node id="n"/>
            <Graph id="g"><Node id="n"/><Node id="d"/><Edge id="e" from="n" kind="n"/></Graph>
            """);
        var graph = model.Find("g")!;
        var edge = graph.ChildById("e")!;
        Assert.Same(graph.ChildById("n"), edge.Reference("from"));
        Assert.Same(model.Find("n"), edge.Reference("kind"));
        Assert.Null(edge.Reference("maybe"));
        Assert.Same(graph.ChildById("d"), edge.Reference("usual"));
    }

    [Fact]
    public void A_child_may_be_named_by_id_instead_of_being_written_inside()
    {
        var model = Resolving.Model("""
            <ComponentType name="morphology"><Parameter name="n" dimension="none"/></ComponentType><ComponentType name="cell"><Child name="morphology" type="morphology"/></ComponentType>
            <cell id="c" morphology="m"/><morphology id="m" n="3"/>
            """);
        var child = model.Find("c")!.Child("morphology")!;
        Assert.Equal(3, child.Value("n"));
        Assert.Same(model.Find("c"), child.Parent);
        Assert.NotSame(model.Find("m"), child);
    }

    [Theory]
    [InlineData("<A id='a' kid='a'/>")]
    [InlineData("<A id='a' kid='b'/><A id='b' kid='a'/>")]
    [InlineData("<A id='a'><kid id='x' extends='a'/></A>")]
    public void A_component_that_would_hold_itself_ends_in_an_error(string text)
    {
        var (_, diagnostics) = Resolving.Both("<ComponentType name='A'><Child name='kid' type='A'/></ComponentType>" + text);
        Assert.Contains(diagnostics, one => one.Code is "NG1116" or "NG1117");
    }

    [Fact]
    public void A_warning_that_every_component_would_give_is_shown_a_few_times_and_counted()
    {
        var (_, diagnostics) = Resolving.Both("<ComponentType name='A'/>" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"<A id='a{i}' surplus='1'/>")));
        Assert.Equal(4, diagnostics.Length);
        Assert.StartsWith("997 more", diagnostics[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_target_is_the_one_named_else_the_last_that_runs()
    {
        const string types = "<ComponentType name='A'/><ComponentType name='Sim'><Simulation><Run component='a' variable='t' increment='s' total='l'/></Simulation></ComponentType>";
        Assert.Equal("s2", Resolving.Model(types + "<Sim id='s1'/><Sim id='s2'/><A id='a'/>").Target!.Id);
        Assert.Equal("s1", Resolving.Model(types + "<Target component='s1'/><Sim id='s1'/><Sim id='s2'/>").Target!.Id);
        Assert.Null(Resolving.Model(types + "<A id='a'/>").Target);
    }

    [Fact]
    public void Constants_dimensions_and_units_are_the_documents()
    {
        var (model, diagnostics) = Resolving.Both("<Constant name='c' dimension='time' value='2min'/><Constant name='bad' dimension='time' value='2mV'/><Unit symbol='x' dimension='nothing'/><Dimension name='big' m='500'/>");
        Assert.Equal(120, model.Constants["c"].Value);
        Assert.Equal(Dimension.Voltage, model.DimensionCalled("voltage"));
        Assert.Null(model.DimensionCalled("*"));
        Assert.Equal(["NG1120", "NG1121", "NG1202"], diagnostics.Select(one => one.Code).Order());
    }
}
