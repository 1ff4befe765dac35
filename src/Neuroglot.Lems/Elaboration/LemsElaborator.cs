using System.Collections.Immutable;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// From a resolved LEMS document to an experiment: instances are built, hierarchies flattened, connections made, recordings resolved.
/// Semantics: the reference simulator's, as the preset <c>lems</c>.
/// </summary>
public static class LemsElaborator
{
    /// <summary>The experiment that the document's target states; for a file without one, its network with the membrane potentials and spikes of every population recorded and no run.</summary>
    /// <returns>Null when there is nothing to run or something is wrong, with the reasons in <paramref name="diagnostics"/>.</returns>
    public static Experiment? Elaborate(LemsModel model, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var simulation = model.Target;
        var target = simulation is null ? Subject(model) : SimulationReader.Target(simulation, diagnostics);
        if (target is null)
        {
            if (simulation is null)
            {
                diagnostics.Error(
                    "NG1440",
                    "There is nothing to run: no <Target>, no simulation, no <network> and no single cell.",
                    new SourceSpan(model.Document.Path, 0, 0),
                    "Is this a file that others include? Run the LEMS file that includes it.");
            }

            return null;
        }

        var errors = diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        MultiCompartment.Refuse(target, diagnostics);
        if (diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error) > errors)
        {
            if (simulation is not null)
                CheckRecordings(simulation, target, model, diagnostics);
            return null;
        }

        var values = new BuildValues(model, diagnostics);
        var sets = new InstanceSets(values, diagnostics);
        var builder = new InstanceBuilder(model, values, sets, diagnostics);
        var root = builder.Build(target);
        var structure = new StructureRunner(builder, values, sets, diagnostics);
        structure.Run(root);
        IgnoredMembers.Report(root, builder.Groups, diagnostics);
        if (diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error) > errors)
            return null;
        var (network, placeOf) = NetworkAssembler.Assemble(target.Id ?? target.Type.Name, builder, structure, model, diagnostics);
        var recordings = new RecordingBuilder(group => network.Sets[group.Index].Class, placeOf, new InstanceReference(root, 0), diagnostics);
        var experiment = simulation is null
            ? DefaultRecordings.Add(new Experiment(network.Name, network, []), builder.Groups, recordings)
            : SimulationReader.Read(simulation, model, network, recordings, diagnostics);
        return diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error) > errors ? null : experiment;
    }

    // What cannot be run yet can be recorded wrongly all the same. What is wrong with its connections, the rules of NeuroML tell.
    private static void CheckRecordings(LemsComponent simulation, LemsComponent target, LemsModel model, DiagnosticBag diagnostics)
    {
        var unheard = new DiagnosticBag();
        var values = new BuildValues(model, unheard);
        var sets = new InstanceSets(values, unheard);
        var builder = new InstanceBuilder(model, values, sets, unheard);
        var root = builder.Build(target);
        new StructureRunner(builder, values, sets, unheard).Run(root);
        if (unheard.HasErrors)
            return;
        var classes = new Dictionary<InstanceGroup, ComponentClass>();
        var recordings = new RecordingBuilder(ClassOf, static _ => 0, new InstanceReference(root, 0), diagnostics);
        _ = SimulationReader.Read(simulation, model, new Network(target.Label, [], [], []), recordings, diagnostics);

        ComponentClass ClassOf(InstanceGroup group) =>
            classes.TryGetValue(group, out var known) ? known : classes[group] = ClassFlattener.Flatten(group, model, unheard).Class;
    }

    // A plain NeuroML file: its network, or else its only cell.
    private static LemsComponent? Subject(LemsModel model)
    {
        var networks = model.Components.Where(component => component.IsA("network")).ToImmutableArray();
        if (networks.Length > 0)
            return networks[^1];
        var cells = model.Components.Where(component => component.IsA("baseCell")).ToImmutableArray();
        return cells.Length == 1 ? cells[0] : null;
    }
}
