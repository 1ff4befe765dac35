using System.Globalization;

namespace Neuroglot.Benchmarks.Networks;

/// <summary>
/// Writes a large NeuroML network as programs write them: 2 000 cells in four populations, half of them listed with places; spike-driven connections of
/// two kinds of synapse, half of them with weights and delays of their own; gap junctions, and inputs to every cell.
/// </summary>
internal static class NetworkFile
{
    private const int Cells = 500;
    private const int GapJunctions = 4_000;

    private static readonly string[] Populations = ["exc", "inh", "fast", "slow"];

    /// <summary>Writes the network, and beside it a simulation of ten steps; the path of the simulation.</summary>
    internal static string Write(string folder, int connections)
    {
        using (var text = new StreamWriter(Path.Combine(folder, "large.net.nml")))
        {
            text.WriteLine("""
                <neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="large">
                    <iafCell id="iaf" leakReversal="-50mV" thresh="-55mV" reset="-70mV" C="0.2nF" leakConductance="0.01uS"/>
                    <expOneSynapse id="ampa" gbase="0.5nS" erev="0mV" tauDecay="3ms"/>
                    <expTwoSynapse id="gaba" gbase="0.5nS" erev="-80mV" tauRise="1ms" tauDecay="8ms"/>
                    <gapJunction id="gap" conductance="10pS"/>
                    <pulseGenerator id="pulse" delay="0ms" duration="100ms" amplitude="0.05nA"/>
                    <network id="net">
                """);
            foreach (var population in Populations)
                WritePopulation(text, population, isListed: population is "exc" or "inh");
            for (var kind = 0; kind < 4; kind++)
                WriteProjection(text, kind, connections / 4);
            WriteGapJunctions(text);
            foreach (var population in Populations)
                WriteInputs(text, population);
            text.WriteLine("    </network>");
            text.WriteLine("</neuroml>");
        }

        var simulation = Path.Combine(folder, "LEMS_large.xml");
        File.WriteAllText(simulation, """
            <Lems>
                <Target component="sim"/>
                <Include file="Cells.xml"/>
                <Include file="Networks.xml"/>
                <Include file="Simulation.xml"/>
                <Include file="large.net.nml"/>
                <Simulation id="sim" length="1ms" step="0.1ms" target="net">
                    <OutputFile id="of" fileName="large.dat">
                        <OutputColumn id="v" quantity="exc/3/iaf/v"/>
                    </OutputFile>
                </Simulation>
            </Lems>
            """);
        return simulation;
    }

    private static void WritePopulation(StreamWriter text, string id, bool isListed)
    {
        if (!isListed)
        {
            text.WriteLine($"        <population id=\"{id}\" component=\"iaf\" size=\"{Cells}\"/>");
            return;
        }

        text.WriteLine($"        <populationList id=\"{id}\" component=\"iaf\" size=\"{Cells}\">");
        for (var i = 0; i < Cells; i++)
            text.WriteLine($"            <instance id=\"{i}\"><location x=\"{i % 20}\" y=\"{i / 20}\" z=\"0\"/></instance>");
        text.WriteLine("        </populationList>");
    }

    // Kinds 0 and 1 are plain, 2 and 3 have weights and delays; targets are scattered, as they are where connections are drawn by chance.
    private static void WriteProjection(StreamWriter text, int kind, int connections)
    {
        var (pre, post) = (Populations[kind], Populations[(kind + 1) % Populations.Length]);
        text.WriteLine($"        <projection id=\"proj{kind}\" presynapticPopulation=\"{pre}\" postsynapticPopulation=\"{post}\" synapse=\"{(kind % 2 == 0 ? "ampa" : "gaba")}\">");
        for (var i = 0; i < connections; i++)
        {
            var target = (int)((((long)i * 7919) + (i / Cells)) % Cells);
            var ends = $"id=\"{i}\" preCellId=\"{Cell(pre, i % Cells)}\" postCellId=\"{Cell(post, target)}\"";
            text.WriteLine(kind < 2
                ? $"            <connection {ends}/>"
                : string.Create(CultureInfo.InvariantCulture, $"            <connectionWD {ends} weight=\"{0.1 * (1 + (i % 9)):0.0}\" delay=\"{1 + (i % 40 * 0.1):0.0}ms\"/>"));
        }

        text.WriteLine("        </projection>");
    }

    private static void WriteGapJunctions(StreamWriter text)
    {
        text.WriteLine("        <electricalProjection id=\"gaps\" presynapticPopulation=\"inh\" postsynapticPopulation=\"inh\">");
        for (var i = 0; i < GapJunctions; i++)
            text.WriteLine($"            <electricalConnectionInstance id=\"{i}\" preCell=\"{Cell("inh", i % Cells)}\" postCell=\"{Cell("inh", (i + 1 + (i / Cells)) % Cells)}\" synapse=\"gap\"/>");
        text.WriteLine("        </electricalProjection>");
    }

    private static void WriteInputs(StreamWriter text, string population)
    {
        text.WriteLine($"        <inputList id=\"to_{population}\" population=\"{population}\" component=\"pulse\">");
        for (var i = 0; i < Cells; i++)
            text.WriteLine($"            <input id=\"{i}\" target=\"{Cell(population, i)}\" destination=\"synapses\"/>");
        text.WriteLine("        </inputList>");
    }

    private static string Cell(string population, int index) =>
        population is "exc" or "inh" ? $"../{population}/{index}/iaf" : $"../{population}[{index}]";
}
