using System.Collections.Immutable;
using Neuroglot.Compilation.Kernels;
using Xunit;

namespace Neuroglot.Compilation.Tests.Kernels;

public sealed class KernelVerifierTests
{
    private static string Verify(ImmutableArray<string> columns, params Instruction[] instructions) => string.Join(
        "; ", KernelVerifier.Verify(new Kernel("k", [.. instructions], columns, ["m"], [], [], [])));

    [Fact]
    public void A_sound_kernel_has_no_problems() =>
        Assert.Empty(Verify(["x"], new(KernelOp.Load, Index: 0), new(KernelOp.Negate, 0), new(KernelOp.Store, 1, Index: 0)));

    [Fact]
    public void Use_before_definition_is_found() =>
        Assert.Contains("%0: operand %1 of neg is not defined", Verify(["x"], new(KernelOp.Negate, 1), new(KernelOp.Load, Index: 0)), StringComparison.Ordinal);

    [Fact]
    public void Wrong_types_are_found() =>
        Assert.Contains("operand %0 of not is not a Mask", Verify(["x"], new(KernelOp.Load, Index: 0), new(KernelOp.Not, 0)), StringComparison.Ordinal);

    [Fact]
    public void A_statement_is_no_operand() => Assert.Contains(
        "operand %1 of neg",
        Verify(["x"], new(KernelOp.Load, Index: 0), new(KernelOp.Store, 0, Index: 0), new(KernelOp.Negate, 1)),
        StringComparison.Ordinal);

    [Fact]
    public void Superfluous_operands_are_found() => Assert.Contains(
        "takes 1 operands", Verify(["x"], new(KernelOp.Load, Index: 0), new(KernelOp.Negate, 0, 0)), StringComparison.Ordinal);

    [Fact]
    public void Names_out_of_range_are_found()
    {
        Assert.Contains("no column 1", Verify(["x"], new Instruction(KernelOp.Load, Index: 1)), StringComparison.Ordinal);
        Assert.Contains("no map 2", Verify(["x"], new Instruction(KernelOp.Gather, Index: 0, Map: 2)), StringComparison.Ordinal);
        Assert.Contains("no scalar 0", Verify(["x"], new Instruction(KernelOp.Scalar, Index: 0)), StringComparison.Ordinal);
        Assert.Contains("no draw -1", Verify(["x"], new Instruction(KernelOp.Uniform)), StringComparison.Ordinal);
        Assert.Contains("no such operation", Verify(["x"], new Instruction((KernelOp)999)), StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_what_is_added_to_by_map_is_a_hazard() => Assert.Contains(
        "column x is written by map and accessed directly",
        Verify(["x"], new(KernelOp.Load, Index: 0), new(KernelOp.ScatterAdd, 0, Index: 0, Map: 0)),
        StringComparison.Ordinal);

    [Fact]
    public void Gathering_what_is_stored_is_a_hazard() => Assert.Contains(
        "column x is gathered and stored",
        Verify(["x"], new(KernelOp.Gather, Index: 0, Map: 0), new(KernelOp.Store, 0, Index: 0)),
        StringComparison.Ordinal);
}
