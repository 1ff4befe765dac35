using System.Xml;
using System.Xml.Schema;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML;
using Neuroglot.SpineML.Reading;
using Neuroglot.SpineML.Writing;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>What we write is as right by the published XML Schemas as what we read: other tools go by them.</summary>
public sealed class PublishedSchemaTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_written_obeys_the_published_schemas_where_what_was_read_did()
    {
        if (ConformanceData.Folder("spineml", output) is not { } folder || ConformanceData.Folder("spineml-published-schemas", output) is not { } schemas)
            return;
        var set = new XmlSchemaSet { XmlResolver = null };

        // The fourth, of the experiment layer, is no schema at all.
        foreach (var name in (string[])["SpineMLComponentLayer", "SpineMLNetworkLayer", "SpineMLLowLevelNetworkLayer"])
            set.Add(null, Path.Join(schemas, name + ".xsd"));
        set.Compile();
        var right = 0;
        var worse = new List<string>();
        foreach (var file in SpineMLFiles.All(folder))
        {
            var text = File.ReadAllText(Path.Join(folder, file));
            if (text.Contains("ExperimentLayer", StringComparison.Ordinal) || text.Contains("LayoutClass", StringComparison.Ordinal) || Problem(set, text) is not null)
                continue;
            right++;
            var document = SpineMLReader.ReadText(text, file, SpineMLReaderOptions.Default, new DiagnosticBag());
            if (Problem(set, SpineMLWriter.Print(document!)) is { } problem)
                worse.Add($"{file}: {problem}");
        }

        output.WriteLine($"{right} files obey the published schemas.");
        Assert.True(right > 50, $"only {right} files obey the published schemas");
        Assert.True(worse.Count == 0, string.Join('\n', worse));
    }

    private static string? Problem(XmlSchemaSet set, string text)
    {
        string? first = null;
        var settings = new XmlReaderSettings { Schemas = set, ValidationType = ValidationType.Schema, DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        settings.ValidationEventHandler += (_, found) => first ??= $"{found.Exception.LineNumber}: {found.Message}";
        using var reader = XmlReader.Create(new StringReader(text), settings);
        while (reader.Read())
        {
        }

        return first;
    }
}
