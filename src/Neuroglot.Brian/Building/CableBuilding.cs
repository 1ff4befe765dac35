using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Brian.Building;

/// <summary>Puts what makes a spatial neuron of a group into the Model: the shape, and the step that spreads the potential over it.</summary>
internal static class CableBuilding
{
    /// <summary>Code of the diagnostic for a shape that is none, or does not fit the group.</summary>
    public const string WrongShape = "NG5116";

    // Whatever the order of the group is.
    private const int Order = 1;

    public static void Check(NeuronGroup group, Cable cable, NetworkBuilding building)
    {
        CompartmentEquations.Check(group.Equations, group.Name, building.Diagnostics, cable.HasPlaces);
        if ((cable.Why() ?? (group.Count == cable.Count ? null : $"it has {cable.Count} compartments, and the group {group.Count}")) is { } why)
            building.Diagnostics.Error(WrongShape, $"The shape of {group.Name} is wrong: {why}.", SourceSpan.None, "Give each section its parent and its first compartment, and each compartment its values.");
    }

    /// <summary>Notes what changes in every step.</summary>
    public static void NoteWritten(NeuronGroup group, NetworkBuilding building)
    {
        building.NoteWritten(group.Name, CompartmentEquations.Potential);
        building.NoteWritten(group.Name, CompartmentEquations.Charging);
    }

    /// <summary>Whether an assignment is to change what flows between compartments, other than by resistivity.</summary>
    public static bool IsOfShape(Initializer initializer, NetworkBuilding building) =>
        initializer.Variable is "r_length_1" or "r_length_2" && building.Network.Objects.Any(one => one is NeuronGroup { Cable: not null } && one.Name == initializer.Object);

    /// <summary>Adds values and the step to a draft that has the equations.</summary>
    public static void Build(NeuronGroup group, Cable cable, SetDraft draft, NetworkBuilding building)
    {
        foreach (var (name, values) in cable.Values)
            draft.Give(name, values is [var one] ? new FixedValue(one) : new ListValue(values));
        (SharedBuilding.Has(draft, draft.Resolution.FindVariable("Ri")!.Equation) ? draft.Shared! : draft).Give("Ri", new FixedValue(cable.Resistivity));
        var membrane = new CableMembrane(
            CompartmentEquations.Potential, new Name("area"), new Name("Cm"), new Name(CompartmentEquations.Conductance), new Name(CompartmentEquations.Rest), new Name("Ri"), CompartmentEquations.Charging);
        building.Add(new CableUpdate(group.Name + "_spatialstateupdater", draft.Index, cable.Tree(), membrane, "groups", Order), group);
    }
}
