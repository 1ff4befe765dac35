using FsCheck;
namespace Neuroglot.Testing;

/// <summary>
/// Checks laws on random cases. They are the same in each run, so that a change is judged by what it does; with NEUROGLOT_CASES=new in the environment
/// they are others each time, which finds what nobody thought of. A failure prints how to replay it.
/// </summary>
public static class Laws
{
    private const ulong Seed = 20261121;

    /// <summary>Fails when <paramref name="law"/> does not hold in one of <paramref name="cases"/> cases.</summary>
    public static void Holds(this Property law, int cases = 100)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases);
        Check.One(Environment.GetEnvironmentVariable("NEUROGLOT_CASES") == "new" ? config : config.WithReplay(Seed, 1), law);
    }
}
