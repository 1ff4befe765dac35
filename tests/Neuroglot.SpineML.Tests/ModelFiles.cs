using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Neuroglot.SpineML.Validation;

namespace Neuroglot.SpineML.Tests;

/// <summary>A folder with a small right model: a neuron with a synapse onto itself, and an experiment. Tests change a file and look at what is found.</summary>
internal sealed class ModelFiles : IDisposable
{
    public const string ComponentStart = $"<SpineML xmlns=\"{SpineMLNamespaces.Component}\">";

    public const string NetworkStart = $"<LL:SpineML xmlns=\"{SpineMLNamespaces.Network}\" xmlns:LL=\"{SpineMLNamespaces.LowLevel}\" name=\"net\">";

    public const string ExperimentStart = $"<SpineML xmlns=\"{SpineMLNamespaces.Experiment}\" xmlns:UL=\"{SpineMLNamespaces.Network}\">";

    public const string Neuron = $"""
        {ComponentStart}
          <ComponentClass name="Leaky" type="neuron_body">
            <Dynamics initial_regime="resting">
              <Regime name="resting">
                <TimeDerivative variable="v"><MathInline>(I - v)/tau</MathInline></TimeDerivative>
                <OnCondition target_regime="resting">
                  <StateAssignment variable="v"><MathInline>0</MathInline></StateAssignment>
                  <EventOut port="spike"/>
                  <Trigger><MathInline>v &gt; limit</MathInline></Trigger>
                </OnCondition>
              </Regime>
              <StateVariable name="v" dimension="mV"/>
              <Alias name="limit" dimension="mV"><MathInline>threshold + 0</MathInline></Alias>
            </Dynamics>
            <AnalogReducePort name="I" reduce_op="+" dimension="mV"/>
            <AnalogSendPort name="v"/>
            <EventSendPort name="spike"/>
            <Parameter name="tau" dimension="ms"/>
            <Parameter name="threshold" dimension="mV"/>
          </ComponentClass>
        </SpineML>
        """;

    public const string Weight = $"""
        {ComponentStart}
          <ComponentClass name="Weight" type="weight_update">
            <Dynamics initial_regime="only">
              <Regime name="only">
                <OnEvent src_port="spike" target_regime="only"><ImpulseOut port="w"/></OnEvent>
              </Regime>
            </Dynamics>
            <EventReceivePort name="spike"/>
            <ImpulseSendPort name="w"/>
            <Parameter name="w"/>
          </ComponentClass>
        </SpineML>
        """;

    public const string Response = $"""
        {ComponentStart}
          <ComponentClass name="Response" type="postsynapse">
            <Dynamics initial_regime="only">
              <Regime name="only">
                <TimeDerivative variable="g"><MathInline>-g/tau</MathInline></TimeDerivative>
                <OnImpulse src_port="w" target_regime="only">
                  <StateAssignment variable="g"><MathInline>g + w</MathInline></StateAssignment>
                </OnImpulse>
              </Regime>
              <StateVariable name="g"/>
            </Dynamics>
            <ImpulseReceivePort name="w"/>
            <AnalogSendPort name="g"/>
            <Parameter name="tau" dimension="ms"/>
          </ComponentClass>
        </SpineML>
        """;

    public const string Network = $"""
        {NetworkStart}
          <LL:Population>
            <LL:Neuron name="cells" url="leaky.xml" size="3">
              <Property name="tau"><FixedValue value="10"/></Property>
              <Property name="threshold"><ValueList><Value index="0" value="1"/><Value index="2" value="1.5"/></ValueList></Property>
            </LL:Neuron>
            <LL:Projection dst_population="cells">
              <LL:Synapse>
                <ConnectionList><Delay><FixedValue value="1"/></Delay><Connection src_neuron="0" dst_neuron="2"/></ConnectionList>
                <LL:WeightUpdate name="weights" url="weight.xml" input_src_port="spike" input_dst_port="spike">
                  <Property name="w"><FixedValue value="0.5"/></Property>
                </LL:WeightUpdate>
                <LL:PostSynapse name="responses" url="response.xml" input_src_port="w" input_dst_port="w" output_src_port="g" output_dst_port="I">
                  <Property name="tau"><FixedValue value="5"/></Property>
                </LL:PostSynapse>
              </LL:Synapse>
            </LL:Projection>
          </LL:Population>
        </LL:SpineML>
        """;

    public const string Experiment = $"""
        {ExperimentStart}
          <Experiment name="trial">
            <Model network_layer_url="model.xml"/>
            <Simulation duration="1"><EulerIntegration dt="0.1"/></Simulation>
            <ConstantInput name="drive" target="cells" port="I" value="2"/>
            <LogOutput name="spikes" target="cells" port="spike"/>
          </Experiment>
        </SpineML>
        """;

    public const string Layout = $"""
        <SpineML xmlns="{SpineMLNamespaces.Layout}">
          <LayoutClass name="Rows">
            <Parameter name="length" dimension="?"/>
            <Spatial>
              <Regime name="">
                <Transform variable="k" order="3" type="translate" dimension="??"><MathInline>k + 1</MathInline></Transform>
                <Transform variable="x" order="1" type="translate"><MathInline>mod(k, length)</MathInline></Transform>
                <Transform variable="y" order="2" type="translate"><MathInline>floor(k/length) + rand()*jitter</MathInline></Transform>
              </Regime>
              <StateVariable name="k" dimension="?"/>
              <Alias name="jitter" dimension="?"><MathInline>1/2</MathInline></Alias>
            </Spatial>
          </LayoutClass>
        </SpineML>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public ModelFiles()
    {
        Write("leaky.xml", Neuron);
        Write("weight.xml", Weight);
        Write("response.xml", Response);
        Write("model.xml", Network);
        Write("experiment0.xml", Experiment);
        Write("rows.xml", Layout);
    }

    public string Folder => folder;

    public string PathOf(string file) => Path.Join(folder, file);

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    /// <summary>Puts <paramref name="now"/> in the place of <paramref name="old"/>, which is there.</summary>
    public void Change(string file, string old, string now)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(file, text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>What is found in a file with all that it refers to, with places relative to the folder.</summary>
    public ImmutableArray<Diagnostic> Validate(string file, bool isStrict = false)
    {
        var options = new SpineMLReaderOptions { IsStrict = isStrict };
        return [.. SpineMLValidation.Check(SpineMLModel.Load(PathOf(file), options), options).Select(Local)];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Diagnostic Local(Diagnostic one) => one with
    {
        Span = one.Span with { File = Path.GetRelativePath(folder, one.Span.File) },
        Message = one.Message.Replace(folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal),
    };
}
