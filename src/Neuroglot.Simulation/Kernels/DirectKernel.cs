using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Simulation.Kernels;

/// <summary>The one piece of code that a kernel runs for some instances, with its arguments, which have been checked.</summary>
/// <param name="Loop">The code.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Time">The place of the time among the scalars, or −1.</param>
/// <param name="Start">The first instance.</param>
/// <param name="End">The instance after the last.</param>
internal sealed record DirectKernel(KernelLoop Loop, KernelArguments Arguments, int Time, int Start, int End);
