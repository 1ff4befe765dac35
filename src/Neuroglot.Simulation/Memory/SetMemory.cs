using System.Runtime.InteropServices;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Lowering;
using Neuroglot.Compilation.Plans;
using Neuroglot.Simulation.Kernels;

namespace Neuroglot.Simulation.Memory;

/// <summary>Columns, maps, flags and kinetic schemes of a set while it is simulated.</summary>
internal sealed class SetMemory
{
    // Kernels read whole vectors, the last one past the end of the set.
    private const int LongestVector = 8;

    private readonly double step;
    private readonly IReadOnlyDictionary<string, double> given;
    private readonly Dictionary<string, double[]> columns = [];
    private readonly HashSet<string> constants = [];
    private readonly Dictionary<string, int[]> maps = [];
    private readonly Dictionary<string, byte[]> flags = [];
    private readonly Dictionary<string, IKineticScheme> schemes;

    /// <summary>The memory of a set; what is known to stay as it is, <paramref name="isConstant"/>, is that of the plan.</summary>
    public SetMemory(SetPlan plan, double step, IReadOnlyDictionary<string, double> given, Func<string, bool> isConstant)
    {
        Plan = plan;
        (this.step, this.given) = (step, given);
        foreach (var column in plan.Columns)
        {
            if (column.Values.Length == plan.Count && plan.Count > 0 && isConstant(column.Name))
            {
                columns[column.Name] = ImmutableCollectionsMarshal.AsArray(column.Values)!;
                constants.Add(column.Name);
                continue;
            }

            var values = LineArray.Allocate(Padded(plan.Count));
            Array.Fill(values, column.Initial);
            if (!column.Values.IsEmpty)
                column.Values.CopyTo(values);
            columns[column.Name] = values;
        }

        foreach (var table in plan.Tables)
            columns[table.Name] = ImmutableCollectionsMarshal.AsArray(table.Values)!;
        foreach (var map in plan.Maps)
            maps[map.Name] = ImmutableCollectionsMarshal.AsArray(map.Map)!;

        schemes = plan.Schemes.ToDictionary(scheme => scheme.Name, scheme => scheme switch
        {
            MarkovSchemePlan markov => new MarkovScheme(markov, step),
            HostSchemePlan host => new HostScheme(host.Function),
            LinearSchemePlan linear => (IKineticScheme)new LinearScheme(linear, plan.Count),
            _ => throw new InvalidOperationException($"Unknown scheme {scheme.GetType().Name}."),
        });
    }

    public SetPlan Plan { get; }

    /// <summary>The memory of all sets of <paramref name="plan"/>, each with the columns of others that it uses.</summary>
    public static SetMemory[] Allocate(SimulationPlan plan)
    {
        var changing = (plan as PhasePlan)?.Tasks.SelectMany(task => ColumnAccess.Of(task, plan.Sets)).Where(access => access.IsWritten).Select(access => (access.Set, access.Column)).ToHashSet();
        var isFixed = changing is not null && !((PhasePlan)plan).Tasks.OfType<HostTask>().Any(host => host.Variables.IsDefault);
        var memory = plan.Sets.Select((set, index) => new SetMemory(set, plan.Step, plan.Given, column => isFixed && !changing!.Contains((index, column)))).ToArray();
        foreach (var set in memory)
        {
            foreach (var binding in set.Plan.Bindings)
                set.columns[binding.Name] = memory[binding.Set].Column(binding.Column);
        }

        return memory;
    }

    /// <summary>The functions of the host that kernels of the set call.</summary>
    public IEnumerable<HostScheme> HostFunctions => schemes.Values.OfType<HostScheme>();

    public double[] Column(string name) => columns[name];

    /// <summary>Whether a column must not be written: it is that of the plan.</summary>
    public bool IsConstant(string name) => constants.Contains(name);

    public int[] Map(string name) => maps[name];

    /// <summary>Gives every element of a column the value that it has before the start.</summary>
    public void Reset(ColumnPlan column) => Array.Fill(columns[column.Name], column.Initial);

    public byte[] Flag(string name) =>
        flags.TryGetValue(name, out var bits) ? bits : flags[name] = new byte[(Padded(Plan.Count) + 7) / 8];

    /// <summary>The arguments of one of the set's kernels.</summary>
    /// <param name="kernel">A kernel of the set.</param>
    /// <param name="stream">Random stream of the set.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="prefix">Keeps the flags of different kernels apart.</param>
    /// <param name="hasMaps">Whether maps are there; else they have no elements yet.</param>
    public KernelArguments Arguments(Kernel kernel, uint stream, ulong seed, string prefix, bool hasMaps = true)
    {
        var arguments = KernelArguments.Bind(kernel, Column, name => hasMaps ? maps[name] : [], ScalarOf, name => Flag(prefix + name), name => schemes[name]);
        arguments.Seed = seed;
        arguments.Stream = stream;
        return arguments;
    }

    /// <summary>Adds the columns that <paramref name="kernel"/> computes, which the set does not have, to <paramref name="values"/>.</summary>
    public void Restore(Kernel kernel, IDictionary<(string Set, string Variable), double[]> values)
    {
        var restored = new Dictionary<string, double[]>();
        var arguments = KernelArguments.Bind(
            kernel, name => columns.TryGetValue(name, out var column) ? column : restored[name] = new double[Padded(Plan.Count)], name => maps[name], ScalarOf);
        new KernelInterpreter().Compile(kernel).Run(arguments, 0, Plan.Count);
        foreach (var (name, column) in restored)
            values[(Plan.Name, name)] = column[..Plan.Count];
    }

    /// <summary>The first value of a scalar of kernels.</summary>
    public double ScalarOf(string name) =>
        name == "dt" ? step : name.StartsWith(ColumnNames.GivenPrefix, StringComparison.Ordinal) ? given[name[ColumnNames.GivenPrefix.Length..]] : 0;

    /// <summary>The length of columns of <paramref name="count"/> instances.</summary>
    public static int Padded(int count) => (count + LongestVector) / LongestVector * LongestVector;
}
