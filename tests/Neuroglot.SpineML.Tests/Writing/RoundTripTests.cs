using FsCheck.Fluent;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;
using Neuroglot.SpineML.Reading;
using Neuroglot.SpineML.Syntax;
using Neuroglot.SpineML.Validation;
using Neuroglot.SpineML.Writing;
using Neuroglot.Testing;

namespace Neuroglot.SpineML.Tests.Writing;

public sealed class RoundTripTests
{
    private static readonly FsCheck.Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void What_is_read_is_what_was_written() => Prop.ForAll(Seeds, static seed =>
    {
        var document = new RandomDocuments(seed).Document();
        var text = SpineMLWriter.Print(document);
        var found = new DiagnosticBag();
        var read = SpineMLReader.ReadText(text, "m.xml", SpineMLReaderOptions.Default, found);
        var difference = Structure.Difference(document, read, typeof(SourceSpan));
        Assert.True(difference is null && found.All(static one => one.Code == "NG6010"), $"{difference}\n{string.Join('\n', found)}\n{text}");
        return true;
    }).Holds(500);

    [Fact]
    public void What_is_written_obeys_the_schemas() => Prop.ForAll(Seeds, static seed =>
    {
        var text = SpineMLWriter.Print(new RandomDocuments(seed).Document());
        var found = new DiagnosticBag();
        SpineMLSchemas.Check(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "m.xml", XmlLimits.Default, Severity.Error, found);

        // No schema knows the unknown connection, which is what it is there for.
        Assert.True(found.All(static one => one.Message.Contains("urn:x", StringComparison.Ordinal)), $"{string.Join('\n', found)}\n{text}");
        return true;
    }).Holds(300);

    [Fact]
    public void Simulators_find_the_prefixes_that_they_look_for()
    {
        var found = new DiagnosticBag();
        var network = SpineMLWriter.Print(SpineMLReader.ReadText(ModelFiles.Network.Replace("LL:", "low:", StringComparison.Ordinal).Replace("xmlns:LL", "xmlns:low", StringComparison.Ordinal), "m.xml", SpineMLReaderOptions.Default, found)!);
        Assert.Empty(found);
        Assert.StartsWith($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<LL:SpineML xmlns=\"{SpineMLNamespaces.Network}\" xmlns:xsi=", network, StringComparison.Ordinal);
        Assert.Contains("<LL:Neuron name=\"cells\" url=\"leaky.xml\" size=\"3\">\n      <Property name=\"tau\">\n        <FixedValue value=\"10\" />", network, StringComparison.Ordinal);
        var experiment = ModelFiles.Experiment.Replace("model.xml\"/>", "model.xml\"><Configuration target=\"cells\"><UL:Property name=\"tau\"><UL:FixedValue value=\"3\"/></UL:Property></Configuration></Model>", StringComparison.Ordinal);
        Assert.Contains("<UL:Property name=\"tau\">\n          <UL:FixedValue value=\"3\" />", SpineMLWriter.Print(SpineMLReader.ReadText(experiment, "m.xml", SpineMLReaderOptions.Default, found)!), StringComparison.Ordinal);
    }
}
