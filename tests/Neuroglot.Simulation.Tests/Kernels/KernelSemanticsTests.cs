using Neuroglot.Compilation.Kernels;
using Neuroglot.Numerics;
using Neuroglot.Simulation.Kernels;
using Xunit;

namespace Neuroglot.Simulation.Tests.Kernels;

/// <summary>What each operation means, on ordinary and special numbers, in the interpreter and at every width.</summary>
public sealed class KernelSemanticsTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    private static readonly double[] Numbers =
    [
        0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 3.0, 7.0, -7.25, 170.0, 171.0, 1e-310, -1e300, 1e300, 710.0, -746.0,
        double.Epsilon, double.MaxValue, Inf, -Inf, NaN, 1e16, 4503599627370497.5, 16777217.0,
    ];

    private static IEnumerable<(string Name, IKernelCompiler Compiler)> Compilers() =>
    [
        ("interpreter", new KernelInterpreter()),
        ("scalar", new VectorKernelCompiler(KernelWidth.Scalar)),
        ("256", new VectorKernelCompiler(KernelWidth.Vector256)),
        ("512", new VectorKernelCompiler(KernelWidth.Vector512)),
    ];

    public static TheoryData<KernelOp> PureOps { get; } =
    [
        .. KernelOpInfo.All.Where(info => !info.IsStatement && info.Names == KernelNames.None && !info.Operands.IsEmpty).Select(info => info.Op),
    ];

    // The oracle is written apart from KernelMath, but for the elementary functions, which have tests of their own.
    private static double Expected(KernelOp op, double a, double b) => op switch
    {
        KernelOp.Negate => 0.0 - a is var r && a == 0 ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(a) ^ long.MinValue) : r,
        KernelOp.Abs => a < 0 || BitConverter.DoubleToInt64Bits(a) == long.MinValue ? -a : a,
        KernelOp.Sqrt => Math.Sqrt(a),
        KernelOp.Floor => Math.Floor(a),
        KernelOp.Ceiling => Math.Ceiling(a),
        KernelOp.Round => Math.Round(a, MidpointRounding.ToEven),
        KernelOp.Truncate => Math.Truncate(a),
        KernelOp.Sign => a > 0 ? 1 : a < 0 ? -1 : a,
        KernelOp.Heaviside => double.IsNaN(a) ? NaN : a > 0 ? 1 : a < 0 ? 0 : 0.5,
        KernelOp.Single => (float)a,
        KernelOp.Exp => Elementary.Exp(a),
        KernelOp.Expm1 => Elementary.Expm1(a),
        KernelOp.Log => Elementary.Log(a),
        KernelOp.Log1p => Elementary.Log1p(a),
        KernelOp.Log10 => Elementary.Log10(a),
        KernelOp.Log2 => Elementary.Log2(a),
        KernelOp.Exprel => Elementary.Exprel(a),
        KernelOp.Sin => Elementary.Sin(a),
        KernelOp.Cos => Elementary.Cos(a),
        KernelOp.Tan => Elementary.Tan(a),
        KernelOp.Asin => Elementary.Asin(a),
        KernelOp.Acos => Elementary.Acos(a),
        KernelOp.Atan => Elementary.Atan(a),
        KernelOp.Sinh => Elementary.Sinh(a),
        KernelOp.Cosh => Elementary.Cosh(a),
        KernelOp.Tanh => Elementary.Tanh(a),
        KernelOp.Asinh => Elementary.Asinh(a),
        KernelOp.Acosh => Elementary.Acosh(a),
        KernelOp.Atanh => Elementary.Atanh(a),
        KernelOp.Factorial => Elementary.Factorial(a),
        KernelOp.Add => a + b,
        KernelOp.Subtract => a - b,
        KernelOp.Multiply => a * b,
        KernelOp.Divide => a / b,
        KernelOp.Min => double.IsNaN(a) || double.IsNaN(b) ? NaN : a < b || (a == b && double.IsNegative(a)) ? a : b,
        KernelOp.Max => double.IsNaN(a) || double.IsNaN(b) ? NaN : a > b || (a == b && !double.IsNegative(a)) ? a : b,
        KernelOp.Pow => Elementary.Pow(a, b),
        KernelOp.Atan2 => Elementary.Atan2(a, b),
        KernelOp.Mod => a - (b * Math.Floor(a / b)),
        KernelOp.Less => Truth(a < b),
        KernelOp.LessOrEqual => Truth(a <= b),
        KernelOp.Greater => Truth(a > b),
        KernelOp.GreaterOrEqual => Truth(a >= b),
        KernelOp.Equal => Truth(a == b),
        KernelOp.NotEqual => Truth(a != b),
        KernelOp.And => Truth(a > 0 && b > 0),
        KernelOp.Or => Truth(a > 0 || b > 0),
        KernelOp.Not => Truth(!(a > 0)),
        KernelOp.FusedMultiplyAdd => Math.FusedMultiplyAdd(a, b, b),
        KernelOp.Select => a > 0 ? a : b,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    private static double Truth(bool truth) => truth ? 1.0 : 0.0;

    [Theory]
    [MemberData(nameof(PureOps))]
    public void Operation(KernelOp op)
    {
        var builder = new KernelBuilder("op");
        var (a, b) = (builder.Load("a"), builder.Load("b"));
        var info = KernelOpInfo.Of(op);
        var zero = builder.Constant(0.0);
        KernelValue[] operands = info.Operands is [KernelType.Mask, KernelType.F64, ..]
            ? [a > zero, a, b]
            : [.. info.Operands.Select((type, k) => (k == 0 ? a : b) is var x && type == KernelType.Mask ? x > zero : x)];
        var result = builder.Call(op, operands);
        builder.Store("r", result.Type == KernelType.Mask ? builder.Select(result, builder.Constant(1.0), zero) : result);
        var kernel = builder.Build();
        var pairs = (from x in Numbers from y in Numbers select (x, y)).ToArray();

        foreach (var (name, compiler) in Compilers())
        {
            var columns = new Dictionary<string, double[]>
            {
                ["a"] = [.. pairs.Select(pair => pair.x)],
                ["b"] = [.. pairs.Select(pair => pair.y)],
                ["r"] = new double[pairs.Length],
            };
            compiler.Compile(kernel).Run(KernelArguments.Bind(kernel, column => columns[column]), 0, pairs.Length);
            for (var i = 0; i < pairs.Length; i++)
            {
                var expected = Expected(op, pairs[i].x, pairs[i].y);
                Assert.True(
                    KernelWorld.SameBits(expected, columns["r"][i]),
                    $"{name}: {op}({pairs[i].x:R}, {pairs[i].y:R}) is {columns["r"][i]:R}, not {expected:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(PureOps))]
    public void Folding_a_constant_gives_the_bits_of_running(KernelOp op)
    {
        var info = KernelOpInfo.Of(op);
        if (info.Operands.Contains(KernelType.Mask))
            return;
        foreach (var a in Numbers)
        {
            var b = 0.75 - a;
            var builder = new KernelBuilder("fold");
            var operands = new[] { builder.Constant(a), builder.Constant(b), builder.Constant(b) }[..info.Operands.Length];
            var result = builder.Call(op, operands);
            builder.Store("r", result.Type == KernelType.Mask ? builder.Select(result, builder.Constant(1.0), builder.Constant(0.0)) : result);
            var kernel = builder.Build();

            Assert.Equal(KernelOp.Constant, kernel.Instructions[0].Op);
            Assert.True(KernelWorld.SameBits(Expected(op, a, b), kernel.Instructions[0].Number), $"{op}({a:R}, {b:R})");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Additions_and_multiplications_by_map_happen_instance_after_instance(bool multiplies)
    {
        // 1e16 + 1 + 1 and 1 + 1 + 1e16 differ, so any other order shows.
        var builder = new KernelBuilder("scatter");
        Action<string, string, KernelValue> scatter = multiplies ? builder.ScatterMultiply : builder.ScatterAdd;
        scatter("sum", "target", builder.Load("first"));
        scatter("other", "target", builder.Load("second"));
        scatter("sum", "back", builder.Load("second"));
        var kernel = builder.Build();
        const int Count = 37;
        double[] first = [.. Enumerable.Range(0, Count).Select(i => i % 3 == 0 ? 1e16 : 1.0 + i)];
        double[] second = [.. Enumerable.Range(0, Count).Select(i => i % 5 == 0 ? -1e16 : 0.5 + i)];
        int[] target = [.. Enumerable.Range(0, Count).Select(i => i * 7 % 3)];
        int[] back = [.. Enumerable.Range(0, Count).Select(i => i * 5 % 3)];
        double[] expected = [1, 1, 1];
        for (var i = 0; i < Count; i++)
        {
            expected[target[i]] = multiplies ? expected[target[i]] * first[i] : expected[target[i]] + first[i];
            expected[back[i]] = multiplies ? expected[back[i]] * second[i] : expected[back[i]] + second[i];
        }

        foreach (var (name, compiler) in Compilers())
        {
            double[] sum = [1, 1, 1];
            var arguments = KernelArguments.Bind(
                kernel,
                column => column switch { "first" => first, "second" => second, "sum" => sum, _ => new double[3] },
                map => map == "target" ? target : back);
            var compiled = compiler.Compile(kernel);
            compiled.Run(arguments, 0, 11);
            compiled.Run(arguments, 11, Count);
            Assert.True(expected.AsSpan().SequenceEqual(sum), name);
        }
    }

    [Fact]
    public void An_instance_sees_what_those_before_it_wrote_by_map()
    {
        // x <- 10·x + digit keeps the order of the instances in the digits.
        var builder = new KernelBuilder("digits");
        builder.Scatter("x", "target", (10.0 * builder.Gather("x", "target")) + builder.Load("digit"));
        builder.Store("seen", builder.Gather("x", "other"));
        var kernel = builder.Build();
        double[] digit = [.. Enumerable.Range(0, 24).Select(i => (double)(i % 10))];
        int[] target = [.. Enumerable.Range(0, 24).Select(i => i % 3)];
        int[] other = [.. Enumerable.Range(0, 24).Select(i => (i + 1) % 3)];
        double[] expected = [.. new double[3]];
        var expectedSeen = new double[24];
        for (var i = 0; i < 24; i++)
        {
            expected[target[i]] = (10.0 * expected[target[i]]) + digit[i];
            expectedSeen[i] = expected[other[i]];
        }

        Assert.True(kernel.IsSequential);
        foreach (var (name, compiler) in Compilers())
        {
            var x = new double[3];
            var seen = new double[24];
            var arguments = KernelArguments.Bind(
                kernel, column => column switch { "x" => x, "digit" => digit, _ => seen }, map => map == "target" ? target : other);
            compiler.Compile(kernel).Run(arguments, 0, 24);
            Assert.True(expected.AsSpan().SequenceEqual(x), name);
            Assert.True(expectedSeen.AsSpan().SequenceEqual(seen), name);
        }
    }

    [Fact]
    public void Nothing_outside_the_range_changes()
    {
        var builder = new KernelBuilder("range");
        builder.Store("x", builder.Constant(1.0));
        builder.Flag("f", builder.Constant(true));
        var kernel = builder.Build();
        foreach (var (name, compiler) in Compilers())
        {
            var x = new double[64];
            var flags = new byte[8];
            compiler.Compile(kernel).Run(KernelArguments.Bind(kernel, _ => x, flag: _ => flags), 5, 43);
            for (var i = 0; i < 64; i++)
            {
                var inside = i is >= 5 and < 43;
                Assert.True(x[i] == (inside ? 1.0 : 0.0) && (flags[i / 8] >> (i % 8) & 1) == (inside ? 1 : 0), $"{name}: instance {i}");
            }
        }
    }

    [Fact]
    public void Flags_are_cleared_where_the_mask_is_false()
    {
        var builder = new KernelBuilder("flags");
        builder.Flag("f", builder.Load("x") > builder.Constant(0.0));
        var kernel = builder.Build();
        double[] x = [.. Enumerable.Range(0, 24).Select(i => i % 3 - 1.0)];
        foreach (var (name, compiler) in Compilers())
        {
            byte[] flags = [255, 255, 255];
            compiler.Compile(kernel).Run(KernelArguments.Bind(kernel, _ => x, flag: _ => flags), 0, 24);
            Assert.True(Enumerable.Range(0, 24).All(i => (flags[i / 8] >> (i % 8) & 1) == (i % 3 == 2 ? 1 : 0)), name);
        }
    }

    [Fact]
    public void Draws_depend_on_seed_stream_instance_step_and_ordinal_alone()
    {
        var builder = new KernelBuilder("draws");
        builder.Store("a", builder.Uniform(0));
        builder.Store("b", builder.Normal(0));
        builder.Store("c", builder.Exponential(1));
        builder.Store("d", builder.Poisson(2, builder.Constant(3.5)));
        var kernel = builder.Build();
        var reference = Draw(new KernelInterpreter(), 0, [(0, 50)]);

        foreach (var (_, compiler) in Compilers())
        {
            Assert.Equal(reference, Draw(compiler, 0, [(0, 50)]));
            Assert.Equal(reference, Draw(compiler, 0, [(33, 50), (0, 33)]));
            Assert.Equal(reference[1][10..50], Draw(compiler, 10, [(0, 40)])[1][..40]);
        }

        Assert.True(reference[0][..50].Distinct().Count() == 50 && reference[0].All(u => u is >= 0 and < 1));
        Assert.True(reference[3].All(count => count >= 0 && count == Math.Floor(count)));
        Assert.NotEqual(reference[0], Draw(new KernelInterpreter(), 0, [(0, 50)], a => a.Seed++)[0]);
        Assert.NotEqual(reference[0], Draw(new KernelInterpreter(), 0, [(0, 50)], a => a.Stream++)[0]);
        Assert.NotEqual(reference[0], Draw(new KernelInterpreter(), 0, [(0, 50)], a => a.Step++)[0]);

        double[][] Draw(IKernelCompiler compiler, uint offset, (int Start, int End)[] ranges, Action<KernelArguments>? change = null)
        {
            var arguments = KernelArguments.Bind(kernel, _ => new double[56]);
            (arguments.Seed, arguments.Stream, arguments.Step, arguments.InstanceOffset) = (7, 1, 99, offset);
            change?.Invoke(arguments);
            var compiled = compiler.Compile(kernel);
            foreach (var (start, end) in ranges)
                compiled.Run(arguments, start, end);
            return arguments.Columns;
        }
    }

    [Fact]
    public void Short_arrays_and_wrong_maps_are_refused()
    {
        var builder = new KernelBuilder("checked");
        builder.Store("y", builder.Gather("x", "m") + builder.Load("z"));
        var kernel = builder.Build();
        foreach (var (_, compiler) in Compilers())
        {
            var compiled = compiler.Compile(kernel);
            var good = KernelArguments.Bind(kernel, _ => new double[16], _ => new int[16]);
            compiled.Run(good, 0, 16);
            Assert.Throws<ArgumentException>(() => compiled.Run(good, 0, 17));
            Assert.Throws<ArgumentException>(() => compiled.Run(new KernelArguments(), 0, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => compiled.Run(good, -1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => compiled.RunAt(good, [0, 1], 1, 2));
            Assert.Throws<IndexOutOfRangeException>(() => compiled.RunAt(good, [16], 0, 1));
            var wild = KernelArguments.Bind(kernel, _ => new double[16], _ => Enumerable.Repeat(16, 16).ToArray());
            Assert.Throws<IndexOutOfRangeException>(() => compiled.Run(wild, 0, 16));
        }
    }

    [Fact]
    public void Inlining_after_many_instances_keeps_the_bits()
    {
        var builder = new KernelBuilder("warm");
        builder.Store("y", builder.Exp(builder.Load("x")));
        var kernel = builder.Build();
        var x = Enumerable.Range(0, 4096).Select(i => (i - 2048) * 0.37).ToArray();
        var y = new double[4096];
        var compiled = new VectorKernelCompiler(KernelWidth.Vector512).Compile(kernel);
        var arguments = KernelArguments.Bind(kernel, name => name == "x" ? x : y);
        compiled.Run(arguments, 0, 4096);
        double[] before = [.. y];
        for (var step = 0; step < 1600; step++)
            compiled.Run(arguments, 0, 4096);
        Assert.Equal(before, y);
    }
}
