using Neuroglot.Model.Diagnostics;
using Xunit;

namespace Neuroglot.Model.Tests.Diagnostics;

public sealed class DiagnosticListTests
{
    [Fact]
    public void A_mistake_made_many_times_is_shown_a_few_times_and_counted()
    {
        var many = Enumerable.Range(1, 500).Select(line => new Diagnostic("NG1341", Severity.Error, $"wrong {line}", new SourceSpan("net.nml", line, 1)));
        var other = new Diagnostic("NG1341", Severity.Warning, "odd", new SourceSpan("net.nml", 501, 1));
        var found = many.Append(other).Shorten();
        Assert.Equal(22, found.Length);
        Assert.Equal("wrong 20", found[19].Message);
        Assert.Same(other, found[20]);
        Assert.Equal((Severity.Note, "480 more places have the same problem."), (found[21].Severity, found[21].Message));
    }

    [Fact]
    public void A_short_list_stays_as_it_is()
    {
        var one = new Diagnostic("NG1341", Severity.Error, "wrong", SourceSpan.None);
        Assert.Equal([one, one], new[] { one, one }.Shorten().AsEnumerable());
    }
}
