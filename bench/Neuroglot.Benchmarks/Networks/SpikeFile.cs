using System.Globalization;

namespace Neuroglot.Benchmarks.Networks;

/// <summary>Writes a source of listed spikes, not in the order of their times, that drives ten cells for a second.</summary>
internal static class SpikeFile
{
    private const int Cells = 10;

    /// <summary>Writes the model; its path.</summary>
    internal static string Write(string folder, int spikes)
    {
        var path = Path.Combine(folder, "LEMS_spikes.xml");
        using var text = new StreamWriter(path);
        text.WriteLine("""
            <Lems>
                <Target component="sim"/>
                <Include file="Cells.xml"/><Include file="Networks.xml"/><Include file="Simulation.xml"/><Include file="Inputs.xml"/><Include file="Synapses.xml"/>
                <iafCell id="iaf" leakConductance="0.2nS" leakReversal="-65mV" thresh="-20mV" reset="-70mV" C="3.2pF"/>
                <expOneSynapse id="syn" gbase="1pS" erev="0mV" tauDecay="5ms"/>
                <spikeArray id="source">
            """);
        for (var i = 0; i < spikes; i++)
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        <spike id=\"{i}\" time=\"{1e3 * ((long)i * 7919 % spikes) / spikes:0.#####}ms\"/>"));
        text.WriteLine($"""
                </spikeArray>
                <network id="net">
                    <population id="p" component="source" size="1"/>
                    <population id="b" component="iaf" size="{Cells}"/>
            """);
        for (var i = 0; i < Cells; i++)
            text.WriteLine($"        <synapticConnection from=\"p[0]\" to=\"b[{i}]\" synapse=\"syn\" destination=\"synapses\"/>");
        text.WriteLine("""
                </network>
                <Simulation id="sim" length="1s" step="0.1ms" target="net">
                    <OutputFile id="of" fileName="spikes.dat"><OutputColumn id="v" quantity="b[0]/v"/></OutputFile>
                </Simulation>
            </Lems>
            """);
        return path;
    }
}
