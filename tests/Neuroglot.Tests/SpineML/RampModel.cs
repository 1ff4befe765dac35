namespace Neuroglot.Tests.SpineML;

/// <summary>
/// A model on the disk: three cells whose <c>x</c> (in mV) grows by 1 each millisecond from its number, plus what enters by <c>drive</c>; at 10 they send an event, and x − 8 as an impulse, and
/// begin anew at 0. Events at <c>kick</c> add 1, impulses at <c>push</c> add their value.
/// </summary>
internal sealed class RampModel : IDisposable
{
    private const string Component = "<SpineML xmlns=\"http://www.shef.ac.uk/SpineMLComponentLayer\"><ComponentClass";

    public RampModel()
    {
        Write("Ramp.xml", $"""
            {Component} name="Ramp"><Dynamics initial_regime="only"><Regime name="only">
              <TimeDerivative variable="x"><MathInline>1 + drive</MathInline></TimeDerivative>
              <OnCondition target_regime="only"><StateAssignment variable="p"><MathInline>x - 8</MathInline></StateAssignment><StateAssignment variable="x"><MathInline>0</MathInline></StateAssignment>
                <EventOut port="spike"/><ImpulseOut port="p"/><Trigger><MathInline>x &gt; 10</MathInline></Trigger></OnCondition>
              <OnEvent src_port="kick" target_regime="only"><StateAssignment variable="x"><MathInline>x + 1</MathInline></StateAssignment></OnEvent>
              <OnImpulse src_port="push" target_regime="only"><StateAssignment variable="x"><MathInline>x + push</MathInline></StateAssignment></OnImpulse>
            </Regime><StateVariable name="x" dimension="mV"/><StateVariable name="p" dimension="mV"/></Dynamics>
            <AnalogReducePort name="drive" reduce_op="+"/><EventReceivePort name="kick"/><ImpulseReceivePort name="push"/>
            <AnalogSendPort name="x"/><EventSendPort name="spike"/><ImpulseSendPort name="p"/></ComponentClass></SpineML>
            """);
        var values = string.Concat(Enumerable.Range(0, 3).Select(index => $"<Value index=\"{index}\" value=\"{index}\"/>"));
        Write("model.xml", $"""
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLNetworkLayer" name="net"><Population>
              <Neuron name="my cells" size="3" url="Ramp.xml"><Property name="x"><ValueList>{values}</ValueList></Property></Neuron>
            </Population></SpineML>
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public string Results => Path.Join(Folder, "results");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A file of one experiment, in steps of 0.1 ms.</summary>
    /// <param name="content">Its inputs and outputs.</param>
    /// <param name="milliseconds">Its duration.</param>
    public string Experiment(string content, double milliseconds = 20)
    {
        Write("experiment.xml", FormattableString.Invariant($"""
            <SpineML xmlns="http://www.shef.ac.uk/SpineMLExperimentLayer"><Experiment name="e"><Model network_layer_url="model.xml"/>
              <Simulation duration="{milliseconds / 1000}"><EulerIntegration dt="0.1"/></Simulation>{content}
            </Experiment></SpineML>
            """));
        return Path.Join(Folder, "experiment.xml");
    }

    public PreparedRun Prepare(RunOptions options) => NeuralModel.Load(Path.Join(Folder, "experiment.xml")).Prepare(options with { OutputFolder = Results });

    public string Result(string name) => Path.Join(Results, name);

    private void Write(string file, string text) => File.WriteAllText(Path.Join(Folder, file), text);
}
