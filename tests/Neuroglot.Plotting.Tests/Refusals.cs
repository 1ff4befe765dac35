using Xunit;

namespace Neuroglot.Plotting.Tests;

/// <summary>What cannot be drawn is refused with a code and a cure.</summary>
internal static class Refusals
{
    public static string Of(Func<object?> draw)
    {
        var refused = Assert.Throws<PlottingException>(draw);
        Assert.False(string.IsNullOrEmpty(refused.Diagnostic.Hint));
        Assert.Contains(refused.Diagnostic.Message, refused.Message, StringComparison.Ordinal);
        return refused.Diagnostic.Code;
    }
}
