using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Reading;

/// <summary>Reads connections.</summary>
internal abstract class ConnectionReader(XmlCursor xml) : PropertyReader(xml)
{
    protected static readonly string[] ConnectionNames = ["AllToAllConnection", "OneToOneConnection", "FixedProbabilityConnection", "ConnectionList", "DistanceBasedConnection"];

    /// <summary>The connection that the cursor stands on; null, with the cursor where it was, for what is none.</summary>
    protected Connection? Connection()
    {
        if (!IsOwn)
            return Extension();
        switch (Xml.Name)
        {
            case "AllToAllConnection":
                Expect(SpineMLNamespaces.Network);
                var all = Xml.Enter();
                return new AllToAllConnection(OnlyDelay(all), all.Span);
            case "OneToOneConnection":
                Expect(SpineMLNamespaces.Network);
                var one = Xml.Enter();
                return new OneToOneConnection(OnlyDelay(one), one.Span);
            case "FixedProbabilityConnection":
                Expect(SpineMLNamespaces.Network);
                var random = Xml.Enter();
                var (probability, seed) = (Probability(random), Seed(random));
                return new FixedProbabilityConnection(probability, seed, OnlyDelay(random), random.Span);
            case "ConnectionList":
                Expect(SpineMLNamespaces.Network);
                return List();
            default:
                return null;
        }
    }

    private Connection Extension()
    {
        var (space, name, span) = (Xml.Space, Xml.Name, Xml.Here);
        if (space == SpineMLNamespaces.Connections && name == "DistanceBasedConnection")
        {
            var element = Xml.Enter();
            var (probability, length, maximum, seed) = (Probability(element), element.Number("length"), element.OptionalNumber("maximum_distance"), Seed(element));
            if (length <= 0)
                element.Bad("length", FormattableString.Invariant($"{length}"), "greater than 0");
            return new DistanceBasedConnection(probability, length, maximum, seed, OnlyDelay(element), span);
        }

        Xml.Diagnostics.Warning(ReadingCodes.UnknownConnection, $"The type of connection “{name}” of the namespace “{space}” is not known; it is kept but cannot be run.", span);
        return new UnknownConnection(space, name, Xml.OuterXml(), span);
    }

    private static double Probability(OpenElement element)
    {
        var probability = element.Number("probability");
        if (probability is < 0 or > 1)
            element.Bad("probability", FormattableString.Invariant($"{probability}"), "a number from 0 to 1");
        return probability;
    }

    private Delay? OnlyDelay(OpenElement element)
    {
        element.Finish();
        Delay? delay = null;
        while (Xml.NextChild(element))
        {
            var span = Xml.Here;
            if (IsOwn && Xml.Name == "Delay")
                Once(ref delay, Delay(), element, "Delay", span);
            else
                Xml.Unknown(element, "Delay");
        }

        if (delay is null)
            Xml.Lenient($"{element.Name} has no Delay, hence 0.", element.Span);
        return delay;
    }

    private ConnectionList List()
    {
        var element = Xml.Enter();
        element.Finish();
        Annotation? annotation = null;
        Delay? delay = null;
        BinaryConnections? binary = null;
        var columns = new ListColumns(Xml, element, "Connection", "src_neuron", "dst_neuron", "delay");
        while (Xml.NextChild(element))
        {
            if (columns.TryRead())
                continue;
            var span = Xml.Here;
            switch (IsOwn ? Xml.Name : string.Empty)
            {
                case "Delay":
                    if (binary is not null || columns.Count > 0)
                        Xml.Lenient("The Delay stands after the connections.", span);
                    Once(ref delay, Delay(), element, "Delay", span);
                    break;
                case "Annotation":
                    Once(ref annotation, Annotation(), element, "Annotation", span);
                    break;
                case "BinaryFile":
                    var hasDelays = false;
                    var open = Xml.Enter();
                    var file = BinaryFile(open, "num_connections", () => hasDelays = open.OptionalInteger("explicit_delay_flag") is not (null or 0));
                    Once(ref binary, new BinaryConnections(file, hasDelays, open.Span), element, "BinaryFile", span);
                    break;
                default:
                    Xml.Unknown(element, "Delay", "Annotation", "BinaryFile", "Connection");
                    break;
            }
        }

        if (binary is not null && columns.Count > 0)
            Xml.Diagnostics.Error(ReadingCodes.RepeatedElement, "ConnectionList has both connections and a BinaryFile; the connections are used.", binary.Span);
        ConnectionData data = binary is not null && columns.Count == 0 ? binary
            : new ListedConnections(columns.First, columns.Second, columns.Singles, element.Span);
        return new ConnectionList(data, delay, element.Span) { Annotation = annotation };
    }
}
