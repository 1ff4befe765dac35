using Neuroglot.Model.Experiments;
using Neuroglot.Simulation.Phases;
using Xunit;

namespace Neuroglot.Simulation.Tests.Phases;

/// <summary>Events drawn as SpineML's reference simulator draws them.</summary>
public sealed class DrawnEventsTests
{
    // Ten sources of 20 Hz in steps of 0.1 ms.
    private static DrawnEmission Sources(bool isSingle, params double[] times) => new(
        "sources", 0, "spike", 10, [.. times.SelectMany(_ => Enumerable.Range(0, 10))], [.. times.SelectMany(time => Enumerable.Repeat(time, 10))],
        [.. times.SelectMany((_, change) => Enumerable.Repeat(change % 2 == 0 ? 20.0 : 0, 10))], 123, "inputs")
    {
        Unit = 1000,
        Forgotten = 10,
        IsSingle = isSingle,
    };

    [Fact]
    public void The_reference_simulator_has_spikes_in_the_same_steps()
    {
        // As seen in its logs of a published model whose sources have these rates and no seed, hence 123.
        Assert.Equal([27, 63, 244, 272, 309, 311, 332, 345, 351, 373], Events(Sources(isSingle: true, 0), 0, 380).Select(one => one.Step));
        Assert.Equal([27, 63, 244, 272, 309, 311], Events(Sources(isSingle: true, 0, 32), 0, 1000).Select(one => one.Step));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_goes_on_has_the_rest_of_the_sequence(bool isSingle)
    {
        var whole = Events(Sources(isSingle, 0, 50, 60), 0, 2000);
        Assert.Equal(whole.Where(one => one.Step >= 700), Events(Sources(isSingle, 0, 50, 60), 700, 2000));
        Assert.DoesNotContain(whole, one => one.Step is >= 500 and < 600);
    }

    [Fact]
    public void Intervals_that_begin_when_the_last_event_was_due_keep_the_rate()
    {
        // 20 s of ten sources at 20 Hz: 4000 events, ±3 standard deviations.
        Assert.InRange(Events(Sources(isSingle: false, 0), 0, 200_000).Count, 4000 - 190, 4000 + 190);
    }

    private static List<(long Step, int Instance)> Events(DrawnEmission emission, long from, long to)
    {
        var events = IEmissions.Of(emission, 0.1);
        var list = new EventList(emission.Count);
        var found = new List<(long, int)>();
        for (var k = from; k < to; k++)
        {
            events.Emit(k, list);
            foreach (var instance in list.Instances)
                found.Add((k, instance));
        }

        return found;
    }
}
