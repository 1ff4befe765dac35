using System.Globalization;
using FsCheck.Fluent;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Building;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Tests.SpineML;

/// <summary>Connections with delays of their own are sorted by these where nobody knows them by their number, which changes nothing that anybody sees.</summary>
public sealed class SpineMLConnectionOrderTests : IDisposable
{
    private const int Sources = 4;
    private const int Cells = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public SpineMLConnectionOrderTests()
    {
        // The order of what arrives shows in the last bits.
        Write("Cell.xml", """
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLComponentLayer"><ComponentClass name="Cell"><Dynamics initial_regime="only"><Regime name="only">
              <OnImpulse src_port="in" target_regime="only"><StateAssignment variable="x"><MathInline>x*0.7 + in</MathInline></StateAssignment></OnImpulse>
            </Regime><StateVariable name="x"/></Dynamics><ImpulseReceivePort name="in"/><AnalogSendPort name="x"/></ComponentClass></SpineML>
            """);
        Write("Weight.xml", """
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLComponentLayer"><ComponentClass name="Weight"><Dynamics initial_regime="only"><Regime name="only">
              <OnEvent src_port="in" target_regime="only"><ImpulseOut port="w"/></OnEvent>
            </Regime></Dynamics><EventReceivePort name="in"/><ImpulseSendPort name="w"/><Parameter name="w"/></ComponentClass></SpineML>
            """);
        Write("Pass.xml", """
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLComponentLayer"><ComponentClass name="Pass"><Dynamics initial_regime="only"><Regime name="only">
              <OnImpulse src_port="in" target_regime="only"><StateAssignment variable="y"><MathInline>in</MathInline></StateAssignment><ImpulseOut port="y"/></OnImpulse>
            </Regime><StateVariable name="y"/></Dynamics><ImpulseReceivePort name="in"/><ImpulseSendPort name="y"/></ComponentClass></SpineML>
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Runs_whose_connections_keep_their_order_are_the_same_to_the_bit() =>
        Prop.ForAll(
            Gen.Choose(0, Sources - 1).SelectMany(source => Gen.Choose(0, Cells - 1).SelectMany(cell => Gen.Choose(0, 12).Select(delay => (source, cell, delay)))).NonEmptyListOf().ToArbitrary(),
            connections =>
            {
                WriteModel([.. connections]);
                return Log(new RunOptions { SaveState = Path.Join(folder, "state") }).AsSpan().SequenceEqual(Log(new RunOptions()));
            }).Holds(cases: 20);

    [Fact]
    public void They_are_sorted_by_source_and_delay_unless_somebody_knows_them_by_number()
    {
        WriteModel([(1, 0, 5), (0, 1, 7), (0, 2, 3), (1, 1, 2), (0, 0, 3)]);
        Assert.Equal([2, 0, 1, 1, 0], Targets(new BuildOptions()));
        Assert.Equal([0, 1, 2, 1, 0], Targets(new BuildOptions { KeepsOrder = true }));
        Write("model.xml", File.ReadAllText(Path.Join(folder, "model.xml")).Replace("<FixedValue value=\"2.5\"/>", "<ValueList><Value index=\"1\" value=\"2\"/></ValueList>", StringComparison.Ordinal));
        Assert.Equal([0, 1, 2, 1, 0], Targets(new BuildOptions()));
    }

    private int[] Targets(BuildOptions options)
    {
        var model = SpineMLModel.Load(Path.Join(folder, "experiment.xml"));
        var experiment = ((ExperimentDocument)model.Document!).Experiments[0];
        var built = SpineMLBuilder.Build(model.NetworkOf(experiment)!, experiment, options, new DiagnosticBag())!;
        var weights = built.Experiment.Network.Sets.Single(set => set.Name == "weights");
        return [.. ((Neuroglot.Model.Networks.ListedConnections)weights.Connectivity!.Rules[0]).Targets];
    }

    private byte[] Log(RunOptions options)
    {
        var results = Path.Join(folder, "results");
        var run = NeuralModel.Load(Path.Join(folder, "experiment.xml")).Prepare(options with { OutputFolder = results });
        Assert.Equal(string.Empty, string.Join("\n", run.Diagnostics.Where(one => one.Severity == Severity.Error)));
        Assert.Equal(RunOutcome.Completed, run.Run().Outcome);
        return File.ReadAllBytes(Path.Join(results, "cell_x_log.bin"));
    }

    private void WriteModel((int Source, int Cell, int Steps)[] connections)
    {
        var list = string.Concat(connections.Select(one =>
            string.Create(CultureInfo.InvariantCulture, $"""<Connection src_neuron="{one.Source}" dst_neuron="{one.Cell}" delay="{one.Steps / 10.0}"/>""")));
        Write("model.xml", $"""
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLNetworkLayer" name="net">
              <Population><Neuron name="source" size="{Sources}" url="SpikeSource"/>
                <Projection dst_population="cell"><Synapse><ConnectionList>{list}</ConnectionList>
                  <WeightUpdate name="weights" url="Weight.xml" input_src_port="spike" input_dst_port="in"><Property name="w"><FixedValue value="2.5"/></Property></WeightUpdate>
                  <PostSynapse name="post" url="Pass.xml" input_src_port="w" input_dst_port="in" output_src_port="y" output_dst_port="in"/>
                </Synapse></Projection></Population>
              <Population><Neuron name="cell" size="{Cells}" url="Cell.xml"/></Population>
            </SpineML>
            """);
        var times = string.Concat(Enumerable.Range(0, Sources).Select(source =>
            string.Create(CultureInfo.InvariantCulture, $"""<TimePointArrayValue index="{source}" array_time="{0.1 + (0.2 * source)},1,{1.2 + (0.1 * source)}" array_value="1,1,1"/>""")));
        Write("experiment.xml", $"""
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLExperimentLayer"><Experiment name="e"><Model network_layer_url="model.xml"/>
              <Simulation duration="0.005"><EulerIntegration dt="0.1"/></Simulation>
              <TimeVaryingArrayInput name="spikes" target="source" port="spike" array_size="{Sources}">{times}</TimeVaryingArrayInput>
              <LogOutput name="x" target="cell" port="x"/>
            </Experiment></SpineML>
            """);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Join(folder, file), text);
}
