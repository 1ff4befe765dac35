using System.Text;
using Neuroglot.Lems.Includes;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;
using Xunit;

namespace Neuroglot.Lems.Tests.Includes;

public sealed class LibraryTextTests
{
    [Fact]
    public void EveryFileOfTheLibraryReadsAsTheReaderForAnyXmlReadsIt()
    {
        Assert.NotEmpty(BuiltInLibrary.Files);
        foreach (var file in BuiltInLibrary.Files)
        {
            using var stream = BuiltInLibrary.Open(file);
            var expected = new SourceXml(XmlLimits.Default).Read(stream, file, new DiagnosticBag());
            stream.Position = 0;
            Same(expected!, LibraryText.Read(stream, file));
        }
    }

    [Theory]
    [InlineData("<a><b>text</b></a>")]
    [InlineData("<a><b x=\"1 &lt; 2\"/></a>")]
    [InlineData("<a><b x='1'/></a>")]
    [InlineData("<a><b></c></a>")]
    [InlineData("<a><b")]
    [InlineData("<a><!-- ")]
    [InlineData("")]
    public void WhatTheLibraryNeverHoldsIsRefused(string text) =>
        Assert.Throws<InvalidOperationException>(() => Read(LibraryText.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "m.xml")));

    private static void Read(SourceElement element)
    {
        foreach (var child in element.Children)
            Read(child);
    }

    private static void Same(SourceElement expected, SourceElement found)
    {
        Assert.Equal((expected.Name, expected.Text, expected.Span), (found.Name, found.Text, found.Span));
        Assert.Equal(expected.Attributes.ToArray(), found.Attributes.ToArray());
        Assert.Equal(expected.Children.Length, found.Children.Length);
        for (var i = 0; i < expected.Children.Length; i++)
            Same(expected.Children[i], found.Children[i]);
    }
}
