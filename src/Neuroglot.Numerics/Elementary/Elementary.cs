using System.Runtime.CompilerServices;

namespace Neuroglot.Numerics;

/// <summary>
/// Elementary functions for one, four or eight doubles at a time, under the same names. Every lane gets the same bits in every
/// width and on every machine (NaN counts as one value), which the platform's own functions do not promise; so results do not
/// depend on the vector width, the processor or the operating system.
/// </summary>
/// <remarks>
/// <para>
/// Errors are given in units in the last place of the exact result (ulp), maxima found by comparison with values of about 100 bits
/// on random and hard arguments. Special values follow C99 Annex F; floating-point exceptions are not raised on purpose.
/// </para>
/// <para>
/// One text per function, written over <c>ILanes</c>, serves the three widths; a scalar is lane 0 of a 128-bit vector. Fused
/// multiply-add is used throughout: on a machine without it the functions are correct but slow.
/// </para>
/// </remarks>
public static partial class Elementary
{
    /// <summary>Short enough, and used often enough, that a call would cost half as much again.</summary>
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>
    /// Long enough that a call does not matter, and inlining would lengthen the compilation of kernels. Optimised at once: kernels
    /// call these from their first step, and unoptimised generic code is a hundred times slower.
    /// </summary>
    private const MethodImplOptions Called = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
}
