using FsCheck.Fluent;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Tests.Kernels;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Simulation.Tests.Kernels;

/// <summary>Interpreter and compilers agree bit for bit, whatever the width and however the range is cut.</summary>
public sealed class KernelAgreementTests
{
    private const int Count = 41;

    private static readonly KernelInterpreter Interpreter = new();

    private static void Agree(KernelWidth width, Action<ICompiledKernel, KernelArguments, int, int> run, int sectionLimit)
    {
        var compiler = new VectorKernelCompiler(width, sectionLimit);
        var cases = from kernel in RandomKernels.Any.Generator
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    from start in Gen.Choose(0, Count)
                    from length in Gen.Choose(0, Count)
                    select (kernel, seed, start, end: Math.Min(Count, start + length));
        Prop.ForAll(Arb.From(cases), test =>
        {
            var expected = new KernelWorld(test.kernel, Count, (ulong)test.seed);
            var actual = new KernelWorld(test.kernel, Count, (ulong)test.seed);
            Interpreter.Compile(test.kernel).Run(expected.Arguments, test.start, test.end);
            run(compiler.Compile(test.kernel), actual.Arguments, test.start, test.end);
            var difference = KernelWorld.Difference(expected, actual);
            return (difference is null).Label($"{difference}\n{test.kernel}");
        }).Holds();
    }

    [Theory]
    [InlineData(KernelWidth.Scalar)]
    [InlineData(KernelWidth.Vector256)]
    [InlineData(KernelWidth.Vector512)]
    [InlineData(KernelWidth.Best)]
    public void Any_range_gives_the_bits_of_the_interpreter(KernelWidth width) =>
        Agree(width, (kernel, arguments, start, end) => kernel.Run(arguments, start, end), int.MaxValue);

    [Theory]
    [InlineData(KernelWidth.Scalar)]
    [InlineData(KernelWidth.Vector256)]
    [InlineData(KernelWidth.Vector512)]
    public void So_does_a_kernel_cut_into_small_sections(KernelWidth width) =>
        Agree(width, (kernel, arguments, start, end) => kernel.Run(arguments, start, end), 6);

    [Theory]
    [InlineData(KernelWidth.Vector256)]
    [InlineData(KernelWidth.Vector512)]
    public void So_do_two_halves(KernelWidth width) => Agree(
        width,
        (kernel, arguments, start, end) =>
        {
            var middle = (start + end) / 2;
            kernel.Run(arguments, start, middle);
            kernel.Run(arguments, middle, end);
        },
        60);

    // The just-in-time compiler of .NET 10 gets such masks of vectors wrong, hence it is not shown them.
    [Theory]
    [InlineData("eq")]
    [InlineData("ne")]
    [InlineData("lt")]
    [InlineData("ge")]
    public void Comparing_with_a_constant_that_is_not_a_number_agrees(string comparison)
    {
        var kernel = KernelText.Parse(
            $"kernel k\n%0 = load v\n%1 = constant nan\n%2 = scalar dt\n%3 = {comparison} %0 %1\n%4 = lt %0 %2\n%5 = and %3 %4\nflag seen %5\n");
        foreach (var width in (KernelWidth[])[KernelWidth.Scalar, KernelWidth.Vector256, KernelWidth.Vector512])
        {
            var expected = new KernelWorld(kernel, Count, 1);
            var actual = new KernelWorld(kernel, Count, 1);
            Interpreter.Compile(kernel).Run(expected.Arguments, 0, Count);
            new VectorKernelCompiler(width).Compile(kernel).Run(actual.Arguments, 0, Count);
            Assert.Null(KernelWorld.Difference(expected, actual));
        }
    }

    [Theory]
    [InlineData("-1e300")]
    [InlineData("-1")]
    [InlineData("0.1")]
    [InlineData("1e300")]
    public void Draws_that_none_some_or_all_instances_take_agree(string limit)
    {
        var kernel = KernelText.Parse(
            $"kernel k\n%0 = load v\n%1 = constant {limit}\n%2 = lt %0 %1\n%3 = exponential 0\n%4 = mul %1 %3\n%5 = select %2 %4 %0\n%6 = normal 1\n%7 = not %2\n%8 = select %7 %6 %5\nstore v %8\n");
        foreach (var width in (KernelWidth[])[KernelWidth.Scalar, KernelWidth.Vector256, KernelWidth.Vector512])
        {
            var expected = new KernelWorld(kernel, Count, 1);
            var actual = new KernelWorld(kernel, Count, 1);
            Interpreter.Compile(kernel).Run(expected.Arguments, 0, Count);
            new VectorKernelCompiler(width).Compile(kernel).Run(actual.Arguments, 0, Count);
            Assert.Null(KernelWorld.Difference(expected, actual));
        }
    }

    // On machines with AVX-512 the just-in-time compiler of .NET 10 leaves ones beyond the fourth bit of such a mask.
    [Fact]
    public void Flags_beyond_the_end_stay_as_they_are()
    {
        var kernel = KernelText.Parse(
            "kernel k\n%0 = load v\n%1 = scalar dt\n%2 = constant 0.1\n%3 = lt %0 %1\n%4 = gather \"peer b\" via post\n%5 = ne %4 %2\n%6 = and %5 %3\n%7 = not %6\nflag seen %7\n");
        foreach (var width in (KernelWidth[])[KernelWidth.Scalar, KernelWidth.Vector256, KernelWidth.Vector512])
        {
            for (ulong seed = 0; seed < 20; seed++)
            {
                var expected = new KernelWorld(kernel, Count, seed);
                var actual = new KernelWorld(kernel, Count, seed);
                Interpreter.Compile(kernel).Run(expected.Arguments, 0, 30);
                new VectorKernelCompiler(width).Compile(kernel).Run(actual.Arguments, 0, 30);
                Assert.Null(KernelWorld.Difference(expected, actual));
            }
        }
    }

    [Theory]
    [InlineData(KernelWidth.Scalar)]
    [InlineData(KernelWidth.Vector256)]
    [InlineData(KernelWidth.Vector512)]
    public void So_does_a_list_of_indices(KernelWidth width)
    {
        int[] all = [.. Enumerable.Range(0, Count + 1)];
        Agree(width, (kernel, arguments, start, end) => kernel.RunAt(arguments, all, start, end - start), int.MaxValue);
        Agree(width, (kernel, arguments, start, end) => kernel.RunAt(arguments, all, start, end - start), 6);
    }

    [Theory]
    [InlineData(KernelWidth.Vector256)]
    [InlineData(KernelWidth.Vector512)]
    public void Instances_picked_from_a_list_give_the_bits_of_one_by_one(KernelWidth width)
    {
        // Gaps, a repetition and two rising runs, the second of whole vectors and a rest; loads, stores, gathers and additions by map.
        var kernel = KernelText.Parse(
            "kernel k\n%0 = load v\n%1 = gather \"peer b\" via post\n%2 = mul %0 %1\n%3 = exp %2\n%4 = add %3 %1\nstore v %4\nscatteradd sum1 via pre %3\n");
        int[] indices = [1, 4, 9, 9, .. Enumerable.Range(0, 19).Select(k => 2 * k)];
        var expected = new KernelWorld(kernel, Count, 3);
        var actual = new KernelWorld(kernel, Count, 3);
        foreach (var index in indices)
            Interpreter.Compile(kernel).Run(expected.Arguments, index, index + 1);
        new VectorKernelCompiler(width).Compile(kernel).RunAt(actual.Arguments, indices, 0, indices.Length);
        Assert.Null(KernelWorld.Difference(expected, actual));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(2)]
    public void An_instance_that_is_listed_twice_is_run_twice(int sectionLimit)
    {
        var kernel = KernelText.Parse("kernel k\n%0 = load v\n%1 = load w\n%2 = mul %0 %1\n%3 = add %2 %1\n%4 = mul %3 %1\n%5 = add %4 %0\nstore v %5\n");
        int[] indices = [3, 5, 5, 1, 3, 3];
        var expected = new KernelWorld(kernel, Count, 7);
        var actual = new KernelWorld(kernel, Count, 7);
        foreach (var world in (KernelWorld[])[expected, actual])
        {
            foreach (var column in world.Arguments.Columns)
                Array.Fill(column, 0.5);
        }

        foreach (var index in indices)
            Interpreter.Compile(kernel).Run(expected.Arguments, index, index + 1);
        new VectorKernelCompiler(KernelWidth.Best, sectionLimit).Compile(kernel).RunAt(actual.Arguments, indices, 0, indices.Length);
        Assert.Null(KernelWorld.Difference(expected, actual));
    }

    [Theory]
    [InlineData(KernelWidth.Scalar)]
    [InlineData(KernelWidth.Vector512)]
    public void Many_instances_of_a_large_kernel_agree(KernelWidth width)
    {
        foreach (var kernel in RandomKernels.Exactly(1500).Sample(2))
        {
            var expected = new KernelWorld(kernel, 600, 5);
            var actual = new KernelWorld(kernel, 600, 5);
            Interpreter.Compile(kernel).Run(expected.Arguments, 3, 599);
            new VectorKernelCompiler(width).Compile(kernel).Run(actual.Arguments, 3, 599);
            Assert.Null(KernelWorld.Difference(expected, actual));
        }
    }
}
