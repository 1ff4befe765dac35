using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Reading;

/// <summary>Reads the network layer. Its low level renames what the high level has, and adds groups and generic inputs.</summary>
internal sealed class NetworkReader(XmlCursor xml, bool isLowLevel) : ConnectionReader(xml)
{
    private readonly string space = isLowLevel ? SpineMLNamespaces.LowLevel : SpineMLNamespaces.Network;

    public NetworkDocument Document()
    {
        var root = Xml.Enter();
        var name = root.Optional("name");
        root.Finish();
        if (isLowLevel && name is null)
            Xml.Lenient("A low-level network without a name.", root.Span);
        Annotation? annotation = null;
        var populations = new List<Population>();
        var groups = new List<Group>();
        while (Xml.NextChild(root))
        {
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Population":
                    if (Population() is { } population)
                        populations.Add(population);
                    break;
                case "Group" when isLowLevel:
                    groups.Add(Group());
                    break;
                case "Annotation":
                    Once(ref annotation, Annotation(), root, "Annotation", span);
                    break;
                default:
                    Xml.Unknown(root, isLowLevel ? ["Population", "Group", "Annotation"] : ["Population", "Annotation"]);
                    break;
            }
        }

        if (populations.Count == 0 && groups.Count == 0)
            Missing(root, "Population");
        return new NetworkDocument(isLowLevel, name, [.. populations], root.Span) { Groups = [.. groups], Annotation = annotation };
    }

    private Population? Population()
    {
        Expect(space);
        var element = Xml.Enter();
        element.Finish();
        Annotation? annotation = null;
        Neuron? neuron = null;
        Layout? layout = null;
        var projections = new List<Projection>();
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Neuron":
                    Once(ref neuron, Neuron(), element, "Neuron", span);
                    break;
                case "Layout":
                    Once(ref layout, Layout(), element, "Layout", span);
                    break;
                case "Projection":
                    projections.Add(Projection());
                    break;
                case "Annotation":
                    Once(ref annotation, Annotation(), element, "Annotation", span);
                    break;
                default:
                    Xml.Unknown(element, "Neuron", "Layout", "Projection", "Annotation");
                    break;
            }
        }

        if (neuron is not null)
            return new Population(neuron, [.. projections], element.Span) { Layout = layout, Annotation = annotation };
        Missing(element, "Neuron");
        return null;
    }

    private Neuron Neuron()
    {
        Expect(space);
        var element = Xml.Enter();
        var (name, url, size) = (element.Required("name"), element.Required("url"), element.Size("size"));
        element.Finish();
        var parts = Parts(element);
        return new Neuron(name, url, size, [.. parts.Properties], element.Span) { Inputs = [.. parts.Inputs], Annotation = parts.Annotation };
    }

    private Group Group()
    {
        Expect(space);
        var element = Xml.Enter();
        var (name, url, size) = (element.Required("name"), element.Required("url"), element.Size("size"));
        element.Finish();
        Layout? layout = null;
        var parts = Parts(element, () => Once(ref layout, Layout(), element, "Layout", Xml.Here));
        return new Group(name, url, size, [.. parts.Properties], element.Span) { Inputs = [.. parts.Inputs], Annotation = parts.Annotation, Layout = layout };
    }

    private WeightUpdate WeightUpdate()
    {
        Expect(space);
        var element = Xml.Enter();
        var (name, url) = (element.Required("name"), element.Required("url"));
        var (source, target) = (element.Required("input_src_port"), element.Required("input_dst_port"));
        var (feedbackSource, feedbackTarget) = (element.Optional("feedback_src_port"), element.Optional("feedback_dst_port"));
        element.Finish();
        var parts = Parts(element);
        return new WeightUpdate(name, url, source, target, [.. parts.Properties], element.Span)
        {
            FeedbackSourcePort = feedbackSource, FeedbackTargetPort = feedbackTarget, Inputs = [.. parts.Inputs], Annotation = parts.Annotation,
        };
    }

    private PostSynapse PostSynapse()
    {
        Expect(space);
        var element = Xml.Enter();
        var (name, url) = (element.Required("name"), element.Required("url"));
        var (source, target) = (element.Required("input_src_port"), element.Required("input_dst_port"));
        var (outputSource, outputTarget) = (element.Required("output_src_port"), element.Required("output_dst_port"));
        element.Finish();
        var parts = Parts(element);
        return new PostSynapse(name, url, source, target, outputSource, outputTarget, [.. parts.Properties], element.Span) { Inputs = [.. parts.Inputs], Annotation = parts.Annotation };
    }

    private InstanceParts Parts(OpenElement element, Action? layout = null)
    {
        var parts = new InstanceParts();
        Annotation? annotation = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Property":
                    parts.Properties.Add(Property());
                    break;
                case "Input" when isLowLevel:
                    parts.Inputs.Add(Input());
                    break;
                case "Layout" when layout is not null:
                    layout();
                    break;
                case "Annotation":
                    Once(ref annotation, Annotation(), element, "Annotation", span);
                    break;
                default:
                    Xml.Unknown(element, isLowLevel ? ["Property", "Input", "Annotation"] : ["Property", "Annotation"]);
                    break;
            }
        }

        parts.Annotation = annotation;
        return parts;
    }

    private GenericInput Input()
    {
        Expect(space);
        var element = Xml.Enter();
        var (source, sourcePort, targetPort) = (element.Required("src"), element.Required("src_port"), element.Required("dst_port"));
        element.Finish();
        Annotation? annotation = null;
        Connection? connection = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (IsOwn && Xml.Name == "Annotation")
                Once(ref annotation, Annotation(), element, "Annotation", span);
            else if (Connection() is { } stated)
                Once(ref connection, stated, element, "a connection", span);
            else
                Xml.Unknown(element, ConnectionNames);
        }

        return new GenericInput(source, sourcePort, targetPort, connection, element.Span) { Annotation = annotation };
    }

    private Projection Projection()
    {
        Expect(space);
        var element = Xml.Enter();
        var target = element.Required("dst_population");
        element.Finish();
        Annotation? annotation = null;
        var synapses = new List<Synapse>();
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Synapse":
                    if (Synapse() is { } synapse)
                        synapses.Add(synapse);
                    break;
                case "Annotation":
                    Xml.Lenient("An Annotation stands in a Projection.", span);
                    Once(ref annotation, Annotation(), element, "Annotation", span);
                    break;
                default:
                    Xml.Unknown(element, "Synapse", "Annotation");
                    break;
            }
        }

        if (synapses.Count == 0)
            Missing(element, "Synapse");
        return new Projection(target, [.. synapses], element.Span) { Annotation = annotation };
    }

    private Synapse? Synapse()
    {
        Expect(space);
        var element = Xml.Enter();
        element.Finish();
        Connection? connection = null;
        WeightUpdate? weightUpdate = null;
        PostSynapse? postSynapse = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (IsOwn && Xml.Name == "WeightUpdate")
                Once(ref weightUpdate, WeightUpdate(), element, "WeightUpdate", span);
            else if (IsOwn && Xml.Name == "PostSynapse")
                Once(ref postSynapse, PostSynapse(), element, "PostSynapse", span);
            else if (Connection() is { } stated)
                Once(ref connection, stated, element, "a connection", span);
            else
                Xml.Unknown(element, ["WeightUpdate", "PostSynapse", .. ConnectionNames]);
        }

        if (connection is null)
            Missing(element, "a connection");
        if (weightUpdate is null)
            Missing(element, "WeightUpdate");
        if (postSynapse is null)
            Missing(element, "PostSynapse");
        return connection is null || weightUpdate is null || postSynapse is null ? null : new Synapse(connection, weightUpdate, postSynapse, element.Span);
    }

    private Layout Layout()
    {
        Expect(SpineMLNamespaces.Network);
        var element = Xml.Enter();
        var (url, seed, distance) = (element.Required("url"), Seed(element), element.OptionalNumber("minimum_distance"));
        element.Finish();
        return new Layout(url, seed, distance, Properties(element), element.Span);
    }

    private sealed class InstanceParts
    {
        public List<Property> Properties { get; } = [];

        public List<GenericInput> Inputs { get; } = [];

        public Annotation? Annotation { get; set; }
    }
}
