using Neuroglot.Compilation.Kernels;
using Xunit;

namespace Neuroglot.Compilation.Tests.Kernels;

public sealed class KernelBuilderTests
{
    private static string Body(Action<KernelBuilder> write)
    {
        var builder = new KernelBuilder("k");
        write(builder);
        return KernelText.Print(builder.Build()).Replace("kernel k\n", string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_pure_instructions_become_one()
    {
        var text = Body(b =>
        {
            var sum = b.Load("x") + b.Scalar("dt");
            var again = b.Scalar("dt") + b.Load("x");
            b.Store("y", sum * again);
        });

        Assert.Equal("%0 = load x\n%1 = scalar dt\n%2 = add %0 %1\n%3 = mul %2 %2\nstore y %3\n", text);
    }

    [Fact]
    public void Constants_are_folded()
    {
        Assert.Equal("%0 = constant 7\nstore y %0\n", Body(b => b.Store("y", (b.Constant(2) * 3) + 1)));
        Assert.Equal("%0 = constant 2\nstore y %0\n", Body(b => b.Store("y", b.Select(b.Constant(1) < b.Constant(2), b.Constant(2), b.Load("x")))));
    }

    [Fact]
    public void Positive_and_negative_zero_stay_apart()
    {
        var text = Body(b =>
        {
            b.Store("p", b.Constant(0.0));
            b.Store("n", b.Constant(-0.0));
        });

        Assert.Equal("%0 = constant 0\nstore p %0\n%2 = constant -0\nstore n %2\n", text.Replace("%1", "%2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x*1")]
    [InlineData("1*x")]
    [InlineData("x+-0")]
    [InlineData("x-0")]
    [InlineData("x/1")]
    [InlineData("--x")]
    [InlineData("min(x,x)")]
    [InlineData("select(true,x,y)")]
    [InlineData("select(false,y,x)")]
    public void Identities_that_keep_every_bit_are_applied(string form)
    {
        var text = Body(b =>
        {
            var x = b.Load("x");
            b.Store("out", form switch
            {
                "x*1" => x * 1,
                "1*x" => 1 * x,
                "x+-0" => x + -0.0,
                "x-0" => x - 0,
                "x/1" => x / 1,
                "--x" => -(-x),
                "min(x,x)" => b.Min(x, x),
                "select(true,x,y)" => b.Select(b.Constant(true), x, b.Load("y")),
                _ => b.Select(b.Constant(false), b.Load("y"), x),
            });
        });

        Assert.Equal("%0 = load x\nstore out %0\n", text);
    }

    [Fact]
    public void Adding_positive_zero_stays_because_it_changes_negative_zero() =>
        Assert.Contains("add", Body(b => b.Store("y", b.Load("x") + 0.0)), StringComparison.Ordinal);

    [Theory]
    [InlineData("(x + 2) + 0")]
    [InlineData("0 + (x + 2)")]
    [InlineData("(x + 0) + 2")]
    [InlineData("2 + (0 + x)")]
    [InlineData("((x + 0) + 2) + 0")]
    public void Adding_positive_zero_goes_where_no_negative_zero_can_be(string form)
    {
        var text = Body(b =>
        {
            var x = b.Load("x");
            b.Store("y", form switch
            {
                "(x + 2) + 0" => x + 2 + 0.0,
                "0 + (x + 2)" => 0.0 + (x + 2),
                "(x + 0) + 2" => x + 0.0 + 2,
                "2 + (0 + x)" => 2 + (0.0 + x),
                _ => x + 0.0 + 2 + 0.0,
            });
        });

        Assert.Equal(1, text.Split("add").Length - 1);
        Assert.DoesNotContain("constant 0\n", text, StringComparison.Ordinal);
        Assert.Equal(2, Body(b => b.Store("y", b.Load("x") + 0.0 + -0.0 + b.Load("z"))).Split("add").Length - 1);
    }

    [Fact]
    public void Flags_are_read_for_the_column_that_they_keep()
    {
        var text = Body(b =>
        {
            b.Flagged("free", "r");
            b.Store("v", b.Select(b.Call(KernelOp.NotEqual, b.Load("r"), b.Constant(0.0)), b.Load("v") * 2, b.Load("v")));
        });

        Assert.StartsWith("%0 = flagged free\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("load r", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Division_by_a_power_of_two_becomes_a_product_and_by_most_constants_two()
    {
        Assert.Contains("constant 0.25", Body(b => b.Store("y", b.Load("x") / 4)), StringComparison.Ordinal);
        Assert.Contains("mul", Body(b => b.Store("y", b.Load("x") / 4)), StringComparison.Ordinal);
        Assert.Equal("%0 = load x\n%1 = constant 1.850371707708594E-17\n%2 = mul %0 %1\n%3 = constant 0.3333333333333333\n%4 = fma %0 %3 %2\nstore y %4\n", Body(b => b.Store("y", b.Load("x") / 3)));
        Assert.Contains("div", Body(b => b.Store("y", b.Load("x") / b.Load("z"))), StringComparison.Ordinal);
        Assert.Contains("div", Body(b => b.Store("y", b.Load("x") / 0)), StringComparison.Ordinal);
        Assert.Contains("div", Body(b => b.Store("y", b.Load("x") / Math.ScaleB(1, 1023))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_after_a_store_gives_the_stored_value()
    {
        var text = Body(b =>
        {
            b.Store("v", b.Load("v") * 2);
            b.Store("w", b.Load("v"));
        });

        Assert.Equal("%0 = load v\n%1 = constant 2\n%2 = mul %0 %1\nstore v %2\nstore w %2\n", text);
    }

    [Fact]
    public void Of_two_stores_to_one_column_only_the_last_happens()
    {
        var text = Body(b =>
        {
            b.Store("v", b.Load("a"));
            b.Store("v", b.Load("b"));
        });

        Assert.Equal("%0 = load b\nstore v %0\n", text);
    }

    [Fact]
    public void Storing_what_the_column_holds_is_left_out() =>
        Assert.Equal(string.Empty, Body(b => b.Store("v", b.Load("v"))));

    [Fact]
    public void A_scheme_sees_earlier_stores_and_later_loads_see_the_scheme()
    {
        var text = Body(b =>
        {
            var before = b.Load("o");
            b.Store("rate", b.Load("v") * 2);
            b.Scheme("ks", ["rate"], ["o"]);
            b.Store("rate", b.Load("v"));
            b.Store("d", b.Load("o") - before);
        });

        Assert.Equal(
            "%0 = load o\n%1 = load v\n%2 = constant 2\n%3 = mul %1 %2\nstore rate %3\nscheme ks reads rate writes o\nstore rate %1\n"
            + "%7 = load o\n%8 = sub %7 %0\nstore d %8\n",
            text);
    }

    [Fact]
    public void What_no_statement_needs_is_left_out_with_its_names()
    {
        var builder = new KernelBuilder("k");
        _ = builder.Load("unused") + builder.Scalar("neither");
        builder.Store("y", builder.Load("x"));
        var kernel = builder.Build();

        Assert.Equal("x y", string.Join(' ', kernel.Columns));
        Assert.Empty(kernel.Scalars);
        Assert.Equal(2, kernel.Instructions.Length);
    }

    [Fact]
    public void Equal_ordinals_draw_once_and_different_ones_apart()
    {
        var text = Body(b =>
        {
            b.Store("a", b.Uniform(0) + b.Uniform(0));
            b.Store("b", b.Uniform(1));
        });

        Assert.Equal("%0 = uniform 0\n%1 = add %0 %0\nstore a %1\n%3 = uniform 1\nstore b %3\n", text);
    }

    [Fact]
    public void Gathering_what_the_kernel_writes_is_refused()
    {
        var builder = new KernelBuilder("k");
        builder.Store("v", builder.Gather("v", "peer"));
        var error = Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Contains("column v is gathered and stored", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_gathered_after_a_write_by_map_is_read_anew()
    {
        var text = Body(b =>
        {
            b.Scatter("v", "post", b.Gather("v", "post") + b.Gather("v", "post"));
            b.Store("a", b.Gather("v", "post"));
        });

        Assert.Equal("%0 = gather v via post\n%1 = add %0 %0\nscatter v via post %1\n%3 = gather v via post\nstore a %3\n", text);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var builder = new KernelBuilder("k");
        var x = builder.Load("x");
        Assert.Throws<ArgumentException>(() => builder.Not(x));
        Assert.Throws<ArgumentException>(() => builder.Store("y", x < builder.Load("z")));
        Assert.Throws<ArgumentException>(() => builder.Call(KernelOp.Add, x));
        Assert.Throws<ArgumentException>(() => builder.Call(KernelOp.Load));
        Assert.Throws<ArgumentException>(() => new KernelBuilder("other").Add(x, x));
    }

    [Fact]
    public void Statistics_count_operations_and_bytes()
    {
        var builder = new KernelBuilder("k");
        builder.Store("y", builder.Exp(builder.Load("x")) * builder.Gather("g", "m"));
        builder.ScatterAdd("s", "m", builder.Load("x"));
        builder.Flag("f", builder.Load("x") < builder.Constant(0));
        var statistics = KernelStatistics.Of(builder.Build());

        Assert.Equal(1, statistics.ElementaryFunctions);
        Assert.Equal(8 + 12 + 12 + 1, statistics.BytesRead);
        Assert.Equal(8 + 8 + 1, statistics.BytesWritten);
        Assert.Equal(1, statistics.Counts[KernelOp.Multiply]);
    }
}
