using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>Finds the values that are the same for every instance of a call, made of constants and scalars alone; they are computed once, before the
/// loop.</summary>
internal static class UniformValues
{
    /// <summary>For each instruction of <paramref name="kernel"/> whether its value is uniform.</summary>
    internal static bool[] Of(Kernel kernel)
    {
        var uniform = new bool[kernel.Instructions.Length];
        for (var place = 0; place < uniform.Length; place++)
        {
            var instruction = kernel.Instructions[place];
            var info = instruction.Info;
            uniform[place] = !info.IsStatement && !info.IsDraw && instruction.Op is not (KernelOp.Load or KernelOp.Gather or KernelOp.Flagged);
            for (var k = 0; k < instruction.OperandCount; k++)
                uniform[place] &= uniform[instruction.Operand(k)];
        }

        return uniform;
    }
}
