using System.Text.Json;
using Xunit;

namespace Neuroglot.Cli.Tests;

public sealed class InspectCellTests
{
    private static readonly string Cell = Path.Combine(DocumentationTests.Root, "examples", "morphology", "pyramidal.cell.nml");

    [Fact]
    public void Shapes_are_shown()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", Cell, "--morphology"));
        Assert.Contains("Cell pyramidal: 7 segments in 7 sections, 330 um long", shell.Output, StringComparison.Ordinal);
        Assert.Contains("5 oblique", shell.Output, StringComparison.Ordinal);
        Assert.Contains("on 1 at 0.5", shell.Output, StringComparison.Ordinal);
        Assert.Contains("segments 1, 2, 3", shell.Output, StringComparison.Ordinal);
        Assert.Contains("in somaGroup", shell.Output, StringComparison.Ordinal);
        Assert.Contains("1.5 ohm m", shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("alpha_m_na", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_are_shown_as_equations()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", Cell, "--channels"));
        Assert.Contains("Channel na (ionChannelHH), needs temperature, v:\n  dm_na/dt = (inf_m_na - m_na)/tau_m_na : 1\n", shell.Output, StringComparison.Ordinal);
        Assert.Contains("  at start: m_na = inf_m_na\n", shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Segments", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_numbers_in_si_units()
    {
        var shell = new Shell();
        Assert.Equal(0, shell.Run("inspect", Cell, "--morphology", "--channels", "--json"));
        var root = JsonDocument.Parse(shell.Output).RootElement;
        var cell = root.GetProperty("morphologies")[0];
        Assert.Equal(8e-5, cell.GetProperty("segments")[1].GetProperty("lengthMetres").GetDouble(), 1e-16);
        Assert.Equal(2e-5, cell.GetProperty("segments")[0].GetProperty("distal").GetProperty("diameter").GetDouble(), 1e-16);
        Assert.Equal("wayToTheLeft", cell.GetProperty("groups")[2].GetProperty("id").GetString());
        Assert.Equal(800, cell.GetProperty("channelDensities")[1].GetProperty("amount").GetDouble(), 1e-9);
        Assert.Equal(-0.068, cell.GetProperty("initialPotentialVolts").GetDouble(), 1e-12);
        Assert.Equal(["leak", "na", "k"], root.GetProperty("channels").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
    }
}
