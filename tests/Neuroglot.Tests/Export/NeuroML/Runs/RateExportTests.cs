using Neuroglot.Brian.Objects;
using Neuroglot.Export.NeuroML;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Tests.Export.NeuroML.Runs;

/// <summary>Monitors of rates: what counts for them in the export shows the rate of each step.</summary>
public sealed class RateExportTests : IDisposable
{
    private readonly ExportLab lab = new();

    public void Dispose() => lab.Dispose();

    public static TheoryData<string, bool> Sources => new()
    {
        { "neurons", false }, { "part", false }, { "given", false }, { "neurons", true },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Rates_are_those_of_the_steps_two_rows_later(string source, bool isStandard)
    {
        var neurons = ExportLab.Group("g", 6, "dv/dt = (drive - v)/(5*ms) : volt\ndrive : volt", "v > 10*mV", "v = 0*mV");
        BrianObject[] objects = source switch
        {
            "neurons" => [neurons, new PopulationRateMonitor("rate", "g")],
            "part" => [neurons, new PopulationRateMonitor("rate", new GroupRange("g", 1, 5))],
            _ => [neurons, new SpikeGeneratorGroup("given", 3, [0, 1, 2, 0], [0, 1e-3, 1e-3, 4.05e-3]), new PopulationRateMonitor("rate", "given")],
        };
        var drive = isStandard ? new Initializer("g", "drive", new Quantity(0.015, Dimension.Voltage)) : new Initializer("g", "drive", "12*mV + 1*mV*i*i");
        var network = new BrianNetwork([.. objects], [new BrianRun(0.02) { Before = [drive] }]);
        var found = lab.RunExport(network, new NeuroMLExportOptions { PreferStandardTypes = isStandard }).Values;
        var wanted = ExportLab.Run(network).Counts["rate"].Rates;
        Assert.Contains(wanted, rate => rate > 0);
        Assert.Equal(wanted[..^1], found.Skip(2).Select(row => row[0]), (a, b) => Math.Abs(a - b) <= 1e-6 * a);
    }
}
