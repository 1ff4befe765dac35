using Neuroglot.Lems.Reading;
using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Lems.Tests.Reading;

/// <summary>Every element of LEMS with every attribute is understood, and each attribute that isn't one is reported where it stands.</summary>
public sealed class VocabularyTests
{
    /// <summary>Element; the elements around it, outermost first; its attributes.</summary>
    public static TheoryData<string, string, string> Elements => new()
    {
        { "Target", "", "component reportFile timesFile" },
        { "Constant", "", "name description symbol value dimension" },
        { "Dimension", "", "name m:2 l:-1 t:1 i:1 k:1 n:1 j:1" },
        { "Unit", "", "name symbol dimension power:-3 scale:2.5 offset:1" },
        { "Assertion", "", "dimension matches" },
        { "ComponentType", "", "name extends standalone:true description" },
        { "Parameter", "ComponentType", "name dimension description exposure" },
        { "IndexParameter", "ComponentType", "name dimension description exposure" },
        { "IntegerParameter", "ComponentType", "name dimension description exposure" },
        { "PathParameter", "ComponentType", "name" },
        { "Property", "ComponentType", "name dimension defaultValue:1" },
        { "DerivedParameter", "ComponentType", "name dimension description select" },
        { "DerivedParameter", "ComponentType", "name dimension description value" },
        { "Fixed", "ComponentType", "parameter value" },
        { "Requirement", "ComponentType", "name dimension description" },
        { "ComponentRequirement", "ComponentType", "name description" },
        { "InstanceRequirement", "ComponentType", "name type description" },
        { "Exposure", "ComponentType", "name dimension description" },
        { "Child", "ComponentType", "name type substitute description" },
        { "Children", "ComponentType", "name type min:0 max:3 description" },
        { "Link", "ComponentType", "name type description root isAny:true local:true required:false defaultComponent" },
        { "ComponentReference", "ComponentType", "name type description root isAny:false local:true required:false defaultComponent" },
        { "ComponentTypeReference", "ComponentType", "name" },
        { "Collection", "ComponentType", "name" },
        { "PairCollection", "ComponentType", "name" },
        { "EventPort", "ComponentType", "name direction:in description" },
        { "Text", "ComponentType", "name description" },
        { "Path", "ComponentType", "name description" },
        { "Attachments", "ComponentType", "name type compClass" },
        { "Location", "ComponentType", "name path on" },
        { "Dynamics", "ComponentType", "name simultaneous:true" },
        { "Super", "ComponentType/Dynamics", "" },
        { "StateVariable", "ComponentType/Dynamics", "name dimension exposure description" },
        { "StateAssignment", "ComponentType/Dynamics/OnStart", "variable value" },
        { "TimeDerivative", "ComponentType/Dynamics", "variable value" },
        { "DerivedVariable", "ComponentType/Dynamics", "name select dimension description reduce:add exposure required:false" },
        { "DerivedVariable", "ComponentType/Dynamics", "name value dimension description exposure" },
        { "OnStart", "ComponentType/Dynamics", "" },
        { "OnCondition", "ComponentType/Dynamics", "test" },
        { "OnEvent", "ComponentType/Dynamics", "port" },
        { "EventOut", "ComponentType/Dynamics/OnEvent port='p'", "port" },
        { "KineticScheme", "ComponentType/Dynamics", "name nodes edges stateVariable edgeSource edgeTarget forwardRate reverseRate dependency step" },
        { "Regime", "ComponentType/Dynamics", "name initial:true" },
        { "OnEntry", "ComponentType/Dynamics/Regime name='r'", "" },
        { "Transition", "ComponentType/Dynamics/OnCondition test='t .gt. 0'", "regime" },
        { "TimeDerivative", "ComponentType/Dynamics/Regime name='r'", "variable value" },
        { "Case", "ComponentType/Dynamics/ConditionalDerivedVariable name='x'", "name condition value" },
        { "Equilibrium", "ComponentType", "" },
        { "DerivedVariable", "ComponentType/Equilibrium", "name value" },
        { "StateScalarField", "ComponentType/Dynamics", "name dimension region" },
        { "DerivedScalarField", "ComponentType/Dynamics", "name dimension region value" },
        { "DerivedPunctateField", "ComponentType/Dynamics", "name dimension region select" },
        { "Structure", "ComponentType", "" },
        { "MultiInstantiate", "ComponentType/Structure", "number indexVariable component componentType" },
        { "CoInstantiate", "ComponentType/Structure", "at component componentType" },
        { "Assign", "ComponentType/Structure/ChildInstance component='c'", "property value exposeAs" },
        { "Choose", "ComponentType/Structure", "" },
        { "When", "ComponentType/Structure/Choose", "test" },
        { "Otherwise", "ComponentType/Structure/Choose", "" },
        { "ChildInstance", "ComponentType/Structure", "component componentType" },
        { "ForEach", "ComponentType/Structure", "instances as" },
        { "EventConnection", "ComponentType/Structure", "from to delay receiver receiverContainer sourcePort targetPort" },
        { "Tunnel", "ComponentType/Structure", "name endA endB expose as componentA componentB" },
        { "PairsEventConnection", "ComponentType/Structure", "pairs receiver receiverContainer sourcePort targetPort" },
        { "PairFilter", "ComponentType/Structure", "select" },
        { "IncludePair", "ComponentType/Structure", "collection" },
        { "With", "ComponentType/Structure", "instance as" },
        { "With", "ComponentType/Structure", "list index as" },
        { "If", "ComponentType/Structure", "test" },
        { "Apply", "ComponentType/Structure", "components" },
        { "Gather", "ComponentType/Structure", "pathParameter collection" },
        { "GatherPairs", "ComponentType/Structure", "id pFrom qFrom collection" },
        { "Simulation", "ComponentType", "" },
        { "Record", "ComponentType/Simulation", "quantity timeScale scale color destination" },
        { "EventRecord", "ComponentType/Simulation", "quantity eventPort" },
        { "DataDisplay", "ComponentType/Simulation", "title dataRegion" },
        { "DataWriter", "ComponentType/Simulation", "id path fileName" },
        { "EventWriter", "ComponentType/Simulation", "id path fileName format" },
        { "Run", "ComponentType/Simulation", "component variable increment total" },
        { "Procedure", "ComponentType", "" },
        { "Equilibrate", "ComponentType/Procedure", "" },
        { "ForEachComponent", "ComponentType/Procedure", "select as" },
        { "Print", "ComponentType/Procedure", "template" },
        { "Geometry", "ComponentType", "name" },
        { "Frustum", "ComponentType/Geometry", "xa ya za ra xb yb zb rb" },
        { "Solid", "ComponentType/Geometry", "name elements topologyConstraint" },
        { "Skeleton", "ComponentType/Geometry", "name solid" },
        { "ScalarField", "ComponentType/Geometry/Skeleton", "name dimension value" },
    };

    [Theory]
    [MemberData(nameof(Elements))]
    public void Every_element_is_understood_with_all_its_attributes(string element, string around, string attributes)
    {
        var diagnostics = LemsReader.ReadText(Text(element, around, attributes, string.Empty), "m.xml").Diagnostics;
        Assert.DoesNotContain(diagnostics, IsAboutVocabulary);
        Assert.DoesNotContain(diagnostics, one => one.Severity == Severity.Error && one.Code != "NG1026");
    }

    [Theory]
    [MemberData(nameof(Elements))]
    public void An_attribute_that_an_element_has_not_is_reported(string element, string around, string attributes)
    {
        var diagnostics = LemsReader.ReadText(Text(element, around, attributes, " surplus='1'"), "m.xml").Diagnostics;
        var warning = Assert.Single(diagnostics, IsAboutVocabulary);
        Assert.Equal("NG1020", warning.Code);
        Assert.Contains("surplus", warning.Message, StringComparison.Ordinal);
        Assert.Equal(2, warning.Span.Line);
    }

    [Theory]
    [MemberData(nameof(Elements))]
    public void An_element_that_an_element_cannot_hold_is_reported(string element, string around, string attributes)
    {
        var text = Text(element, around, attributes, string.Empty).Replace("/>\n", ">\n<surplus/></" + element + ">\n", StringComparison.Ordinal);
        var diagnostics = LemsReader.ReadText(text, "m.xml").Diagnostics;
        var warning = Assert.Single(diagnostics, IsAboutVocabulary);
        Assert.Equal("NG1021", warning.Code);
        Assert.Equal(new SourceSpan("m.xml", 3, 2), warning.Span);
    }

    private static bool IsAboutVocabulary(Diagnostic diagnostic) => diagnostic.Code is "NG1020" or "NG1021";

    private static string Text(string element, string around, string attributes, string extra)
    {
        var outer = around.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var open = string.Concat(outer.Select(one => one == "ComponentType" ? "<ComponentType name='T'>" : $"<{one}>"));
        var close = string.Concat(outer.Reverse().Select(one => $"</{one.Split(' ')[0]}>"));
        var pairs = string.Concat(attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(':'))
            .Select(one => $" {one[0]}='{(one.Length > 1 ? one[1] : "some")}'"));
        return $"<Lems>{open}\n<{element}{pairs}{extra}/>\n{close}</Lems>";
    }
}
