using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;
using Neuroglot.SpineML.Syntax;
using Neuroglot.SpineML.Validation;

namespace Neuroglot.SpineML.Tests.Validation;

public sealed class SchemaTests
{
    private static List<Diagnostic> Check(string text)
    {
        var found = new DiagnosticBag();
        SpineMLSchemas.Check(new MemoryStream(Encoding.UTF8.GetBytes(text)), "m.xml", XmlLimits.Default, Severity.Warning, found);
        return [.. found];
    }

    [Fact]
    public void The_schemas_compile_and_there_is_one_for_each_namespace()
    {
        Assert.True(SpineMLSchemas.Set.IsCompiled);
        Assert.Equal(
            (string[])[SpineMLNamespaces.Layout, SpineMLNamespaces.Component, SpineMLNamespaces.Experiment, SpineMLNamespaces.LowLevel, SpineMLNamespaces.Network, SpineMLNamespaces.Connections],
            SpineMLSchemas.Set.Schemas().Cast<XmlSchema>().Select(static schema => schema.TargetNamespace!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_catalog_names_each_schema_by_its_namespace()
    {
        var folder = Path.Join(RepositoryRoot.Path, "schemas", "spineml");
        var entries = XDocument.Load(Path.Join(folder, "catalog.xml")).Root!.Elements().ToDictionary(static entry => entry.Attribute("name")!.Value, static entry => entry.Attribute("uri")!.Value);
        Assert.Equal(SpineMLSchemas.Names, entries.Values.Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal(entry.Key, XDocument.Load(Path.Join(folder, entry.Value)).Root!.Attribute("targetNamespace")!.Value));
    }

    [Theory]
    [InlineData(ModelFiles.Neuron)]
    [InlineData(ModelFiles.Weight)]
    [InlineData(ModelFiles.Response)]
    [InlineData(ModelFiles.Network)]
    [InlineData(ModelFiles.Experiment)]
    [InlineData(ModelFiles.Layout)]
    public void Right_files_are_valid(string text) => Assert.Empty(Check(text));

    [Theory]
    [InlineData(ModelFiles.Neuron, "<Dynamics initial_regime=\"resting\">", "<Dynamics>", "'initial_regime'")]
    [InlineData(ModelFiles.Neuron, "<Trigger><MathInline>v &gt; limit</MathInline></Trigger>", "", "OnCondition")]
    [InlineData(ModelFiles.Neuron, "type=\"neuron_body\"", "type=\"neuron\"", "'type'")]
    [InlineData(ModelFiles.Neuron, "reduce_op=\"+\"", "reduce_op=\"*\"", "'reduce_op'")]
    [InlineData(ModelFiles.Neuron, "<StateVariable name=\"v\"", "<Regime name=\"resting\"/><StateVariable name=\"v\"", "RegimeNames")]
    [InlineData(ModelFiles.Neuron, "<Parameter name=\"tau\" dimension=\"ms\"/>", "<Dynamics initial_regime=\"x\"/>", "Dynamics")]
    [InlineData(ModelFiles.Network, "size=\"3\"", "size=\"-3\"", "'size'")]
    [InlineData(ModelFiles.Network, "<ConnectionList>", "<List>", null)]
    [InlineData(ModelFiles.Network, "<FixedValue value=\"10\"/>", "<FixedValue value=\"10\"/><FixedValue value=\"11\"/>", "FixedValue")]
    [InlineData(ModelFiles.Network, "LL:PostSynapse", "PostSynapse", "PostSynapse")]
    [InlineData(ModelFiles.Layout, "type=\"translate\"", "type=\"rotate\"", "'type'")]
    [InlineData(ModelFiles.Experiment, "dt=\"0.1\"", "dt=\"0\"", "'dt'")]
    [InlineData(ModelFiles.Experiment, "<EulerIntegration dt=\"0.1\"/>", "<RungeKuttaIntegration dt=\"0.1\" order=\"1\"/>", "'order'")]
    [InlineData(ModelFiles.Experiment, "port=\"spike\"", "port=\"spike\" indices=\"0,,x\"", "'indices'")]
    [InlineData(ModelFiles.Experiment, "port=\"spike\"", "", "'port'")]
    public void Broken_files_are_not(string text, string old, string now, string? message)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        text = text.Replace(old, now, StringComparison.Ordinal);
        if (now == "<List>")
            text = text.Replace("</ConnectionList>", "</List>", StringComparison.Ordinal);
        var found = Check(text);
        Assert.NotEmpty(found);
        Assert.All(found, static one => Assert.True(one.Span.Line > 0));
        Assert.Contains(found, one => one.Message.Contains(message ?? "List", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<ng:DistanceBasedConnection xmlns:ng=\"urn:neuroglot:spineml:connections\" probability=\"0.5\" length=\"100\"><Delay><FixedValue value=\"1\"/></Delay></ng:DistanceBasedConnection>", true)]
    [InlineData("<ng:DistanceBasedConnection xmlns:ng=\"urn:neuroglot:spineml:connections\" probability=\"0.5\" length=\"0\"/>", false)]
    [InlineData("<ng:DistanceBasedConnection xmlns:ng=\"urn:neuroglot:spineml:connections\" probability=\"1.5\" length=\"1\"/>", false)]
    [InlineData("<ng:Spiral xmlns:ng=\"urn:neuroglot:spineml:connections\"/>", false)]
    public void A_new_type_of_connection_is_a_schema_of_its_own(string connection, bool isValid) => Assert.Equal(isValid, Check(WithConnection(connection)).Count == 0);

    [Fact]
    public void Anybody_can_add_a_type_of_connection()
    {
        const string Schema = $"""
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:nl="{SpineMLNamespaces.Network}" targetNamespace="urn:mine" elementFormDefault="qualified">
              <xs:import namespace="{SpineMLNamespaces.Network}"/>
              <xs:element name="Ring" substitutionGroup="nl:AbstractConnection">
                <xs:complexType>
                  <xs:complexContent>
                    <xs:extension base="nl:DelayedConnectionType">
                      <xs:attribute name="neighbours" type="xs:int" use="required"/>
                    </xs:extension>
                  </xs:complexContent>
                </xs:complexType>
              </xs:element>
            </xs:schema>
            """;
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(SpineMLSchemas.Set);
        set.Add(null, XmlReader.Create(new StringReader(Schema)));
        set.Compile();
        Assert.Empty(Validate(set, WithConnection("<Ring xmlns=\"urn:mine\" neighbours=\"2\"/>")));
        Assert.NotEmpty(Validate(set, WithConnection("<Ring xmlns=\"urn:mine\"/>")));
    }

    private static string WithConnection(string connection)
    {
        var start = ModelFiles.Network.IndexOf("<ConnectionList>", StringComparison.Ordinal);
        var end = ModelFiles.Network.IndexOf("</ConnectionList>", StringComparison.Ordinal) + "</ConnectionList>".Length;
        return ModelFiles.Network[..start] + connection + ModelFiles.Network[end..];
    }

    private static List<string> Validate(XmlSchemaSet set, string text)
    {
        var found = new List<string>();
        var settings = new XmlReaderSettings { Schemas = set, ValidationType = ValidationType.Schema };
        settings.ValidationEventHandler += (_, problem) => found.Add(problem.Message);
        using var reader = XmlReader.Create(new StringReader(text), settings);
        while (reader.Read())
        {
        }

        return found;
    }
}
