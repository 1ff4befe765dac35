using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Pathway = Neuroglot.Model.Networks.Pathway;

namespace Neuroglot.Brian.Building;

/// <summary>
/// Turns a network of Brian into an experiment of the Model: groups and synapses become sets, and what Brian's objects do in a step becomes operations in
/// Brian's slots, orders and names.
/// </summary>
public static class BrianBuilder
{
    /// <summary>The experiment of one run; null, with the reasons in <paramref name="diagnostics"/>, where something is wrong.</summary>
    /// <param name="network">The network.</param>
    /// <param name="run">Which of its runs; the changes before it are those of this run alone.</param>
    /// <param name="diagnostics">Gets every mistake in equations, code and values.</param>
    public static Experiment? Build(BrianNetwork network, int run, DiagnosticBag diagnostics) => Build(network, run, diagnostics, building =>
    {
        foreach (var (index, before) in network.Runs[run].Before.Index())
        {
            if (index == network.Runs[run].Inserted)
                building.FirstDraw = building.Changes.Count;
            if (before is Initializer initializer)
                ChangeBuilding.Build(initializer, building);
            else if (before is Connect connect)
                ChangeBuilding.Build(connect, building);
        }
    });

    /// <summary>
    /// An experiment whose only change gives the property <paramref name="result"/> of a set the value of an expression, to read it; null, with the
    /// reasons in <paramref name="diagnostics"/>, where the expression cannot be read.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="run">The run whose names the expression may use.</param>
    /// <param name="reading">The expression, and whose variables it names.</param>
    /// <param name="result">Name of the property.</param>
    /// <param name="diagnostics">Gets every mistake.</param>
    public static Experiment? BuildReading(BrianNetwork network, int run, Reading reading, string result, DiagnosticBag diagnostics) =>
        Build(network, run, diagnostics, building => ChangeBuilding.Build(reading, result, building));

    private static Experiment? Build(BrianNetwork network, int run, DiagnosticBag diagnostics, System.Action<NetworkBuilding> change)
    {
        var building = new NetworkBuilding(network, network.Runs[run], diagnostics);
        Drafts(building);
        if (diagnostics.HasErrors)
            return null;
        NoteWritten(building);
        foreach (var one in network.Objects)
            SharedBuilding.Draft(one, building);
        foreach (var one in network.Objects)
            Build(one, building);
        building.CheckPlacements();
        change(building);
        if (diagnostics.HasErrors)
            return null;
        var sets = new Network(network.Name, [.. building.Drafts.Select(draft => draft.ToSet())], [.. building.AnalogLinks], [])
        {
            Pathways = [.. building.Pathways.Select(pathway => ShowsDelay(pathway, building) ? pathway with { DelayVariable = "delay" } : pathway)],
            EndLinks = [.. building.Drafts.SelectMany(draft => draft.EndLinks)],
            Populations = [.. building.Populations],
        };
        var semantics = Semantics.Brian;
        return new Experiment(network.Name, sets, [new Run(network.Runs[run].Duration, network.Runs[run].Step) { Changes = [.. building.Changes], FirstDraw = building.FirstDraw }])
        {
            Operations = [.. building.Operations],
            Seed = network.Seed,
            RunsBefore = (uint)run,
            Semantics = network.Schedule.IsEmpty ? semantics : semantics with { Slots = network.Schedule },
        };
    }

    private static bool ShowsDelay(Pathway pathway, NetworkBuilding building)
    {
        var draft = building.Drafts[pathway.Set];
        var synapses = building.Network.Objects.OfType<Synapses>().First(one => one.Name == draft.Name);
        return draft.States.Exists(state => state.Name == "delay") && pathway.Name == SynapsesBuilding.PathwayName(synapses, SynapsesBuilding.Delayed(synapses)!);
    }

    /// <summary>The name of the set of the Model that has those shared variables of the object <paramref name="name"/> which change during a run.</summary>
    public static string SharedSet(string name) => name + " (shared)";

    // Groups before synapses, whose variables are those of groups too.
    private static void Drafts(NetworkBuilding building)
    {
        foreach (var source in building.Network.Objects.OfType<SpikeSource>())
            building.Add(source is NeuronGroup group ? NeuronBuilding.Draft(group, building) : SourceBuilding.Draft(source, building));
        foreach (var synapses in InsideOut(building))
        {
            if (SynapsesBuilding.Draft(synapses, building) is { } draft)
                building.Add(draft);
        }
    }

    // Synapses that end at others come after these.
    private static IEnumerable<Synapses> InsideOut(NetworkBuilding building)
    {
        var left = building.Network.Objects.OfType<Synapses>().ToList();
        while (left.Count > 0)
        {
            var names = left.Select(one => one.Name).ToHashSet();
            var free = left.Where(one => !names.Contains(one.Source.Object) && !names.Contains(one.Target.Object)).ToList();
            if (free.Count == 0)
            {
                building.Diagnostics.Error("NG5117", $"Synapses end at each other in a circle: {string.Join(", ", names)}.", SourceSpan.None, "Let one of them end at neurons.");
                yield break;
            }

            foreach (var one in free)
                yield return one;
            left.RemoveAll(free.Contains);
        }
    }

    private static void NoteWritten(NetworkBuilding building)
    {
        foreach (var one in building.Network.Objects)
        {
            switch (one)
            {
                case NeuronGroup group:
                    if (group.Reset is { } reset)
                        Code(group.Name, reset);
                    if (group.Cable is not null)
                        CableBuilding.NoteWritten(group, building);
                    break;
                case Synapses synapses:
                    foreach (var pathway in synapses.Pathways)
                        Code(synapses.Name, pathway.Code);
                    foreach (var sum in synapses.Equations.Where(one => one.Has(EquationFlags.Summed)))
                        Note(synapses.Name, sum.Name);
                    break;
                case RunRegularly regularly:
                    Code(regularly.Group.Object, regularly.Code);
                    break;
                case RunOnEvent reaction:
                    Code(reaction.Group, reaction.Code);
                    break;
                case PoissonInput input:
                    Note(input.Target.Object, input.Variable);
                    break;
                case NetworkOperation:
                    // The host may assign to anything.
                    foreach (var other in building.Network.Objects)
                    {
                        foreach (var parameter in Parameters(other))
                            building.NoteWritten(other.Name, parameter);
                    }

                    break;
            }
        }

        static IEnumerable<string> Parameters(BrianObject one) => one switch
        {
            NeuronGroup group => group.AllEquations.Parameters.Select(parameter => parameter.Name),
            Synapses synapses => synapses.Equations.Parameters.Select(parameter => parameter.Name),
            PoissonGroup { Rates: not BrianValue.Formula } => ["rates"],
            _ => [],
        };

        void Code(string owner, string code)
        {
            foreach (var statement in StatementParser.Parse(code, owner, new DiagnosticBag()))
                Note(owner, statement.Target);
        }

        void Note(string owner, string variable)
        {
            if (building.Drafts.Find(draft => draft.Name == owner)?.Resolution.FindVariable(variable) is not { } found)
                return;
            var group = NetworkBuilding.Owner(found, building.Network.Objects.First(one => one.Name == owner));

            // What is assigned to a linked variable is assigned to the one behind the link, perhaps over several.
            for (var name = found.Name; building.NoteWritten(group, name) && building.Network.Objects.OfType<NeuronGroup>().FirstOrDefault(one => one.Name == group)?.Linked.GetValueOrDefault(name) is { } link;)
                (group, name) = (link.Source.Object, link.Variable);
        }
    }

    private static void Build(BrianObject one, NetworkBuilding building)
    {
        switch (one)
        {
            case NeuronGroup group:
                NeuronBuilding.Build(group, building.Find(group.Name, group.Name)!, building);
                break;
            case PoissonGroup group:
                SourceBuilding.Build(group, building.Find(group.Name, group.Name)!, building);
                break;
            case SpikeGeneratorGroup group:
                SourceBuilding.Build(group, building.Find(group.Name, group.Name)!, building);
                break;
            case Synapses synapses:
                SynapsesBuilding.Build(synapses, building.Find(synapses.Name, synapses.Name)!, building);
                break;
            case PoissonInput input:
                SourceBuilding.Build(input, building);
                break;
            case RunRegularly or RunOnEvent or NetworkOperation:
                OperationBuilding.Build(one, building);
                break;
            default:
                MonitorBuilding.Build(one, building);
                break;
        }
    }
}
