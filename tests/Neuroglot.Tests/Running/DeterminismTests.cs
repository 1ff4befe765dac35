using System.Globalization;
using System.Text;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Compilation.Plans;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Xunit;

namespace Neuroglot.Tests.Running;

/// <summary>The same model, semantics and seed give the same bits with every kernel compiler, width and number of threads.</summary>
public sealed class DeterminismTests
{
    private const int MostSteps = 6000;
    private const int MostInterpreted = 1200;

    public static TheoryData<string> Examples => [.. ExampleFolder.Files];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_state_of_an_example_is_the_same_with_every_compiler(string file)
    {
        var plan = Lab.Plan(WithAllStates(Shortened(Load(Path.Join(ExampleFolder.Path, file)), MostSteps)));
        var scalar = Run(plan, new VectorKernelCompiler(KernelWidth.Scalar), 1);
        Assert.True(scalar.Distinct().Count() > 1000);
        Assert.Equal(scalar, Run(plan, new VectorKernelCompiler(KernelWidth.Vector256), 1));
        Assert.Equal(scalar, Run(plan, new VectorKernelCompiler(KernelWidth.Vector512), 2));
        Assert.Equal(scalar, Run(plan, new VectorKernelCompiler(KernelWidth.Best), 5));

        var shorter = Lab.Plan(WithAllStates(Shortened(plan.Experiment, MostInterpreted)));
        var interpreted = Run(shorter, new KernelInterpreter(), 1);
        Assert.Equal(scalar.Take(interpreted.Count), interpreted);
    }

    [Fact]
    public void A_large_noisy_network_is_the_same_for_any_number_of_threads()
    {
        var plan = Lab.Plan(WithAllStates(Lab.Experiment(LargeNetwork(20_000))));
        var one = Run(plan, new VectorKernelCompiler(), 1);
        Assert.Equal(one, Run(plan, new VectorKernelCompiler(), 2));
        Assert.Equal(one, Run(plan, new VectorKernelCompiler(KernelWidth.Vector256), 5));
        Assert.Equal(one, Run(plan, new VectorKernelCompiler(KernelWidth.Scalar), 3));
        Assert.Equal(one, Run(plan, new KernelInterpreter(), 2));
    }

    private static List<ulong> Run(LevelPlan plan, IKernelCompiler compiler, int threads)
    {
        var fingerprints = new Fingerprints();
        using var engine = new Engine(plan, new EngineOptions { Compiler = compiler, Threads = threads, Seed = plan.Experiment.Seed });
        var result = engine.Run(fingerprints);
        Assert.Null(result.Problem);
        return fingerprints.Rows;
    }

    private static Experiment Load(string path)
    {
        var diagnostics = new DiagnosticBag();
        return LemsElaborator.Elaborate(LemsModel.Resolve(LemsReader.Read(path).Document!, diagnostics), diagnostics)!;
    }

    private static Experiment Shortened(Experiment experiment, int steps) =>
        experiment with { Runs = [.. experiment.Runs.Select(run => run with { Duration = Math.Min(run.Duration, steps * run.Step) })] };

    private static Experiment WithAllStates(Experiment experiment) => experiment with
    {
        Recordings =
        [
            .. experiment.Network.Sets.SelectMany((set, index) => set.Class.States.SelectMany(state =>
                Enumerable.Range(0, set.Count).Select(i => new Recording($"{set.Name}[{i}]/{state.Name}", $"{set.Name}[{i}]/{state.Name}", index, i, state.Name)))),
        ],
    };

    // Cells that fire at random moments, each with one or two noisy inputs, and delayed connections from everywhere to everywhere.
    private static string LargeNetwork(int size)
    {
        var text = new StringBuilder(
            """
            <ComponentType name="jitter" extends="basePointCurrent">
              <Property name="weight" dimension="none" defaultValue="1"/><Parameter name="amplitude" dimension="current"/>
              <Dynamics>
                <StateVariable name="i" dimension="current" exposure="i"/>
                <OnCondition test="random(1) .lt. 0.3"><StateAssignment variable="i" value="amplitude * weight * random(2)"/></OnCondition>
              </Dynamics>
            </ComponentType>
            <jitter id="noise" amplitude="400pA"/>
            <iafCell id="cell" leakConductance="10nS" leakReversal="-60mV" thresh="-55mV" reset="-70mV" C="50pF"/>
            <expOneSynapse id="syn" gbase="3nS" erev="0mV" tauDecay="2ms"/>
            <network id="net">
              <population id="p" component="cell"
            """);
        text.Append(CultureInfo.InvariantCulture, $" size='{size}'/><projection id='proj' presynapticPopulation='p' postsynapticPopulation='p' synapse='syn'>");
        for (var i = 0; i < size / 2; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<connectionWD id='{i}' preCellId='../p[{(long)i * 7919 % size}]' postCellId='../p[{((long)i * 104729) + 13 & 0x3FFF}]' ");
            text.Append(CultureInfo.InvariantCulture, $"weight='{1 + (i % 3)}' delay='{1 + (i % 17)}e-4s'/>");
        }

        text.Append("</projection><inputList id='inputs' population='p' component='noise'>");
        for (var i = 0; i < size + (size / 4); i++)
            text.Append(CultureInfo.InvariantCulture, $"<input id='{i}' target='../p[{i % size}]' destination='synapses'/>");
        text.Append("</inputList></network>");
        return Lab.Document(text.ToString(), "net", "4ms", "0.1ms", ["p[0]/v"]);
    }

    /// <summary>A number for each row that changes with every bit of every value.</summary>
    private sealed class Fingerprints : IRunListener
    {
        public List<ulong> Rows { get; } = [];

        public void OnSample(double time, ReadOnlySpan<double> values)
        {
            var hash = 14695981039346656037UL;
            foreach (var value in values)
                hash = (hash ^ (ulong)BitConverter.DoubleToInt64Bits(value)) * 1099511628211UL;
            Rows.Add(hash);
        }

        public void OnEvent(double time, int recording)
        {
            var hash = Rows[^1];
            Rows[^1] = (hash ^ (ulong)recording) * 1099511628211UL;
        }
    }
}
