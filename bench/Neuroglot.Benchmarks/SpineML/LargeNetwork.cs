using System.Globalization;
using Neuroglot.Numerics;

namespace Neuroglot.Benchmarks.SpineML;

/// <summary>A network of SpineML whose connections stand in its file one by one, with delays of their own.</summary>
internal static class LargeNetwork
{
    private const int Neurons = 10_000;
    private const int Delays = 50;

    /// <summary>Writes a network with <paramref name="connections"/>, some 70 bytes each, and its components.</summary>
    /// <returns>Path of the network.</returns>
    internal static string Write(string folder, int connections)
    {
        File.WriteAllText(Path.Combine(folder, "Leak.xml"), Component("neuron_body", "Leak", """
            <Regime name="r"><TimeDerivative variable="v"><MathInline>I - v</MathInline></TimeDerivative><OnCondition target_regime="r"><EventOut port="spike"/><Trigger><MathInline>v &gt; 1</MathInline></Trigger></OnCondition></Regime>
            <StateVariable name="v" dimension="mV"/>
            """, """<AnalogReducePort name="I" dimension="mV" reduce_op="+"/><EventSendPort name="spike"/>"""));
        File.WriteAllText(Path.Combine(folder, "Weight.xml"), Component("weight_update", "Weight", """
            <Regime name="r"><OnEvent src_port="spike" target_regime="r"><ImpulseOut port="w"/></OnEvent></Regime>
            """, """<EventReceivePort name="spike"/><ImpulseSendPort name="w"/><Parameter name="w" dimension="mV"/>"""));
        File.WriteAllText(Path.Combine(folder, "Current.xml"), Component("postsynapse", "Current", """
            <Regime name="r"><TimeDerivative variable="i"><MathInline>-i</MathInline></TimeDerivative><OnImpulse src_port="w" target_regime="r"><StateAssignment variable="i"><MathInline>i + w</MathInline></StateAssignment></OnImpulse></Regime>
            <StateVariable name="i" dimension="mV"/>
            """, """<ImpulseReceivePort name="w" dimension="mV"/><AnalogSendPort name="i"/>"""));
        var path = Path.Combine(folder, "large.xml");
        using var text = new StreamWriter(path);
        text.WriteLine("""
            <?xml version="1.0" encoding="UTF-8"?>
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLNetworkLayer" name="large">
              <Population>
            """);
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""    <Neuron name="all" url="Leak.xml" size="{Neurons}"/>"""));
        text.WriteLine("""
                <Projection dst_population="all">
                  <Synapse>
                    <ConnectionList>
            """);
        var random = new PreflightRandom(1);
        for (var connection = 0; connection < connections; connection++)
        {
            var source = (int)((long)connection * Neurons / connections);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""          <Connection src_neuron="{source}" dst_neuron="{(int)(random.NextSingle() * Neurons)}" delay="{0.1 * (1 + (int)(random.NextSingle() * Delays)):F1}"/>"""));
        }

        text.WriteLine("""
                    </ConnectionList>
                    <WeightUpdate name="weights" url="Weight.xml" input_src_port="spike" input_dst_port="spike">
                      <Property name="w" dimension="mV"><FixedValue value="0.1"/></Property>
                    </WeightUpdate>
                    <PostSynapse name="currents" url="Current.xml" input_src_port="w" input_dst_port="w" output_src_port="i" output_dst_port="I"/>
                  </Synapse>
                </Projection>
              </Population>
            </SpineML>
            """);
        return path;
    }

    private static string Component(string type, string name, string dynamics, string ports) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <SpineML xmlns="http://www.shef.ac.uk/SpineMLComponentLayer">
          <ComponentClass name="{name}" type="{type}">
            <Dynamics initial_regime="r">{dynamics}</Dynamics>
            {ports}
          </ComponentClass>
        </SpineML>
        """;
}
