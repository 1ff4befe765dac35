using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Export.NeuroML.Events;

/// <summary>Variables of neurons at which events or random inputs arrive: in LEMS, what arrives at the end of a step is added at the beginning of the next.</summary>
internal static class ArrivingVariables
{
    /// <summary>Those of a group.</summary>
    public static HashSet<string> Of(string group, Equations equations, BrianNetwork network) =>
        [.. OfEvents(group, equations, network), .. network.Objects.OfType<PoissonInput>().Where(input => input.Target.Object == group).Select(input => input.Variable)];

    /// <summary>
    /// Those at which something arrives in a step before code of events of some synapses has seen them: in Brian, pathways and inputs have their turn by order and name, so that what comes after the last
    /// pathway of these synapses is not seen by them.
    /// </summary>
    public static HashSet<string> Before(Synapses seeing, string group, Equations equations, NetworkExport export)
    {
        ArgumentOutOfRangeException.ThrowIfZero(seeing.Pathways.Length);
        var last = seeing.Pathways.Select(one => export.TurnOf(seeing, one)).Aggregate((left, right) => IsBefore(left, right) ? right : left);
        return Of(group, equations, export.Network with
        {
            Objects =
            [
                .. export.Network.Objects.Where(one => one is not PoissonInput input || IsBefore((input.Order, input.Name), last))
                    .Select(one => one is Synapses synapses ? synapses with { Pathways = synapses.Pathways.RemoveAll(pathway => !IsBefore(export.TurnOf(synapses, pathway), last)) } : one),
            ],
        });

        static bool IsBefore((int Order, string Name) left, (int Order, string Name) right) => left.Order < right.Order || (left.Order == right.Order && string.CompareOrdinal(left.Name, right.Name) <= 0);
    }

    /// <summary>Those at which events of synapses arrive.</summary>
    public static HashSet<string> OfEvents(string group, Equations equations, BrianNetwork network)
    {
        var names = new HashSet<string>();
        foreach (var synapses in network.Objects.OfType<Synapses>().Where(synapses => synapses.Source.Object == group || synapses.Target.Object == group))
        {
            foreach (var statement in synapses.Pathways.SelectMany(pathway => StatementParser.Parse(pathway.Code, pathway.Name, new DiagnosticBag())))
            {
                var name = synapses.Equations.Find(statement.Target) is null ? statement.Target : string.Empty;
                names.UnionWith(((string[])[name, Without(name, "_post"), Without(name, "_pre")]).Where(one => equations.Find(one) is not null));
            }
        }

        return names;
    }

    private static string Without(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;
}
