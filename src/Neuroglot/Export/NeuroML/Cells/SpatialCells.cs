using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML.Expressions;
using Neuroglot.Export.NeuroML.Standard;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>Writes a spatial neuron as a <c>cell</c> of NeuroML: its shape, what its membrane and its inside are like, and its channels.</summary>
internal sealed class SpatialCells
{
    /// <summary>Code of the diagnostic for a spatial neuron that is none of NeuroML's cells.</summary>
    public const string NoCell = "NG4116";

    /// <summary>Code of the diagnostic for a gate that begins elsewhere than where cells of NeuroML begin.</summary>
    public const string OtherStart = "NG4117";

    // What two values for a start may differ by.
    private const double SameStart = 1e-9;

    private readonly NeuronGroup neuron;
    private readonly string id;
    private readonly NetworkExport export;
    private readonly ISet<string> taken;
    private readonly CompartmentCode code;
    private readonly MorphologyElements shape;
    private readonly Dictionary<string, string> exposures = new() { [CompartmentEquations.Potential] = CompartmentEquations.Potential };
    private readonly HashSet<string> others = [];

    private SpatialCells(NeuronGroup neuron, string id, NetworkExport export, ISet<string> taken)
    {
        (this.neuron, this.id, this.export, this.taken) = (neuron, id, export, taken);
        code = new CompartmentCode(neuron, export);
        shape = new MorphologyElements(neuron.Cable!);
    }

    /// <summary>The neuron as a cell; null, with a reason, where it is none.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="id">Id of the cell.</param>
    /// <param name="export">The export.</param>
    /// <param name="taken">Ids of channels that there are already, to which those of the cell are added.</param>
    /// <param name="why">Why it is none.</param>
    public static StandardCell? Of(NeuronGroup neuron, string id, NetworkExport export, ISet<string> taken, out string? why)
    {
        var cells = new SpatialCells(neuron, id, export, taken);
        why = null;
        return StandardGroup.Of(neuron, export, takesLaterValues: true) is null ? No("something beside its equations, its threshold and what synapses bring acts on it, or the run goes on where another has ended", out why)
            : cells.shape.Why() is { } odd ? No(odd, out why)
            : cells.Cell(out why);
    }

    private static StandardCell? No(string reason, out string? why)
    {
        why = reason;
        return null;
    }

    private StandardCell? Cell(out string? why)
    {
        if (neuron.Equations.FirstOrDefault(one => one.Has(EquationFlags.ConstantOverDt)) is { } held)
            return No($"`{held.Name}` is constant over a step", out why);
        if (export.LaterValuesOf(neuron.Name).FirstOrDefault(one => code.Neuron.Equations.Find(one.Value.Variable) is not { Kind: EquationKind.Parameter }) is { } later)
            return No($"`{later.Value.Variable}` is given a value between runs", out why);
        var potential = code.Start(CompartmentEquations.Potential);
        if (potential.Distinct().Skip(1).Any())
            return No("its potential does not start with the same value everywhere, and a cell of NeuroML has one", out why);
        if (SpatialSpikes.Of(code, export, out why) is not { } spikes)
            return null;
        var membrane = new MembraneTerms(code);
        if (membrane.Of(new Name(CompartmentEquations.Current)) is not { } terms)
            return No(membrane.Why!, out why);

        var synapses = new SpatialSynapses(code, membrane.PointCurrents, export);
        if (synapses.Find() is not { } arriving)
            return No(synapses.Why!, out why);
        var pulses = new PointCurrents(code, export);
        if (pulses.Of(synapses.Others) is not { } currents)
            return No(pulses.Why!, out why);
        var channels = new ChannelElements(export);
        var (parts, densities, starts) = (new List<XElement>(), new List<XElement>(), new List<(string Gate, GateKinetics Kinetics, ImmutableArray<double> Conductance)>());
        var ions = Ions(terms);
        foreach (var term in terms)
        {
            if (term.Conductance.All(one => one == 0))
                continue;
            var channel = Unique(term.Name);
            var gates = new List<(TermGate, GateKinetics?, Expression?)>();
            foreach (var gate in term.Gates)
            {
                var numbers = code.Numbers(gate.Instantaneous ?? code.States[gate.Name], out var changing);
                if (changing is null && FreeNames.Of(numbers).FirstOrDefault(name => name != CompartmentEquations.Potential && (gate.Instantaneous is not null || name != gate.Name)) is { } other)
                    changing = $"`{other}`";
                if (changing is not null)
                    return No($"the gate `{gate.Name}` depends on {changing}", out why);
                var kinetics = gate.Instantaneous is null ? GateKinetics.Of(numbers, gate.Name) : null;
                if (kinetics is null && gate.Instantaneous is null)
                    return No($"the gate `{gate.Name}` does not move linearly to a steady state", out why);
                gates.Add((gate, kinetics, gate.Instantaneous is null ? null : Simplifier.Simplify(numbers)));
                if (kinetics is not null)
                    starts.Add((gate.Name, kinetics, term.Conductance));
            }

            parts.Add(channels.Channel(channel, ions.GetValueOrDefault(term), gates));
            densities.AddRange(Densities(term, channel, ions.GetValueOrDefault(term) ?? "non_specific"));
        }

        if (channels.Missing.Count > 0)
            return No($"LEMS has no {string.Join(", ", channels.Missing)}, which its gates use", out why);
        others.UnionWith(code.States.Keys.Except(terms.SelectMany(term => term.Gates).Select(gate => gate.Name)).Except(synapses.Variables));
        if (others.Count > 0)
            return No($"{string.Join(", ", others.Order(StringComparer.Ordinal).Select(one => $"`{one}`"))} is neither a gate nor a conductance of synapses", out why);
        if (export.Network.Objects.OfType<StateMonitor>().Where(one => one.Source.Object == neuron.Name).SelectMany(one => one.Variables).FirstOrDefault(one => !exposures.ContainsKey(one)) is { } recorded)
            return No($"a monitor records `{recorded}`, which a cell of NeuroML does not have in each compartment at one place", out why);

        TellStarts(starts);
        why = null;
        var properties = Biophysics(densities, spikes.Threshold ?? 0);
        return new StandardCell(Xml.Element("cell", ("id", id)).With(shape.Morphology(id + "_morphology"), properties), exposures.ToImmutableSortedDictionary())
        {
            Parts = [.. channels.Types, .. parts], Pulses = currents, Synapses = arriving, Spiking = spikes.Compartments, IsSpatial = true, Difference = spikes.Difference,
        };
    }

    private XElement Biophysics(List<XElement> densities, double threshold) => Xml.Element("biophysicalProperties", ("id", "biophys")).With(
        new XElement("membraneProperties").With(densities).With(Xml.Element("spikeThresh", ("value", Volt(threshold))))
            .With(ByValue("Cm").Select(one => Xml.Element("specificCapacitance", ("value", export.Dimensions.Quantity(CompartmentCode.Tidy(one.Value), Dimension.SpecificCapacitance)), ("segmentGroup", one.Group))))
            .With(Xml.Element("initMembPotential", ("value", Volt(code.Start(CompartmentEquations.Potential)[0])))),
        new XElement("intracellularProperties").With(
            Xml.Element("resistivity", ("value", $"{(code.Start("Ri")[0] * 100).ToString("G15", CultureInfo.InvariantCulture)} ohm_cm"))));

    private IEnumerable<(double Value, string? Group)> ByValue(string variable)
    {
        var all = code.Start(variable).Index().GroupBy(one => one.Item).ToList();
        return all.Select(one => (one.Key, shape.Group([.. one.Select(pair => pair.Index)], $"{variable}_group")));
    }

    // A density for each conductance and reversal potential that there are.
    private IEnumerable<XElement> Densities(MembraneTerm term, string channel, string ion)
    {
        var groups = Enumerable.Range(0, neuron.Count).Where(at => term.Conductance[at] != 0).GroupBy(at => (term.Conductance[at], term.Reversal[at])).ToList();
        foreach (var (number, one) in groups.Index())
        {
            var name = groups.Count == 1 ? $"{channel}_density" : $"{channel}_density{number + 1}";
            yield return Xml.Element(
                "channelDensity", ("id", name), ("ionChannel", channel), ("condDensity", export.Dimensions.Quantity(one.Key.Item1, Dimension.ConductanceDensity)),
                ("erev", Volt(one.Key.Item2)), ("segmentGroup", shape.Group([.. one], $"{channel}_group")), ("ion", ion));
            if (groups.Count == 1 && one.Count() == neuron.Count)
            {
                foreach (var gate in term.Gates.Where(gate => gate.Instantaneous is null))
                    exposures.TryAdd(gate.Name, $"biophys/membraneProperties/{name}/{channel}/{GroupCode.Safe(gate.Name)}/q");
            }
        }
    }

    // The ion that the name tells, where all channels of that name have one reversal potential, since simulators keep one for each ion.
    private static Dictionary<MembraneTerm, string> Ions(ImmutableArray<MembraneTerm> terms) => terms
        .Select(term => (Term: term, Ion: Array.Find(["Na", "Ca", "K"], ion => term.Name.StartsWith(ion, StringComparison.Ordinal))?.ToLowerInvariant())).Where(one => one.Ion is not null)
        .GroupBy(one => one.Ion!).Where(same => same.SelectMany(one => one.Term.Reversal).Distinct().Count() == 1)
        .SelectMany(same => same).ToDictionary(one => one.Term, one => one.Ion!);

    private void TellStarts(List<(string Gate, GateKinetics Kinetics, ImmutableArray<double> Conductance)> starts)
    {
        var potential = code.Start(CompartmentEquations.Potential);
        foreach (var (gate, kinetics, conductance) in starts.DistinctBy(one => one.Gate))
        {
            var start = code.Start(gate);
            for (var at = 0; at < neuron.Count; at++)
            {
                if (conductance[at] == 0 || Math.Abs(start[at] - kinetics.SteadyState(potential[at])) <= SameStart)
                    continue;
                export.Diagnostics.Warning(
                    OtherStart, $"The gate `{gate}` of {neuron.Name} starts at {ExpressionPrinter.Print(start[at])} in compartment {at}; in a cell of NeuroML it starts at its steady state, {ExpressionPrinter.Print(kinetics.SteadyState(potential[at]))}.",
                    SourceSpan.None, $"Start `{gate}` at its steady state at the first potential, or leave out --prefer-standard-types.");
                break;
            }
        }
    }

    private string Unique(string name)
    {
        var unique = name;
        for (var twin = 2; !taken.Add(unique); twin++)
            unique = twin == 2 ? $"{name}_{id}" : $"{name}_{id}_{twin - 1}";
        return unique;
    }

    private string Volt(double value) => export.Dimensions.Quantity(value, Dimension.Voltage);
}
