namespace Neuroglot.SpineML.Syntax;

/// <summary>The namespaces of SpineML's layers.</summary>
public static class SpineMLNamespaces
{
    /// <summary>The component layer.</summary>
    public const string Component = "http://www.shef.ac.uk/SpineMLComponentLayer";

    /// <summary>The network layer, high level; also of what both levels share: properties, connections, delays, layouts.</summary>
    public const string Network = "http://www.shef.ac.uk/SpineMLNetworkLayer";

    /// <summary>What only the low level of the network layer has, and its own names for populations, projections and synapses.</summary>
    public const string LowLevel = "http://www.shef.ac.uk/SpineMLLowLevelNetworkLayer";

    /// <summary>The experiment layer.</summary>
    public const string Experiment = "http://www.shef.ac.uk/SpineMLExperimentLayer";

    /// <summary>Files that say how places in space come about; editors write them in the namespace of the language from which SpineML came.</summary>
    public const string Layout = "http://nineml.org/9ML/0.1";

    /// <summary>Types of connections of our own, which extend the network layer; not part of SpineML.</summary>
    public const string Connections = "urn:neuroglot:spineml:connections";

    /// <summary>Whether <paramref name="name"/> is one of SpineML's own.</summary>
    public static bool IsSpineML(string name) => name is Component or Network or LowLevel or Experiment or Layout;
}
