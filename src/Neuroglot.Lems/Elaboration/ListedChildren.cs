using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Children of one list that become instances of a set of their own instead of parts of their parent's class: the spikes of a spikeArray, of which there may be
/// a hundred thousand. Their parent owns them, as it owns attachments.
/// </summary>
internal static class ListedChildren
{
    /// <summary>
    /// Whether the children in <paramref name="list"/> of <paramref name="part"/> are of one type, differ in values only, and send nothing but events to their parent; and whether
    /// they are advanced before everything else of it, so that it makes no difference that they are not part of it.
    /// </summary>
    public static bool AreSeparate(PartNode part, string list, ComponentList children)
    {
        if (part != part.Group!.Root || part.Children.Count > 0 || children.Count == 0 || !IsReadByNobody(part.Component.Type, list))
            return false;
        var type = children[0].Type;
        return IsByItself(type) && children.All(child => child.Type == type && child.AllChildren.Count == 0);
    }

    // What it is depends on nothing but its own values.
    private static bool IsByItself(ResolvedType type) => type is
    {
        HasState: true, Counts: { Texts: 0, References: 0, Types: 0 }, Requirements.IsEmpty: true, ComponentRequirements.IsEmpty: true, InstanceRequirements.IsEmpty: true,
        AttachmentLists.IsEmpty: true, Dynamics: { OnEvents.IsEmpty: true, Regimes.IsEmpty: true, KineticSchemes.IsEmpty: true, Simultaneous: false } dynamics,
    }
        && dynamics.DerivedVariables.All(one => one.Select is null)
        && (type.Structure?.Body ?? []).All(SendsToParent);

    private static bool SendsToParent(BuildElement element) => element switch
    {
        With { Instance.Text: "this" or "parent", List: null } with => with.Body.All(SendsToParent),
        EventConnection { Receiver: null, Delay: null } => true,
        _ => false,
    };

    private static bool IsReadByNobody(ResolvedType parent, string list)
    {
        if (parent.Dynamics is { Simultaneous: true } || (parent.Structure?.Body ?? []).Any(element => element is not (ChildInstance or EventConnection or With { List: null })))
            return false;
        return parent.Dynamics is not { } dynamics
            || (dynamics.KineticSchemes.All(scheme => scheme.Nodes != list && scheme.Edges != list)
                && dynamics.DerivedVariables.Concat(dynamics.Regimes.SelectMany(regime => regime.DerivedVariables))
                    .All(derived => derived.Select is not { } path || !path.Steps.Any(step => step.Name == list || step.Name == "*")));
    }
}
