using System.Xml.Linq;
using Neuroglot.Export.Lems;
using Neuroglot.Model.Expressions;
using Neuroglot.Numerics;
using Neuroglot.Tvbo.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Tvbo;

/// <summary>The published listing of the exporter, element by element.</summary>
public sealed class ListingTests(ITestOutputHelper output)
{
    private static readonly string[] Expressions = ["value", "test", "condition"];

    [Fact]
    public void JansenRit_is_written_as_in_the_listing()
    {
        if (ConformanceData.Root is not { } root || Directory.Exists(Path.Join(root, "..", "seeds")) is false || Directory.GetFiles(Path.Join(root, "..", "seeds"), "003*") is not [var file, ..])
        {
            output.WriteLine("Nothing was checked: there is no listing beside the checkout.");
            return;
        }

        var text = File.ReadAllText(file);
        var start = text.IndexOf("<Lems>", StringComparison.Ordinal);
        var expected = XElement.Parse(text[start..(text.IndexOf("</Lems>", StringComparison.Ordinal) + "</Lems>".Length)]);
        Same(expected, XElement.Parse(new NeuroMLAdapter(Dynamics.FromDb("JansenRit")).RenderCode()), "Lems");
    }

    private static void Same(XElement expected, XElement actual, string path)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Attributes().Select(static one => one.Name), actual.Attributes().Select(static one => one.Name));
        foreach (var (wanted, got) in expected.Attributes().Zip(actual.Attributes()))
            Assert.True(wanted.Value == got.Value || (Expressions.Contains(wanted.Name.LocalName) && IsSame(wanted.Value, got.Value)), $"{path}/@{wanted.Name}: {got.Value} instead of {wanted.Value}");
        var (children, made) = (expected.Elements().ToList(), actual.Elements().ToList());
        Assert.Equal(children.Select(static one => (one.Name, (string?)one.Attribute("name"))), made.Select(static one => (one.Name, (string?)one.Attribute("name"))));
        foreach (var (child, other) in children.Zip(made))
            Same(child, other, $"{path}/{child.Name}[{(string?)child.Attribute("name") ?? (string?)child.Attribute("variable")}]");
    }

    // The listing has the terms in the order of a computer algebra system: equal where they are at a hundred random points.
    private static bool IsSame(string expected, string actual)
    {
        var (left, right) = (ExpressionParser.Parse(expected, Dialects.Lems), ExpressionParser.Parse(actual, Dialects.Lems));
        var random = new JavaRandom(1);
        for (var trial = 0; trial < 100; trial++)
        {
            var values = FreeNames.Of(left).Union(FreeNames.Of(right)).ToDictionary(static name => name, _ => (4 * random.NextDouble()) - 2);
            var (one, other) = (Evaluator.Evaluate(left, name => values[name]), Evaluator.Evaluate(right, name => values[name]));
            // Terms are added in another order, so that the last digits may differ.
            if (Math.Abs(one - other) > 1e-10 * Math.Max(1, Math.Abs(one)))
                return false;
        }

        return true;
    }
}
