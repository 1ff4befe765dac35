using System.Xml;
using System.Xml.Schema;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;
using Neuroglot.SpineML.Loading;

namespace Neuroglot.SpineML.Validation;

/// <summary>The XML Schemas of all layers, which are built in.</summary>
public static class SpineMLSchemas
{
    private const string Prefix = "spineml/";

    private static readonly Lazy<XmlSchemaSet> LazySet = new(Compile);

    /// <summary>Names of the schemas' files.</summary>
    public static IEnumerable<string> Names =>
        typeof(SpineMLSchemas).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static name => name[Prefix.Length..]).Order(StringComparer.Ordinal);

    /// <summary>All schemas, compiled.</summary>
    public static XmlSchemaSet Set => LazySet.Value;

    /// <summary>The text of the schema called <paramref name="name"/>.</summary>
    public static Stream Open(string name) =>
        typeof(SpineMLSchemas).Assembly.GetManifestResourceStream(Prefix + name) ?? throw new ArgumentException($"There is no schema {name}.", nameof(name));

    /// <summary>Compares the file <paramref name="path"/> with the schemas; one diagnostic for each place.</summary>
    /// <param name="path">The file, which can be read as XML.</param>
    /// <param name="limits">Bounds on the file.</param>
    /// <param name="severity">How much it matters.</param>
    /// <param name="diagnostics">Gets what is found.</param>
    public static void Check(string path, XmlLimits limits, Severity severity, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            using var stream = File.OpenRead(path);
            Check(stream, path, limits, severity, diagnostics);
        }
        catch (Exception problem) when (problem is XmlException or IOException or UnauthorizedAccessException)
        {
            // It could be read a moment ago.
            XmlProblems.Unreadable(problem, path, diagnostics);
        }
    }

    /// <summary>Compares a text with the schemas; one diagnostic for each place.</summary>
    /// <param name="stream">The text, which can be read as XML.</param>
    /// <param name="file">How places in the text name it.</param>
    /// <param name="limits">Bounds on the text.</param>
    /// <param name="severity">How much it matters.</param>
    /// <param name="diagnostics">Gets what is found.</param>
    public static void Check(Stream stream, string file, XmlLimits limits, Severity severity, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var settings = XmlProblems.Settings(limits);
        settings.DtdProcessing = DtdProcessing.Ignore;
        settings.Schemas = Set;
        settings.ValidationType = ValidationType.Schema;
        settings.ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints;
        settings.ValidationEventHandler += (_, found) =>
            diagnostics.Add(new Diagnostic(FileCodes.SchemaViolation, severity, WithoutNamespaces(found.Message), new SourceSpan(file, found.Exception.LineNumber, found.Exception.LinePosition)));
        using var reader = XmlReader.Create(stream, settings);
        while (reader.Read())
        {
        }
    }

    // The base library names the namespace of every element, and lists all that could stand in a place: too long to be read.
    private static string WithoutNamespaces(string message)
    {
        foreach (var name in (string[])[Syntax.SpineMLNamespaces.LowLevel, Syntax.SpineMLNamespaces.Component, Syntax.SpineMLNamespaces.Network, Syntax.SpineMLNamespaces.Experiment])
            message = message.Replace($" in namespace '{name}'", string.Empty, StringComparison.Ordinal).Replace($"{name}:", string.Empty, StringComparison.Ordinal);
        return "The XML Schema says: " + message;
    }

    private static XmlSchemaSet Compile()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var name in Names)
        {
            using var reader = XmlReader.Create(Open(name), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            set.Add(null, reader);
        }

        set.Compile();
        return set;
    }
}
