using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Networks;
using Xunit;

namespace Neuroglot.Compilation.Tests.Lowering;

/// <summary>The kernels of a small class, as text.</summary>
public sealed class LoweringTests
{
    [Fact]
    public void A_step_reads_state_advances_it_and_tells_of_events()
    {
        var plan = Models.Plan(Models.Experiment([new ComponentSet("cells", Models.Leaky(), 3)]));
        Assert.Equal(
            """
            kernel step
            %0 = constant 2
            %1 = load x
            %2 = sub %0 %1
            %3 = constant 1.2129186544029835E-14
            %4 = mul %2 %3
            %5 = constant 99.99999999999999
            %6 = fma %2 %5 %4
            %7 = constant 0.001
            %8 = mul %7 %6
            %9 = add %1 %8
            %10 = constant 1
            %11 = gt %9 %10
            %12 = constant 0
            %13 = select %11 %12 %9
            flag "out#0" %11
            store x %13

            """, KernelText.Print(plan.Kernels[0].Step), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_handler_changes_only_what_it_assigns()
    {
        var plan = Models.Plan(Models.Experiment([new ComponentSet("cells", Models.Leaky(), 3)], Models.Events(0, 0, 0.001, (0, 1))));
        Assert.Equal(
            """
            kernel "event in"
            %0 = load x
            %1 = constant 0.5
            %2 = add %0 %1
            store x %2

            """, KernelText.Print(plan.Kernels[0].Events.Single().Kernel), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Parameters_that_differ_are_loaded_and_others_are_constants()
    {
        var set = new ComponentSet("cells", Models.Leaky(), 2);
        var varied = set.With("e", new ListValue([1, 3])).With("tau", new FixedValue(0.03125));
        var text = KernelText.Print(Models.Plan(Models.Experiment([varied])).Kernels[0].Step);
        Assert.Contains("load e", text, StringComparison.Ordinal);
        Assert.Contains("constant 32\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("load tau", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kernel_is_valid()
    {
        var plan = Models.Plan(Models.Experiment([new ComponentSet("cells", Models.Leaky(relays: true), 3)], Models.Events(0, 0, 0, (0, 1))));
        foreach (var kernel in plan.Kernels.SelectMany(set => set.Events.Select(handler => handler.Kernel).Append(set.Step).Append(set.Start)))
            Assert.Empty(KernelVerifier.Verify(kernel));
    }
}
