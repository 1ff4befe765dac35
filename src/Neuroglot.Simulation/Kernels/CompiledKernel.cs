using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>A kernel as machine code: for a range, scalar code up to a multiple of 8, vector code for whole vectors, scalar code for the rest;
/// for a list, vector code for whole vectors of different instances, scalar code for the rest.</summary>
internal sealed class CompiledKernel : ICompiledKernel
{
    /// <summary>Weight beyond which a kernel is cut into sections.</summary>
    internal const int DefaultSectionLimit = 600;

    // Instances per block when there are several sections: spilled values should stay in the first-level cache.
    private const int BlockSize = 256;

    // Vector loops begin at a multiple of this, whatever the width, so that a flag byte is never split among vectors.
    private const int Alignment = 8;

    // Inlining an exponential costs 0.5 ms once and saves 0.17 ns per instance (bench/Neuroglot.Benchmarks, --quick kernels), so it has paid
    // after 3 million instances, whatever the kernel; a kernel that has come twice as far will probably go on.
    private const long InliningThreshold = 6_000_000;

    [ThreadStatic]
    private static double[][]? _spills;

    private readonly LaneSet _lanes;
    private readonly int _width;
    private readonly ArgumentCheck _check;
    private readonly bool[] _uniform;
    private readonly Lazy<ImmutableArray<KernelSection>> _sections;
    private readonly Lazy<KernelLoop[]> _scalar;
    private readonly Lazy<KernelLoop[]> _vector;
    private readonly Lazy<KernelLoop[]>? _listed;
    private readonly bool _canInline;
    private KernelLoop[]? _inlined;
    private long _instances;
    private int _isInlining;

    internal CompiledKernel(Kernel kernel, LaneSet lanes, int sectionLimit)
    {
        Kernel = kernel;
        var isSequential = kernel.IsSequential;
        _lanes = isSequential || IsMostlyByMap(kernel) ? LaneSet.Scalar : lanes;
        _width = lanes.Width;
        _check = new ArgumentCheck(kernel);
        _uniform = UniformValues.Of(kernel);
        _sections = new(() => KernelSection.Split(kernel, _uniform, isSequential ? int.MaxValue : sectionLimit, reorders: !isSequential));
        _scalar = new(() => Compile(LaneSet.Scalar, compact: true));
        _vector = new(() => Compile(_lanes, compact: true));
        if (lanes.Width > 1 && KernelEmitter.CanBeListed(kernel) && !IsMostlyByMap(kernel, listed: true))
            _listed = new(() => [.. _sections.Value.Select(section => KernelEmitter.Emit(kernel, section, _uniform, lanes, compact: false, listed: true).Compile())]);
        for (var place = 0; place < _uniform.Length && !_canInline; place++)
            _canInline = kernel.Instructions[place].Op == KernelOp.Exp && !_uniform[place];
    }

    /// <inheritdoc/>
    public Kernel Kernel { get; }

    /// <inheritdoc/>
    public void Prepare(int start, int end)
    {
        var (aligned, vectorEnd) = Parts(start, end);
        foreach (var loop in (start < aligned || vectorEnd < end ? _scalar.Value : []).Concat(aligned < vectorEnd ? _vector.Value : []))
            RuntimeHelpers.PrepareDelegate(loop);
    }

    /// <summary>The code for the instances from <paramref name="start"/> up to <paramref name="end"/> where that is one piece for single instances; else null.</summary>
    /// <exception cref="ArgumentException">An array is missing or too short.</exception>
    internal KernelLoop? Direct(KernelArguments arguments, int start, int end)
    {
        _check.Range(arguments, start, end);
        var (aligned, vectorEnd) = Parts(start, end);
        return start < end && aligned == vectorEnd && (start == aligned || vectorEnd == end) && _sections.Value.Length == 1 ? _scalar.Value[0] : null;
    }

    /// <inheritdoc/>
    public void Run(KernelArguments arguments, int start, int end)
    {
        _check.Range(arguments, start, end);
        if (start >= end)
            return;
        var (aligned, vectorEnd) = Parts(start, end);
        if (_sections.Value.Length == 1)
        {
            Pieces(0, arguments, [], start, start, aligned, vectorEnd, end);
            Count(vectorEnd - aligned);
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

        Count(vectorEnd - aligned);
    }

    /// <inheritdoc/>
    public void RunAt(KernelArguments arguments, int[] indices, int start, int count)
    {
        _check.Indices(arguments, indices, start, count);
        if (count == 0)
            return;
        var sections = _sections.Value.Length;
        var spills = sections == 1 ? [] : Spills();
        for (var at = start; at < start + count;)
        {
            var end = sections == 1 && _listed is null ? start + count : EndOfBlock(indices, at, start + count, sections == 1 ? int.MaxValue : BlockSize);
            var vectorEnd = _listed is null ? at : at + ((end - at) & -_width);
            for (var section = 0; section < sections; section++)
            {
                if (at < vectorEnd)
                    _listed!.Value[section](arguments, spills, indices, at, at, vectorEnd);
                if (vectorEnd < end)
                    _scalar.Value[section](arguments, spills, indices, at, vectorEnd, end);
            }

            at = end;
        }
    }

    // Where whole blocks begin, and where whole vectors end.
    private (int Aligned, int VectorEnd) Parts(int start, int end)
    {
        var aligned = Math.Min(end, (start + Alignment - 1) & -Alignment);
        return (aligned, _lanes.Width == 1 ? aligned : aligned + ((end - aligned) & -_lanes.Width));
    }

    // Taking vectors apart to reach single elements costs more than computing a little in vectors gains.
    private static bool IsMostlyByMap(Kernel kernel, bool listed = false)
    {
        const int LightWork = 3;
        var byMap = kernel.Instructions.Count(instruction =>
            instruction.Op is KernelOp.Gather or KernelOp.ScatterAdd or KernelOp.ScatterMultiply || (listed && instruction.Op is KernelOp.Load or KernelOp.Store));
        var work = kernel.Instructions.Sum(instruction => instruction.Info.IsDraw || KernelStatistics.IsElementary(instruction.Op) ? KernelSection.ElementaryWeight : 1);
        return work <= (LightWork + 1) * byMap;
    }

    // An instance that comes twice must have gone through all before it starts again, so a block ends where indices stop to rise.
    private static int EndOfBlock(int[] indices, int start, int last, int longest)
    {
        var end = start + 1;
        while (end < last && end - start < longest && indices[end] > indices[end - 1])
            end++;
        return end;
    }

    private void Pieces(
        int section, KernelArguments arguments, double[][] spills, int origin, int start, int aligned, int vectorEnd, int end)
    {
        if (start < aligned)
            _scalar.Value[section](arguments, spills, null, origin, start, aligned);
        if (aligned < vectorEnd)
            (Volatile.Read(ref _inlined) ?? _vector.Value)[section](arguments, spills, null, origin, aligned, vectorEnd);
        if (vectorEnd < end)
            _scalar.Value[section](arguments, spills, null, origin, vectorEnd, end);
    }

    // Once enough instances were computed, makes the code with inlined exponentials (which has the same bits) and goes over to it. A count
    // lost between threads does not matter.
    private void Count(int instances)
    {
        _instances += instances;
        if (_instances < InliningThreshold || !_canInline || _inlined is not null || Interlocked.Exchange(ref _isInlining, 1) != 0)
            return;
        Volatile.Write(ref _inlined, Compile(_lanes, compact: false));
    }

    private KernelLoop[] Compile(LaneSet lanes, bool compact) =>
        [.. _sections.Value.Select(section => KernelEmitter.Emit(Kernel, section, _uniform, lanes, compact).Compile())];

    private double[][] Spills()
    {
        var needed = 0;
        foreach (var section in _sections.Value)
        {
            foreach (var output in section.Outputs)
                needed = Math.Max(needed, output.Slot + 1);
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
