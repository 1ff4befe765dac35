using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Tells of what the types of a model state and a run does not carry out, so that nobody takes it for effective.</summary>
internal static class IgnoredMembers
{
    /// <summary>Looks at the types of <paramref name="root"/> and all that was built; each is told of once.</summary>
    public static void Report(PartNode root, IEnumerable<InstanceGroup> groups, DiagnosticBag diagnostics)
    {
        var types = new HashSet<ResolvedType>();
        Collect(root);
        foreach (var group in groups)
            Collect(group.Root);
        foreach (var type in types.Where(type => !type.Declaration.IsBuiltIn))
            Report(type, diagnostics);

        void Collect(PartNode part)
        {
            types.Add(part.Component.Type);
            foreach (var child in part.Children)
                Collect(child);
        }
    }

    private static void Report(ResolvedType type, DiagnosticBag diagnostics)
    {
        // What depends on a field would have a wrong value.
        if (type.Dynamics is { } dynamics)
        {
            foreach (var field in dynamics.StateScalarFields.Cast<LemsNode>().Concat(dynamics.DerivedScalarFields).Concat(dynamics.DerivedPunctateFields))
                diagnostics.Error("NG1452", $"{type.Name} has a {field.GetType().Name}; fields over a region cannot be run.", field.Span, "Write a variable for each compartment.");
            foreach (var scheme in dynamics.KineticSchemes)
            {
                if (scheme.Dependency is not null || scheme.Step is not null)
                    Warn(scheme.Span, "“dependency” and “step” of its KineticScheme", "The rates are read anew in every time step.");
            }
        }

        if (type.Equilibrium is { } equilibrium)
            Warn(equilibrium.Span, "its Equilibrium", "State variables start at what OnStart gives them.");
        foreach (var procedure in type.Procedures)
            Warn(procedure.Span, "its Procedure", "A run goes by the Simulation alone.");
        foreach (var geometry in type.Geometries)
            Warn(geometry.Span, "its Geometry", "Shapes have no influence on a run.");
        foreach (var location in type.Declaration.Locations)
            Warn(location.Span, "its Location", "Shapes have no influence on a run.");
        foreach (var slot in type.ChildSlots)
        {
            if (slot.Substitute is not null)
                Warn(slot.Span, $"the substitute of its Child “{slot.Name}”", "State the child in each component.");
        }

        foreach (var tunnel in type.Structure is { } structure ? structure.Body.SelectMany(Tunnels) : [])
        {
            if (tunnel.Expose is not null || tunnel.As is not null)
                Warn(tunnel.Span, "“expose” and “as” of its Tunnel", "The ends see each other under the tunnel's name.");
        }

        void Warn(SourceSpan span, string what, string hint) => diagnostics.Warning("NG1451", $"A run does not use {what}, which {type.Name} states.", span, hint);
    }

    private static IEnumerable<Tunnel> Tunnels(BuildElement element) => element is Tunnel tunnel ? [tunnel] : element.Body.SelectMany(Tunnels);
}
