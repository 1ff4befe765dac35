using Neuroglot.Lems.Documents;
using Xunit;

namespace Neuroglot.Lems.Tests.Types;

public sealed class ResolvedTypeTests
{
    [Fact]
    public void Members_of_the_type_come_first_then_those_it_inherits_and_does_not_redeclare()
    {
        var model = Resolving.Model("""
            <ComponentType name="Base"><Parameter name="a" dimension="time"/><Parameter name="b" dimension="none"/>
              <Exposure name="e" dimension="time"/><Children name="kids" type="Base"/></ComponentType>
            <ComponentType name="Derived" extends="Base"><Parameter name="c" dimension="none"/><Parameter name="b" dimension="voltage"/></ComponentType>
            """);
        var type = model.Types.Find("Derived")!;
        Assert.Equal(["c", "b", "a"], type.Parameters.Select(one => one.Name));
        Assert.Equal("voltage", type.Parameters[1].Dimension);
        Assert.Equal("e", Assert.Single(type.Exposures).Name);
        Assert.Equal(0, type.ChildListIndex("kids"));
        Assert.True(type.IsA("Base"));
        Assert.True(type.IsA(model.Types.Find("Base")!));
        Assert.True(type.IsA("Component"));
        Assert.False(model.Types.Find("Base")!.IsA("Derived"));
    }

    [Fact]
    public void Dynamics_replace_the_inherited_ones_unless_they_say_super()
    {
        const string dynamics = """
            <ComponentType name="Base"><Dynamics><StateVariable name="x" dimension="none"/><DerivedVariable name="y" dimension="none" value="1"/>
              <OnStart><StateAssignment variable="x" value="1"/></OnStart></Dynamics></ComponentType>
            <ComponentType name="Replaces" extends="Base"><Dynamics><StateVariable name="z" dimension="none"/></Dynamics></ComponentType>
            <ComponentType name="Inherits" extends="Base"/>
            <ComponentType name="Joins" extends="Base"><Dynamics><Super/><StateVariable name="z" dimension="none"/><DerivedVariable name="y" dimension="none" value="2 * x"/>
              <OnStart><StateAssignment variable="z" value="2"/></OnStart></Dynamics></ComponentType>
            """;
        var types = Resolving.Model(dynamics).Types;
        Assert.Equal(["z"], types.Find("Replaces")!.Dynamics!.StateVariables.Select(one => one.Name));
        Assert.Empty(types.Find("Replaces")!.Dynamics!.OnStarts);
        Assert.Same(types.Find("Base")!.Dynamics, types.Find("Inherits")!.Dynamics);
        var joined = types.Find("Joins")!.Dynamics!;
        Assert.Equal(["x", "z"], joined.StateVariables.Select(one => one.Name));
        Assert.Equal("2 * x", Assert.Single(joined.DerivedVariables).Value!.Text);
        Assert.Equal(["x", "z"], joined.OnStarts.Select(one => ((StateAssignment)one.Reactions[0]).Variable));
    }

    [Fact]
    public void The_nearest_structure_and_simulation_count()
    {
        var types = Resolving.Model("""
            <ComponentType name="Base"><ComponentReference name="c" type="Component"/><Structure><ChildInstance component="c"/></Structure></ComponentType>
            <ComponentType name="A" extends="Base"/><ComponentType name="B" extends="Base"><Structure/></ComponentType>
            """).Types;
        Assert.Single(types.Find("A")!.Structure!.Body);
        Assert.Empty(types.Find("B")!.Structure!.Body);
    }

    [Fact]
    public void A_variable_is_exposed_by_its_attribute_or_by_its_name()
    {
        var type = Resolving.Model("""
            <ComponentType name="T"><Parameter name="p" dimension="none"/><Exposure name="v" dimension="none"/><Exposure name="w" dimension="none"/>
              <Exposure name="p" dimension="none"/><Exposure name="nobody" dimension="none"/>
              <Dynamics><StateVariable name="x" exposure="v"/><StateVariable name="w"/></Dynamics></ComponentType>
            """).Types.Find("T")!;
        Assert.Equal("x", type.ExposedBy("v"));
        Assert.Equal("w", type.ExposedBy("w"));
        Assert.Equal("p", type.ExposedBy("p"));
        Assert.Null(type.ExposedBy("nobody"));
    }

    [Fact]
    public void Types_that_extend_themselves_or_nothing_are_reported_once_and_left_out()
    {
        var (model, diagnostics) = Resolving.Both("""
            <ComponentType name="A" extends="B"/><ComponentType name="B" extends="A"/><ComponentType name="C" extends="A"/>
            <ComponentType name="Cell"/><ComponentType name="D" extends="Cel"/><ComponentType name="E" extends="D"/>
            <A id="a"/><E id="e"/><Cell id="c"/>
            """);
        Assert.Equal(["NG1101", "NG1102"], diagnostics.Select(one => one.Code).Order());
        Assert.Equal("did you mean `Cell`?", diagnostics.Single(one => one.Code == "NG1102").Hint);
        Assert.Equal("c", Assert.Single(model.Components).Id);
        Assert.Equal(["Cell"], model.Types.All.Select(one => one.Name));
    }

    [Fact]
    public void A_very_long_chain_of_types_does_not_exhaust_the_stack()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<ComponentType name='T{i}' extends='T{i + 1}'/>")) + "<ComponentType name='T20000'/>";
        Assert.True(Resolving.Model(text).Types.Find("T0")!.IsA("T20000"));
    }

    [Theory]
    [InlineData("<Parameter name='p' dimension='voltge'/>", "NG1120", "did you mean `voltage`?")]
    [InlineData("<Parameter name='p'/><Parameter name='p'/>", "NG1104", null)]
    [InlineData("<Child name='c' type='Tt'/>", "NG1100", "did you mean `T`?")]
    [InlineData("<Fixed parameter='q' value='1'/>", "NG1107", null)]
    [InlineData("<Dynamics><Super/></Dynamics>", "NG1103", null)]
    [InlineData("<Dynamics><OnEvent port='in'/></Dynamics>", "NG1105", "Add <EventPort name=\"in\" direction=\"in\"/>.")]
    [InlineData("<EventPort name='in' direction='in'/><Dynamics><OnCondition test='t .gt. t'><EventOut port='in'/></OnCondition></Dynamics>", "NG1105", null)]
    [InlineData("<Dynamics><StateVariable name='x' exposure='v'/></Dynamics>", "NG1106", null)]
    [InlineData("<Dynamics><StateVariable name='x'/><StateVariable name='x'/></Dynamics>", "NG1104", null)]
    [InlineData("<Dynamics><DerivedVariable name='x' value='1'/><ConditionalDerivedVariable name='x'><Case value='1'/></ConditionalDerivedVariable></Dynamics>", "NG1104", null)]
    [InlineData("<Parameter name='a' dimension='voltage'/><Dynamics><StateVariable name='x' dimension='time'/><TimeDerivative variable='x' value='a'/></Dynamics>", "NG1235", null)]
    [InlineData("<Parameter name='a' dimension='voltage'/><Dynamics><OnCondition test='a .gt. t'/></Dynamics>", "NG1230", null)]
    [InlineData("<Parameter name='a' dimension='voltage'/><Dynamics><DerivedVariable name='x' dimension='none' value='exp(a)'/></Dynamics>", "NG1231", null)]
    [InlineData("<Parameter name='a' dimension='voltage'/><Dynamics><DerivedVariable name='y' value='a'/><DerivedVariable name='x' dimension='time' value='y * 2'/></Dynamics>", "NG1235", null)]
    [InlineData("<Dynamics><DerivedVariable name='x' dimension='none' value='unknown + 1'/></Dynamics>", "NG1220", null)]
    [InlineData("<Dynamics><TimeDerivative variable='x' value='1'/></Dynamics>", "NG1221", null)]
    [InlineData("<Parameter name='p'/><Dynamics><OnStart><StateAssignment variable='p' value='1'/></OnStart></Dynamics>", "NG1221", null)]
    [InlineData("<Dynamics><Regime name='r' initial='true'/><OnCondition test='1 .gt. 0'><Transition regime='rr'/></OnCondition></Dynamics>", "NG1109", "did you mean `r`?")]
    [InlineData("<Dynamics><Regime name='r'/></Dynamics>", "NG1108", null)]
    [InlineData("<Dynamics><KineticScheme name='k' nodes='n' edges='n' stateVariable='s' edgeSource='f' edgeTarget='t' forwardRate='a' reverseRate='b'/></Dynamics>", "NG1111", null)]
    [InlineData("<Dynamics><DerivedVariable name='x' dimension='none' value='1 +'/></Dynamics>", "NG1210", null)]
    [InlineData("<Dynamics><DerivedVariable name='x' dimension='none' select='a[*]/b'/></Dynamics>", "NG1025", null)]
    [InlineData("<Dynamics><DerivedVariable name='x' dimension='none'/></Dynamics>", "NG1025", null)]
    [InlineData("<Dynamics/><Dynamics/>", "NG1026", null)]
    [InlineData("<EventPort name='p' direction='sideways'/>", "NG1023", null)]
    public void What_is_wrong_in_a_type_is_reported_without_any_component_of_it(string members, string code, string? hint)
    {
        var (_, diagnostics) = Resolving.Both($"<ComponentType name='T'>\n{members}\n</ComponentType>");
        Assert.All(diagnostics, one => Assert.Equal(code, one.Code));
        Assert.NotEmpty(diagnostics);
        Assert.Equal(2, diagnostics[0].Span.Line - Resolving.FirstLine + 1);
        if (hint is not null)
            Assert.Equal(hint, diagnostics[0].Hint);
    }

    [Theory]
    [InlineData("<Assertion dimension='voltage' matches='current * resistance'/>", null)]
    [InlineData("<Assertion dimension='voltage' matches='current / resistance'/>", "NG1235")]
    [InlineData("<Assertion dimension='voltage' matches='curent * resistance'/>", "NG1120")]
    [InlineData("<Assertion dimension='voltag' matches='current * resistance'/>", "NG1120")]
    public void Assertions_compare_dimensions(string text, string? code) => Assert.Equal(code, Resolving.Both(text).Diagnostics.SingleOrDefault()?.Code);
}
