using Neuroglot.Model.Diagnostics;
using Neuroglot.Tests.Running;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;
using Xunit;

namespace Neuroglot.Tests.Tvbo;

/// <summary>The networks and couplings of the library, and the example of a whole brain.</summary>
public sealed class LibraryNetworkTests
{
    public static TheoryData<string> Couplings => [.. TvboLibrary.Names(EntryKind.Coupling)];

    public static TheoryData<string> Networks => [.. TvboLibrary.Names(EntryKind.Network)];

    public static TheoryData<string> CoupledDynamics => [.. TvboLibrary.Names(EntryKind.Dynamics).Where(static name => !Dynamics.FromDb(name).CouplingInputs.IsEmpty)];

    [Fact]
    public void The_example_follows_an_independent_computation()
    {
        var (rows, _) = TvboRuns.Run(SimulationExperiment.FromFile(Path.Join(ExampleFolder.Path, "tvbo", "whole-brain.yaml")));

        // By NumPy in thirty lines: a ring of past values, the delayed ones by one index, sums over rows of the matrix. V_0 … V_11, then W_0 … W_11; sums round differently.
        foreach (var (step, place, expected) in new (int, int, double)[]
        {
            (100, 0, 0.07516006514910853), (100, 5, 0.07381342809244829), (100, 9, 0.07249752238131126), (100, 23, -0.4532036742393109),
            (1000, 0, -0.16376011817575364), (1000, 5, -0.173108042942318), (1000, 9, -0.16308734039867678), (1000, 23, 0.0034253428651899375),
            (5000, 0, -0.19556348939636514), (5000, 5, -0.19435373900338618), (5000, 9, -0.19318888594910258), (5000, 23, -0.06979014552244273),
        })
        {
            Assert.Equal(expected, rows[step][place], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Couplings))]
    public void Every_coupling_of_the_library_runs(string coupling)
    {
        var dynamics = coupling == "SigmoidalJansenRit" ? "JansenRit" : "Generic2dOscillator";
        var text = $"dynamics: {{name: {dynamics}}}\nnetwork: {{name: Ring8}}\nintegration: {{method: heun, step_size: 0.1, duration: 15}}\n";
        var alone = TvboRuns.Run(SimulationExperiment.FromString($"dynamics: {{name: {dynamics}}}\nintegration: {{method: heun, step_size: 0.1, duration: 15}}")).Rows;
        var coupled = TvboRuns.Run(SimulationExperiment.FromString($"{text}coupling: {{name: {coupling}}}")).Rows;
        Assert.All(coupled[^1], static value => Assert.True(double.IsFinite(value)));

        // Differences of equal nodes are 0, and so is the step that PreSigmoidal makes of values far below its threshold; else what arrives shows.
        if (coupling is not ("Difference" or "KuramotoCoupling" or "PreSigmoidal"))
            Assert.NotEqual(alone[^1][dynamics == "JansenRit" ? 1 : 0], coupled[^1][dynamics == "JansenRit" ? 8 : 0]);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_network_of_the_library_runs(string network) =>
        Assert.Equal(51, TvboRuns.Run(SimulationExperiment.FromString($"dynamics: {{name: ReducedWongWang}}\ncoupling: {{name: Scaling}}\nnetwork: {{name: {network}}}\nintegration: {{step_size: 0.5, duration: 25}}")).Rows.Count);

    [Theory]
    [MemberData(nameof(CoupledDynamics))]
    public void All_dynamics_with_inputs_can_be_coupled(string dynamics)
    {
        var diagnostics = new DiagnosticBag();
        var experiment = TvboBuilder.Build(SimulationExperiment.FromString($"dynamics: {{name: {dynamics}}}\ncoupling: {{name: Linear}}\nnetwork: {{name: Ring8}}\nintegration: {{step_size: 0.01, duration: 1}}"), diagnostics);
        Assert.DoesNotContain(diagnostics, static one => one.Severity == Severity.Error);
        Assert.NotEmpty(experiment!.Network.Couplings);
    }

    [Theory]
    [InlineData("MontbrioPazoRoxin", "r V")]
    [InlineData("GastSchmidtKnosche_SD", "r V")]
    [InlineData("CoombesByrne", "r")]
    [InlineData("DumontGutkin", "r_e")]
    [InlineData("Hopfield", "x theta")]
    [InlineData("Epileptor5D", "x1 x2")]
    [InlineData("JansenRit", "y1")]
    public void Inputs_are_of_the_variables_that_they_are_in_The_Virtual_Brain(string dynamics, string variables)
    {
        var experiment = TvboBuilder.Build(SimulationExperiment.FromString($"dynamics: {{name: {dynamics}}}\ncoupling: {{name: Linear}}\nnetwork: {{name: Ring8}}\nintegration: {{step_size: 0.01, duration: 1}}"), new DiagnosticBag());
        Assert.Equal(variables, string.Join(' ', experiment!.Network.Couplings.Select(static one => one.Sources[0].Variables[0])));
    }
}
