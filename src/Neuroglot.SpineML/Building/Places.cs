using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Networks;
using Neuroglot.Numerics;
using Neuroglot.SpineML.Layouts;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>Where the instances of the sets of a network lie, computed when something asks for it.</summary>
internal sealed class Places(LoadedNetwork network, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, ImmutableArray<Position>?> known = new(StringComparer.Ordinal);

    /// <summary>The places of the instances called <paramref name="name"/>; null where the network does not say where they lie.</summary>
    public ImmutableArray<Position>? Of(string name)
    {
        if (known.TryGetValue(name, out var places))
            return places;
        var (layout, count) = network.Document.Populations.FirstOrDefault(one => one.Neuron.Name == name) is { } population
            ? (population.Layout, population.Neuron.Size)
            : network.Document.Groups.FirstOrDefault(one => one.Name == name) is { } group ? (group.Layout, group.Size) : (null, 0);
        return known[name] = layout is null || network.Layouts.GetValueOrDefault(layout.Url) is not { } definition ? null : Compute(definition, layout, count);
    }

    private ImmutableArray<Position>? Compute(LayoutClass definition, Layout layout, int count)
    {
        var random = new PreflightRandom(unchecked((int)(layout.Seed ?? PreflightRandom.UsualSeed)));
        return LayoutPositions.Compute(definition, layout, count, () => random.NextSingle(), diagnostics);
    }
}
