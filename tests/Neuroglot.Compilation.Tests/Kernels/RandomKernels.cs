using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Tests.Kernels;

/// <summary>Random valid kernels over every operation: the properties of printers and compilers are checked with them.</summary>
public static class RandomKernels
{
    private static readonly ImmutableArray<KernelOp> PureOps =
    [
        .. KernelOpInfo.All.Where(info => !info.IsStatement && info.Names == KernelNames.None && !info.Operands.IsEmpty).Select(info => info.Op),
    ];

    private static readonly double[] Numbers =
        [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -65.0, 1e-3, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    /// <summary>Columns that kernels load and store.</summary>
    public static ImmutableArray<string> StateColumns { get; } = ["v", "w", "x", "y"];

    /// <summary>Columns that kernels only gather from.</summary>
    public static ImmutableArray<string> PeerColumns { get; } = ["peer/a", "peer b"];

    /// <summary>Columns that kernels only add to by map.</summary>
    public static ImmutableArray<string> SumColumns { get; } = ["sum1", "sum2"];

    /// <summary>Kernels of 1 to 60 builder calls, shrunk by having fewer calls.</summary>
    public static Arbitrary<Kernel> Any { get; } = Arb.From(Calls(60).Select(Build));

    /// <summary>Kernels of exactly <paramref name="calls"/> builder calls.</summary>
    public static Gen<Kernel> Exactly(int calls) => Gen.Choose(0, int.MaxValue - 1).ArrayOf(4 * calls).Select(Build);

    private static Gen<int[]> Calls(int most) =>
        from count in Gen.Choose(1, most)
        from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf(4 * count)
        select numbers;

    private static Kernel Build(int[] choices)
    {
        var builder = new KernelBuilder("random");
        var numbers = new List<KernelValue> { builder.Load("v"), builder.Scalar("dt"), builder.Constant(0.1) };
        var masks = new List<KernelValue> { builder.Load("v") < builder.Scalar("dt") };
        for (var at = 0; at + 3 < choices.Length; at += 4)
            Call(builder, numbers, masks, choices.AsSpan(at, 4));
        builder.Store("y", numbers[^1]);
        builder.Flag("seen", masks[^1]);
        return builder.Build();
    }

    private static void Call(KernelBuilder builder, List<KernelValue> numbers, List<KernelValue> masks, ReadOnlySpan<int> choices)
    {
        var (a, b) = (numbers[choices[1] % numbers.Count], numbers[choices[2] % numbers.Count]);
        var (m, n) = (masks[choices[1] % masks.Count], masks[choices[2] % masks.Count]);
        var third = choices[3];
        switch (choices[0] % 30)
        {
            case 0:
                numbers.Add(builder.Load(StateColumns[third % StateColumns.Length]));
                break;
            case 1:
                numbers.Add(builder.Gather(PeerColumns[third % PeerColumns.Length], third % 3 == 0 ? "pre" : "post"));
                break;
            case 2 when third % 3 == 0:
                numbers.Add(builder.Lookup(PeerColumns[third % PeerColumns.Length], third % 2 == 0 ? a : builder.Scalar("t")));
                break;
            case 2:
                numbers.Add(builder.Scalar(third % 2 == 0 ? "t" : "dt"));
                break;
            case 3:
                numbers.Add(builder.Constant(Numbers[third % Numbers.Length]));
                break;
            case 4:
                builder.Store(StateColumns[third % StateColumns.Length], a);
                break;
            case 5:
                if (third % 7 == 0)
                    builder.Scatter(SumColumns[third % SumColumns.Length], third % 3 == 0 ? "pre" : "post", a);
                else
                    builder.ScatterAdd(SumColumns[third % SumColumns.Length], third % 3 == 0 ? "pre" : "post", a);
                if (third % 5 == 0)
                    numbers.Add(builder.Gather(SumColumns[third % SumColumns.Length], "post"));
                break;
            case 6:
                builder.Flag(third % 2 == 0 ? "spikes" : "seen", m);
                break;
            case 7 when third % 4 == 0:
                builder.Scheme("ks", [StateColumns[choices[1] % 4]], [StateColumns[choices[2] % 4]]);
                break;
            case 8:
                numbers.Add(builder.Uniform(third % 3));
                break;
            case 9:
                numbers.Add(third % 2 == 0 ? builder.Normal(third % 3) : builder.Exponential(third % 3));
                break;
            case 10 when third % 2 == 0:
                numbers.Add(builder.Poisson(third % 3, a));
                break;
            case 10 when third % 3 == 0:
                masks.Add(builder.Flagged("kept", StateColumns[third % StateColumns.Length]));
                break;
            case 11 or 12:
                numbers.Add(builder.Select(m, a, b));
                break;
            case 13:
                masks.Add(third % 2 == 0 ? m & n : m | n);
                break;
            default:
                Operation(builder, numbers, masks, PureOps[third % PureOps.Length], (a, b), (m, n));
                break;
        }
    }

    private static void Operation(
        KernelBuilder builder, List<KernelValue> numbers, List<KernelValue> masks, KernelOp op, (KernelValue A, KernelValue B) number,
        (KernelValue A, KernelValue B) mask)
    {
        var info = KernelOpInfo.Of(op);
        var operands = new KernelValue[info.Operands.Length];
        for (var k = 0; k < operands.Length; k++)
        {
            operands[k] = info.Operands[k] == KernelType.Mask
                ? (k == 0 ? mask.A : mask.B)
                : (k == 0 || op == KernelOp.Select && k == 1 ? number.A : number.B);
        }

        (info.Result == KernelType.Mask ? masks : numbers).Add(builder.Call(op, operands));
    }
}
