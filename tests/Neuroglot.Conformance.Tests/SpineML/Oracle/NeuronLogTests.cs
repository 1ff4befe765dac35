using System.Buffers.Binary;
using System.IO.Compression;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.SpineML.Oracle;

/// <summary>Potentials of single neurons under steps of current, as their authors published them from the reference simulator: every bit of every step.</summary>
public sealed class NeuronLogTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("GPe")]
    [InlineData("SNr")]
    [InlineData("STN")]
    public void Every_published_potential_is_found_in_the_documents(string name)
    {
        if (ConformanceData.Folder(Path.Join("spineml", "11_gpr_bsb", "neuron_models"), output) is not { } folder)
            return;
        var model = SpineMLModel.Load(Path.Join(folder, $"{name}_neuron", "experiment0.xml"));
        var experiment = Assert.IsType<ExperimentDocument>(model.Document).Experiments[0];
        var network = model.NetworkOf(experiment)!;
        var neuron = Assert.Single(network.Document.Populations).Neuron;
        var input = Assert.IsType<TimeVaryingInput>(Assert.Single(experiment.Inputs));
        var time = new double[1];
        var set = OracleSet.Of(network, neuron, neuron.Size, time);
        var step = (float)experiment.Simulation.Integration.Step;
        using var log = new GZipStream(File.OpenRead(Path.Join(folder, "SpineML_results", $"{name}_v_log.bin.gz")), CompressionMode.Decompress);
        var published = new byte[sizeof(double)];
        var steps = 0;
        for (; log.ReadAtLeast(published, sizeof(double), throwOnEndOfStream: false) == sizeof(double); steps++)
        {
            time[0] = steps * step;
            set[input.Port][0] = input.Points.LastOrDefault(point => point.Time <= time[0])?.Value ?? 0;
            set.Step(step);
            Assert.Equal(BinaryPrimitives.ReadInt64LittleEndian(published), BitConverter.DoubleToInt64Bits(set["v"][0]));
        }

        Assert.Equal(50_000, steps);
    }
}
