using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>What reaches what in a network: loops without delay, and ports that nothing feeds.</summary>
internal static class NetworkFlow
{
    /// <summary>One link between ports of two sets.</summary>
    /// <param name="Source">Name of the set that is read.</param>
    /// <param name="Target">Name of the set that it feeds.</param>
    /// <param name="TargetPort">The port that it feeds.</param>
    /// <param name="IsImmediate">Whether it takes effect within the step.</param>
    public sealed record Flow(string Source, string Target, string TargetPort, bool IsImmediate);

    public static IEnumerable<Flow> Of(NetworkDocument network)
    {
        foreach (var population in network.Populations)
        {
            foreach (var projection in population.Projections)
            {
                foreach (var synapse in projection.Synapses)
                {
                    var (update, post) = (synapse.WeightUpdate, synapse.PostSynapse);
                    yield return new Flow(population.Neuron.Name, update.Name, update.InputTargetPort, LeastDelay.IsNone(synapse.Connection, LeastDelay.OfProjection(synapse.Connection)));
                    yield return new Flow(update.Name, post.Name, post.InputTargetPort, true);
                    yield return new Flow(post.Name, projection.TargetPopulation, post.OutputTargetPort, true);

                    // What comes back for learning arrives in the next step: nothing else would be possible.
                    if (update.FeedbackTargetPort is { } feedback)
                        yield return new Flow(projection.TargetPopulation, update.Name, feedback, false);
                }
            }
        }

        foreach (var instance in network.Instances)
        {
            foreach (var input in instance.Inputs)
                yield return new Flow(input.Source, instance.Name, input.TargetPort, LeastDelay.IsNone(input.Connection, LeastDelay.OfInput(input.Connection)));
        }
    }

    /// <summary>Reports loops in which everything happens within one step.</summary>
    public static void CheckLoops(LoadedNetwork network, DiagnosticBag diagnostics)
    {
        var loop = Loops.Find(Of(network.Document).Where(static flow => flow.IsImmediate).Select(static flow => (flow.Source, flow.Target)));
        if (loop.Count == 0)
            return;
        diagnostics.Warning(ModelCodes.ZeroDelayLoop, $"A loop has no delay at all: {Loops.Text(loop)}.",
            network.Find(loop[0])?.Span ?? network.Document.Span, "Give one of its connections a delay of a step at least; the reference simulator refuses such a loop.");
    }

    /// <summary>Reports analogue ports that nothing feeds.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isFed">Whether an experiment feeds a port of a set; null where there is no experiment, so that it is not known.</param>
    /// <param name="diagnostics">Gets what is found.</param>
    public static void CheckUnfed(LoadedNetwork network, Func<string, string, bool>? isFed, DiagnosticBag diagnostics)
    {
        var fed = Of(network.Document).Select(static flow => (flow.Target, flow.TargetPort)).ToHashSet();
        foreach (var instance in network.Document.Instances)
        {
            foreach (var port in network.ClassOf(instance)?.Ports ?? [])
            {
                if (port.Kind is not (PortKind.AnalogReduce or PortKind.AnalogReceive) || fed.Contains((instance.Name, port.Name)) || isFed?.Invoke(instance.Name, port.Name) == true)
                    continue;
                if (port.Kind == PortKind.AnalogReduce)
                    diagnostics.Note(ModelCodes.UnfedReducePort, $"Nothing feeds the reduce port `{port.Name}` of `{instance.Name}`, hence 0.", instance.Span);
                else if (isFed is not null)
                    diagnostics.Warning(ModelCodes.UnfedReceivePort, $"Nothing feeds the receive port `{port.Name}` of `{instance.Name}`; the reference simulator refuses that.", instance.Span, "Connect it, or let the experiment feed it.");
            }
        }
    }
}
