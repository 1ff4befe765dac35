using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Declared = Neuroglot.Lems.Documents;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Kinetic schemes: which states and rates their transitions join.</summary>
internal sealed partial class ClassFlattener
{
    private static bool Matches(PartNode part, Declared.LemsPathStep step) => step.PredicateName is not { } property
        || part.Component.Text(property) == step.PredicateValue
        || part.Component.Reference(property)?.Id == step.PredicateValue;

    private void AddScheme(PartNode part, Declared.KineticScheme scheme)
    {
        var nodes = part.Lists.GetValueOrDefault(scheme.Nodes) ?? [];
        var edges = part.Lists.GetValueOrDefault(scheme.Edges) ?? [];
        var transitions = new List<SchemeTransition>();
        foreach (var edge in edges)
        {
            var from = Node(edge, scheme.EdgeSource);
            var to = Node(edge, scheme.EdgeTarget);
            if (from < 0 || to < 0)
                continue;
            transitions.Add(new SchemeTransition(from, to, Rate(edge, scheme.ForwardRate), Rate(edge, scheme.ReverseRate)));
        }

        // The reference starts in the first state.
        if (nodes.Count > 0)
        {
            var first = PartNode.Join(nodes[0].Path, Local(nodes[0].Component.Type, scheme.StateVariable) ?? scheme.StateVariable);
            var place = states.FindIndex(state => state.Name == first);
            if (place >= 0)
                states[place] = states[place] with { Initial = 1 };
        }

        schemes.Add(new KineticScheme(
            PartNode.Join(part.Path, scheme.Name ?? "scheme"),
            indices[part],
            [.. nodes.Select(node => PartNode.Join(node.Path, Local(node.Component.Type, scheme.StateVariable) ?? scheme.StateVariable))],
            [.. transitions]));

        int Node(PartNode edge, string attribute)
        {
            var id = edge.Component.Reference(attribute)?.Id ?? edge.Component.Text(attribute);
            var index = nodes.FindIndex(node => node.Component.Id == id);
            if (index < 0)
                diagnostics.Error("NG1414", $"'{attribute}' of {edge.Component.Id ?? edge.Name} is '{id}', which is not a state of {part.Component.Id ?? part.Name}.", edge.Component.Span,
                    $"It has: {string.Join(", ", nodes.Select(node => node.Component.Id))}.");
            return index;
        }

        Expression Rate(PartNode edge, string name)
        {
            if (Find(edge, name) is { } rate)
                return rate;
            diagnostics.Error("NG1415", $"{edge.Component.Id ?? edge.Name} ({edge.Component.Type.Name}) has no rate '{name}', which the kinetic scheme of {part.Component.Id ?? part.Name} reads.", edge.Component.Span,
                "Declare a variable of that name in its type, or name another in the scheme.");
            return new Number(0);
        }
    }
}
