using System.Globalization;
using System.Text;

namespace Neuroglot.Benchmarks.Reading;

/// <summary>Texts for the readers to work on.</summary>
internal static class ReadingTexts
{
    /// <summary>Formulas as channel models have them.</summary>
    internal static string[] Formulas { get; } =
    [
        "rate * exp((v - midpoint)/scale)",
        "(alpha + beta) * (alpha/(alpha+beta) - q)",
        "iMemb / C + 0.5 * (iSyn - gLeak * (v - eRev))",
        "g * (erev - v) * block * plasticity",
        "k * (v-vr) * (v-vt) - u + ISyn + I",
        "1e3 * (0.04 * v^2 + 5 * v + 140.0 - U)",
        "(x .lt. 0) .and. (y .geq. 1.5e-3)",
    ];

    /// <summary>A NeuroML network of integrate-and-fire cells with so many connections, in the form that most published networks have.</summary>
    internal static string Network(int cells, int connections)
    {
        var text = new StringBuilder(connections * 90);
        text.Append(CultureInfo.InvariantCulture, $"""
            <neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="net">
                <iafCell id="iaf" leakReversal="-50mV" thresh="-55mV" reset="-70mV" C="0.2nF" leakConductance="0.01uS"/>
                <expOneSynapse id="syn" gbase="0.5nS" erev="0mV" tauDecay="3ms"/>
                <network id="net1">
                    <population id="cells" component="iaf" size="{cells}"/>
                    <projection id="proj" presynapticPopulation="cells" postsynapticPopulation="cells" synapse="syn">

            """);
        for (var i = 0; i < connections; i++)
        {
            var pre = i % cells;
            var post = (int)((i * 7919L) + (i / cells)) % cells;
            text.Append(CultureInfo.InvariantCulture, $"            <connection id=\"{i}\" preCellId=\"../cells[{pre}]\" postCellId=\"../cells[{post}]\"/>\n");
        }

        return text.Append("        </projection>\n    </network>\n</neuroml>\n").ToString();
    }
}
