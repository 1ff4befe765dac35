using System.Collections.Immutable;

namespace Neuroglot.Compilation.Kernels;

/// <summary>Checks the rules that every compiler relies on: operand types, definition before use, indices within the name tables, and no access whose
/// outcome would depend on how many instances are computed at once.</summary>
public static class KernelVerifier
{
    /// <summary>The largest ordinal of a random draw; the generator keeps 16 bits for it.</summary>
    public const int LastOrdinal = 65535;

    /// <summary>What is wrong with <paramref name="kernel"/>, one sentence each; empty when it is valid.</summary>
    public static ImmutableArray<string> Verify(Kernel kernel)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        for (var place = 0; place < kernel.Instructions.Length; place++)
        {
            Operands(kernel, place, problems);
            Names(kernel, place, problems);
        }

        if (problems.Count == 0)
            Hazards(kernel, problems);
        return problems.ToImmutable();
    }

    private static void Operands(Kernel kernel, int place, ImmutableArray<string>.Builder problems)
    {
        var instruction = kernel.Instructions[place];
        if (!Enum.IsDefined(instruction.Op))
        {
            problems.Add($"%{place}: no such operation as {(int)instruction.Op}");
            return;
        }

        var wanted = instruction.Info.Operands;
        for (var k = 0; k < 3; k++)
        {
            var operand = instruction.Operand(k);
            if (k >= wanted.Length)
            {
                if (operand != -1)
                    problems.Add($"%{place}: {instruction.Info.Name} takes {wanted.Length} operands");
            }
            else if (operand < 0 || operand >= place)
            {
                problems.Add($"%{place}: operand %{operand} of {instruction.Info.Name} is not defined before its use");
            }
            else if (kernel.Instructions[operand].Info.Result != wanted[k])
            {
                problems.Add($"%{place}: operand %{operand} of {instruction.Info.Name} is not a {wanted[k]}");
            }
        }
    }

    private static void Names(Kernel kernel, int place, ImmutableArray<string>.Builder problems)
    {
        var instruction = kernel.Instructions[place];
        if (!Enum.IsDefined(instruction.Op))
            return;
        var names = instruction.Info.Names;
        Within(KernelNames.Column, instruction.Index, kernel.Columns.Length, "column");
        Within(KernelNames.Map, instruction.Map, kernel.Maps.Length, "map");
        Within(KernelNames.Scalar, instruction.Index, kernel.Scalars.Length, "scalar");
        Within(KernelNames.Flag, instruction.Index, kernel.Flags.Length, "flag");
        Within(KernelNames.Scheme, instruction.Index, kernel.Schemes.Length, "scheme");
        Within(KernelNames.Ordinal, instruction.Index, LastOrdinal + 1, "draw");
        if (names.HasFlag(KernelNames.Scheme) && problems.Count == 0)
        {
            foreach (var column in kernel.Schemes[instruction.Index].Reads.Concat(kernel.Schemes[instruction.Index].Writes))
                Within(KernelNames.Scheme, column, kernel.Columns.Length, "column");
        }

        void Within(KernelNames kind, int index, int count, string what)
        {
            if (names.HasFlag(kind) && (index < 0 || index >= count))
                problems.Add($"%{place}: there is no {what} {index}");
        }
    }

    private static void Hazards(Kernel kernel, ImmutableArray<string>.Builder problems)
    {
        var own = new HashSet<int>();
        var ownWrites = new HashSet<int>();
        var gathered = new HashSet<int>();
        var scattered = new HashSet<int>();
        foreach (var instruction in kernel.Instructions)
        {
            switch (instruction.Op)
            {
                case KernelOp.Load:
                    own.Add(instruction.Index);
                    break;
                case KernelOp.Store:
                    own.Add(instruction.Index);
                    ownWrites.Add(instruction.Index);
                    break;
                case KernelOp.Gather or KernelOp.Lookup:
                    gathered.Add(instruction.Index);
                    break;
                case KernelOp.ScatterAdd or KernelOp.ScatterMultiply or KernelOp.Scatter:
                    scattered.Add(instruction.Index);
                    break;
                case KernelOp.Scheme:
                    own.UnionWith(kernel.Schemes[instruction.Index].Reads);
                    own.UnionWith(kernel.Schemes[instruction.Index].Writes);
                    ownWrites.UnionWith(kernel.Schemes[instruction.Index].Writes);
                    break;
            }
        }

        foreach (var column in gathered.Where(ownWrites.Contains).Order())
            problems.Add($"column {kernel.Columns[column]} is gathered and stored by the same kernel");
        foreach (var column in scattered.Where(own.Contains).Order())
            problems.Add($"column {kernel.Columns[column]} is written by map and accessed directly by the same kernel");
    }
}
