namespace Neuroglot.Tests.Semantics;

/// <summary>Types of the tests' own for events: a source with listed beats, a counter that may relay, and plain connections.</summary>
internal static class Wires
{
    public const string Types = """
        <ComponentType name="beat" extends="baseCell">
          <Parameter name="first" dimension="time"/><Parameter name="period" dimension="time"/>
          <Property name="index" dimension="none" defaultValue="0"/>
          <EventPort name="out" direction="out"/>
          <Exposure name="sent" dimension="none"/>
          <Dynamics>
            <StateVariable name="sent" dimension="none" exposure="sent"/>
            <OnCondition test="t .geq. first + sent * period"><StateAssignment variable="sent" value="sent + 1"/><EventOut port="out"/></OnCondition>
          </Dynamics>
        </ComponentType>
        <ComponentType name="counter" extends="baseCell">
          <EventPort name="in" direction="in"/><EventPort name="out" direction="out"/>
          <Exposure name="n" dimension="none"/><Exposure name="steps" dimension="none"/><Exposure name="seen" dimension="none"/>
          <Dynamics>
            <StateVariable name="n" dimension="none" exposure="n"/>
            <StateVariable name="steps" dimension="none" exposure="steps"/>
            <DerivedVariable name="seen" dimension="none" exposure="seen" value="n"/>
            <OnCondition test="n .gt. 0"><StateAssignment variable="steps" value="steps + 1"/></OnCondition>
            <OnEvent port="in"><StateAssignment variable="n" value="n + 1"/><EventOut port="out"/></OnEvent>
          </Dynamics>
        </ComponentType>
        <ComponentType name="fuse" extends="baseCell">
          <EventPort name="in" direction="in"/><EventPort name="out" direction="out"/>
          <Exposure name="lit" dimension="none"/><Exposure name="burnt" dimension="none"/>
          <Dynamics>
            <StateVariable name="lit" dimension="none" exposure="lit"/><StateVariable name="burnt" dimension="none" exposure="burnt"/>
            <OnCondition test="lit .gt. burnt"><StateAssignment variable="burnt" value="1"/><EventOut port="out"/></OnCondition>
            <OnEvent port="in"><StateAssignment variable="lit" value="1"/></OnEvent>
          </Dynamics>
        </ComponentType>
        <ComponentType name="wire">
          <Path name="from"/><Path name="to"/><Parameter name="delay" dimension="time"/>
          <Structure>
            <With instance="from" as="a"/><With instance="to" as="b"/>
            <EventConnection from="a" to="b" delay="delay"/>
          </Structure>
        </ComponentType>
        <ComponentType name="wired" extends="network"><Children name="wires" type="wire"/></ComponentType>

        """;

    public static string Wire(string from, string to, string delay = "0ms") => $"<wire from='{from}' to='{to}' delay='{delay}'/>";

    public static string Population(string id, string component, int size = 1) => $"<population id='{id}' component='{component}' size='{size}'/>";
}
