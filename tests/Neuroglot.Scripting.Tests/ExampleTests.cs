using Xunit;

namespace Neuroglot.Scripting.Tests;

/// <summary>The script of <c>examples/brian</c>, which is the entry point of this assembly.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void The_example_runs_and_tells_what_came_out()
    {
        var before = Console.Out;
        using var told = new StringWriter();
        Console.SetOut(told);
        try
        {
            typeof(ExampleTests).Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Matches(@"\d+ synapses, \d{4} spikes in 1 s", told.ToString());
        Assert.Matches(@"neuron 99: \d\d spikes, at most", told.ToString());
    }
}
