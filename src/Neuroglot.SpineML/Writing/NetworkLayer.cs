using System.Xml;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>Writes the network layer.</summary>
internal sealed class NetworkLayer(XmlWriter xml, bool isLowLevel)
    : PropertyWriter(xml, isLowLevel ? LowLevelPrefix : string.Empty, isLowLevel ? SpineMLNamespaces.LowLevel : SpineMLNamespaces.Network, string.Empty)
{
    private const string LowLevelPrefix = "LL";

    private readonly string prefix = isLowLevel ? LowLevelPrefix : string.Empty;
    private readonly string space = isLowLevel ? SpineMLNamespaces.LowLevel : SpineMLNamespaces.Network;

    public void Write(NetworkDocument network)
    {
        if (isLowLevel)
            Root((LowLevelPrefix, SpineMLNamespaces.LowLevel, "SpineMLLowLevelNetworkLayer"), (string.Empty, SpineMLNamespaces.Network, "SpineMLNetworkLayer"));
        else
            Root((string.Empty, SpineMLNamespaces.Network, "SpineMLNetworkLayer"));
        Attribute("name", network.Name);
        Annotation(network.Annotation, prefix, space);
        foreach (var population in network.Populations)
            Population(population);
        foreach (var group in network.Groups)
            Instance(group, () => Layout(group.Layout));
        End();
    }

    private void Population(Population population)
    {
        Start("Population");
        Annotation(population.Annotation, prefix, space);
        Instance(population.Neuron);
        Layout(population.Layout);
        foreach (var projection in population.Projections)
        {
            Start("Projection");
            Attribute("dst_population", projection.TargetPopulation);
            Annotation(projection.Annotation, prefix, space);
            foreach (var synapse in projection.Synapses)
            {
                Start("Synapse");
                Connection(synapse.Connection);
                Instance(synapse.WeightUpdate);
                Instance(synapse.PostSynapse);
                End();
            }

            End();
        }

        End();
    }

    private void Instance(ComponentInstance instance, Action? rest = null)
    {
        Start(instance.ElementName);
        Attribute("name", instance.Name);
        Attribute("url", instance.Url);
        switch (instance)
        {
            case Neuron neuron:
                Attribute("size", neuron.Size);
                break;
            case Group group:
                Attribute("size", group.Size);
                break;
            case WeightUpdate update:
                Attribute("input_src_port", update.InputSourcePort);
                Attribute("input_dst_port", update.InputTargetPort);
                Attribute("feedback_src_port", update.FeedbackSourcePort);
                Attribute("feedback_dst_port", update.FeedbackTargetPort);
                break;
            case PostSynapse post:
                Attribute("input_src_port", post.InputSourcePort);
                Attribute("input_dst_port", post.InputTargetPort);
                Attribute("output_src_port", post.OutputSourcePort);
                Attribute("output_dst_port", post.OutputTargetPort);
                break;
            default:
                break;
        }

        Annotation(instance.Annotation, prefix, space);
        foreach (var property in instance.Properties)
            Property(property);
        foreach (var input in instance.Inputs)
        {
            Start("Input");
            Attribute("src", input.Source);
            Attribute("src_port", input.SourcePort);
            Attribute("dst_port", input.TargetPort);
            Annotation(input.Annotation, prefix, space);
            if (input.Connection is { } connection)
                Connection(connection);
            End();
        }

        rest?.Invoke();
        End();
    }

    private void Layout(Layout? layout)
    {
        if (layout is null)
            return;
        StartShared("Layout");
        Attribute("url", layout.Url);
        Attribute("seed", layout.Seed);
        Attribute("minimum_distance", layout.MinimumDistance);
        foreach (var property in layout.Properties)
            Property(property);
        End();
    }
}
