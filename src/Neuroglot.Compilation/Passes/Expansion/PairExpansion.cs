using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Networks;
using Neuroglot.Numerics;

namespace Neuroglot.Compilation.Passes.Expansion;

/// <summary>Connections of a rule over all pairs: the rule is evaluated for one source and all targets at a time.</summary>
internal sealed class PairExpansion(Network network, int set, double step, Func<Kernel, long, ICompiledKernel> compile, ChangeDraws draws)
{
    // Ordinal of the draw that decides; those of the rule's own expressions are small.
    private const uint Decision = 60_000;

    public void Pairs(PairRule rule, ConnectionList made)
    {
        var connectivity = network.Sets[set].Connectivity!;
        var (sources, targets) = (connectivity.Source.Count, connectivity.Target.Count);
        var builder = new KernelBuilder("pairs");
        var scope = new PairScope(network, set, builder, end => end == ConnectionEnd.Source);
        var one = builder.Constant(1.0);
        builder.Store("=p", rule.Probability is null ? one : ExpressionLowering.Real(rule.Probability, scope));
        if (rule.Copies is not null)
            builder.Store("=n", ExpressionLowering.Real(rule.Copies, scope));
        if (rule.Condition is not null)
            builder.Store("=c", builder.Select(ExpressionLowering.Condition(rule.Condition, scope), one, builder.Constant(0.0)));
        var kernel = builder.Build();
        double[] all = [.. Enumerable.Range(0, targets).Select(j => (double)j)];
        var (p, n, c) = (new double[targets], new double[targets], new double[targets]);
        Array.Fill(c, 1.0);
        Array.Fill(n, 1.0);
        if (sources == 0 || targets == 0)
            return;
        var arguments = scope.Bind(kernel, name => name switch { "j" => all, "=p" => p, "=n" => n, "=c" => c, _ => null }, step, 0);
        draws.Bind(arguments);
        var compiled = compile(kernel, (long)sources * targets);
        for (var i = 0; i < sources; i++)
        {
            scope.MoveTo(kernel, arguments, i);
            arguments.Step = (ulong)i;
            compiled.Run(arguments, 0, targets);
            HostScheme.ThrowIfFailed(arguments);
            for (var j = 0; j < targets; j++)
            {
                if (c[j] == 0 || !(p[j] >= 1 || Philox.Uniform(draws.Seed, draws.Stream, (uint)j, (ulong)i, Decision) < p[j]))
                    continue;
                for (var copy = 0; copy < (int)n[j]; copy++)
                    made.Add(i, j);
            }
        }
    }
}
