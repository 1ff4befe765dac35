using System.Collections.Concurrent;
using Neuroglot.Conformance.Tests.Cases;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML;
using Neuroglot.SpineML.Loading;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>Reads and validates every published SpineML file.</summary>
public sealed class SpineMLReadingTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_published_file_is_read()
    {
        if (ConformanceData.Folder("spineml", output) is not { } folder)
            return;
        var lines = new List<string>();
        foreach (var file in SpineMLFiles.All(folder))
        {
            var options = new SpineMLReaderOptions { IsStrict = true };
            var found = Neuroglot.SpineML.Validation.SpineMLValidation.Check(SpineMLModel.Load(Path.Join(folder, file), options), options);
            lines.Add($"{file}: {found.Count(one => one.Severity == Severity.Error)} errors, {found.Count(one => one.Severity == Severity.Warning)} warnings, {found.Count(one => one.Severity == Severity.Note)} notes");
            lines.AddRange(found.Select(one => "  " + one));
        }

        foreach (var file in SpineMLFiles.All(folder))
        {
            var bag = new DiagnosticBag();
            Neuroglot.SpineML.Validation.SpineMLSchemas.Check(Path.Join(folder, file), Neuroglot.Model.Xml.XmlLimits.Default, Severity.Error, bag);
            lines.AddRange(bag.Select(one => "  XSD " + one));
        }

        File.WriteAllLines("/tmp/spineml-read.txt", lines);
    }
}
