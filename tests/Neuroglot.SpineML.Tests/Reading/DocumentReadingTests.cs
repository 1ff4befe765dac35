using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Reading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Tests.Reading;

public sealed class DocumentReadingTests
{
    private static T Read<T>(string text)
        where T : SpineMLDocument
    {
        var found = new DiagnosticBag();
        var document = SpineMLReader.ReadText(text, "m.xml", SpineMLReaderOptions.Default, found);
        Assert.Empty(found);
        return Assert.IsType<T>(document);
    }

    [Fact]
    public void A_component_is_read_with_places()
    {
        var definition = Read<ComponentDocument>(ModelFiles.Neuron).Class;
        Assert.Equal(("Leaky", "neuron_body", "resting"), (definition.Name, definition.Kind, definition.InitialRegime));
        var regime = Assert.Single(definition.Regimes);
        Assert.Equal("(I - v)/tau", Assert.Single(regime.TimeDerivatives).Value.Text);
        Assert.Equal(new SourceSpan("m.xml", 5, 50), regime.TimeDerivatives[0].Value.Span);
        var condition = Assert.Single(regime.OnConditions);
        Assert.Equal("v > limit", condition.Trigger.Text);
        Assert.Collection(condition.Reactions, static one => Assert.IsType<StateAssignment>(one), static one => Assert.Equal("spike", Assert.IsType<EventOut>(one).Port));
        Assert.Equal([PortKind.AnalogReduce, PortKind.AnalogSend, PortKind.EventSend], definition.Ports.Select(static port => port.Kind));
        Assert.Equal(["tau", "threshold"], definition.Parameters.Select(static parameter => parameter.Name));
    }

    [Fact]
    public void Any_prefix_will_do()
    {
        var text = ModelFiles.Neuron.Replace("<SpineML xmlns=", "<c:SpineML xmlns:c=", StringComparison.Ordinal).Replace("</", "</c:", StringComparison.Ordinal)
            .Replace("c:c:", "c:", StringComparison.Ordinal);
        foreach (var name in (string[])["ComponentClass", "Dynamics", "Regime", "TimeDerivative", "MathInline", "OnCondition", "StateAssignment", "EventOut", "Trigger", "StateVariable", "Alias", "AnalogReducePort", "AnalogSendPort", "EventSendPort", "Parameter"])
            text = text.Replace("<" + name, "<c:" + name, StringComparison.Ordinal);
        Assert.Equal("Leaky", Read<ComponentDocument>(text).Class.Name);
    }

    [Fact]
    public void Both_levels_of_networks_give_the_same_records()
    {
        var low = Read<NetworkDocument>(ModelFiles.Network);
        var high = Read<NetworkDocument>(ModelFiles.Network.Replace("LL:", string.Empty, StringComparison.Ordinal)
            .Replace($" xmlns:LL=\"{SpineMLNamespaces.LowLevel}\"", string.Empty, StringComparison.Ordinal));
        Assert.True(low.IsLowLevel);
        Assert.False(high.IsLowLevel);
        Assert.Null(Neuroglot.Testing.Structure.Difference(low, high with { IsLowLevel = true }, typeof(SourceSpan)));
        Assert.Equal(["cells", "weights", "responses"], low.Instances.Select(static instance => instance.Name));
    }

    [Fact]
    public void Lists_are_columns()
    {
        var text = ModelFiles.Network.Replace("<Connection src_neuron=\"0\" dst_neuron=\"2\"/>",
            "<Connection src_neuron=\"0\" dst_neuron=\"2\"/><Connection delay=\"1.5\" src_neuron=\"1\" dst_neuron=\"0\"></Connection>", StringComparison.Ordinal);
        var list = Assert.IsType<ConnectionList>(Read<NetworkDocument>(text).Populations[0].Projections[0].Synapses[0].Connection);
        var connections = Assert.IsType<ListedConnections>(list.Data);
        Assert.Equal<int>([0, 1], connections.Sources.AsEnumerable());
        Assert.Equal<int>([2, 0], connections.Targets.AsEnumerable());
        Assert.Equal<float>([float.NaN, 1.5f], connections.Delays.AsEnumerable());
        Assert.Equal(1, list.Delay!.Fixed);
    }

    [Fact]
    public void Long_numbers_are_read_whole()
    {
        var digits = new string('0', 200) + "1";
        var text = ModelFiles.Network.Replace("dst_neuron=\"2\"", $"dst_neuron=\"{digits}\" delay=\"0.{digits}\"", StringComparison.Ordinal);
        var connections = Assert.IsType<ListedConnections>(Assert.IsType<ConnectionList>(Read<NetworkDocument>(text).Populations[0].Projections[0].Synapses[0].Connection).Data);
        Assert.Equal(1, connections.Targets[0]);
        Assert.Equal(0, connections.Delays[0]);
    }

    [Fact]
    public void Annotations_are_kept_with_the_scripts_in_them()
    {
        const string Script = "def f():&#xA;&#x9;return 1";
        var text = ModelFiles.Network.Replace("<ConnectionList>", $"<ConnectionList><Annotation><tool script=\"{Script}\"/></Annotation>", StringComparison.Ordinal);
        var list = Assert.IsType<ConnectionList>(Read<NetworkDocument>(text).Populations[0].Projections[0].Synapses[0].Connection);
        Assert.Equal($"<tool script=\"{Script}\" xmlns=\"{SpineMLNamespaces.Network}\" />", list.Annotation!.Content);
    }

    [Fact]
    public void An_experiment_is_read()
    {
        var experiment = Assert.Single(Read<ExperimentDocument>(ModelFiles.Experiment).Experiments);
        Assert.Equal("model.xml", experiment.Model.NetworkUrl);
        Assert.Equal((1.0, 0.1, true), (experiment.Simulation.Duration, experiment.Simulation.Integration.Step, experiment.Simulation.Integration.IsEuler));
        Assert.Equal(2, Assert.IsType<ConstantInput>(Assert.Single(experiment.Inputs)).Value);
        Assert.Equal("spike", Assert.Single(experiment.Outputs).Port);
    }

    [Fact]
    public void Expressions_keep_the_integers_of_C()
    {
        var expression = new MathInline("1/2*x", SourceSpan.None).Parse(static _ => true, new DiagnosticBag())!;
        Assert.Equal("1/2*x", Model.Expressions.ExpressionPrinter.Print(expression, Model.Expressions.Dialects.SpineML));
        Assert.Equal(1, Model.Expressions.Evaluator.Evaluate(Model.Expressions.Integers.AsReal(expression), static _ => 2));
        Assert.Equal(0, Model.Expressions.Evaluator.Evaluate(expression, static _ => 2));
    }
}
