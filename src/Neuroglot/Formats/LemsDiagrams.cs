using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagrams;

namespace Neuroglot.Formats;

/// <summary>The dynamics of component types of LEMS as diagrams.</summary>
internal static class LemsDiagrams
{
    /// <summary>The types with dynamics that something of the model uses, in the order of the description.</summary>
    public static ImmutableArray<DynamicsDiagram> Of(LemsModel model) =>
        [.. LemsDescription.TypesOf(model).Where(static type => type.Dynamics is { } dynamics && (dynamics.Regimes.Length > 0 || Moves(dynamics))).Select(Of)];

    private static bool Moves(Dynamics dynamics) => dynamics.TimeDerivatives.Length > 0 || dynamics.OnConditions.Length > 0 || dynamics.OnEvents.Length > 0;

    private static DynamicsDiagram Of(ResolvedType type)
    {
        var dynamics = type.Dynamics!;
        var names = dynamics.Regimes.Select(static regime => regime.Name).ToList();

        // What holds in every regime stands in a box of its own, after them.
        var common = dynamics.Regimes.Length;
        var hasCommon = common == 0 || Moves(dynamics);
        return new DynamicsDiagram(type.Name, type.Parent?.Name ?? "component type")
        {
            Quantities =
            [
                .. type.Parameters.Select(static one => new DiagramQuantity(QuantityRole.Parameter, one.Name, Dimension(one.Dimension))),
                .. dynamics.StateVariables.Concat(dynamics.Regimes.SelectMany(static regime => regime.StateVariables))
                    .Select(static one => new DiagramQuantity(QuantityRole.State, one.Name, Dimension(one.Dimension))),
                .. dynamics.DerivedVariables.Select(static one => new DiagramQuantity(QuantityRole.Alias, one.Name, Dimension(one.Dimension), LemsTypeText.Value(one))),
                .. dynamics.ConditionalDerivedVariables
                    .SelectMany(static one => one.Cases.Select(each => new DiagramQuantity(QuantityRole.Alias, one.Name, Dimension(one.Dimension), LemsTypeText.Value(each)))),
            ],
            Ports =
            [
                .. type.Requirements.Select(static one => new DiagramPort(one.Name, IsOutput: false, "a value", Dimension(one.Dimension))),
                .. type.Exposures.Select(static one => new DiagramPort(one.Name, IsOutput: true, "a value", Dimension(one.Dimension))),
                .. type.EventPorts.Select(static one => new DiagramPort(one.Name, one.Direction == EventDirection.Out, "events", null)),
            ],
            Regimes =
            [
                .. dynamics.Regimes.Select(static regime => new DiagramRegime(regime.Name, regime.Initial, [.. regime.TimeDerivatives.Select(LemsTypeText.Rate), .. OnEntry(regime)])),
                .. hasCommon ? (ImmutableArray<DiagramRegime>)[new DiagramRegime(common == 0 ? string.Empty : "always", common == 0, [.. dynamics.TimeDerivatives.Select(LemsTypeText.Rate)])] : [],
            ],
            Transitions =
            [
                .. dynamics.Regimes.SelectMany((regime, index) => Transitions(index, names, regime.OnConditions, regime.OnEvents)),
                .. Transitions(common, names, dynamics.OnConditions, dynamics.OnEvents),
            ],
        };
    }

    private static IEnumerable<DiagramTransition> Transitions(int from, List<string> names, ImmutableArray<OnCondition> conditions, ImmutableArray<OnEvent> events) =>
    [
        .. conditions.Select(one => Of(from, names, $"when {one.Test.Text}", one.Reactions)),
        .. events.Select(one => Of(from, names, $"on {one.Port}", one.Reactions)),
    ];

    private static IEnumerable<string> OnEntry(Regime regime) => regime.OnEntries.SelectMany(static one => one.Reactions).Select(static reaction => $"on entry: {LemsTypeText.One(reaction)}");

    private static DiagramTransition Of(int from, List<string> names, string occasion, ImmutableArray<Reaction> reactions)
    {
        var target = reactions.OfType<Transition>().LastOrDefault() is { } transition ? names.IndexOf(transition.Regime) : -1;
        return new DiagramTransition(from, target < 0 ? from : target, occasion, [.. reactions.Where(reaction => target < 0 || reaction is not Transition).Select(LemsTypeText.One)]);
    }

    private static string? Dimension(string? dimension) => dimension is "none" ? null : dimension;
}
