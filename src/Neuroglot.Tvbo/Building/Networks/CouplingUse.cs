using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>A coupling with the connections that have it.</summary>
/// <param name="Coupling">The coupling.</param>
/// <param name="Name">Its name, by which its parameters are known.</param>
/// <param name="Connections">Its connections, ascending by target and source.</param>
/// <param name="Input">The one input that it feeds; null for those of the coupling variables.</param>
internal sealed record CouplingUse(Coupling Coupling, string Name, ImmutableArray<Connection> Connections, string? Input)
{
    /// <summary>Its name in messages.</summary>
    public string Called => Coupling.Name.Length == 0 ? string.Empty : $" `{Coupling.Name}`";

    /// <summary>
    /// The couplings of an experiment. Edges may name one; the others have that of the experiment, and those of the network that have the name of an input, which they feed over all
    /// these connections. Where there is only one coupling, it is for all.
    /// </summary>
    /// <param name="experiment">The experiment, with references to the library resolved.</param>
    /// <param name="connections">The connections of its network.</param>
    /// <param name="inputs">Inputs of the dynamics.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ImmutableArray<CouplingUse> Of(SimulationExperiment experiment, ImmutableArray<Connection> connections, IReadOnlySet<string> inputs, DiagnosticBag diagnostics)
    {
        var network = experiment.Network!;
        var uses = ImmutableArray.CreateBuilder<CouplingUse>();
        foreach (var named in connections.Where(static one => one.Coupling is not null).GroupBy(static one => one.Coupling!))
            uses.Add(new CouplingUse(Find(experiment, named.Key, network.Span, diagnostics), named.Key, [.. named], Feeds(named.Key) ? named.Key : null));

        ImmutableArray<Connection> others = [.. connections.Where(static one => one.Coupling is null)];
        if (others.IsEmpty)
            return Parts(uses, diagnostics);
        var before = uses.Count;
        if (experiment.Coupling is { } general)
            uses.Add(new CouplingUse(general, general.Name.Length > 0 ? general.Name : "coupling", others, null));
        foreach (var one in network.Couplings.Where(one => Feeds(one.Name)))
            uses.Add(new CouplingUse(Find(experiment, one.Name, one.Span, diagnostics), one.Name, others, one.Name));
        if (uses.Count == before && network.Couplings.Length == 1)
            uses.Add(new CouplingUse(Find(experiment, network.Couplings[0].Name, network.Couplings[0].Span, diagnostics), network.Couplings[0].Name, others, null));
        if (uses.Count == before)
            diagnostics.Error(NetworkCodes.NoCoupling, "The network has connections, but the experiment does not say how nodes act on each other.", network.Span, "Write `coupling: {name: Linear}`, for example.");
        return Parts(Named(uses), diagnostics);

        bool Feeds(string name) => inputs.Any(input => input == name || input.StartsWith($"{name}[", StringComparison.Ordinal) || input == ModeMixing.NameOf(name, 0));
    }

    // The expressions of a list feed the values of the input that the coupling is called by.
    private static ImmutableArray<CouplingUse> Parts(IEnumerable<CouplingUse> uses, DiagnosticBag diagnostics)
    {
        var all = ImmutableArray.CreateBuilder<CouplingUse>();
        foreach (var use in uses)
        {
            var parts = use.Coupling.Parts();
            if (parts.Length > 1 && use.Input is null)
                diagnostics.Error(NetworkCodes.NoInput, $"The coupling{use.Called} has {parts.Length} values, and no input has its name.", use.Coupling.Span, $"Give the dynamics an input of its name: `coupling_inputs: {{{use.Name}: {{dimension: {parts.Length}}}}}`.");
            else
                all.AddRange(parts.Select((part, place) => parts.Length == 1 ? use : use with { Coupling = part, Input = FormattableString.Invariant($"{use.Input}[{place}]") }));
        }

        return all.ToImmutable();
    }

    // Parameters of couplings are told apart by the names of these.
    private static ImmutableArray<CouplingUse> Named(IReadOnlyList<CouplingUse> uses) =>
        [.. uses.Select((use, index) => uses.Take(index).Any(other => other.Name == use.Name && !other.Coupling.Equals(use.Coupling)) ? use with { Name = FormattableString.Invariant($"{use.Name}_{index}") } : use)];

    private static Coupling Find(SimulationExperiment experiment, string name, SourceSpan span, DiagnosticBag diagnostics)
    {
        var coupling = experiment.Network!.Couplings.FirstOrDefault(one => one.Name == name) ?? (experiment.Coupling?.Name == name ? experiment.Coupling : new Coupling { Name = name, Span = span });

        // What the network lists without more is the sum as it is.
        return TvboLibrary.Find(name, EntryKind.Coupling) is null ? coupling : TvboValidation.Resolve(coupling, diagnostics);
    }
}
