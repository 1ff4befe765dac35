using FsCheck.Fluent;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Compilation.Tests.Kernels;

public sealed class KernelTextTests
{
    [Fact]
    public void What_was_printed_parses_back_to_an_equal_kernel() =>
        Prop.ForAll(RandomKernels.Any, kernel =>
        {
            var text = KernelText.Print(kernel);
            return KernelText.Parse(text).Equals(kernel) && KernelText.Print(KernelText.Parse(text)) == text;
        }).Holds();

    [Fact]
    public void Random_kernels_are_valid() =>
        Prop.ForAll(RandomKernels.Any, kernel => KernelVerifier.Verify(kernel).IsEmpty).Holds();

    [Fact]
    public void Every_kind_of_instruction_has_a_text()
    {
        var builder = new KernelBuilder("a b");
        var x = builder.Load("pop/0/v");
        builder.Store("via", builder.Gather("with \"quotes\" and \\ and\nline", "pre"));
        builder.ScatterAdd("I", "post", builder.Poisson(3, x));
        builder.Flag("spikes", x > builder.Constant(double.NegativeInfinity));
        builder.Scheme("ks", ["a", "writes"], ["o"]);
        var kernel = builder.Build();

        Assert.Equal(
            """
            kernel "a b"
            %0 = load pop/0/v
            %1 = gather "with \"quotes\" and \\ and\u000aline" via pre
            store "via" %1
            %3 = poisson 3 %0
            scatteradd I via post %3
            %5 = constant -infinity
            %6 = gt %0 %5
            flag spikes %6
            scheme ks reads a "writes" writes o

            """.ReplaceLineEndings("\n"),
            KernelText.Print(kernel));
        Assert.Equal(kernel, KernelText.Parse(KernelText.Print(kernel)));
    }

    [Theory]
    [InlineData("", "'kernel name' expected")]
    [InlineData("kernel k\n%1 = load x", "Line 2: the value must be called %0")]
    [InlineData("kernel k\nload x", "gives a value")]
    [InlineData("kernel k\n%0 = store x %0", "gives no value")]
    [InlineData("kernel k\n%0 = dance", "no operation is called 'dance'")]
    [InlineData("kernel k\n%0 = load", "the line ends too early")]
    [InlineData("kernel k\n%0 = load x y", "nothing expected after")]
    [InlineData("kernel k\n%0 = constant one", "'one' is not a number")]
    [InlineData("kernel k\n%0 = load \"x", "no end")]
    [InlineData("kernel k\n%0 = neg %1", "not defined before its use")]
    [InlineData("kernel k\n%0 = load x\n%1 = not %0", "is not a Mask")]
    public void Faulty_text_is_refused_with_its_line(string text, string expected)
    {
        var error = Assert.Throws<FormatException>(() => KernelText.Parse(text));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_keep_their_bits()
    {
        foreach (var number in (double[])[-0.0, double.Epsilon, double.MaxValue, 0.1, 1e-300, double.PositiveInfinity])
        {
            var builder = new KernelBuilder("k");
            builder.Store("y", builder.Constant(number));
            var parsed = KernelText.Parse(KernelText.Print(builder.Build()));
            Assert.Equal(BitConverter.DoubleToInt64Bits(number), parsed.Instructions[0].Bits);
        }
    }
}
