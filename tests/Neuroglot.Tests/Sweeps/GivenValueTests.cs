using System.Collections.Immutable;
using Neuroglot.Compilation.Plans;
using Neuroglot.Lems.Elaboration;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Neuroglot.Model.Networks;
using Neuroglot.Simulation;
using Neuroglot.Simulation.Kernels;
using Neuroglot.Tests.Running;
using Xunit;

namespace Neuroglot.Tests.Sweeps;

/// <summary>A value that is given to a plan acts like one that is compiled in.</summary>
public sealed class GivenValueTests
{
    private const int MostSteps = 2000;

    public static TheoryData<string> Examples => [.. ExampleFolder.Files];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_has_the_same_bits_with_all_its_parameters_given(string file)
    {
        var experiment = Load(file);
        var compiled = Lab.Plan(experiment);
        var expected = Bits(compiled);
        Assert.True(expected.Count > 100);
        var given = WithGiven(experiment);
        var plan = Lab.Plan(given);
        Assert.Equal(given.Network.Sets.Sum(set => set.Given.Count), plan.Given.Count);
        Assert.Equal(expected, Bits(plan));

        // Other values and back again: nothing of them stays.
        var others = plan.Given.ToDictionary(pair => pair.Key, pair => pair.Value * 1.5);
        Assert.Equal(expected, Bits((LevelPlan)GivenValues.With(GivenValues.With(plan, others), plan.Given)));
    }

    [Fact]
    public void A_plan_with_other_values_is_what_planning_with_them_gives()
    {
        var experiment = Lab.Experiment(Document("-55mV"));
        var other = Lab.Experiment(Document("-52mV"));
        var plan = Lab.Plan(WithGiven(experiment));
        var changed = (LevelPlan)GivenValues.With(plan, GivenValues.Of(WithGiven(other).Network));
        Assert.Equal(Bits(Lab.Plan(other)), Bits(changed));
        Assert.NotEqual(Bits(plan), Bits(changed));
        var kernels = new SharedKernels(new VectorKernelCompiler());
        Bits(plan, kernels);
        var count = kernels.Count;
        Bits(changed, kernels);
        Assert.Equal(count, kernels.Count);
    }

    private static string Document(string threshold) => Lab.Document(
        $"""
        <iafCell id="cell" leakConductance="10nS" leakReversal="-60mV" thresh="{threshold}" reset="-70mV" C="50pF"/>
        <pulseGenerator id="drive" delay="1ms" duration="50ms" amplitude="0.15nA"/>
        <network id="net"><population id="p" component="cell" size="3"/><explicitInput target="p[1]" input="drive"/></network>
        """,
        "net", "40ms", "0.1ms", ["p[1]/v"], ["p[1]"]);

    private static Experiment WithGiven(Experiment experiment) => experiment with
    {
        Network = experiment.Network with
        {
            Sets = [.. experiment.Network.Sets.Select(set => set with
            {
                Given = set.Class.Parameters.Where(parameter => set.Properties.GetValueOrDefault(parameter.Name) is not ListValue)
                    .ToImmutableSortedDictionary(parameter => parameter.Name, parameter => $"{set.Name}.{parameter.Name}"),
            })],
        },
    };

    private static Experiment Load(string file)
    {
        var diagnostics = new DiagnosticBag();
        var experiment = LemsElaborator.Elaborate(LemsModel.Resolve(LemsReader.Read(Path.Join(ExampleFolder.Path, file)).Document!, diagnostics), diagnostics)!;
        return experiment with { Runs = [.. experiment.Runs.Select(run => run with { Duration = Math.Min(run.Duration, MostSteps * run.Step) })] };
    }

    private static List<long> Bits(LevelPlan plan, SharedKernels? kernels = null)
    {
        var rows = new Rows();
        using var engine = new Engine(plan, new EngineOptions { Compiler = kernels ?? new SharedKernels(new VectorKernelCompiler()), Seed = plan.Experiment.Seed });
        Assert.Null(engine.Run(rows).Problem);
        return rows.Bits;
    }

    private sealed class Rows : IRunListener
    {
        public List<long> Bits { get; } = [];

        public void OnSample(double time, ReadOnlySpan<double> values)
        {
            foreach (var value in values)
                Bits.Add(BitConverter.DoubleToInt64Bits(value));
        }

        public void OnEvent(double time, int recording) => Bits.AddRange([recording, BitConverter.DoubleToInt64Bits(time)]);
    }
}
