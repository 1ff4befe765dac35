using Neuroglot.Diagrams;
using Neuroglot.Model.Diagrams;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.Formats;

/// <summary>What can be drawn of a file of SpineML.</summary>
internal static class SpineMLDiagrams
{
    public static ModelDiagrams Of(SpineMLModel model) => model.Document switch
    {
        ComponentDocument component => new ModelDiagrams(null, [Dynamics(component.Class)]),
        NetworkDocument => Of(model.Network!, null, SpineMLDescription.Of(model).Name),
        ExperimentDocument { Experiments: [var first, ..] } when model.NetworkOf(first) is { } network => Of(network, first, first.Name),
        _ => ModelDiagrams.None,
    };

    private static ModelDiagrams Of(LoadedNetwork network, Experiment? experiment, string name) =>
        new(new SpineMLNetworkDiagram(network, experiment).Draw(name), [.. network.Classes.Values.OfType<ComponentClass>().Distinct().Select(Dynamics)]);

    private static DynamicsDiagram Dynamics(ComponentClass definition)
    {
        var regimes = definition.Regimes.Select(static regime => regime.Name).ToList();
        return new DynamicsDiagram(definition.Name, definition.Kind ?? "component")
        {
            Quantities =
            [
                .. definition.Parameters.Select(static one => new DiagramQuantity(QuantityRole.Parameter, one.Name, SpineMLEquations.Unit(one.Dimension))),
                .. definition.StateVariables.Select(static one => new DiagramQuantity(QuantityRole.State, one.Name, SpineMLEquations.Unit(one.Dimension))),
                .. definition.Aliases.Select(static one => new DiagramQuantity(QuantityRole.Alias, one.Name, SpineMLEquations.Unit(one.Dimension), SpineMLEquations.OneLine(one.Value))),
            ],
            Ports = [.. definition.Ports.Select(static port => new DiagramPort(port.Name, IsOutput(port.Kind), Carries(port.Kind), SpineMLEquations.Unit(port.Dimension)))],
            Regimes = [.. definition.Regimes.Select(regime => new DiagramRegime(regime.Name, regime.Name == definition.InitialRegime, [.. regime.TimeDerivatives.Select(SpineMLEquations.Rate)]))],
            Transitions =
            [
                .. from regime in definition.Regimes
                   from handler in regime.Handlers
                   let target = regimes.IndexOf(handler.TargetRegime)
                   where target >= 0
                   select new DiagramTransition(regimes.IndexOf(regime.Name), target, SpineMLEquations.Occasion(handler), [.. handler.Reactions.Select(SpineMLEquations.Text)]),
            ],
        };
    }

    private static bool IsOutput(PortKind kind) => kind is PortKind.AnalogSend or PortKind.EventSend or PortKind.ImpulseSend;

    private static string Carries(PortKind kind) => kind switch
    {
        PortKind.AnalogReduce => "the sum of values",
        PortKind.EventSend or PortKind.EventReceive => "events",
        PortKind.ImpulseSend or PortKind.ImpulseReceive => "impulses",
        _ => "a value",
    };
}
