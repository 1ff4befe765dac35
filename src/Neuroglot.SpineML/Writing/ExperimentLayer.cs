using System.Xml;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Writing;

/// <summary>Writes the experiment layer.</summary>
internal sealed class ExperimentLayer(XmlWriter xml) : PropertyWriter(xml, string.Empty, SpineMLNamespaces.Experiment, "UL")
{
    public void Write(ExperimentDocument document)
    {
        Root((string.Empty, SpineMLNamespaces.Experiment, "SpineMLExperimentLayer"), ("UL", SpineMLNamespaces.Network, "SpineMLNetworkLayer"));
        foreach (var experiment in document.Experiments)
        {
            Start("Experiment");
            Attribute("name", experiment.Name);
            Attribute("description", experiment.Description);
            Model(experiment.Model);
            Simulation(experiment.Simulation);
            foreach (var input in experiment.Inputs)
                Input(input);
            foreach (var output in experiment.Outputs)
                Output(output);
            End();
        }

        End();
    }

    private void Model(ModelReference model)
    {
        Start("Model");
        Attribute("network_layer_url", model.NetworkUrl);
        foreach (var lesion in model.Lesions)
        {
            Start("Lesion");
            Attribute("src_population", lesion.SourcePopulation);
            Attribute("dst_population", lesion.TargetPopulation);
            End();
        }

        foreach (var lesion in model.InputLesions)
        {
            StartInputChange("GenericInputLesion", lesion.Source, lesion.SourcePort, lesion.Target, lesion.TargetPort);
            End();
        }

        foreach (var configuration in model.Configurations)
        {
            Start("Configuration");
            Attribute("target", configuration.Target);
            foreach (var property in configuration.Properties)
                Property(property);
            End();
        }

        foreach (var change in model.DelayChanges)
        {
            Start("ProjectionDelayChange");
            Attribute("src", change.Source);
            Attribute("dst", change.Target);
            Attribute("synapse", change.Synapse);
            Delay(change.Delay);
            End();
        }

        foreach (var change in model.InputDelayChanges)
        {
            StartInputChange("GenericInputDelayChange", change.Source, change.SourcePort, change.Target, change.TargetPort);
            Delay(change.Delay);
            End();
        }

        End();
    }

    private void StartInputChange(string name, string source, string sourcePort, string target, string targetPort)
    {
        Start(name);
        Attribute("src", source);
        Attribute("src_port", sourcePort);
        Attribute("dst", target);
        Attribute("dst_port", targetPort);
    }

    private void Simulation(Simulation simulation)
    {
        Start("Simulation");
        Attribute("duration", simulation.Duration);
        Attribute("preferred_simulator", simulation.PreferredSimulator);
        Start(simulation.Integration.IsEuler ? "EulerIntegration" : "RungeKuttaIntegration");
        Attribute("dt", simulation.Integration.Step);
        if (!simulation.Integration.IsEuler)
            Attribute("order", simulation.Integration.Order);
        End();
        End();
    }

    private void Input(ExperimentInput input)
    {
        Start(input.ElementName);
        Attribute("name", input.Name);
        Attribute("target", input.Target);
        Attribute("port", input.Port);
        Attribute("target_indices", input.TargetIndices);
        Attribute("start_time", input.StartTime);
        Attribute("duration", input.Duration);
        // The schema once called it rate_based_distribution; this is what editors write and simulators read.
        Attribute("rate_based_input", input.RateDistribution);
        Attribute("rate_seed", input.RateSeed);
        switch (input)
        {
            case ConstantInput constant:
                Attribute("value", constant.Value);
                break;
            case ConstantArrayInput array:
                Attribute("array_size", array.ArraySize);
                Attribute("array_value", array.Values);
                break;
            case TimeVaryingInput varying:
                Points(varying);
                break;
            case TimeVaryingArrayInput varying:
                Attribute("array_size", varying.ArraySize);
                Series(varying);
                break;
            case ExternalInput external:
                Attribute("array_size", external.ArraySize);
                Peer(external.Peer);
                break;
            default:
                break;
        }

        End();
    }

    private void Points(TimeVaryingInput input)
    {
        foreach (var point in input.Points)
        {
            Start("TimePointValue");
            Attribute("time", point.Time);
            Attribute("value", point.Value);
            End();
        }
    }

    private void Series(TimeVaryingArrayInput input)
    {
        foreach (var series in input.Series)
        {
            Start("TimePointArrayValue");
            Attribute("index", series.Index);
            Attribute("array_time", series.Times);
            Attribute("array_value", series.Values);
            End();
        }
    }

    private void Output(ExperimentOutput output)
    {
        Start(output.IsExternal ? "ExternalOutput" : "LogOutput");
        Attribute("name", output.Name);
        Attribute("target", output.Target);
        Attribute("port", output.Port);
        Attribute("start_time", output.StartTime);
        Attribute("end_time", output.EndTime);
        Attribute("duration", output.Duration);
        Attribute("indices", output.Indices);
        Peer(output.Peer);
        End();
    }

    private void Peer(ExternalPeer peer)
    {
        Attribute("tcp_port", peer.TcpPort);
        Attribute("host", peer.Host);
        Attribute("command", peer.Command);
        Attribute("size", peer.Size);
        Attribute("timestep", peer.TimeStep);
    }
}
