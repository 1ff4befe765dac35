using System.Runtime.Intrinsics;
using FsCheck.Fluent;
using Neuroglot.Numerics.Lanes;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Numerics.Tests.Elementary;

public sealed class WidthTests
{
    public static TheoryData<string> OneArgument => new(FunctionTable.OneArgument);

    public static TheoryData<string> TwoArguments => new(FunctionTable.TwoArguments);

    [Theory]
    [MemberData(nameof(OneArgument))]
    public void Every_width_gives_the_same_bits(string name)
    {
        var x = Arguments(40_000);
        var scalar = FunctionTable.One<double>(name);
        var four = FunctionTable.Map256(FunctionTable.One<Vector256<double>>(name), x);
        var eight = FunctionTable.Map512(FunctionTable.One<Vector512<double>>(name), x);
        for (var i = 0; i < x.Length; i++)
        {
            var one = scalar(x[i]);
            Assert.True(FunctionTable.SameBits(one, four[i]) && FunctionTable.SameBits(one, eight[i]), $"{name}({x[i]:R}) = {one:R}, {four[i]:R}, {eight[i]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(TwoArguments))]
    public void Every_width_gives_the_same_bits_for_two_arguments(string name)
    {
        var special = Sampling.Special;
        var sampling = new Sampling(7);
        var scalar = FunctionTable.Two<double>(name);
        var four = FunctionTable.Two<Vector256<double>>(name);
        var eight = FunctionTable.Two<Vector512<double>>(name);
        for (var i = 0; i < special.Length * special.Length + 8_000; i++)
        {
            var inTable = i < special.Length * special.Length;
            var x = inTable ? special[i % special.Length] : sampling.Between(-3, 3);
            var y = inTable ? special[i / special.Length] : sampling.Anything();
            var one = scalar(x, y);
            var others = Vector512.Create(0.3).WithElement(i & 7, x);
            var inFour = four(Vector256.Create(0.3).WithElement(i & 3, x), Vector256.Create(1.7).WithElement(i & 3, y))[i & 3];
            var inEight = eight(others, Vector512.Create(1.7).WithElement(i & 7, y))[i & 7];
            Assert.True(FunctionTable.SameBits(one, inFour) && FunctionTable.SameBits(one, inEight), $"{name}({x:R}, {y:R}) = {one:R}, {inFour:R}, {inEight:R}");
        }
    }

    [Fact]
    public void Any_double_gives_the_same_bits_in_any_lane() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<double>().Two().ToArbitrary(),
            pair => FunctionTable.OneArgument.All(name =>
            {
                var (x, beside) = pair;
                var scalar = FunctionTable.One<double>(name)(x);
                var vector = FunctionTable.One<Vector512<double>>(name)(Vector512.Create(beside).WithElement(5, x));
                return FunctionTable.SameBits(scalar, vector[5]);
            })).Holds();

    [Fact]
    public void Clip_and_integer_powers_give_the_same_bits()
    {
        var x = Arguments(8_000);
        foreach (var n in new[] { 0, 1, 2, 3, 4, 7, 30, -1, -5, int.MinValue, int.MaxValue })
        {
            for (var i = 0; i < x.Length; i += 8)
            {
                var eight = Numerics.Elementary.PowInteger(Vector512.LoadUnsafe(ref x[i]), n);
                var four = Numerics.Elementary.PowInteger(Vector256.LoadUnsafe(ref x[i]), n);
                var clipped = Numerics.Elementary.Clip(Vector512.LoadUnsafe(ref x[i]), Vector512.Create(-1.5), Vector512.Create(2.0));
                for (var lane = 0; lane < 8; lane++)
                {
                    var one = Numerics.Elementary.PowInteger(x[i + lane], n);
                    Assert.True(FunctionTable.SameBits(one, eight[lane]));
                    Assert.True(lane >= 4 || FunctionTable.SameBits(one, four[lane]));
                    Assert.True(FunctionTable.SameBits(Numerics.Elementary.Clip(x[i + lane], -1.5, 2.0), clipped[lane]));
                }
            }
        }
    }

    [Fact]
    public void Scaling_without_the_instruction_gives_the_same_bits()
    {
        var sampling = new Sampling(3);
        for (var i = 0; i < 100_000; i++)
        {
            var a = sampling.Between(0.5, 2);
            var n = Math.Floor(sampling.Between(-1080, 1026));
            var expected = Math.ScaleB(a, (int)n);
            var plain = PowerOfTwo.ScaleInTwoSteps<EightLanes, Vector512<double>>(Vector512.Create(a), Vector512.Create(n));
            Assert.True(FunctionTable.SameBits(expected, plain[0]), $"{a:R}·2^{n}");
            Assert.True(FunctionTable.SameBits(expected, EightLanes.Scale(Vector512.Create(a), Vector512.Create(n))[0]));
            Assert.True(FunctionTable.SameBits(expected, FourLanes.Scale(Vector256.Create(a), Vector256.Create(n))[0]));
            Assert.True(FunctionTable.SameBits(expected, OneLane.Scale(Vector128.Create(a), Vector128.Create(n))[0]));
        }
    }

    private static double[] Arguments(int count)
    {
        var sampling = new Sampling(11);
        var x = new double[count / 8 * 8];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = i < Sampling.Special.Length
                ? Sampling.Special[i]
                : (i % 4) switch
                {
                    0 => sampling.Anything(),
                    1 => sampling.Between(-1.1, 1.1),
                    2 => sampling.Between(-800, 800),
                    _ => sampling.Between(-2e6, 2e6),
                };
        }

        return x;
    }
}
