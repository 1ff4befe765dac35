using System.Text;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;
using Xunit;

namespace Neuroglot.Lems.Tests.Syntax;

public sealed class SourceXmlTests
{
    private static SourceElement? Read(string text, DiagnosticBag diagnostics, XmlLimits? limits = null) =>
        new SourceXml(limits ?? XmlLimits.Default).Read(new StringReader(text), "m.xml", diagnostics);

    [Fact]
    public void Elements_attributes_and_text_know_their_places()
    {
        var bag = new DiagnosticBag();
        var root = Read("<Lems>\n  <cell id=\"a\" tau=\"3 ms\">hello <b/> you</cell>\n</Lems>", bag)!;
        Assert.Empty(bag);
        var cell = Assert.Single(root.Children);
        Assert.Equal(new SourceSpan("m.xml", 2, 4), cell.Span);
        Assert.Equal("3 ms", cell["tau"]);
        Assert.Null(cell["absent"]);
        Assert.Equal(new SourceSpan("m.xml", 2, 16), cell.SpanOf(cell.Attributes[1]));
        Assert.Equal(new SourceSpan("m.xml", 2, 21), cell.ValueSpanOf(cell.Attributes[1]));
        Assert.Equal("hello  you", cell.Text);
        Assert.Equal("b", Assert.Single(cell.Children).Name);
        Assert.Null(root.Text);
    }

    [Theory]
    [InlineData("<x a='1' b='22' c=''/>")]
    [InlineData("<x  a='1'   b='2'/>")]
    [InlineData("<x a='1'\n   b='2' c='3'/>")]
    [InlineData("<x a='&lt;' b='2'/>")]
    [InlineData("<x a = '1' b='2'/>")]
    [InlineData("<x a='1' xmlns:p='u' b='2'/>")]
    [InlineData("<p:x p:a='1' b='2' xmlns:p='u'/>")]
    [InlineData("<n:x a='1' b='2' xmlns:n='http://www.neuroml.org/schema/neuroml2'/>")]
    public void Attributes_know_their_places_however_they_are_set(string text)
    {
        foreach (var attribute in Read("<r>\n" + text + "</r>", new DiagnosticBag())!.Children[0].Attributes)
        {
            var line = text.Split('\n')[attribute.Line - 2];
            Assert.StartsWith(attribute.Name.Replace('_', ':'), line[(attribute.Column - 1)..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Prefixes_are_flattened_and_namespace_declarations_left_out()
    {
        var bag = new DiagnosticBag();
        var root = Read(
            "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\" xmlns:rdf=\"urn:r\" xsi:schemaLocation=\"x y\"><rdf:RDF rdf:about=\"z\"/><undeclared:x/></neuroml>", bag)!;
        Assert.Empty(bag);
        Assert.Empty(root.Attributes);
        Assert.Equal("rdf_RDF", root.Children[0].Name);
        Assert.Equal("z", root.Children[0]["rdf_about"]);
        Assert.Equal("undeclared_x", root.Children[1].Name);
    }

    [Fact]
    public void A_prefix_of_the_standard_namespaces_says_nothing()
    {
        var root = Read("<nml:neuroml xmlns:nml=\"http://www.neuroml.org/schema/neuroml2\"><nml:network/></nml:neuroml>", new DiagnosticBag())!;
        Assert.Equal("neuroml", root.Name);
        Assert.Equal("network", root.Children[0].Name);
    }

    [Theory]
    [InlineData("<Lems><a></b></Lems>", "NG1001", 1)]
    [InlineData("<Lems>\n<a", "NG1001", 2)]
    [InlineData("<Lems a='1' a='2'/>", "NG1001", 1)]
    [InlineData("", "NG1001", 0)]
    [InlineData("<Lems v='a<b'/>", "NG1001", 1)]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Lems>&e;</Lems>", "NG1001", 0)]
    [InlineData("<Lems>&unknown;</Lems>", "NG1001", 1)]
    public void What_is_not_well_formed_is_one_error_with_its_place(string text, string code, int line)
    {
        var bag = new DiagnosticBag();
        Assert.Null(Read(text, bag));
        var error = Assert.Single(bag);
        Assert.Equal(code, error.Code);
        Assert.Equal(Severity.Error, error.Severity);
        Assert.Equal("m.xml", error.Span.File);
        Assert.Equal(line, error.Span.Line);
        Assert.DoesNotMatch(@"position \d+\.$", error.Message);
    }

    public static TheoryData<byte[]> Encoded => new(
        Encoding.UTF8.GetBytes("<Lems name='é'/>"),
        [.. Encoding.UTF8.Preamble, .. "<Lems name='é'/>"u8],
        Encoding.UTF8.GetBytes("<?xml version='1.0'?><Lems name='é'/>"),
        Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Lems name='é'/>"),
        [.. Encoding.UTF8.Preamble, .. "<?xml version='1.0' encoding='utf-8' standalone='yes'?><Lems name='é'/>"u8],
        Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='ISO-8859-1'?><Lems name='é'/>"),
        [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("<Lems name='é'/>")],
        [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("<?xml version='1.0' encoding='UTF-16'?><Lems name='é'/>")]);

    [Theory]
    [MemberData(nameof(Encoded))]
    public void The_encoding_is_the_one_that_the_text_states_else_utf8(byte[] bytes)
    {
        var bag = new DiagnosticBag();
        var root = new SourceXml(XmlLimits.Default).Read(new MemoryStream(bytes), "m.xml", bag);
        Assert.Empty(bag);
        Assert.Equal("é", root!["name"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50_000)]
    public void Bytes_that_are_no_text_are_one_error_with_its_place(int line)
    {
        byte[] bytes = [.. "<Lems>"u8, .. Enumerable.Repeat((byte)'\n', line - 1), .. "<a b='"u8, 0xE9, .. "'/></Lems>"u8];
        var bag = new DiagnosticBag();
        Assert.Null(new SourceXml(XmlLimits.Default).Read(new MemoryStream(bytes), "m.xml", bag));
        var error = Assert.Single(bag);
        Assert.Equal("NG1001", error.Code);
        Assert.Equal(line, error.Span.Line);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Lems/>", 2)]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n\r\n<Lems/>", 3)]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Lems/>", 2)]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Lems/>", 2)]
    public void Lines_are_counted_from_the_declaration_on(string text, int line)
    {
        var bag = new DiagnosticBag();
        var root = new SourceXml(XmlLimits.Default).Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "m.xml", bag);
        Assert.Empty(bag);
        Assert.Equal(new SourceSpan("m.xml", line, 2), root!.Span);
    }

    [Fact]
    public void An_encoding_that_does_not_exist_is_an_error()
    {
        var bag = new DiagnosticBag();
        Assert.Null(new SourceXml(XmlLimits.Default).Read(new MemoryStream("<?xml version='1.0' encoding='utf-88'?><Lems/>"u8.ToArray()), "m.xml", bag));
        Assert.Equal("NG1001", Assert.Single(bag).Code);
    }

    [Fact]
    public void Depth_number_and_size_are_bounded()
    {
        var limits = new XmlLimits { Depth = 5, Elements = 10, Characters = 2000 };
        foreach (var text in new[]
        {
            string.Concat(Enumerable.Repeat("<a>", 6)) + string.Concat(Enumerable.Repeat("</a>", 6)),
            "<a>" + string.Concat(Enumerable.Repeat("<b/>", 10)) + "</a>",
            "<a>" + new string('x', 3000) + "</a>",
        })
        {
            var bag = new DiagnosticBag();
            Assert.Null(Read(text, bag, limits));
            Assert.Equal("NG1002", Assert.Single(bag).Code);
        }

        var fine = new DiagnosticBag();
        Assert.NotNull(Read("<a><a><a><a><a/></a></a></a></a>", fine, limits));
        Assert.Empty(fine);
    }

    [Fact]
    public void Long_and_short_values_arrive_whole()
    {
        var pool = new StringBuilder("<a>");
        var lengths = new[] { 0, 1, 2, 63, 64, 65, 66, 127, 128, 129, 130, 195, 4095, 4096, 4097, 70000 };
        foreach (var length in lengths)
            pool.Append("<b v=\"").Append('x', length).Append("\" w=\"&lt;\"/>");
        var bag = new DiagnosticBag();
        var root = Read(pool.Append("</a>").ToString(), bag)!;
        Assert.Empty(bag);
        Assert.Equal(lengths, root.Children.Select(child => child["v"]!.Length));
        Assert.All(root.Children, child => Assert.Equal("<", child["w"]));
    }

    [Fact]
    public void Equal_content_is_equal_wherever_it_stands()
    {
        var root = Read("<a><b x='1' y='2'><c/>t</b>\n <b y='2' x='1'><c/>t</b><b x='1' y='2'><d/>t</b><b x='1' y='3'><c/>t</b></a>", new DiagnosticBag())!;
        Assert.True(root.Children[0].SaysTheSameAs(root.Children[1]));
        Assert.False(root.Children[0].SaysTheSameAs(root.Children[2]));
        Assert.False(root.Children[0].SaysTheSameAs(root.Children[3]));
    }
}
