using System.Text;
using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>What people do to a working example by mistake, and what run, validate and inspect say: the place, the cause and the cure, the cause first.</summary>
public sealed class DamagedExampleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("a misspelt attribute", "hh-cell/interneuron.cell.nml", "condDensity=\"35mS", "condDensty=\"35mS",
        "interneuron.cell.nml:18:56: error NG1110: “naAll” (channelDensity) needs a value for “condDensity” (conductanceDensity), and has no use for “condDensty”. (did you mean `condDensity`?)")]
    [InlineData("a missing include", "hh-cell/interneuron.cell.nml", "channels.nml", "chanels.nml",
        "interneuron.cell.nml:3:4: error NG1011: The included file “chanels.nml” does not exist; searched in ., the built-in library. (did you mean `channels.nml`?)",
        "interneuron.cell.nml:17:50: error NG1116: There is no component “leak”, which “leakAll” (channelDensity) names as its ionChannel. (Perhaps it is in the file that could not be read.)")]
    [InlineData("a unit that does not exist", "hh-cell/interneuron.cell.nml", "erev=\"55mV\"", "erev=\"55mVolt\"",
        "interneuron.cell.nml:18:91: error NG1201: “erev” of “naAll” (channelDensity) is “55mVolt”: unit `mVolt` is not known. (Write a number and a unit of voltage: V, mV.)")]
    [InlineData("a unit of another quantity", "hh-cell/interneuron.cell.nml", "erev=\"55mV\"", "erev=\"55ms\"",
        "interneuron.cell.nml:18:89: error NG1202: “erev” of “naAll” (channelDensity) is 55ms, which is time, but voltage is needed. (Write a number and a unit of voltage: V, mV.)")]
    [InlineData("an unknown type", "rates/LEMS_Rates.xml", "rateColumn id=\"column\"", "rateColum id=\"column\"",
        "LEMS_Rates.xml:47:5: error NG1001: ", "'rateColum'", "'rateColumn'")]
    [InlineData("an unknown type of a component", "hh-cell/channels.nml", "type=\"HHExpRate\" rate=\"4per", "type=\"HHExprRate\" rate=\"4per",
        "channels.nml:12:26: error NG1100: ", "HHExprRate", "(did you mean `HHExpRate`?)")]
    [InlineData("a wrong path", "hh-cell/LEMS_HhCell.xml", "naAll/naFast/m/q", "naAl/naFast/m/q",
        "LEMS_HhCell.xml:20:38: error NG1434: 'interneurons[0]/biophys/membraneProperties/naAl/naFast/m/q' leads to nothing: there is no 'naAl'. (did you mean `naAll`?)")]
    [InlineData("a wrong dimension", "rates/LEMS_Rates.xml", "value=\"(response - r) / tau\"", "value=\"response - r\"",
        "LEMS_Rates.xml:26:43: error NG1235: `response - r` is dimensionless, but the time derivative of r of ratePool has dimension per_time (Either a factor of dimension per_time is missing, or a dimension is declared wrongly.)")]
    [InlineData("an id used twice", "hh-cell/channels.nml", "ionChannelHH id=\"kDelayed\"", "ionChannelHH id=\"naFast\"",
        "channels.nml:21:4: error NG1030: The id “naFast” is used twice; the first, at ", "channels.nml:8:4, is kept. (Give each component its own id.)",
        "interneuron.cell.nml:19:47: error NG1116: There is no component “kDelayed”")]
    [InlineData("an empty file", "hh-cell/channels.nml", "", "",
        "channels.nml: error NG1001: The file is empty: it holds no element at all. (A model begins with <Lems> or <neuroml>; was the file saved, or copied, whole?)")]
    [InlineData("a binary file", "hh-cell/channels.nml", "", "\u0089HDF\r\n\u001a\n\0\0",
        "channels.nml:1:", "error NG1001: The XML is malformed: ", "(Is the file text, in the encoding that its first line states? Compressed and HDF5 files are not read.)")]
    public void Damage(string what, string file, string right, string wrong, params string[] says)
    {
        Assert.NotEmpty(what);
        var main = Copy(file, right, wrong);
        foreach (var command in (string[])["validate", "inspect", "run"])
        {
            var shell = new Shell();
            var code = shell.Run(command == "run" ? [command, main, "--out", folder] : [command, main]);
            var told = (shell.Error + shell.Output).Replace(folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal).Replace(folder, ".", StringComparison.Ordinal);
            Assert.True(code == 1 && told.StartsWith(says[0], StringComparison.Ordinal), $"{command}: {told}");
            Assert.All(says, words => Assert.True(told.Contains(words, StringComparison.Ordinal), $"{command}: {told}"));
            Assert.InRange(told.Split('\n').Length, 2, 6);
        }
    }

    [Fact]
    public void Files_that_include_each_other_are_read_once()
    {
        var main = Copy("hh-cell/channels.nml", "<ionChannelHH id=\"leak\"", "<include href=\"interneuron.cell.nml\"/><ionChannelHH id=\"leak\"");
        Assert.Equal(0, new Shell().Run("validate", main, "--strict"));
        Assert.Equal(0, new Shell().Run("run", main, "--out", folder, "--duration", "1ms"));
    }

    private string Copy(string file, string right, string wrong)
    {
        var example = Path.Combine(DocumentationTests.Root, "examples", Path.GetDirectoryName(file)!);
        foreach (var each in Directory.GetFiles(example))
            File.Copy(each, Path.Combine(folder, Path.GetFileName(each)));
        var victim = Path.Combine(folder, Path.GetFileName(file));
        var text = File.ReadAllText(victim);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        File.WriteAllBytes(victim, right.Length == 0 ? Encoding.Latin1.GetBytes(wrong) : Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length))));
        return Directory.GetFiles(folder, "LEMS_*.xml").Single();
    }
}
