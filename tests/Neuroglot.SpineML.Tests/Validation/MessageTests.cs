
namespace Neuroglot.SpineML.Tests.Validation;

/// <summary>Each thing that can be wrong is found, at its place, and said in the author's names.</summary>
public sealed class MessageTests : IDisposable
{
    private readonly ModelFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("leaky.xml")]
    [InlineData("model.xml")]
    [InlineData("experiment0.xml")]
    public void Nothing_is_found_in_a_right_model(string file) => Assert.Empty(files.Validate(file).Where(static one => one.Code is not ("NG6305" or "NG6310")));

    [Theory]
    [InlineData("<MathInline>(I - v)/tau", "<MathInline>(I - v)/tua", "leaky.xml:5:50: error NG6201: `tua` is not defined, in the time derivative of `v`. (did you mean `tau`?)")]
    [InlineData("<MathInline>(I - v)/tau", "<MathInline>(I - v/tau", "leaky.xml:5:60: error NG1210: expected an operator or ')', but the expression ends")]
    [InlineData("<MathInline>(I - v)/tau", "<MathInline>\n  (I - v)/nil(tau)", "leaky.xml:6:11: error NG1212: SpineML has no function `nil`")]
    [InlineData("<MathInline>(I - v)/tau", "<MathInline>(I - v)/tau*(1/2)", "leaky.xml:5:50: warning NG6208: `1/2` divides integers, which simulators that compile C round to 0, in the time derivative of `v`. (Write 1.0/2")]
    [InlineData("<MathInline>(I - v)/tau", "<MathInline>(I - v)", "leaky.xml:5:50: warning NG1235: `I - v` has dimension voltage, but the time derivative of `v` has dimension voltage per time")]
    [InlineData("<MathInline>(I - v)/tau", "<MathInline>(I - tau)/tau", "leaky.xml:5:50: warning NG1230: `I` has dimension voltage but `tau` has dimension time, in `I - tau`")]
    [InlineData("name=\"tau\" dimension=\"ms\"", "name=\"tau\" dimension=\"mS\"", "(mS is millisiemens; milliseconds are ms.)")]
    [InlineData("name=\"tau\" dimension=\"ms\"", "name=\"tau\" dimension=\"msec\"", "leaky.xml:18:6: warning NG6210: `msec`, the unit of `tau`, is not known.")]
    [InlineData("<Parameter name=\"threshold\"", "<Parameter name=\"v\"", "leaky.xml:19:6: error NG6200: `v` is a value of Leaky twice, first in line 12.")]
    [InlineData("<Parameter name=\"tau\" dimension=\"ms\"/>", "<Parameter name=\"tau\" dimension=\"ms\"/><Parameter name=\"dt\"/>", "warning NG6211: `dt` of Leaky hides the time step")]
    [InlineData("initial_regime=\"resting\"", "initial_regime=\"restng\"", "leaky.xml:2:4: error NG6202: Leaky has no regime `restng`. (did you mean `resting`?)")]
    [InlineData("target_regime=\"resting\"", "target_regime=\"active\"", "leaky.xml:6:10: error NG6202: Leaky has no regime `active`.")]
    [InlineData("<EventOut port=\"spike\"/>", "<EventOut port=\"v\"/>", "leaky.xml:8:12: error NG6203: `v` of Leaky is an AnalogSendPort, not an EventSendPort.")]
    [InlineData("<AnalogSendPort name=\"v\"/>", "<AnalogSendPort name=\"u\"/>", "leaky.xml:16:6: error NG6204: AnalogSendPort `u` sends the value of its name, but Leaky has none.")]
    [InlineData("<StateAssignment variable=\"v\">", "<StateAssignment variable=\"tau\">", "leaky.xml:7:12: error NG6205: `tau` is no state variable, which the assignment to `tau` needs.")]
    [InlineData("<TimeDerivative variable=\"v\">", "<TimeDerivative variable=\"v\"><MathInline>0</MathInline></TimeDerivative><TimeDerivative variable=\"v\">", "error NG6206: The regime `resting` has the time derivative of `v` twice.")]
    [InlineData("<MathInline>threshold + 0", "<MathInline>threshold + limit", "leaky.xml:13:8: error NG6207: The alias `limit` needs its own value: `limit` → `limit`.")]
    [InlineData("<StateVariable name=\"v\"", "<Regime name=\"dreaming\"/><StateVariable name=\"v\"", "leaky.xml:12:8: warning NG6209: Nothing leads from the initial regime `resting` to the regime `dreaming`.")]
    public void In_components(string old, string now, string message) => Found("leaky.xml", "leaky.xml", old, now, message);

    [Theory]
    [InlineData("name=\"responses\"", "name=\"weights\"", "model.xml:13:10: error NG6300: Two sets of instances are called `weights`; the other is in line 10.")]
    [InlineData("dst_population=\"cells\"", "dst_population=\"cell\"", "model.xml:7:6: error NG6301: There is no population `cell`, to which a projection of `cells` leads. (did you mean `cells`?)")]
    [InlineData("url=\"leaky.xml\"", "url=\"weight.xml\"", "model.xml:3:6: warning NG6302: Neuron `cells` is made of Weight, which is a weight_update, not a neuron_body.")]
    [InlineData("url=\"leaky.xml\"", "url=\"leeky.xml\"", "model.xml:3:6: error NG6100: The file “leeky.xml” does not exist in the folder of the model. (did you mean `leaky.xml`?)")]
    [InlineData("url=\"leaky.xml\"", "url=\"../leaky.xml\"", "model.xml:3:6: error NG6101: “../leaky.xml” lies outside of the model's folder and is not read.")]
    [InlineData("url=\"leaky.xml\"", "url=\"model.xml\"", "model.xml:3:6: error NG6102: The file “model.xml” is not a component.")]
    [InlineData("output_dst_port=\"I\"", "output_dst_port=\"J\"", "model.xml:13:10: error NG6203: `cells` (Leaky) has no port `J` that receives; it receives `I`.")]
    [InlineData("input_src_port=\"spike\"", "input_src_port=\"v\"", "model.xml:10:10: error NG6303: `v` of `cells` is an AnalogSendPort, but `spike` of `weights` an EventReceivePort.")]
    [InlineData("<Property name=\"w\">", "<Property name=\"W\">", "model.xml:11:12: warning NG6304: Weight, of which `weights` is made, has no parameter or state variable `W`; the property is not used. (did you mean `w`?)")]
    [InlineData("<Property name=\"w\">", "<Property name=\"W\">", "model.xml:10:10: note NG6305: No property of `weights` gives `w` a value, hence 0.")]
    [InlineData("<Property name=\"tau\"><FixedValue value=\"10\"/></Property>", "", "model.xml:3:6: note NG6305: No property of `cells` gives `tau`, `v` a value, hence 0.")]
    [InlineData("dst_neuron=\"2\"", "dst_neuron=\"3\"", "model.xml:9:10: error NG6306: Connection 0 of the list has the target 3, but there are 3 instances, from 0.")]
    [InlineData("index=\"2\"", "index=\"7\"", "model.xml:5:35: error NG6306: The list of `threshold` has the index 7, but there are 3 instances, from 0.")]
    [InlineData("<FixedValue value=\"1\"/></Delay>", "<FixedValue value=\"-1\"/></Delay>", "model.xml:9:26: error NG6308: The delay -1 ms is negative.")]
    [InlineData("dst_neuron=\"2\"", "dst_neuron=\"2\" delay=\"-2\"", "model.xml:9:10: error NG6308: Connection 0 of the list has the delay -2 ms.")]
    [InlineData("<FixedValue value=\"1\"/></Delay>", "<FixedValue value=\"0\"/></Delay>", "warning NG6309: A loop has no delay at all: `cells` → `weights` → `responses` → `cells`.")]
    [InlineData("<FixedValue value=\"1\"/></Delay>", "</Delay>", "warning NG6309: A loop has no delay at all: `cells` → `weights` → `responses` → `cells`.")]
    [InlineData("</LL:Neuron>", "<LL:Input src=\"weights\" src_port=\"w\" dst_port=\"I\"/></LL:Neuron>", "error NG6303: `w` of `weights` is an ImpulseSendPort, but `I` of `cells` an AnalogReducePort.")]
    [InlineData("</LL:Neuron>", "<LL:Input src=\"weihgts\" src_port=\"w\" dst_port=\"I\"/></LL:Neuron>", "error NG6301: There is no set of instances `weihgts`. (did you mean `weights`?)")]
    [InlineData("</LL:Population>", "</LL:Population><LL:Group name=\"group\" url=\"leaky.xml\" size=\"2\"><LL:Input src=\"cells\" src_port=\"v\" dst_port=\"I\"><OneToOneConnection/></LL:Input></LL:Group>", "error NG6307: One to one is not possible between 3 and 2 instances.")]
    [InlineData("</LL:Population>", "</LL:Population><LL:Group name=\"group\" url=\"leaky.xml\" size=\"2\"/>", "note NG6310: Nothing feeds the reduce port `I` of `group`, hence 0.")]
    [InlineData("input_dst_port=\"spike\">", "input_dst_port=\"spike\" feedback_src_port=\"spike\">", "error NG6203: `weights` names only one of the two ports of its feedback.")]
    [InlineData("<ConnectionList>", "<d:DistanceBasedConnection xmlns:d=\"urn:neuroglot:spineml:connections\" probability=\"0.5\" length=\"10\"/><!--<ConnectionList>", "error NG6312: A DistanceBasedConnection needs a Layout, and its file, at both ends.")]
    public void In_networks(string old, string now, string message)
    {
        if (now.EndsWith("<!--<ConnectionList>", StringComparison.Ordinal))
            files.Change("model.xml", "</ConnectionList>", "</ConnectionList>-->");
        Found("model.xml", "model.xml", old, now, message);
    }

    [Theory]
    [InlineData("network_layer_url=\"model.xml\"", "network_layer_url=\"modl.xml\"", "experiment0.xml:3:6: error NG6100: The file “modl.xml” does not exist in the folder of the model. (did you mean `model.xml`?)")]
    [InlineData("network_layer_url=\"model.xml\"", "network_layer_url=\"leaky.xml\"", "experiment0.xml:3:6: error NG6102: The file “leaky.xml” is not a network.")]
    [InlineData("target=\"cells\" port=\"spike\"", "target=\"celsl\" port=\"spike\"", "experiment0.xml:6:6: error NG6301: There is no set of instances `celsl` in the network. (did you mean `cells`?)")]
    [InlineData("port=\"spike\"", "port=\"spkie\"", "experiment0.xml:6:6: error NG6203: `cells` (Leaky) has no port `spkie` that sends; it sends `v`, `spike`. (did you mean `spike`?)")]
    [InlineData("port=\"spike\"", "port=\"spike\" indices=\"0,3\"", "experiment0.xml:6:6: error NG6306: `spikes` names the instance 3, but there are 3, from 0.")]
    [InlineData("port=\"spike\"", "port=\"spike\" start_time=\"5\" end_time=\"2\"", "warning NG6404: The output `spikes` ends before it starts.")]
    [InlineData("port=\"I\" value=\"2\"", "port=\"I\" value=\"2\" start_time=\"2000\"", "warning NG6404: `drive` begins after 2000 ms, but the simulation ends after 1000 ms.")]
    [InlineData("port=\"I\" value=\"2\"", "port=\"I\" value=\"2\" rate_based_input=\"poisson\"", "warning NG6403: The input `drive` gives a distribution of spikes, but `I` receives values.")]
    [InlineData("<ConstantInput name=\"drive\" target=\"cells\" port=\"I\" value=\"2\"/>", "<ConstantArrayInput name=\"drive\" target=\"cells\" port=\"I\" array_size=\"2\" array_value=\"1,2\"/>", "error NG6403: The input `drive` has 2 values for 3 instances.")]
    [InlineData("dt=\"0.1\"", "dt=\"0.3\"", "model.xml:9:26: warning NG6402: The delay 1 ms is no multiple of the time step 0.3 ms.")]
    [InlineData("model.xml\"/>", "model.xml\"><Lesion src_population=\"cells\" dst_population=\"others\"/></Model>", "warning NG6400: There is no projection from `cells` to `others`; what is said of it has no effect.")]
    [InlineData("model.xml\"/>", "model.xml\"><GenericInputLesion src=\"cells\" src_port=\"v\" dst=\"responses\" dst_port=\"v\"/></Model>", "warning NG6401: There is no generic input from `v` of `cells` to `v` of `responses`; what is said of it has no effect.")]
    [InlineData("model.xml\"/>", "model.xml\"><Configuration target=\"cells\"><UL:Property name=\"Tau\"/></Configuration></Model>", "warning NG6304: Leaky, of which `cells` is made, has no parameter or state variable `Tau`")]
    public void In_experiments(string old, string now, string message) => Found("experiment0.xml", "experiment0.xml", old, now, message);

    [Theory]
    [InlineData("floor(k/length)", "floor(k/lenght)", "rows.xml:8:72: error NG6201: `lenght` is not defined, in the transform of `y` of the layout Rows. (did you mean `length`?)")]
    [InlineData("rand()", "randomNormal", "rows.xml:8:72: error NG6201: Layouts draw numbers by rand() only, in the transform of `y` of Rows.")]
    [InlineData("variable=\"x\"", "variable=\"u\"", "rows.xml:7:10: error NG6205: There is no state variable `u` in the layout Rows.")]
    [InlineData("type=\"translate\" dimension", "type=\"turn\" dimension", "rows.xml:6:43: error NG6005: “turn” is not translate, which type of Transform needs.")]
    public void In_layouts(string old, string now, string message)
    {
        files.Change("model.xml", "</LL:Neuron>", "</LL:Neuron><Layout url=\"rows.xml\"/>");
        Found("rows.xml", "rows.xml", old, now, message);
        Assert.Contains(files.Validate("experiment0.xml"), one => one.ToString().StartsWith(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rows.xml", false)]
    [InlineData("none.xml", true)]
    public void A_connection_that_looks_at_distances_needs_the_file_of_a_layout(string url, bool isWrong)
    {
        files.Change("model.xml", "</LL:Neuron>", $"</LL:Neuron><Layout url=\"{url}\"/>");
        files.Change("model.xml", "</ConnectionList>", "</ConnectionList>-->");
        files.Change("model.xml", "<ConnectionList>", "<d:DistanceBasedConnection xmlns:d=\"urn:neuroglot:spineml:connections\" probability=\"0.5\" length=\"10\"><Delay><FixedValue value=\"1\"/></Delay></d:DistanceBasedConnection><!--<ConnectionList>");
        Assert.Equal(isWrong, files.Validate("model.xml").Any(static one => one.Code == "NG6312"));
    }

    [Fact]
    public void A_receive_port_that_nothing_feeds()
    {
        files.Change("leaky.xml", "<AnalogReducePort name=\"I\" reduce_op=\"+\" dimension=\"mV\"/>", "<AnalogReducePort name=\"I\" reduce_op=\"+\" dimension=\"mV\"/><AnalogReceivePort name=\"level\"/>");
        Assert.Contains(files.Validate("experiment0.xml"), static one => one.ToString().StartsWith("model.xml:3:6: warning NG6311: Nothing feeds the receive port `level` of `cells`", StringComparison.Ordinal));
        Assert.DoesNotContain(files.Validate("model.xml"), static one => one.Code == "NG6311");
    }

    [Fact]
    public void An_impulse_outside_of_its_handler()
    {
        files.Change("response.xml", "-g/tau", "-w/tau");
        Assert.Contains(files.Validate("response.xml"), static one => one.ToString().StartsWith("response.xml:5:50: error NG6201: `w` has a value only where an impulse arrives at it", StringComparison.Ordinal));
    }

    private void Found(string changed, string validated, string old, string now, string message)
    {
        files.Change(changed, old, now);
        var found = files.Validate(validated).Select(static one => one.ToString()).ToList();
        Assert.True(found.Exists(one => one.Contains(message, StringComparison.Ordinal)), $"Not found: {message}\nbut:\n{string.Join('\n', found)}");
    }
}
