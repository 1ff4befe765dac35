namespace Neuroglot.Compilation.Kernels;

/// <summary>What a kernel runs on. The arrays stand in the order of the kernel's name tables; one object is meant to live as long as the run, with
/// <see cref="Scalars"/> and <see cref="Step"/> brought up to date before each call.</summary>
public sealed class KernelArguments
{
    /// <summary>One array per <see cref="Kernel.Columns"/>; at least as long as the last instance needs, or as the map's entries need.</summary>
    public double[][] Columns { get; init; } = [];

    /// <summary>One array per <see cref="Kernel.Maps"/>: for each instance the element it refers to.</summary>
    public int[][] Maps { get; init; } = [];

    /// <summary>One number per <see cref="Kernel.Scalars"/>.</summary>
    public double[] Scalars { get; init; } = [];

    /// <summary>One bit set per <see cref="Kernel.Flags"/>: instance i is bit i mod 8 of byte i / 8. Ranges that run at the same time
    /// must not share a byte.</summary>
    public byte[][] Flags { get; init; } = [];

    /// <summary>One object per <see cref="Kernel.Schemes"/>.</summary>
    public IKineticScheme[] Schemes { get; init; } = [];

    /// <summary>Seed of the run, for draws.</summary>
    public ulong Seed { get; set; }

    /// <summary>Which of the run's independent streams the kernel draws from.</summary>
    public uint Stream { get; set; }

    /// <summary>Added to the instance's place in the columns to give its number in the model, so that draws do not depend on how a set is cut.</summary>
    public uint InstanceOffset { get; set; }

    /// <summary>Number of the time step, for draws.</summary>
    public ulong Step { get; set; }

    /// <summary>Arrays of the right number for <paramref name="kernel"/>, fetched by name.</summary>
    /// <param name="kernel">The kernel to run.</param>
    /// <param name="column">Gives the array of a column.</param>
    /// <param name="map">Gives the array of a map; needed only if the kernel has maps.</param>
    /// <param name="scalar">Gives the first value of a scalar; zero when left out.</param>
    /// <param name="flag">Gives the array of a flag; needed only if the kernel has flags.</param>
    /// <param name="scheme">Gives the object of a scheme; needed only if the kernel has schemes.</param>
    public static KernelArguments Bind(
        Kernel kernel,
        Func<string, double[]> column,
        Func<string, int[]>? map = null,
        Func<string, double>? scalar = null,
        Func<string, byte[]>? flag = null,
        Func<string, IKineticScheme>? scheme = null) => new()
        {
            Columns = [.. kernel.Columns.Select(column)],
            Maps = [.. kernel.Maps.Select(name => Need(map, name)(name))],
            Scalars = [.. kernel.Scalars.Select(name => scalar is null ? 0.0 : scalar(name))],
            Flags = [.. kernel.Flags.Select(name => Need(flag, name)(name))],
            Schemes = [.. kernel.Schemes.Select(call => Need(scheme, call.Name)(call.Name))],
        };

    private static Func<string, T> Need<T>(Func<string, T>? source, string name) =>
        source ?? throw new ArgumentException($"The kernel uses {name}, but nothing to bind it with was given.");
}
