using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Neuroglot.Brian.Exchange;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML;

/// <summary>The working example of the exporter of brian2tools: leaky neurons that are refractory after a spike, with drives that grow from neuron to neuron.</summary>
public sealed partial class WorkingExampleTests
{
    // What brian2tools documents for this network, in its names and values; where we differ on purpose, docs/brian-export.md gives the reason.
    private const string Expected = """
        <Lems>
          <Include file="NeuroML2CoreTypes.xml"/>
          <Include file="Simulation.xml"/>
          <Include file="LEMSUnitsConstants.xml"/>
          <ComponentType extends="baseCell" name="neuron1">
            <Property dimension="voltage" name="v0"/>
            <Property dimension="time" name="tau"/>
            DT
            <EventPort direction="out" name="spike"/>
            <Exposure dimension="voltage" name="v"/>
            <Dynamics>
              <StateVariable dimension="voltage" exposure="v" name="v"/>
              <OnStart><StateAssignment value="0" variable="v"/></OnStart>
              <Regime name="refractory">
                <StateVariable dimension="time" name="lastspike"/>
                <OnEntry><StateAssignment value="t" variable="lastspike"/></OnEntry>
                <OnCondition test="t .gt. (lastspike + 5.*ms) GUARD"><Transition regime="integrating"/></OnCondition>
              </Regime>
              <Regime initial="true" name="integrating">
                <TimeDerivative value="(v0 - v) / tau" variable="v"/>
                <OnCondition test="v .gt. (10 * mV)">
                  <EventOut port="spike"/><StateAssignment value="0*mV" variable="v"/><Transition regime="refractory"/>
                </OnCondition>
              </Regime>
            </Dynamics>
          </ComponentType>
          <ComponentType extends="basePopulation" name="neuron1Multi">
            <Parameter dimension="time" name="tau_p"/>
            <Parameter dimension="none" name="N"/>
            <Constant dimension="voltage" name="mVconst" symbol="mVconst" value="1mV"/>
            <Structure>
              <MultiInstantiate componentType="neuron1" number="N">
                <Assign property="v0" value="(20*mVconst * index) / (N-1)"/>
                <Assign property="tau" value="tau_p"/>
              </MultiInstantiate>
            </Structure>
          </ComponentType>
          <network id="neuron1MultiNet">
            <Component N="100" id="neuron1Multipop" tau_p="10. ms" type="neuron1Multi"/>
          </network>
          <Simulation id="sim1" length="1s" step="0.1 ms" target="neuron1MultiNet">
            <Display id="disp0" timeScale="1ms" title="v" xmax="1000" xmin="0" ymax="11" ymin="0">
              <Line id="lineA" quantity="neuron1Multipop[A]/v" scale="1mV" timeScale="1ms"/>
              <Line id="lineB" quantity="neuron1Multipop[B]/v" scale="1mV" timeScale="1ms"/>
            </Display>
            <OutputFile fileName="recording_nml2model.dat" id="of0">
              <OutputColumn id="A" quantity="neuron1Multipop[A]/v"/>
              <OutputColumn id="B" quantity="neuron1Multipop[B]/v"/>
            </OutputFile>
            <EventOutputFile fileName="recording_nml2model.spikes" format="TIME_ID" id="eof">
              <EventSelection eventPort="spike" id="lineA" select="neuron1Multipop[A]"/>
              <EventSelection eventPort="spike" id="lineB" select="neuron1Multipop[B]"/>
            </EventOutputFile>
          </Simulation>
          <Target component="sim1"/>
        </Lems>
        """;

    private static readonly BrianNetwork Network = Read();

    [Theory]
    [InlineData(false, "2", "63", """<Constant name="dt" dimension="time" value="0.1ms"/>""", "- 1.999*dt")]
    [InlineData(true, "3", "64", "", "")]
    public void The_document_is_the_documented_one(bool asBrian2Tools, string first, string second, string dt, string guard)
    {
        var expected = Expected.Replace("[A]", $"[{first}]", StringComparison.Ordinal).Replace("[B]", $"[{second}]", StringComparison.Ordinal)
            .Replace("lineA", "line" + first, StringComparison.Ordinal).Replace("lineB", "line" + second, StringComparison.Ordinal)
            .Replace("\"A\"", $"\"{first}\"", StringComparison.Ordinal).Replace("\"B\"", $"\"{second}\"", StringComparison.Ordinal)
            .Replace("DT", dt, StringComparison.Ordinal).Replace("GUARD", guard, StringComparison.Ordinal);
        var model = ExportLab.Export(Network, new NeuroMLExportOptions { IsBrian2Tools = asBrian2Tools }, NeuroMLExporter.RecordingsName("some/folder/nml2model.xml")).Model!;
        Assert.All(model.Root!.DescendantsAndSelf(), element => Assert.Equal("http://www.neuroml.org/lems/0.7.6", element.Name.NamespaceName));
        Assert.Equal(Lines(XDocument.Parse(expected).Root!), Lines(model.Root!));
    }

    [Fact]
    public void The_export_spikes_in_the_steps_in_which_the_network_does()
    {
        using var lab = new ExportLab();

        // A regime advances its variable after the cell has shown itself, so that values come a row late.
        lab.AssertSame(Network, rowsLate: 1);
        Assert.Equal(ExportLab.Run(Network).Spikes["neurons"], lab.RunExport(Network).Summary.Spikes);
    }

    [Fact]
    public void The_documented_guard_takes_a_step_longer()
    {
        // The strict comparison of running sums: the first interval of neuron 64 is two steps longer than Brian's, the later ones a step or two.
        using var lab = new ExportLab();
        var events = lab.RunExport(Network, new NeuroMLExportOptions { IsBrian2Tools = true }).Events.Where(one => one.Neuron == 64).Select(one => one.Step).ToList();
        var own = ExportLab.Run(Network with { Objects = [.. Network.Objects.Select(one => one is EventMonitor monitor ? monitor with { Record = [64] } : one)] }).Events["spikes"];
        var steps = own.Times.Zip(own.Indices).Where(one => one.Second == 64).Select(one => (long)Math.Round(one.First / 1e-4)).ToList();
        Assert.Equal(steps[0], events[0]);
        Assert.InRange(events[1] - events[0] - (steps[1] - steps[0]), 1, 2);
    }

    [Theory]
    [InlineData("nml2model.xml", "recording_nml2model")]
    [InlineData("nml2model", "recording_nml2model")]
    [InlineData("folder.d/v1.2.model.xml", "recording_v1")]
    public void Files_of_results_have_the_name_of_the_model_up_to_its_first_dot(string path, string name) => Assert.Equal(name, NeuroMLExporter.RecordingsName(path));

    private static BrianNetwork Read()
    {
        using var stream = File.OpenRead(Path.Join(ExampleFolder.Path, "brian", "leaky.brian.json"));
        return BrianJson.Read(stream, "leaky.brian.json", new DiagnosticBag())!;
    }

    // An element on each line; the order of attributes and the spelling of numbers and expressions are nobody's business.
    private static IEnumerable<string> Lines(XElement element, int depth = 0) =>
    [
        new string(' ', 2 * depth) + element.Name.LocalName + string.Concat(element.Attributes().Where(one => !one.IsNamespaceDeclaration)
            .OrderBy(one => one.Name.LocalName, StringComparer.Ordinal).Select(one => $" {one.Name.LocalName}={Plain(one)}")),
        .. element.Elements().SelectMany(child => Lines(child, depth + 1)),
    ];

    [GeneratedRegex(@"^(\d[\d.e-]*) *([a-zA-Z]*)$")]
    private static partial Regex Quantity();

    private static string Plain(XAttribute attribute)
    {
        var diagnostics = new DiagnosticBag();
        if (attribute.Name.LocalName is "value" or "test" && attribute.Parent!.Name.LocalName != "Constant")
            return ExpressionPrinter.Print(ExpressionParser.Parse(attribute.Value, Dialects.Lems, SourceSpan.None, diagnostics)!, Dialects.Lems);
        var quantity = Quantity().Match(attribute.Value);
        return quantity.Success ? $"{double.Parse(quantity.Groups[1].Value, CultureInfo.InvariantCulture)} {quantity.Groups[2].Value}" : attribute.Value;
    }
}
