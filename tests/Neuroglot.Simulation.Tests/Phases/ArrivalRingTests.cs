using FsCheck.Fluent;
using Neuroglot.Simulation.Phases;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Simulation.Tests.Phases;

public sealed class ArrivalRingTests
{
    private const int Longest = 4;

    [Fact]
    public void It_gives_what_lists_for_each_step_would_give() =>
        Prop.ForAll(Gen.Choose(0, 40).ListOf().Select(counts => counts.ToArray()).ToArbitrary(), counts =>
        {
            var ring = new ArrivalRing(Longest);
            var lists = Enumerable.Range(0, ring.Length).Select(_ => new List<Arrival>()).ToArray();
            var made = 0;
            for (var step = 0; step < counts.Length; step++)
            {
                for (var one = 0; one < counts[step]; one++)
                {
                    var place = (step + (one % ring.Length)) % ring.Length;
                    ring.Add(place, new Arrival(made, step, one));
                    lists[place].Add(new Arrival(made++, step, one));
                }

                var (seen, taken) = (new List<Arrival>(), new List<Arrival>());
                ring.CopyTo(step % ring.Length, seen);
                ring.Take(step % ring.Length, taken);
                if (!seen.SequenceEqual(taken) || !taken.SequenceEqual(lists[step % ring.Length]))
                    return false;
                lists[step % ring.Length].Clear();
            }

            return true;
        }).Holds();

    [Fact]
    public void Connections_that_follow_each_other_travel_as_one()
    {
        var ring = new ArrivalRing(Longest);
        ring.Join(2, instance: 7, connection: 3);
        ring.Join(2, instance: 7, connection: 4);
        ring.Join(2, instance: 8, connection: 5);
        ring.Join(2, instance: 8, connection: 7);
        var due = new List<Arrival>();
        ring.Take(2, due);
        Assert.Equal([new Arrival(7, 3, 2), new Arrival(8, 5, 1), new Arrival(8, 7, 1)], due);
        ring.Take(2, due);
        Assert.Equal(3, due.Count);
    }
}
