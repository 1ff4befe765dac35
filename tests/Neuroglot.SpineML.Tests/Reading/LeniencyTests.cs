using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Tests.Reading;

/// <summary>What files in use do though the definition of the language does not allow it: read without a word, with a note where strictness is asked for.</summary>
public sealed class LeniencyTests : IDisposable
{
    private readonly ModelFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("leaky.xml", "<Dynamics", "<Annotation><note/></Annotation><Dynamics", "An Annotation stands in a ComponentClass.")]
    [InlineData("leaky.xml", "<EventSendPort name=\"spike\"/>", "<EventSendPort name=\"spike\" perConn=\"1\"/>", "The attribute “perConn” of EventSendPort is read as “is_per_connection”.")]
    [InlineData("leaky.xml", "<SpineML", "<!DOCTYPE SpineML>\n<SpineML", "leaky.xml:2:2: note NG6009: The document type declaration before the root element is not used.")]
    [InlineData("leaky.xml", "type=\"neuron_body\"", "type=\"neuron_body\" islearning=\"1\"", "The attribute “islearning” is known to the reference simulator only.")]
    [InlineData("model.xml", "<FixedValue value=\"10\"/>", "", "The property “tau” is empty, hence 0.")]
    [InlineData("model.xml", "<ValueList>", "<FixedValue value=\"1\"/><ValueList>", "The property “threshold” has both a value and a list")]
    [InlineData("model.xml", "<Delay>", "<Delay Dimension=\"ms\">", "The attribute “Dimension” of Delay is read as “dimension”.")]
    [InlineData("model.xml", "<Delay><FixedValue value=\"1\"/></Delay>", "<Delay/>", "The Delay is empty, hence 0.")]
    [InlineData("model.xml", "<LL:Synapse>", "<Annotation/><LL:Synapse>", "An Annotation stands in a Projection.")]
    [InlineData("model.xml", " name=\"net\"", "", "A low-level network without a name.")]
    [InlineData("model.xml", "LL:PostSynapse", "PostSynapse", "PostSynapse stands in the namespace")]
    [InlineData("model.xml", "size=\"3\"", "size=\"3e0\"", "“3e0” is read as a whole number.")]
    [InlineData("experiment0.xml", "value=\"2\"", "value=\"2\" rate_seed=\"3\"", "The attribute “rate_seed” is not in the published language.")]
    [InlineData("experiment0.xml", "<ConstantInput name=\"drive\" target=\"cells\" port=\"I\" value=\"2\"/>", "<ConstantArrayInput name=\"drive\" target=\"cells\" port=\"I\" array_value=\"1,2,3\"/>", "ConstantArrayInput has no “array_size”.")]
    [InlineData("experiment0.xml", "port=\"spike\"", "port=\"spike\" tcp_port=\"50091\"", "LogOutput says how another program is reached")]
    public void Is_noted_where_strictness_is_asked_for(string file, string old, string now, string note)
    {
        files.Change(file, old, now);
        var strict = files.Validate(file, isStrict: true);
        Assert.Contains(strict, one => one is { Code: "NG6009", Severity: Severity.Note } && one.ToString().Contains(note, StringComparison.Ordinal));
        Assert.DoesNotContain(strict, static one => one.Severity == Severity.Error);
        Assert.DoesNotContain(files.Validate(file), static one => one.Code == "NG6009" || one.Severity == Severity.Error);
    }

    [Fact]
    public void Lists_that_do_not_say_whether_they_are_packed_are_taken_for_packed()
    {
        File.WriteAllBytes(files.PathOf("list.bin"), new byte[16]);
        files.Change("model.xml", "<Connection src_neuron=\"0\" dst_neuron=\"2\"/>", "<BinaryFile file_name=\"list.bin\" num_connections=\"2\"/>");
        Assert.Contains(files.Validate("model.xml", isStrict: true), static one => one.Code == "NG6009" && one.Message.Contains("packed", StringComparison.Ordinal));
        Assert.DoesNotContain(files.Validate("model.xml"), static one => one.Severity == Severity.Error);
    }

    [Fact]
    public void Delays_after_lists_and_rates_by_their_usual_name_are_understood()
    {
        files.Change("model.xml", "<Delay><FixedValue value=\"1\"/></Delay><Connection src_neuron=\"0\" dst_neuron=\"2\"/>", "<Connection src_neuron=\"0\" dst_neuron=\"2\"/><Delay><FixedValue value=\"1\"/></Delay>");
        files.Change("experiment0.xml", "value=\"2\"", "value=\"2\" rate_based_input=\"poisson\"");
        Assert.Contains(files.Validate("experiment0.xml", isStrict: true), static one => one.Message == "The Delay stands after the connections.");
        var experiment = Assert.IsType<ExperimentDocument>(SpineMLModel.Load(files.PathOf("experiment0.xml")).Document);
        Assert.Equal("poisson", Assert.Single(experiment.Experiments[0].Inputs).RateDistribution);
    }

    [Fact]
    public void What_only_the_schema_minds_is_a_note_and_under_strictness_a_warning()
    {
        files.Change("experiment0.xml", "<Model network_layer_url=\"model.xml\"/>", "");
        files.Change("experiment0.xml", "<ConstantInput", "<Model network_layer_url=\"model.xml\"/><ConstantInput");
        Assert.Equal(Severity.Note, Assert.Single(files.Validate("experiment0.xml"), static one => one.Code == "NG6106").Severity);
        Assert.Equal(Severity.Warning, Assert.Single(files.Validate("experiment0.xml", isStrict: true), static one => one.Code == "NG6106").Severity);
    }
}
