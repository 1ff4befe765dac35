using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;
using Neuroglot.SpineML.Reading;

namespace Neuroglot.SpineML.Tests.Reading;

public sealed class ReadingMessageTests
{
    [Theory]
    [InlineData("", "m.xml: error NG1001: The file is empty: it holds no element at all. (A model begins with <SpineML>;")]
    [InlineData("<SpineML", "error NG1001: The XML is malformed: Unexpected end of file")]
    [InlineData("<SpineML/>", "m.xml:1:2: error NG6001: The root element SpineML is in no namespace.")]
    [InlineData("<a xmlns='x'/>", "m.xml:1:2: error NG6001: The root element a in the namespace “x” is no layer of SpineML.")]
    [InlineData("<!DOCTYPE SpineML [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "error NG1001: ")]
    [InlineData(ModelFiles.ComponentStart + "</SpineML>", "m.xml:1:2: error NG6006: SpineML needs an element “ComponentClass”.")]
    [InlineData(ModelFiles.ComponentStart + "<ComponentClass/></SpineML>", "error NG6004: ComponentClass needs the attribute “name”.")]
    [InlineData(ModelFiles.ComponentStart + "<ComponentClass name='a' typ='neuron_body'/></SpineML>", "warning NG6003: ComponentClass has no attribute “typ”; it is not used. (did you mean `type`?)")]
    [InlineData(ModelFiles.ComponentStart + "<ComponentClass name='a' type='neuron'/></SpineML>", "error NG6005: “neuron” is not neuron_body, weight_update, postsynapse or generic_component, which type of ComponentClass needs.")]
    [InlineData(ModelFiles.ComponentStart + "<ComponentClass name='a'><Dynamic/></ComponentClass></SpineML>", "warning NG6002: ComponentClass cannot hold an element “Dynamic”; it is not used. (did you mean `Dynamics`?)")]
    [InlineData(ModelFiles.ComponentStart + "<ComponentClass name='a'><Dynamics initial_regime='r'/><Dynamics initial_regime='s'/></ComponentClass></SpineML>", "error NG6007: ComponentClass has “Dynamics” twice; the first is used.")]
    [InlineData(ModelFiles.ComponentStart + "<ComponentClass name='a'>stray<Dynamics initial_regime='r'/></ComponentClass></SpineML>", "warning NG6008: There is text directly in ComponentClass; it is not used.")]
    [InlineData(ModelFiles.ComponentStart + "<ComponentClass name='a'><Dynamics initial_regime='r'/><AnalogReducePort name='i' reduce_op='*'/></ComponentClass></SpineML>", "error NG6005: “*” is not “+”, the only reduction")]
    [InlineData(ModelFiles.NetworkStart + "</LL:SpineML>", "error NG6006: SpineML needs an element “Population”.")]
    [InlineData(ModelFiles.NetworkStart + "<LL:Population><LL:Neuron name='n' url='u' size='-1'/></LL:Population></LL:SpineML>", "error NG6005: “-1” is not a whole number that is not negative and not too large, which size of Neuron needs.")]
    [InlineData(ModelFiles.NetworkStart + "<LL:Population><LL:Neuron name='n' url='u' size='99999999999'/></LL:Population></LL:SpineML>", "error NG6005: “99999999999” is not a whole number")]
    [InlineData(ModelFiles.NetworkStart + "<LL:Population><LL:Neuron name='n' url='u' size='1'><Property name='p'><FixedValue value='one'/></Property></LL:Neuron></LL:Population></LL:SpineML>", "error NG6005: “one” is not a number, which value of FixedValue needs.")]
    [InlineData(ModelFiles.NetworkStart + "<LL:Population><LL:Neuron name='n' url='u' size='1'><Property name='p'><UniformDistribution minimum='0' maximum='1' seed='6e-44'/></Property></LL:Neuron></LL:Population></LL:SpineML>", "warning NG6011: The seed of UniformDistribution is no whole number; 6 is taken, as by the reference tools.")]
    [InlineData(ModelFiles.NetworkStart + "<LL:Population><LL:Neuron name='n' url='u' size='1'><LL:Input src='a' src_port='b' dst_port='c'><x:Spiral xmlns:x='urn:x'/></LL:Input></LL:Neuron></LL:Population></LL:SpineML>", "warning NG6010: The type of connection “Spiral” of the namespace “urn:x” is not known; it is kept but cannot be run.")]
    [InlineData(ModelFiles.NetworkStart + "<LL:Population><LL:Neuron name='n' url='u' size='1'><LL:Input src='a' src_port='b' dst_port='c'><FixedProbabilityConnection probability='2'/></LL:Input></LL:Neuron></LL:Population></LL:SpineML>", "error NG6005: “2” is not a number from 0 to 1, which probability of FixedProbabilityConnection needs.")]
    [InlineData(ModelFiles.NetworkStart + "<LL:Population><LL:Neuron name='n' url='u' size='1'><LL:Input src='a' src_port='b' dst_port='c'><ConnectionList><Connection src_neuron='0'/></ConnectionList></LL:Input></LL:Neuron></LL:Population></LL:SpineML>", "error NG6004: Connection of ConnectionList needs the attribute “dst_neuron”.")]
    [InlineData(ModelFiles.NetworkStart + "<LL:Population><LL:Neuron name='n' url='u' size='1'><LL:Input src='a' src_port='b' dst_port='c'><ConnectionList><Connection src_neuron='0' dst_neuron='-4'/></ConnectionList></LL:Input></LL:Neuron></LL:Population></LL:SpineML>", "error NG6005: “-4” is not an index, a whole number that is not negative, which dst_neuron of Connection needs.")]
    [InlineData(ModelFiles.ExperimentStart + "</SpineML>", "error NG6006: SpineML needs an element “Experiment”.")]
    [InlineData(ModelFiles.ExperimentStart + "<Experiment name='e'><Model network_layer_url='m'/><Simulation duration='1'><EulerIntegration dt='0'/></Simulation></Experiment></SpineML>", "error NG6005: “0” is not a number greater than 0, which dt of EulerIntegration needs.")]
    [InlineData(ModelFiles.ExperimentStart + "<Experiment name='e'><Model network_layer_url='m'/><Simulation duration='1'><RungeKuttaIntegration dt='1' order='1'/></Simulation></Experiment></SpineML>", "error NG6005: “1” is not a whole number from 2, which order of RungeKuttaIntegration needs.")]
    [InlineData(ModelFiles.ExperimentStart + "<Experiment name='e'><Model network_layer_url='m'/></Experiment></SpineML>", "error NG6006: Experiment needs an element “Simulation”.")]
    public void What_is_wrong_is_said_with_its_place(string text, string message)
    {
        var found = new DiagnosticBag();
        SpineMLReader.ReadText(text, "m.xml", SpineMLReaderOptions.Default, found);
        Assert.True(found.Any(one => one.ToString().Contains(message, StringComparison.Ordinal)), string.Join('\n', found));
    }

    [Fact]
    public void A_missing_file_is_no_exception()
    {
        var found = new DiagnosticBag();
        Assert.Null(SpineMLReader.Read(Path.Join(Path.GetTempPath(), "neuroglot", "none.xml"), SpineMLReaderOptions.Default, found));
        Assert.Equal("NG6000", Assert.Single(found).Code);
    }

    [Theory]
    [InlineData(3, 100, 100_000)]
    [InlineData(100, 3, 100_000)]
    [InlineData(100, 100, 20)]
    public void Bounds_are_kept(int depth, int elements, int characters)
    {
        var found = new DiagnosticBag();
        var limits = new XmlLimits { Depth = depth, Elements = elements, Characters = characters };
        Assert.Null(SpineMLReader.ReadText(ModelFiles.Neuron, "m.xml", new SpineMLReaderOptions { Limits = limits }, found));
        Assert.Equal("NG1002", Assert.Single(found, static one => one.Severity == Severity.Error).Code);
    }
}
