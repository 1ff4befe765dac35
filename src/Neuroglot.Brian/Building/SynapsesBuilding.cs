using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Pathway = Neuroglot.Model.Networks.Pathway;

namespace Neuroglot.Brian.Building;

/// <summary>Puts synapses into the Model: a set of connections, pathways from both ends, sums over them.</summary>
internal static class SynapsesBuilding
{
    /// <summary>A draft without content; null where a group is missing.</summary>
    public static SetDraft? Draft(Synapses synapses, NetworkBuilding building)
    {
        EquationRules.Check(synapses.Equations, GroupKind.Synapses, synapses.Name, building.Diagnostics);
        if (building.Range(synapses.Source, synapses.Name) is not { } source || building.Range(synapses.Target, synapses.Name) is not { } target)
            return null;
        var variables = GroupVariables.Synapses(synapses.Equations, building.Drafts[source.Set].Resolution.Variables, building.Drafts[target.Set].Resolution.Variables, synapses.MultisynapticIndex);
        return new SetDraft(synapses.Name, building.Drafts.Count, "Synapses", new Resolution(synapses.Name, variables, synapses.Namespace, building.Run.Namespace))
        {
            Connectivity = new Connectivity(source, target, []),
            Ends = (building.Drafts[source.Set], building.Drafts[target.Set]),
        };
    }

    /// <summary>Fills the draft.</summary>
    public static void Build(Synapses synapses, SetDraft draft, NetworkBuilding building)
    {
        if (!draft.Checks.CheckEquations(synapses.Equations, building.Diagnostics))
            return;
        var step = building.StepOf(synapses);
        var translation = new Translation(draft, step, building.Diagnostics);
        SharedBuilding.Build(synapses.Equations, draft, synapses, building);
        EquationBuilding.Build(synapses.Equations, draft, translation, building, null, synapses.Name);
        if (synapses.Equations.Any(one => one.Has(EquationFlags.ConstantOverDt) && !SharedBuilding.Has(draft, one)))
            building.Add(EquationBuilding.ConstantOverDt(synapses.Equations, draft, translation), synapses);
        if (draft.Derivatives.Count > 0)
            building.Add(new StateUpdate(synapses.StateUpdater, draft.Index, "groups", synapses.Order) { Methods = NeuronBuilding.Methods(synapses.Method) }, synapses);
        foreach (var sum in synapses.Equations.Where(one => one.Has(EquationFlags.Summed)))
            Sum(sum, synapses, draft, translation, building);
        foreach (var pathway in synapses.Pathways)
            Add(pathway, synapses, draft, building);
    }

    /// <summary>Name of a pathway in the Model.</summary>
    public static string PathwayName(Synapses synapses, SynapticPathway pathway) => synapses.Name + "_" + pathway.Name;

    private static void Add(SynapticPathway pathway, Synapses synapses, SetDraft draft, NetworkBuilding building)
    {
        var end = pathway.IsPre ? synapses.Source : synapses.Target;
        if (!building.Emits(end.Object, pathway.Event, $"'{pathway.Name}' of {synapses.Name}"))
            return;

        var actions = building.Code(draft, pathway.Code, $"the code '{pathway.Name}'", building.StepOf(synapses));
        draft.Ports.Add(new EventReceivePort(pathway.Name, 0));
        draft.Handlers.Add(new OnEvent(pathway.Name, actions, SourceSpan.None));
        var name = PathwayName(synapses, pathway);
        building.Pathways.Add(new Pathway(name, draft.Index, pathway.IsPre ? ConnectionEnd.Source : ConnectionEnd.Target, pathway.Event, pathway.Name));
        building.Add(new Delivery(name, building.Pathways.Count - 1, "synapses", synapses.Order + (pathway.IsPre ? -1 : 1)), building.Network.Objects.First(one => one.Name == end.Object));
    }

    private static void Sum(Equation sum, Synapses synapses, SetDraft draft, Translation translation, NetworkBuilding building)
    {
        if (draft.Resolution.FindVariable(sum.Name) is not { } variable)
            return;
        var port = translation.Target(variable);
        if (!building.ClaimSum(variable.Owner == VariableOwner.Presynaptic ? draft.Connectivity!.Source : draft.Connectivity!.Target, variable.Name))
        {
            building.Diagnostics.Error("NG5112", $"'{sum.Name}' of {synapses.Name} is a sum over other synapses, too.", sum.Span, "Give each sum a variable of its own, and add them in the equations of the group.");
            return;
        }

        var alias = "sum of " + port;
        draft.Claim(alias);
        draft.Aliases.Add(new Alias(alias, sum.Dimension, translation.Translate(sum.Expression!, sum.Span), 0));
        var group = building.Network.Objects.First(one => one.Name == Owner(variable, synapses));
        building.Add(new Summation($"{synapses.Name}_summed_variable_{port}", draft.Index, alias, port, "groups", group.Order - 1), synapses);
    }

    /// <summary>The pathway whose delays code calls <c>delay</c>: the one of presynaptic spikes, or the first; null where there is none.</summary>
    public static SynapticPathway? Delayed(Synapses synapses) => synapses.Pathways.FirstOrDefault(pathway => pathway.Name == "pre") ?? synapses.Pathways.FirstOrDefault();

    private static string Owner(Variable variable, Synapses synapses) => NetworkBuilding.Owner(variable, synapses);
}
