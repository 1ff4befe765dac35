using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation;

/// <summary>How the engine runs a plan. None of it changes a result but <see cref="Seed"/> and <see cref="SeedTime"/>.</summary>
public sealed record EngineOptions
{
    /// <summary>Turns kernels into machine code.</summary>
    public required IKernelCompiler Compiler { get; init; }

    /// <summary>Number of threads, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Seed of every random draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>Time in seconds from which draws count, where steps pass through phases: the same seed set at another time gives the same draws from there on.</summary>
    public double SeedTime { get; init; }

    /// <summary>Whether the time that each part of a step takes is measured, where steps pass through phases.</summary>
    public bool MeasuresTime { get; init; }
}
