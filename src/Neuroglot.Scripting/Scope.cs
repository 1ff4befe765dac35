using System.Globalization;

namespace Neuroglot.Scripting;

/// <summary>What a script has made since it began: the magic network, the names given, the clock and the seed.</summary>
internal sealed class Scope
{
    private static readonly AsyncLocal<Scope?> Local = new();
    private readonly Dictionary<string, int> names = [];

    private Scope() => Magic = new Network(this);

    /// <summary>That of this flow of control; tests that run side by side do not see one another.</summary>
    public static Scope Current => Local.Value ??= new Scope();

    public Network Magic { get; }

    /// <summary>Time step of everything that has none of its own, in seconds.</summary>
    public double Step { get; set; } = 1e-4;

    /// <summary>The last call of <c>Seed</c>.</summary>
    public Seeding Seeding { get; set; } = new(0);

    /// <summary>The network whose operation has its turn; null at all other times.</summary>
    public Network? Running { get; set; }

    public void Stop() => (Running ?? throw new ModelException("Nothing runs that could be stopped: Stop() is for network operations.")).Stop();

    /// <summary>What runs are written to instead of being simulated; null for simulation.</summary>
    public ExportDevice? Device { get; set; }

    public static void Start() => Local.Value = new Scope();

    /// <summary><c>neurongroup</c>, then <c>neurongroup_1</c>, and so on.</summary>
    public string NextName(string kind)
    {
        var number = names.GetValueOrDefault(kind);
        names[kind] = number + 1;
        return number == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}");
    }
}
