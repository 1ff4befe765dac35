using Neuroglot.Compilation.Kernels;
using Neuroglot.Numerics;
using Neuroglot.Simulation.Kernels;
using Xunit;

namespace Neuroglot.Simulation.Tests.Kernels;

/// <summary>Divisions by constants, of which most become multiplications, have the bits of divisions.</summary>
public sealed class ConstantDivisorTests
{
    // Below, the last bit may differ, as the language of kernels says.
    private static readonly double Smallest = Math.ScaleB(1, -900);

    private static readonly double[] Special =
    [
        0.0, -0.0, 1.0, -1.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.MaxValue, double.MinValue, Math.ScaleB(1, -900), -Math.ScaleB(1.5, -900),
        Math.ScaleB(1, 1000), -Math.ScaleB(1.25, 1023),
    ];

    public static TheoryData<double> Constants { get; } =
        [0.001, 0.0001, 0.005, 0.02, 4e-3, 18e-3, 2e-10, 3.0, -7.0, 1e-12, 0.1, 1 + Math.ScaleB(1, -52), 2 - Math.ScaleB(1, -52), Math.ScaleB(1.1, 99), Math.ScaleB(1.9, -99), -1e-30];

    [Theory]
    [MemberData(nameof(Constants))]
    public void Quotients_have_the_bits_of_divisions(double divisor) => Check(divisor, 20_000);

    [Fact]
    public void So_have_those_by_any_divisor()
    {
        for (var n = 0; n < 2000; n++)
            Check(Number(n, 1, 90), 100);
    }

    // Each was found among the dividends whose quotients come within a few parts in 2^107 of a midpoint; two products would round them to the other side.
    [Theory]
    [InlineData(8757208318859427, 7102380754816663)]
    [InlineData(8306335996430919, 7103453909849501)]
    [InlineData(6213613670442315, 5834419622866369)]
    [InlineData(8287403708276331, 5219888263199090)]
    public void A_divisor_with_a_dividend_that_would_round_otherwise_stays_a_divisor(double divisor, double dividend)
    {
        Assert.Contains(Dividing(divisor).Instructions, instruction => instruction.Op == KernelOp.Divide);
        Check(divisor, [dividend, -dividend]);
    }

    [Fact]
    public void Most_constants_are_not_divided_by()
    {
        foreach (var divisor in new[] { 0.001, 0.0001, 4e-3, 5e-3, 2e-10, 3.0, 10.0 })
            Assert.DoesNotContain(Dividing(divisor).Instructions, instruction => instruction.Op == KernelOp.Divide);
    }

    private static void Check(double divisor, int count)
    {
        var dividends = new double[count];
        for (var k = 0; k < count; k++)
        {
            dividends[k] = (k % 4) switch
            {
                // Quotients next to a midpoint of two neighbours, or to a number.
                0 => (Math.BitIncrement(Number(k, 2, 0)) * divisor) + (Math.ScaleB(divisor, -53) * (k % 8 < 4 ? 1 : 0)),
                1 => Math.BitDecrement(Number(k, 3, 0) * divisor),
                _ => Number(k, 4, 800),
            };
        }

        Check(divisor, [.. Special, .. dividends]);
    }

    private static void Check(double divisor, double[] dividends)
    {
        var kernel = Dividing(divisor);
        foreach (var compiler in (IKernelCompiler[])[new KernelInterpreter(), new VectorKernelCompiler(KernelWidth.Vector256), new VectorKernelCompiler(KernelWidth.Vector512)])
        {
            var quotients = new double[dividends.Length + 8];
            double[] padded = [.. dividends, .. new double[8]];
            compiler.Compile(kernel).Run(KernelArguments.Bind(kernel, column => column == "x" ? padded : quotients), 0, dividends.Length);
            for (var k = 0; k < dividends.Length; k++)
            {
                if (dividends[k] == 0 || !(Math.Abs(dividends[k]) < Smallest))
                    Assert.True(KernelWorld.SameBits(dividends[k] / divisor, quotients[k]), $"{dividends[k]:R} / {divisor:R} is {dividends[k] / divisor:R}, and {quotients[k]:R} was computed");
            }
        }
    }

    private static Kernel Dividing(double divisor)
    {
        var builder = new KernelBuilder("division");
        builder.Store("y", builder.Load("x") / divisor);
        return builder.Build();
    }

    // Random digits and sign; exponents up to a size.
    private static double Number(int k, uint stream, int largest)
    {
        double Draw(uint ordinal) => Philox.Uniform(12345, stream, (uint)k, 0, ordinal);
        return (Draw(0) < 0.5 ? -1 : 1) * Math.ScaleB(1 + Draw(1), (int)((Draw(2) - 0.5) * 2 * largest));
    }
}
