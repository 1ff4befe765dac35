using System.Globalization;
using System.Xml;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>Writes what the network and the experiment layer share.</summary>
/// <param name="xml">Where to.</param>
/// <param name="prefix">The prefix of the layer's own elements; empty for none.</param>
/// <param name="space">The layer's namespace.</param>
/// <param name="shared">The prefix of the shared elements; empty for none.</param>
internal abstract class PropertyWriter(XmlWriter xml, string prefix, string space, string shared) : LayerWriter(xml, prefix, space)
{
    /// <summary>Begins an element of those that the layers share.</summary>
    protected void StartShared(string name) => Xml.WriteStartElement(shared, name, SpineMLNamespaces.Network);

    protected void Property(Property property)
    {
        StartShared("Property");
        Attribute("name", property.Name);
        Attribute("dimension", property.Dimension);
        Attribute("alias", property.Alias);
        if (property.Value is { } value)
            Value(value);
        switch (property.List)
        {
            case BinaryValues binary:
                StartShared("ValueList");
                StartShared("BinaryFile");
                Attribute("file_name", binary.File.Name);
                Attribute("num_elements", binary.File.Count);
                Attribute("packed_data", binary.File.IsPacked ? "true" : "false");
                End();
                End();
                break;
            case ListedValues listed:
                StartShared("ValueList");
                for (var i = 0; i < listed.Indices.Length; i++)
                {
                    StartShared("Value");
                    Attribute("index", listed.Indices[i]);
                    Attribute("value", listed.Values[i]);
                    End();
                }

                End();
                break;
            default:
                break;
        }

        End();
    }

    protected void Delay(Delay? delay)
    {
        if (delay is null)
            return;
        StartShared("Delay");
        Attribute("dimension", delay.Dimension);
        if (delay.Value is { } value)
            Value(value);
        End();
    }

    private void Value(PropertyValue value)
    {
        StartShared(value.GetType().Name);
        switch (value)
        {
            case FixedValue one:
                Attribute("value", one.Value);
                break;
            case UniformDistribution uniform:
                Attribute("minimum", uniform.Minimum);
                Attribute("maximum", uniform.Maximum);
                break;
            case NormalDistribution normal:
                Attribute("mean", normal.Mean);
                Attribute("variance", normal.Variance);
                break;
            case PoissonDistribution poisson:
                Attribute("mean", poisson.Mean);
                break;
            case ExponentialDistribution exponential:
                Attribute("mean", exponential.Mean);
                break;
            default:
                throw new ArgumentException($"There is no element for {value.GetType().Name}.", nameof(value));
        }

        if (value is Distribution distribution)
            Attribute("seed", distribution.Seed);
        End();
    }

    protected void Connection(Connection connection)
    {
        switch (connection)
        {
            case UnknownConnection unknown:
                Fragment(unknown.Content);
                return;
            case ConnectionList list:
                List(list);
                return;
            case DistanceBasedConnection distance:
                Xml.WriteStartElement("ng", distance.ElementName, SpineMLNamespaces.Connections);
                Attribute("probability", distance.Probability);
                Attribute("length", distance.Length);
                Attribute("maximum_distance", distance.MaximumDistance);
                Attribute("seed", distance.Seed);
                break;
            case FixedProbabilityConnection random:
                StartShared(random.ElementName);
                Attribute("probability", random.Probability);
                Attribute("seed", random.Seed);
                break;
            default:
                StartShared(connection.ElementName);
                break;
        }

        Delay(connection.Delay);
        End();
    }

    private void List(ConnectionList list)
    {
        StartShared("ConnectionList");
        Annotation(list.Annotation, shared, SpineMLNamespaces.Network);
        Delay(list.Delay);
        switch (list.Data)
        {
            case BinaryConnections binary:
                StartShared("BinaryFile");
                Attribute("file_name", binary.File.Name);
                Attribute("num_connections", binary.File.Count);
                Attribute("explicit_delay_flag", binary.HasDelays ? 1 : 0);
                Attribute("packed_data", binary.File.IsPacked ? "true" : "false");
                End();
                break;
            case ListedConnections listed:
                for (var i = 0; i < listed.Sources.Length; i++)
                {
                    StartShared("Connection");
                    Attribute("src_neuron", listed.Sources[i]);
                    Attribute("dst_neuron", listed.Targets[i]);
                    if (!listed.Delays.IsEmpty && !float.IsNaN(listed.Delays[i]))
                        Attribute("delay", listed.Delays[i].ToString("R", CultureInfo.InvariantCulture));
                    End();
                }

                break;
            default:
                break;
        }

        End();
    }
}
