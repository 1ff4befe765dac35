using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>A kernel as machine code: for a range, scalar code up to a multiple of 8, vector code for whole vectors, scalar code for the rest.</summary>
internal sealed class CompiledKernel : ICompiledKernel
{
    /// <summary>Weight beyond which a kernel is cut into sections.</summary>
    internal const int DefaultSectionLimit = 600;

    // Instances per block when there are several sections: spilled values should stay in the first-level cache.
    private const int BlockSize = 256;

    // Vector loops begin at a multiple of this, whatever the width, so that a flag byte is never split among vectors.
    private const int Alignment = 8;

    [ThreadStatic]
    private static double[][]? _spills;

    private readonly LaneSet _lanes;
    private readonly ArgumentCheck _check;
    private readonly bool[] _uniform;
    private readonly Lazy<ImmutableArray<KernelSection>> _sections;
    private readonly Lazy<KernelLoop[]> _scalar;
    private readonly Lazy<KernelLoop[]> _vector;

    internal CompiledKernel(Kernel kernel, LaneSet lanes, int sectionLimit)
    {
        Kernel = kernel;
        _lanes = lanes;
        _check = new ArgumentCheck(kernel);
        _uniform = UniformValues.Of(kernel);
        _sections = new(() => KernelSection.Split(kernel, _uniform, sectionLimit));
        _scalar = new(() => Compile(LaneSet.Scalar));
        _vector = new(() => Compile(lanes));
    }

    /// <inheritdoc/>
    public Kernel Kernel { get; }

    /// <inheritdoc/>
    public void Run(KernelArguments arguments, int start, int end)
    {
        _check.Range(arguments, start, end);
        if (start >= end)
            return;
        var aligned = Math.Min(end, (start + Alignment - 1) & -Alignment);
        var vectorEnd = _lanes.Width == 1 ? aligned : aligned + ((end - aligned) & -_lanes.Width);
        if (_sections.Value.Length == 1)
        {
            Pieces(0, arguments, [], start, start, aligned, vectorEnd, end);
            return;
        }

        var spills = Spills();
        for (var block = start; block < end;)
        {
            var blockEnd = Math.Min(end, (block + BlockSize) & -Alignment);
            var (blockAligned, blockVectorEnd) = (Math.Clamp(aligned, block, blockEnd), Math.Clamp(vectorEnd, block, blockEnd));
            for (var section = 0; section < _sections.Value.Length; section++)
                Pieces(section, arguments, spills, block, block, blockAligned, blockVectorEnd, blockEnd);
            block = blockEnd;
        }
    }

    /// <inheritdoc/>
    public void RunAt(KernelArguments arguments, int[] indices, int start, int count)
    {
        _check.Indices(arguments, indices, start, count);
        if (count == 0)
            return;
        var loops = _scalar.Value;
        var spills = loops.Length == 1 ? [] : Spills();
        var block = loops.Length == 1 ? count : BlockSize;
        for (var at = start; at < start + count; at += block)
        {
            var end = Math.Min(start + count, at + block);
            foreach (var loop in loops)
                loop(arguments, spills, indices, at, at, end);
        }
    }

    private void Pieces(
        int section, KernelArguments arguments, double[][] spills, int origin, int start, int aligned, int vectorEnd, int end)
    {
        if (start < aligned)
            _scalar.Value[section](arguments, spills, null, origin, start, aligned);
        if (aligned < vectorEnd)
            _vector.Value[section](arguments, spills, null, origin, aligned, vectorEnd);
        if (vectorEnd < end)
            _scalar.Value[section](arguments, spills, null, origin, vectorEnd, end);
    }

    private KernelLoop[] Compile(LaneSet lanes) =>
        [.. _sections.Value.Select(section => KernelEmitter.Emit(Kernel, section, _uniform, lanes).Compile())];

    private double[][] Spills()
    {
        var needed = 0;
        foreach (var section in _sections.Value)
        {
            foreach (var slot in section.Outputs.Values)
                needed = Math.Max(needed, slot + 1);
        }

        var spills = _spills ?? [];
        if (spills.Length < needed)
        {
            var had = spills.Length;
            Array.Resize(ref spills, needed);
            for (var slot = had; slot < needed; slot++)
                spills[slot] = new double[BlockSize];
            _spills = spills;
        }

        return spills;
    }
}
