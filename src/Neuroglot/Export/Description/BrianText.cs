using System.Collections.Immutable;
using Neuroglot.Brian;
using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Export.Description;

/// <summary>What the sections of the description of a network of Brian share.</summary>
internal sealed class BrianText(BrianNetwork network, DiagnosticBag diagnostics)
{
    public BrianNetwork Network => network;

    /// <summary>What was used from outside of the equations so far.</summary>
    public ParameterList Parameters { get; } = new();

    /// <summary>Everything that happens before a run, with the number of the run.</summary>
    public IEnumerable<(int Run, BrianAction Action)> Actions => network.Runs.SelectMany((run, index) => run.Before.Select(action => (index, action)));

    /// <summary>Reads the code of an object.</summary>
    /// <param name="name">The object.</param>
    /// <param name="group">The group or synapses that the code is about, the object itself or another.</param>
    /// <param name="given">Names given to the object; null for none.</param>
    public BrianScope In(string name, string group, Namespace? given)
    {
        ImmutableArray<BrianRun?> runs = network.Runs.IsEmpty ? [null] : [.. network.Runs];
        return new BrianScope(name, NetworkVariables.Of(network, group), [.. runs.Select(run => Given(given, Own(group), run?.Namespace))], Parameters, diagnostics);
    }

    /// <summary>Reads the code of something that happens before a run.</summary>
    public BrianScope Before(int run, string group, Namespace? given) =>
        new(group, NetworkVariables.Of(network, group), [Given(given, Own(group), network.Runs[run].Namespace)], Parameters, diagnostics);

    /// <summary>A group, or some of its neurons.</summary>
    public Phrase Range(GroupRange range)
    {
        var count = network.Objects.OfType<SpikeSource>().FirstOrDefault(one => one.Name == range.Object)?.Count;
        if (range.Start == 0 && (range.Stop is null || range.Stop == count))
            return new Code(range.Object);
        return (range.Stop ?? count) is { } stop
            ? Phrase.Of($"neurons {new Words($"{range.Start} to {stop - 1}")} of {new Code(range.Object)}")
            : Phrase.Of($"neurons from {new Words($"{range.Start}")} of {new Code(range.Object)}");
    }

    /// <summary><c> (before run 2)</c>; nothing where there is but one run.</summary>
    public string BeforeRun(int run) => network.Runs.Length < 2 ? string.Empty : $" (before run {run + 1})";

    private Namespace? Own(string group) => network.Objects.FirstOrDefault(one => one.Name == group) switch
    {
        NeuronGroup neurons => neurons.Namespace,
        PoissonGroup source => source.Namespace,
        Synapses synapses => synapses.Namespace,
        _ => null,
    };

    private static ImmutableArray<Namespace> Given(params ReadOnlySpan<Namespace?> namespaces)
    {
        var given = ImmutableArray.CreateBuilder<Namespace>();
        foreach (var one in namespaces)
        {
            if (one is not null)
                given.Add(one);
        }

        return given.ToImmutable();
    }
}
