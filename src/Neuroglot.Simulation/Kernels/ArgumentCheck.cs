using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>Checks before a run that every array which is accessed without a bounds check is there and long enough.</summary>
internal sealed class ArgumentCheck(Kernel kernel)
{
    private readonly (int Columns, int Maps, int Scalars, int Flags, int Schemes) _counts =
        (kernel.Columns.Length, kernel.Maps.Length, kernel.Scalars.Length, kernel.Flags.Length, kernel.Schemes.Length);

    private readonly int[] _columns = Distinct(kernel, op => op is KernelOp.Load or KernelOp.Store, instruction => instruction.Index);
    private readonly int[] _maps = Distinct(kernel, op => op is KernelOp.Gather or KernelOp.ScatterAdd or KernelOp.ScatterMultiply or KernelOp.Scatter, instruction => instruction.Map);

    /// <summary>Checks for instances from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    internal void Range(KernelArguments arguments, int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        Counts(arguments);
        foreach (var column in _columns)
        {
            if (arguments.Columns[column].Length < end)
                throw TooShort("Column", kernel.Columns[column], end);
        }

        foreach (var map in _maps)
        {
            if (arguments.Maps[map].Length < end)
                throw TooShort("Map", kernel.Maps[map], end);
        }

        for (var flag = 0; flag < _counts.Flags; flag++)
        {
            if (arguments.Flags[flag].Length < (end + 7) / 8)
                throw TooShort("Flag array", kernel.Flags[flag], end);
        }
    }

    /// <summary>Checks for the instances that <paramref name="indices"/> lists; the indices themselves are checked on access.</summary>
    internal void Indices(KernelArguments arguments, int[] indices, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, indices.Length - start);
        Counts(arguments);
    }

    private static int[] Distinct(Kernel kernel, Func<KernelOp, bool> which, Func<Instruction, int> index)
    {
        var found = new HashSet<int>();
        foreach (var instruction in kernel.Instructions)
        {
            if (which(instruction.Op))
                found.Add(index(instruction));
        }

        return [.. found];
    }

    private void Counts(KernelArguments arguments)
    {
        if (arguments.Columns.Length < _counts.Columns || arguments.Maps.Length < _counts.Maps || arguments.Scalars.Length < _counts.Scalars
            || arguments.Flags.Length < _counts.Flags || arguments.Schemes.Length < _counts.Schemes)
            throw TooFew(arguments);
    }

    private ArgumentException TooFew(KernelArguments given) =>
        new($"Kernel {kernel.Name} needs as many columns, maps, scalars, flag arrays and schemes as {_counts}, but is given {(given.Columns.Length, given.Maps.Length, given.Scalars.Length, given.Flags.Length, given.Schemes.Length)}.");

    private ArgumentException TooShort(string what, string name, int end) =>
        new($"{what} {name} of kernel {kernel.Name} is too short for {end} instances.");
}
