using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;

namespace Neuroglot.Compilation.Phases;

/// <summary>
/// Finds deliveries in which each event adds the same to a neuron, whichever connection it comes by: constant weights, perhaps only where the neuron is
/// not refractory. It is enough to count the events then, and to add as often; since all that is added to a neuron is equal, the order does not matter, and
/// the sums are the same to the bit.
/// </summary>
internal static class EqualAdditions
{
    /// <summary>What the events of a delivery add, or null where they differ or do more than add.</summary>
    /// <param name="kernel">The kernel of the delivery.</param>
    /// <param name="count">Gives the number of instances to which a map leads.</param>
    public static EqualAddition? Of(Kernel kernel, Func<string, int> count)
    {
        var maps = kernel.Instructions.Where(instruction => instruction.Op == KernelOp.ScatterAdd).Select(instruction => instruction.Map).Distinct().ToList();
        if (maps is not [var map])
            return null;
        var builder = new KernelBuilder(kernel.Name + " addends");
        var values = new KernelValue[kernel.Instructions.Length];
        var columns = new List<string>();
        for (var place = 0; place < values.Length; place++)
        {
            var x = kernel.Instructions[place];
            switch (x.Op)
            {
                case KernelOp.ScatterAdd when !columns.Contains(kernel.Columns[x.Index]):
                    columns.Add(kernel.Columns[x.Index]);
                    builder.Store(Addend(kernel.Columns[x.Index]), values[x.A]);
                    break;
                case KernelOp.Gather when x.Map == map:
                    values[place] = builder.Load(kernel.Columns[x.Index]);
                    break;
                case KernelOp.Constant:
                    values[place] = builder.Constant(x.Number);
                    break;
                case KernelOp.True or KernelOp.False:
                    values[place] = builder.Constant(x.Op == KernelOp.True);
                    break;
                case KernelOp.Scalar:
                    values[place] = builder.Scalar(kernel.Scalars[x.Index]);
                    break;
                case var op when x.Info is { IsStatement: false, Names: KernelNames.None }:
                    values[place] = builder.Call(op, [.. Enumerable.Range(0, x.OperandCount).Select(k => values[x.Operand(k)])]);
                    break;
                default:
                    return null;
            }
        }

        // What is added must not depend on what was added before.
        var read = kernel.Instructions.Where(instruction => instruction.Op == KernelOp.Gather).Select(instruction => kernel.Columns[instruction.Index]);
        return read.Any(columns.Contains)
            ? null
            : new EqualAddition(builder.Build(), kernel.Maps[map], count(kernel.Maps[map]), [.. columns], [.. columns.Select(Addend)]);
    }

    private static string Addend(string column) => "added to " + column;
}
