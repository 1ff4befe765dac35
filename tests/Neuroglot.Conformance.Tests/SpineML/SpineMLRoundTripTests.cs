using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML;
using Neuroglot.SpineML.Reading;
using Neuroglot.SpineML.Writing;
using Neuroglot.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>What is written is what was read, for every published SpineML file.</summary>
public sealed class SpineMLRoundTripTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_published_file_survives_being_written()
    {
        if (ConformanceData.Folder("spineml", output) is not { } folder)
            return;
        var differences = new List<string>();
        var files = SpineMLFiles.All(folder);
        foreach (var file in files)
        {
            var read = SpineMLReader.Read(Path.Join(folder, file), SpineMLReaderOptions.Default, new DiagnosticBag());
            Assert.NotNull(read);
            var written = SpineMLWriter.Print(read);
            var found = new DiagnosticBag();
            var again = SpineMLReader.ReadText(written, file, SpineMLReaderOptions.Default, found);
            if (found.Count > 0 || Structure.Difference(read, again, typeof(SourceSpan)) is { })
                differences.Add($"{file}: {Structure.Difference(read, again, typeof(SourceSpan))} {string.Join("; ", found)}");
        }

        Assert.NotEmpty(files);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }
}
