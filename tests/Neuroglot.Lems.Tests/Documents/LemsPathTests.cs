using FsCheck.Fluent;
using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Lems.Tests.Documents;

public sealed class LemsPathTests
{
    private static readonly SourceSpan Here = new("m.xml", 3, 10);

    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("pop[0]/bioPhys1/membraneProperties/NaConductances/NaChan/m/q")]
    [InlineData("pop/3/cell/v")]
    [InlineData("synapses[*]/i")]
    [InlineData("populations[ion='ca']/iDensity")]
    [InlineData("synapses:syn1:0/g")]
    [InlineData("../pop[2]")]
    [InlineData("./x")]
    [InlineData("../../a[b='c/d']/e")]
    [InlineData("*/x")]
    public void Paths_print_as_they_were_read(string text)
    {
        var bag = new DiagnosticBag();
        var path = LemsPath.Parse(text, Here, bag);
        Assert.Empty(bag);
        Assert.Equal(text, path!.ToString());
        Assert.Equal(path, LemsPath.Parse(path.ToString(), default, bag));
    }

    [Fact]
    public void Steps_say_what_they_are()
    {
        var path = LemsPath.Parse("../a[3]/b[*]/c[ion=\"ca\"]/s:syn:2/v", Here, new DiagnosticBag())!;
        Assert.Equal(LemsPathStepKind.Parent, path.Steps[0].Kind);
        Assert.Equal(3, path.Steps[1].Index);
        Assert.True(path.Steps[2].IsWildcard);
        Assert.Equal(("ion", "ca"), (path.Steps[3].PredicateName, path.Steps[3].PredicateValue));
        Assert.Equal(("s", "syn", 2), (path.Steps[4].Name, path.Steps[4].ComponentId, path.Steps[4].Ordinal));
        Assert.Equal("v", path.Last.Name);
        Assert.True(path.IsMany);
        Assert.False(LemsPath.Parse("a/b", Here, new DiagnosticBag())!.IsMany);
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("a//b", 12)]
    [InlineData("a/b[", 12)]
    [InlineData("a/b]", 12)]
    [InlineData("a[x=]", 10)]
    [InlineData("a[x='y]", 10)]
    [InlineData("a[-1]", 10)]
    [InlineData("a:b", 10)]
    [InlineData("a/b:c:d", 12)]
    [InlineData("[3]", 10)]
    public void What_is_not_a_path_is_reported_at_the_step(string text, int column)
    {
        var bag = new DiagnosticBag();
        Assert.Null(LemsPath.Parse(text, Here, bag));
        var error = Assert.Single(bag);
        Assert.Equal("NG1024", error.Code);
        Assert.Equal(Here with { Column = column }, error.Span);
    }

    [Fact]
    public void Any_text_is_a_path_or_an_error() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var bag = new DiagnosticBag();
            var path = LemsPath.Parse(text ?? string.Empty, Here, bag);
            return (path is null) == bag.HasErrors && (path is null || path.Steps.Length > 0);
        }).Holds();
}
