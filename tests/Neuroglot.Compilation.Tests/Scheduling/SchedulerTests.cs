using Neuroglot.Compilation.Scheduling;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Xunit;

namespace Neuroglot.Compilation.Tests.Scheduling;

/// <summary>Which instances are advanced together, and in which order.</summary>
public sealed class SchedulerTests
{
    [Fact]
    public void Without_links_within_a_step_sets_are_advanced_whole()
    {
        var schedule = Schedule(Models.Experiment([Set("a", 5), Set("b", 7)], Models.Events(0, 1, 0.002, (0, 0), (4, 6))));
        var level = Assert.Single(schedule.Levels);
        Assert.Equal([new Slice(0, 0, 5), new Slice(1, 0, 7)], level.Slices.AsEnumerable());
        Assert.Equal(1, schedule.FewestLevels);
    }

    [Fact]
    public void What_is_owned_comes_before_its_owner()
    {
        var schedule = Schedule(Models.Experiment([Set("cells", 3), Owned("inputs", 0, 0, 2, 2), Owned("parts", 1, 1)]));
        Assert.Equal(["2", "1", "0"], schedule.Levels.Select(level => string.Join(",", level.Slices.Select(slice => slice.Set))));
        Assert.Equal([1, 2, 6], schedule.Ranks[0]);
        Assert.Equal([0, 4, 5], schedule.Ranks[1]);
        Assert.Equal([3], schedule.Ranks[2]);
    }

    [Fact]
    public void Places_order_what_an_owner_owns_across_sets()
    {
        var schedule = Schedule(Models.Experiment(
            [Set("cells", 1), Owned("a", 0, 0, 0) with { PlaceInOwner = [0, 3] }, Owned("b", 0, 0, 0) with { PlaceInOwner = [1, 2] }]));
        Assert.Equal([0, 3], schedule.Ranks[1]);
        Assert.Equal([1, 2], schedule.Ranks[2]);
        Assert.Equal([4], schedule.Ranks[0]);
    }

    [Fact]
    public void A_chain_without_delay_takes_a_level_for_each_link()
    {
        var schedule = Schedule(Models.Experiment([Set("a", 4)], Models.Events(0, 0, 0, (0, 1), (1, 2), (2, 3))));
        Assert.Equal(["0", "1", "2", "3"], schedule.Levels.Select(Instances));
        Assert.Equal(1, schedule.FewestLevels);
    }

    [Fact]
    public void A_link_backwards_keeps_its_ends_apart_too()
    {
        // The target is advanced first, as the reference does, and sees the event in the next step.
        var schedule = Schedule(Models.Experiment([Set("a", 3)], Models.Events(0, 0, 0, (2, 0))));
        Assert.Equal(["0,1", "2"], schedule.Levels.Select(Instances));
    }

    [Fact]
    public void Relays_carry_the_order_on_to_what_they_reach()
    {
        var relays = new ComponentSet("r", Models.Leaky(relays: true), 2);
        var schedule = Schedule(Models.Experiment(
            [Set("end", 1), Set("start", 1), relays], Models.Events(1, 2, 0, (0, 1)), Models.Events(2, 2, 0, (1, 0)), Models.Events(2, 0, 0, (0, 0))));
        var level = Enumerable.Range(0, schedule.Levels.Length).SelectMany(l => schedule.Levels[l].Slices.Select(slice => (l, slice))).ToList();
        Assert.True(LevelOf(0) < LevelOf(1), "The end is advanced before the start, which reaches it through two relays.");

        int LevelOf(int set) => level.First(one => one.slice.Set == set).l;
    }

    [Fact]
    public void Fast_delivery_needs_no_levels()
    {
        var experiment = Models.Experiment([Set("a", 4)], Models.Events(0, 0, 0, (0, 1), (1, 2), (2, 3)));
        var schedule = Models.Plan(experiment, new PlannerOptions { Fast = true }).Schedule;
        Assert.True(schedule.DefersEvents);
        Assert.Single(schedule.Levels);
    }

    [Fact]
    public void Long_runs_stay_together_and_the_rest_is_listed()
    {
        var schedule = Schedule(Models.Experiment([Set("a", 40)], Models.Events(0, 0, 0, (0, 20), (1, 30))));
        Assert.Equal(2, schedule.Levels.Length);
        Assert.Equal([20, 30], schedule.Levels[1].Slices.Single().Indices!);
        Assert.Equal([(0, 20), (21, 9), (31, 9)], schedule.Levels[0].Slices.Select(slice => (slice.Start, slice.Count)));
    }

    private static string Instances(Level level) => string.Join(
        ",", level.Slices.SelectMany(slice => slice.Indices ?? Enumerable.Range(slice.Start, slice.Count)).Order());

    private static ComponentSet Set(string name, int count) => new(name, Models.Leaky(), count);

    private static ComponentSet Owned(string name, int owner, params int[] owners) =>
        new(name, Models.Leaky(), owners.Length) { Domain = DomainKind.Targets, Owner = owner, OwnerOf = [.. owners] };

    private static Schedule Schedule(Experiment experiment) => Models.Plan(experiment, new PlannerOptions { Aggregate = false }).Schedule;
}
