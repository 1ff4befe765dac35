using System.Collections.Immutable;
using System.Diagnostics;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>Runs kernels instance by instance and instruction by instruction: slow, and the definition of what a kernel means.</summary>
public sealed class KernelInterpreter : IKernelCompiler
{
    /// <inheritdoc/>
    public ICompiledKernel Compile(Kernel kernel) => new Interpreted(kernel);

    private sealed class Interpreted(Kernel kernel) : ICompiledKernel
    {
        private readonly ArgumentCheck _check = new(kernel);
        private readonly ImmutableArray<KernelOpInfo> _infos = [.. kernel.Instructions.Select(instruction => instruction.Info)];

        public Kernel Kernel => kernel;

        /// <inheritdoc/>
        public void Prepare(int start, int end)
        {
            // There is no code to make.
        }

        public void Run(KernelArguments arguments, int start, int end)
        {
            _check.Range(arguments, start, end);
            var numbers = new double[kernel.Instructions.Length];
            var masks = new bool[kernel.Instructions.Length];
            for (var instance = start; instance < end; instance++)
                Step(arguments, instance, numbers, masks);
        }

        public void RunAt(KernelArguments arguments, int[] indices, int start, int count)
        {
            _check.Indices(arguments, indices, start, count);
            var numbers = new double[kernel.Instructions.Length];
            var masks = new bool[kernel.Instructions.Length];
            foreach (var instance in indices.AsSpan(start, count))
                Step(arguments, instance, numbers, masks);
        }

        private void Step(KernelArguments arguments, int instance, double[] numbers, bool[] masks)
        {
            for (var place = 0; place < numbers.Length; place++)
            {
                var instruction = kernel.Instructions[place];
                if (_infos[place].IsStatement)
                    Do(arguments, instance, instruction, numbers, masks);
                else if (_infos[place].Result == KernelType.Mask)
                    masks[place] = Mask(arguments, instance, instruction, numbers, masks);
                else
                    numbers[place] = Number(arguments, instance, instruction, numbers, masks);
            }
        }

        private static double Number(KernelArguments arguments, int instance, Instruction x, double[] numbers, bool[] masks) => x.Op switch
        {
            KernelOp.Constant => x.Number,
            KernelOp.Scalar => arguments.Scalars[x.Index],
            KernelOp.Load => arguments.Columns[x.Index][instance],
            KernelOp.Gather => arguments.Columns[x.Index][arguments.Maps[x.Map][instance]],
            KernelOp.Lookup => ScalarLanes.Lookup(arguments.Columns[x.Index], numbers[x.A]),
            KernelOp.Select => masks[x.A] ? numbers[x.B] : numbers[x.C],
            KernelOp.FusedMultiplyAdd => Math.FusedMultiplyAdd(numbers[x.A], numbers[x.B], numbers[x.C]),
            KernelOp.Uniform => ScalarLanes.Uniform(arguments, instance, x.Index),
            KernelOp.Normal => ScalarLanes.Normal(arguments, instance, x.Index),
            KernelOp.Exponential => ScalarLanes.Exponential(arguments, instance, x.Index),
            KernelOp.Poisson => ScalarLanes.Poisson(arguments, instance, x.Index, numbers[x.A]),
            _ when x.OperandCount == 1 => KernelMath.Unary(x.Op, numbers[x.A]),
            _ => KernelMath.Binary(x.Op, numbers[x.A], numbers[x.B]),
        };

        private static bool Mask(KernelArguments arguments, int instance, Instruction x, double[] numbers, bool[] masks) => x.Op switch
        {
            KernelOp.True => true,
            KernelOp.False => false,
            KernelOp.Flagged => ScalarLanes.Flagged(arguments.Flags[x.Index], instance),
            KernelOp.And => masks[x.A] && masks[x.B],
            KernelOp.Or => masks[x.A] || masks[x.B],
            KernelOp.Not => !masks[x.A],
            _ => KernelMath.Compare(x.Op, numbers[x.A], numbers[x.B]),
        };

        private void Do(KernelArguments arguments, int instance, Instruction x, double[] numbers, bool[] masks)
        {
            switch (x.Op)
            {
                case KernelOp.Store:
                    arguments.Columns[x.Index][instance] = numbers[x.A];
                    break;
                case KernelOp.ScatterAdd:
                    arguments.Columns[x.Index][arguments.Maps[x.Map][instance]] += numbers[x.A];
                    break;
                case KernelOp.ScatterMultiply:
                    arguments.Columns[x.Index][arguments.Maps[x.Map][instance]] *= numbers[x.A];
                    break;
                case KernelOp.Scatter:
                    arguments.Columns[x.Index][arguments.Maps[x.Map][instance]] = numbers[x.A];
                    break;
                case KernelOp.Flag:
                    ScalarLanes.Flag(arguments.Flags[x.Index], instance, masks[x.A]);
                    break;
                case KernelOp.Scheme:
                    var call = kernel.Schemes[x.Index];
                    arguments.Schemes[x.Index].Advance(arguments, call.Reads.AsSpan(), call.Writes.AsSpan(), instance);
                    break;
                default:
                    throw new UnreachableException($"{x.Op} is not a statement.");
            }
        }
    }
}
