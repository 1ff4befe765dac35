using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>What can be wrong with a command rather than with its model: code, exit code, and the words that the user wrote.</summary>
public sealed class CommandDiagnosticTests : IDisposable
{
    private const string Cell = """<izhikevich2007Cell id="cell" v0="-60mV" C="100pF" k="0.7nS_per_mV" vr="-60mV" vt="-40mV" vpeak="35mV" a="0.03per_ms" b="-2nS" c="-50mV" d="100pA"/>""";
    private const string Network = $"""{Cell}<network id="net"><population id="pop" component="cell" size="2"/></network>""";

    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;

    public CommandDiagnosticTests()
    {
        File.WriteAllText(Path.Combine(folder, "net.nml"), $"<neuroml id=\"n\">{Network}</neuroml>");
        File.WriteAllText(Path.Combine(folder, "LEMS_net.xml"), Lems("10ms"));
        File.WriteAllText(Path.Combine(folder, "LEMS_back.xml"), Lems("-3ms"));
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "remember the milk");

        static string Lems(string length) =>
            $"""<Lems><Include file="Cells.xml"/><Include file="Networks.xml"/><Include file="Simulation.xml"/>{Network}<Simulation id="sim" length="{length}" step="0.1ms" target="net"/><Target component="sim"/></Lems>""";
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("NG4000", 2, "run LEMS_net.xml --colour", "no option '--colour'")]
    [InlineData("NG4000", 2, "run LEMS_net.xml --sed 3", "no option '--sed'", "did you mean `--seed`")]
    [InlineData("NG4000", 2, "run LEMS_net.xml --durration=3ms", "no option '--durration'", "did you mean `--duration`")]
    [InlineData("NG4000", 2, "rnu LEMS_net.xml", "no command 'rnu'", "did you mean `run`")]
    [InlineData("NG4000", 2, "run LEMS_net.xml net.nml", "net.nml", "one too many")]
    [InlineData("NG4001", 2, "run .", "'.' is a folder")]
    [InlineData("NG4001", 2, "run LEMS_nest.xml", "LEMS_nest.xml")]
    [InlineData("NG4002", 2, "run notes.txt", "notes.txt", ".nml")]
    [InlineData("NG4003", 0, "run LEMS_net.xml -I nowhere", "nowhere")]
    [InlineData("NG4005", 2, "jnml LEMS_net.xml -neuron", "-neuron", "NEURON")]
    [InlineData("NG4006", 0, "jnml LEMS_net.xml", "-nogui")]
    [InlineData("NG4022", 2, "run LEMS_back.xml", "-3 ms")]
    [InlineData("NG4022", 2, "run LEMS_net.xml --duration 0.01ms", "0.01 ms", "0.1 ms")]
    [InlineData("NG4022", 2, "run LEMS_net.xml --dt 1e-300ms", "10 ms", "1E-300 ms")]
    [InlineData("NG4023", 2, "run LEMS_net.xml --semantics brain", "brain", "lems")]
    [InlineData("NG2007", 1, "run LEMS_net.xml --semantics brian", "brian", "lems")]
    [InlineData("NG2001", 2, "run LEMS_net.xml --method rk7", "rk7", "rk8")]
    [InlineData("NG4024", 2, "run LEMS_net.xml --set nobody.C=1pF", "nobody", "pop")]
    [InlineData("NG4025", 2, "run LEMS_net.xml --set pop.capacity=1pF", "pop", "capacity", "vpeak")]
    [InlineData("NG4026", 2, "run LEMS_net.xml --set pop.C=1mV", "pop.C", "1mV", "capacitance", "voltage")]
    [InlineData("NG4026", 2, "run LEMS_net.xml --set pop.C=100", "pop.C", "100", "no unit", "pF")]
    [InlineData("NG4026", 2, "run LEMS_net.xml --set pop.C=much", "pop.C", "much")]
    [InlineData("NG4027", 2, "run net.nml", "--duration")]
    [InlineData("NG4028", 0, "run net.nml --duration 1ms", "0.025 ms", "--dt")]
    public void Commands(string code, int exitCode, string line, params string[] names)
    {
        var words = line.Split(' ').Select(word => word.EndsWith(".xml", StringComparison.Ordinal) || word.EndsWith(".nml", StringComparison.Ordinal) || word.EndsWith(".txt", StringComparison.Ordinal) ? Path.Combine(folder, word) : word);
        var shell = new Shell();
        Assert.True(shell.Run([.. words, words.First() == "jnml" ? "-outputdir" : "--out", folder]) == exitCode, shell.Error);
        Assert.True(exitCode != 2 || shell.Output.Length == 0, shell.Output);
        var told = Assert.Single(shell.Error.Split('\n'), text => text.Contains(code, StringComparison.Ordinal));
        Assert.All(names, name => Assert.Contains(name, told, StringComparison.Ordinal));
    }
}
