using Neuroglot.Lems.Syntax;
using Neuroglot.Lems.Types;

namespace Neuroglot.Lems.Validation;

/// <summary>Goes through the parts of a model that rules are about.</summary>
internal static class ModelParts
{
    /// <summary>Every component, each before its children.</summary>
    public static IEnumerable<LemsComponent> Everything(this LemsModel model) => model.Components.SelectMany(Everything);

    /// <summary><paramref name="component"/> and all below it, each before its children.</summary>
    public static IEnumerable<LemsComponent> Everything(this LemsComponent component)
    {
        var waiting = new Stack<LemsComponent>();
        waiting.Push(component);
        while (waiting.TryPop(out var next))
        {
            yield return next;
            for (var i = next.AllChildren.Count - 1; i >= 0; i--)
                waiting.Push(next.AllChildren[i]);
        }
    }

    /// <summary>The networks.</summary>
    public static IEnumerable<LemsComponent> Networks(this LemsModel model) => model.Components.Where(component => component.IsA("network"));

    /// <summary>The population <paramref name="id"/> of <paramref name="network"/>, or null.</summary>
    public static LemsComponent? Population(this LemsComponent network, string id) =>
        network.ChildById(id) is { } found && found.IsA("basePopulation") ? found : null;

    /// <summary>The morphologies, those by themselves and those inside cells; a shared one for each cell that uses it.</summary>
    public static IEnumerable<LemsComponent> Morphologies(this LemsModel model) =>
        model.Components.SelectMany(component => component.IsA("morphology") ? [component] : component.AllChildren.Where(child => child.IsA("morphology")));

    /// <summary>The morphology of <paramref name="cell"/>, or null.</summary>
    public static LemsComponent? Morphology(this LemsComponent cell) => cell.AllChildren.FirstOrDefault(child => child.IsA("morphology"));

    /// <summary>How messages call a component: its id and type, or only its type.</summary>
    public static string Called(this LemsComponent component) => component.Id is { } id ? $"“{id}” ({component.Type.Name})" : Wording.One(component.Type.Name);

    /// <summary>How messages call the owner of a morphology or of biophysical properties: the cell, or the part itself where it stands alone.</summary>
    public static string Owner(this LemsComponent part) => (part.Parent ?? part).Called();

    /// <summary>The ids of <paramref name="components"/>.</summary>
    public static HashSet<string> Ids(this IEnumerable<LemsComponent> components) =>
        components.Where(one => one.Id is not null).Select(one => one.Id!).ToHashSet(StringComparer.Ordinal);
}
