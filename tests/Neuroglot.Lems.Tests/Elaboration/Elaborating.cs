using System.Collections.Immutable;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Xunit;

namespace Neuroglot.Lems.Tests.Elaboration;

/// <summary>Elaborates small documents that use the core types.</summary>
internal static class Elaborating
{
    /// <summary>Line of the first line of a test's text.</summary>
    public const int FirstLine = 2;

    private const string Head =
        "<Lems><Include file='Cells.xml'/><Include file='Networks.xml'/><Include file='Simulation.xml'/><Include file='Inputs.xml'/><Include file='Synapses.xml'/>\n";

    /// <summary>Types of the tests' own: a source and a sink of events, and a cell with a place for attachments.</summary>
    public const string Types = """
        <ComponentType name="source" extends="baseCell">
          <EventPort name="out" direction="out"/><EventPort name="other" direction="out"/><Exposure name="x" dimension="none"/>
          <Dynamics><StateVariable name="x" dimension="none" exposure="x"/><OnCondition test="t .gt. 0"><EventOut port="out"/></OnCondition></Dynamics>
        </ComponentType>
        <ComponentType name="sink" extends="baseCell">
          <EventPort name="in" direction="in"/><EventPort name="second" direction="in"/><Exposure name="n" dimension="none"/>
          <Attachments name="extras" type="extra"/>
          <Dynamics>
            <StateVariable name="n" dimension="none" exposure="n"/>
            <OnEvent port="in"><StateAssignment variable="n" value="n + 1"/></OnEvent><OnEvent port="second"><StateAssignment variable="n" value="n + 100"/></OnEvent>
          </Dynamics>
        </ComponentType>
        <ComponentType name="extra">
          <Property name="weight" dimension="none" defaultValue="1"/><EventPort name="in" direction="in"/><Exposure name="e" dimension="none"/>
          <Dynamics><StateVariable name="e" dimension="none" exposure="e"/><OnEvent port="in"><StateAssignment variable="e" value="e + weight"/></OnEvent></Dynamics>
        </ComponentType>
        <ComponentType name="wired" extends="network"><Children name="wires" type="baseWire"/></ComponentType>
        <ComponentType name="baseWire"/>
        <source id="src"/><sink id="snk"/><extra id="ext"/>

        """;

    /// <summary>The experiment, or null, and everything that was said about the document.</summary>
    public static (Experiment? Experiment, ImmutableArray<Diagnostic> Diagnostics) Both(string text)
    {
        var read = LemsReader.ReadText(Head + text + "</Lems>", "m.xml");
        var bag = new DiagnosticBag();
        bag.AddRange(read.Diagnostics);
        var model = LemsModel.Resolve(read.Document!, bag);
        return (bag.HasErrors ? null : LemsElaborator.Elaborate(model, bag), [.. bag]);
    }

    /// <summary>The experiment of a document without errors.</summary>
    public static Experiment Experiment(string text)
    {
        var (experiment, diagnostics) = Both(text);
        Assert.Empty(diagnostics);
        return experiment!;
    }

    /// <summary>A network of a source population of 3 and a sink population of 4, with <paramref name="wires"/> of the type that <paramref name="wireType"/> declares.</summary>
    public static string Net(string wireType, string wires) =>
        Types + wireType + "<wired id='net'><population id='s' component='src' size='3'/><population id='k' component='snk' size='4'/>" + wires + "</wired>" + Simulation("net", "k[0]/n");

    /// <summary>A simulation of <paramref name="target"/> that records <paramref name="quantity"/>, and the target element.</summary>
    public static string Simulation(string target, string quantity) =>
        $"<Simulation id='sim' length='1ms' step='0.1ms' target='{target}'><OutputFile id='o' fileName='o.dat'><OutputColumn id='c' quantity='{quantity}'/></OutputFile></Simulation><Target component='sim'/>";
}
