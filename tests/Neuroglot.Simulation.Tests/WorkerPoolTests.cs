using Xunit;

namespace Neuroglot.Simulation.Tests;

/// <summary>The threads that share out a step.</summary>
public sealed class WorkerPoolTests
{
    // More threads than most machines that run tests have processors, so that some are kept from theirs in the middle of a round.
    private const int Threads = 6;

    [Fact]
    public void Every_share_of_every_round_is_done_once_before_the_next_round()
    {
        const int Rounds = 20_000;
        using var pool = new WorkerPool(Threads);
        var done = new int[Threads];
        var expected = new int[Threads];
        for (var round = 0; round < Rounds; round++)
        {
            var shares = 1 + ((round * 7) % Threads);
            pool.Run(shares, own => done[own]++);
            for (var own = 0; own < shares; own++)
                expected[own]++;
            Assert.Equal(expected, done);
        }
    }

    [Fact]
    public void Work_of_a_round_is_that_of_the_round()
    {
        using var pool = new WorkerPool(Threads);
        for (var round = 0; round < 2_000; round++)
        {
            var (number, seen) = (round, new int[Threads]);
            pool.Run(Threads, own => seen[own] = number);
            Assert.All(seen, one => Assert.Equal(number, one));
        }
    }

    [Fact]
    public void Threads_that_have_gone_to_sleep_work_again()
    {
        using var pool = new WorkerPool(Threads);
        for (var round = 0; round < 3; round++)
        {
            Thread.Sleep(100);
            var done = new int[Threads];
            pool.Run(Threads, own => done[own]++);
            Assert.All(done, one => Assert.Equal(1, one));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_share_that_fails_is_told_when_all_have_ended(int failing)
    {
        using var pool = new WorkerPool(Threads);
        var done = new int[Threads];
        var told = Assert.Throws<InvalidOperationException>(() => pool.Run(Threads, own =>
        {
            if (own == failing)
                throw new FormatException("seven");
            Thread.Sleep(5);
            done[own] = 1;
        }));
        Assert.Equal("seven", told.InnerException!.Message);
        Assert.Equal(Threads - 1, done.Sum());
    }
}
