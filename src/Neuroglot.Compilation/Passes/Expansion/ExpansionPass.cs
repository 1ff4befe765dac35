using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Passes.Expansion;

/// <summary>
/// Carries out the changes before an experiment's first run: rules become lists of connections, expressions become values. Before: set syn with
/// connect(p=0.1), w = rand(). After: set syn, 40 instances, sources and targets listed, w listed. The same seed gives the same connections and
/// values; every change has random numbers of its own.
/// </summary>
public static class ExpansionPass
{
    /// <summary>The experiment without changes before its first run; or null, with the reasons in <paramref name="diagnostics"/>.</summary>
    /// <param name="experiment">Sets of connections may be empty at the start.</param>
    /// <param name="compile">Compiles a kernel that is going to be applied to about the given number of instances.</param>
    /// <param name="diagnostics">Gets what cannot be carried out.</param>
    public static Experiment? Apply(Experiment experiment, Func<Kernel, long, ICompiledKernel> compile, DiagnosticBag diagnostics)
    {
        var network = experiment.Network;
        var before = diagnostics.Count(static one => one.Severity == Severity.Error);
        network = Counted(network with
        {
            Sets = [.. network.Sets.Select(set => set.Connectivity is { Rules.IsEmpty: true } none
                ? set with { Connectivity = none with { Rules = [new ListedConnections([], [])] }, Count = 0 }
                : set)],
        });
        var kept = network.Sets.SelectMany((set, index) => set.Properties.Where(property => property.Value is ExpressionValue).Select(property => new ValueChange(index, property.Key, property.Value))).ToList();
        network = ShowDelays(Settle(network, kept, experiment, compile));
        foreach (var (change, index) in experiment.Runs[0].Changes.Select((change, index) => (change, index)))
        {
            var draws = new ChangeDraws(experiment.Seed, experiment.RunsBefore, unchecked((uint)(index - experiment.Runs[0].FirstDraw)));
            try
            {
                network = change switch
                {
                    ValueChange value => ValueExpansion.Apply(network, value, Moment(experiment), compile, draws),
                    ConnectionChange connection => ConnectionExpansion.Apply(network, connection, experiment.Runs[0].Step, compile, draws),
                    _ => throw new InvalidOperationException($"Unknown change {change.GetType().Name}."),
                };
                network = ShowDelays(network);
                if (change is ConnectionChange)
                    network = Settle(Counted(network), kept.Where(one => one.Set == change.Set || EndsAt(network.Sets[one.Set], change.Set)), experiment, compile);
            }
            catch (LoweringException problem)
            {
                diagnostics.Error(problem.Code, problem.Message, change.Span);
            }
        }

        if (diagnostics.Count(static one => one.Severity == Severity.Error) > before)
            return null;
        return experiment with { Network = network, Runs = experiment.Runs.SetItem(0, experiment.Runs[0] with { Changes = [] }) };
    }

    private static Moment Moment(Experiment experiment) => new(experiment.StartTime, experiment.Runs[0].Step);

    // What follows from the indices of instances, such as i itself, holds before any change and follows the number of connections.
    private static Network Settle(Network network, IEnumerable<ValueChange> kept, Experiment experiment, Func<Kernel, long, ICompiledKernel> compile)
    {
        foreach (var one in kept)
            network = ValueExpansion.Apply(network, one, Moment(experiment), compile, new ChangeDraws(experiment.Seed, experiment.RunsBefore, 0xFFFFF));
        return network;
    }

    private static bool EndsAt(ComponentSet set, int other) => set.Connectivity is { } connectivity && (connectivity.Source.Set == other || connectivity.Target.Set == other);

    // What ends at connections knows how many these are by now.
    private static Network Counted(Network network)
    {
        bool IsOfConnections(InstanceRange range) => network.Sets[range.Set].Connectivity is not null;
        InstanceRange All(InstanceRange range) => IsOfConnections(range) ? range with { Count = network.Sets[range.Set].Count } : range;
        return network.Sets.Any(set => set.Connectivity is { } ends && (IsOfConnections(ends.Source) || IsOfConnections(ends.Target)))
            ? network with { Sets = [.. network.Sets.Select(set => set.Connectivity is { } ends ? set with { Connectivity = ends with { Source = All(ends.Source), Target = All(ends.Target) } } : set)] }
            : network;
    }

    private static Network ShowDelays(Network network)
    {
        foreach (var pathway in network.Pathways)
        {
            if (pathway.DelayVariable is { } variable)
                network = With(network, pathway.Set, variable, pathway.Delay);
        }

        return network;
    }

    /// <summary>Gives <paramref name="set"/> a new value of a parameter or state variable.</summary>
    internal static Network With(Network network, int set, string variable, PropertyValue value)
    {
        return network with { Sets = network.Sets.SetItem(set, network.Sets[set].With(variable, value)) };
    }
}

/// <summary>When a change happens.</summary>
/// <param name="Time">Time in seconds.</param>
/// <param name="Step">Time step of the run that follows, in seconds.</param>
internal readonly record struct Moment(double Time, double Step)
{
    /// <summary>What a kernel asks of the clock.</summary>
    public double Of(string name) => name switch
    {
        "t" => Time,
        "t_in_timesteps" => Math.Round(Time / Step),
        _ => 0,
    };
}

/// <summary>The random numbers of one change.</summary>
/// <param name="Seed">Seed of the experiment.</param>
/// <param name="Run">Number of the run before which it happens, so that the same change before another run draws anew.</param>
/// <param name="Change">Place of the change among those before the run.</param>
internal readonly record struct ChangeDraws(ulong Seed, uint Run, uint Change)
{
    // Apart from the streams of kernels, whose numbers are small.
    public uint Stream => 0x8000_0000u | (Run << 20) | Change;

    /// <summary>Lets <paramref name="arguments"/> draw from this change's stream.</summary>
    public void Bind(KernelArguments arguments)
    {
        arguments.Seed = Seed;
        arguments.Stream = Stream;
    }
}
