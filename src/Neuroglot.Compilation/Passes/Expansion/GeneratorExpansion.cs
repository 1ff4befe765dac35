using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;
using Neuroglot.Numerics;

namespace Neuroglot.Compilation.Passes.Expansion;

/// <summary>Connections of a rule that loops: for each instance of one end, the values of the loop variable give the other ends.</summary>
internal sealed class GeneratorExpansion(Network network, int set, double step, Func<Kernel, long, ICompiledKernel> compile, ChangeDraws draws)
{
    private const uint Decision = 60_000;

    // Loops longer than all targets many times over are a mistake, and would fill the memory.
    private const double LongestLoop = 1e8;

    private readonly Dictionary<string, (Kernel Kernel, PairScope Scope, ICompiledKernel Compiled)> kernels = [];

    public void Generate(GeneratorRule rule, ConnectionList made)
    {
        var connectivity = network.Sets[set].Connectivity!;
        var (from, to) = rule.From == ConnectionEnd.Source ? (connectivity.Source, connectivity.Target) : (connectivity.Target, connectivity.Source);
        var bounds = Bounds(rule, from.Count);
        for (var instance = 0; instance < from.Count; instance++)
        {
            var loop = rule.Iterator is null ? [0.0] : Loop(rule.Iterator, bounds, instance);
            foreach (var (other, copies) in Others(rule, instance, loop, to))
            {
                for (var copy = 0; copy < copies; copy++)
                {
                    if (rule.From == ConnectionEnd.Source)
                        made.Add(instance, other);
                    else
                        made.Add(other, instance);
                }
            }
        }
    }

    // Low, high, step and the probability or size of a sample, for each instance of the end that is looped over.
    private double[][] Bounds(GeneratorRule rule, int count)
    {
        if (rule.Iterator is not { } iterator)
            return [];
        var builder = new KernelBuilder("bounds");
        var scope = new PairScope(network, set, builder, _ => false);
        Expression[] expressions = [iterator.Low, iterator.High, iterator.Step, iterator.Probability ?? iterator.Size ?? new Number(1)];
        for (var k = 0; k < expressions.Length; k++)
            builder.Store("=" + k.ToString(System.Globalization.CultureInfo.InvariantCulture), ExpressionLowering.Real(expressions[k], scope));
        var kernel = builder.Build();
        double[] all = [.. Enumerable.Range(0, count).Select(instance => (double)instance)];
        double[][] bounds = [new double[count], new double[count], new double[count], new double[count]];
        var arguments = scope.Bind(kernel, name => name[0] == '=' ? bounds[name[1] - '0'] : name is "i" or "j" ? all : null, step, 0);
        draws.Bind(arguments);
        compile(kernel, count).Run(arguments, 0, count);
        HostScheme.ThrowIfFailed(arguments);
        return bounds;
    }

    private double[] Loop(ConnectionIterator iterator, double[][] bounds, int instance)
    {
        var (low, high, by) = (Math.Truncate(bounds[0][instance]), Math.Truncate(bounds[1][instance]), Math.Truncate(bounds[2][instance]));
        if (by == 0 || double.IsNaN(low + high + by))
            throw new LoweringException("NG2021", $"The loop over connections of {network.Sets[set].Name} goes from {low} to {high} in steps of {by}.");
        var length = Math.Max(0, Math.Ceiling((high - low) / by));
        if (length > LongestLoop)
            throw new LoweringException("NG2021", $"The loop over connections of {network.Sets[set].Name} has {length} turns for a single neuron.");
        var values = new List<double>();
        if (iterator.Size is not null)
        {
            var wanted = bounds[3][instance];
            if (wanted > length || wanted < 0)
                throw new LoweringException("NG2021", $"A sample of {wanted} is wanted from {length} values, where connections of {network.Sets[set].Name} are made.");

            // Selection sampling (Knuth, The Art of Computer Programming, 3.4.2, algorithm S) keeps the order.
            for (long k = 0, chosen = 0; k < (long)length && chosen < (long)wanted; k++)
            {
                if (Draw(instance, k) * (length - k) >= wanted - chosen)
                    continue;
                values.Add(low + (k * by));
                chosen++;
            }

            return [.. values];
        }

        for (long k = 0; k < (long)length; k++)
        {
            if (iterator.Probability is null || Draw(instance, k) < bounds[3][instance])
                values.Add(low + (k * by));
        }

        return [.. values];
    }

    private double Draw(int instance, long turn) => Philox.Uniform(draws.Seed, draws.Stream, (uint)instance, (ulong)turn, Decision);

    private IEnumerable<(int Other, int Copies)> Others(GeneratorRule rule, int instance, double[] loop, InstanceRange to)
    {
        if (loop.Length == 0)
            yield break;
        var fixedEnd = rule.From;
        var others = new double[loop.Length];
        Evaluate("value", rule.Value, fixedEnd, rule, instance, loop, others, others);
        double[]? conditions = null;
        if (rule.Condition is not null)
        {
            conditions = new double[loop.Length];
            Evaluate("condition", rule.Condition, fixedEnd, rule, instance, loop, others, conditions);
        }

        double[]? copies = null;
        if (rule.Copies is not null)
        {
            copies = new double[loop.Length];
            Evaluate("copies", rule.Copies, fixedEnd, rule, instance, loop, others, copies);
        }

        for (var k = 0; k < loop.Length; k++)
        {
            if (conditions is not null && conditions[k] == 0)
                continue;
            var other = (long)others[k];
            if (other >= 0 && other < to.Count)
                yield return ((int)other, copies is null ? 1 : (int)copies[k]);
            else if (!rule.SkipsInvalid)
                throw new LoweringException("NG2019", $"{network.Sets[to.Set].Name} has no instance {other}, to which connections of {network.Sets[set].Name} shall go from {instance}: it has {to.Count}. skip_if_invalid leaves such connections out.");
        }
    }

    private void Evaluate(string name, Expression expression, ConnectionEnd fixedEnd, GeneratorRule rule, int instance, double[] loop, double[] others, double[] result)
    {
        if (!kernels.TryGetValue(name, out var code))
        {
            var builder = new KernelBuilder(name);
            var scope = new PairScope(network, set, builder, end => end == fixedEnd, rule.Variable);
            builder.Store("=", ExpressionLowering.Real(expression, scope));
            var kernel = builder.Build();
            kernels[name] = code = (kernel, scope, compile(kernel, loop.Length * 16L));
        }

        var arguments = code.Scope.Bind(code.Kernel, Column, step, instance);
        draws.Bind(arguments);
        arguments.Step = (ulong)instance + 1;
        code.Compiled.Run(arguments, 0, loop.Length);
        HostScheme.ThrowIfFailed(arguments);

        double[]? Column(string column) => column switch
        {
            "=" => result,
            "i" or "j" => others,
            _ when column == rule.Variable => loop,
            _ => code.Scope.Values(column) is { } values ? [.. others.Select(other => other >= 0 && other < values.Length ? values[(int)other] : double.NaN)] : null,
        };
    }
}
