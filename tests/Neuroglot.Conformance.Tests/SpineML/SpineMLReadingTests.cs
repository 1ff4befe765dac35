using System.Collections.Immutable;
using System.Diagnostics;
using Neuroglot.Conformance.Tests.Cases;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;
using Neuroglot.SpineML;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Validation;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML;

/// <summary>Reads and validates every published SpineML file with all that it refers to, and compares it with the XML Schemas.</summary>
public sealed class SpineMLReadingTests(ITestOutputHelper output)
{
    /// <summary>Files in which something is really wrong; the codes of what is found, and why.</summary>
    private static readonly Dictionary<string, (string[] Codes, string Reason)> Wrong = new()
    {
        ["10_gpr_izhikevich/bg1red/model.xml"] = (["NG6203"], "its weight updates send from a port that their component does not have"),
        ["10_gpr_izhikevich/bg1red/experiment0.xml"] = (["NG6203"], "as its network"),
        ["11_gpr_bsb/spinn_spine_compare/InhibitorySynapses/experiment1.xml"] = (["NG6203"], "logs ports of a component that its network no longer has"),
        ["11_gpr_bsb/spinn_spine_compare/one_neuron_striatum/experiment1.xml"] = (["NG6301"], "logs populations that its network does not have"),
        ["11_gpr_bsb/spinn_spine_compare/one_neuron_striatum/experiment2.xml"] = (["NG6301"], "logs populations that its network does not have"),
        ["13_libspineml/Synapses/AMPAstp.xml"] = (["NG6201"], "uses the value of an impulse outside of its handler"),
        ["13_libspineml/Synapses/model.xml"] = (["NG6201"], "its component AMPAstp does"),
        ["13_libspineml/Synapses/experiment0.xml"] = (["NG6201"], "its component AMPAstp does"),
    };

    [Fact]
    public void Every_published_file_is_read_and_validated()
    {
        if (ConformanceData.Folder("spineml", output) is not { } folder)
            return;
        var clock = Stopwatch.StartNew();
        var files = SpineMLFiles.All(folder);
        var results = files.Select(file => Judge(folder, file)).ToList();
        CaseTable.Print("conformance-spineml.txt", results, clock.Elapsed, output);
        Assert.NotEmpty(files);
        Assert.Empty(results.Where(static one => one.IsWrong).Select(static one => one.ToString()));
        Assert.Empty(Wrong.Keys.Except(files));
    }

    private static CaseResult Judge(string folder, string file)
    {
        var path = Path.Join(folder, file);
        var options = new SpineMLReaderOptions { IsStrict = true };
        var found = SpineMLValidation.Check(SpineMLModel.Load(path, options), options);
        var schema = new DiagnosticBag();
        SpineMLSchemas.Check(path, XmlLimits.Default, Severity.Error, schema);
        var errors = Codes(found, Severity.Error);
        var (expected, reason) = Wrong.GetValueOrDefault(file, ([], string.Empty));
        var summary = $"errors {Listed(errors)}, warnings {Listed(Codes(found, Severity.Warning))}, {found.Count(static one => one.Severity == Severity.Note)} notes{(reason.Length > 0 ? $"; {reason}" : string.Empty)}";
        var problem = schema.Count > 0 ? $"; not valid by the schema: {schema.First()}"
            : errors.SequenceEqual(expected) ? string.Empty : $"; expected errors {Listed([.. expected])}, found {string.Join("; ", found.Where(static one => one.Severity == Severity.Error))}";
        return new CaseResult(file, problem.Length == 0 ? CaseStatus.Checked : CaseStatus.Failed, string.Empty, summary + problem);
    }

    private static ImmutableArray<string> Codes(IEnumerable<Diagnostic> found, Severity severity) =>
        [.. found.Where(one => one.Severity == severity).Select(static one => one.Code).Distinct().Order(StringComparer.Ordinal)];

    private static string Listed(ImmutableArray<string> codes) => codes.IsEmpty ? "none" : string.Join(' ', codes);
}
