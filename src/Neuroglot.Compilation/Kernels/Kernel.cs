using System.Collections.Immutable;

namespace Neuroglot.Compilation.Kernels;

/// <summary>
/// A straight-line program that is applied to each instance of a set of model instances, whose quantities are stored as columns (structure of
/// arrays). Every value is defined once, before its use. Instances are independent of one another, but for what they write by
/// map (<see cref="KernelOp.ScatterAdd"/>, <see cref="KernelOp.Scatter"/>), which happens in the order of the instances.
/// </summary>
/// <remarks>Build one with <see cref="KernelBuilder"/> or <see cref="KernelText.Parse"/>. Each name table is in the order of first use. Two columns
/// of a call must not be the same array unless the kernel writes neither.</remarks>
/// <param name="Name">For messages and listings.</param>
/// <param name="Instructions">The program.</param>
/// <param name="Columns">Names of the columns, the order in which <see cref="KernelArguments.Columns"/> must hold them.</param>
/// <param name="Maps">Names of the index maps.</param>
/// <param name="Scalars">Names of the uniform arguments.</param>
/// <param name="Flags">Names of the flag arrays.</param>
/// <param name="Schemes">Calls of kinetic schemes.</param>
public sealed record Kernel(
    string Name,
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<string> Columns,
    ImmutableArray<string> Maps,
    ImmutableArray<string> Scalars,
    ImmutableArray<string> Flags,
    ImmutableArray<KernelScheme> Schemes)
{
    /// <summary>Whether the kernel draws at random, so that seed, stream, instance offset and step matter.</summary>
    public bool Draws => Instructions.Any(instruction => instruction.Info.IsDraw);

    /// <summary>
    /// Whether an instance can see, or undo, what another has written: the kernel overwrites by map, or reads by map what it adds to by map. Instances
    /// are then computed one after the other.
    /// </summary>
    public bool IsSequential
    {
        get
        {
            var added = new HashSet<int>();
            foreach (var instruction in Instructions)
            {
                if (instruction.Op == KernelOp.Scatter)
                    return true;
                if (instruction.Op is KernelOp.ScatterAdd or KernelOp.ScatterMultiply)
                    added.Add(instruction.Index);
            }

            return added.Count > 0 && Instructions.Any(instruction => instruction.Op == KernelOp.Gather && added.Contains(instruction.Index));
        }
    }

    /// <summary>The columns that the kernel writes, by storing, adding or a scheme; places in <see cref="Columns"/>, ascending.</summary>
    public ImmutableArray<int> WrittenColumns()
    {
        var written = new SortedSet<int>();
        foreach (var instruction in Instructions)
        {
            if (instruction.Op is KernelOp.Store or KernelOp.ScatterAdd or KernelOp.ScatterMultiply or KernelOp.Scatter)
                written.Add(instruction.Index);
            else if (instruction.Op == KernelOp.Scheme)
                written.UnionWith(Schemes[instruction.Index].Writes);
        }

        return [.. written];
    }

    /// <summary>Equal when every part is; instruction by instruction and name by name.</summary>
    public bool Equals(Kernel? other) =>
        other is not null && Name == other.Name && Instructions.SequenceEqual(other.Instructions) && Columns.SequenceEqual(other.Columns)
        && Maps.SequenceEqual(other.Maps) && Scalars.SequenceEqual(other.Scalars) && Flags.SequenceEqual(other.Flags)
        && Schemes.SequenceEqual(other.Schemes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Name);
        foreach (var instruction in Instructions)
            hash.Add(instruction);
        return hash.ToHashCode();
    }

    /// <summary>The text form.</summary>
    public override string ToString() => KernelText.Print(this);
}
