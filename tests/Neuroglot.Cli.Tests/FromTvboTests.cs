using System.Diagnostics;
using Xunit;

namespace Neuroglot.Cli.Tests;

/// <summary>What the page for users of TVBO says, beyond that its commands work.</summary>
public sealed class FromTvboTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuroglot").FullName;
    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Three_files_of_a_network_are_valid_and_run()
    {
        var shell = new Shell();
        Assert.True(shell.Run(["export", Example("four-oscillators.yaml"), "--to", "lems", "--split", "--out", Path.Join(folder, "simulation.xml")]) == 0, shell.Error.ToString());
        Assert.Equal(["ses-1_desc-Four_oscillators_dynamics.xml", "ses-1_desc-Four_oscillators_network.xml", "simulation.xml"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, new Shell().Run(["validate", .. Directory.GetFiles(folder)]));
        Assert.Equal(0, new Shell().Run(["run", Path.Join(folder, "simulation.xml"), "--semantics", "neural-mass", "--method", "euler", "--out", folder]));
        Assert.Equal(2001, File.ReadLines(Path.Join(folder, "results", "Generic2dOscillator_V.dat")).Count());
    }

    [Theory]
    [InlineData("two-hemispheres.yaml", "NG7201", "--to", "lems")]
    [InlineData("four-oscillators.yaml", "NG7206", "--to", "lems", "--dimensioned")]
    [InlineData("integrate-and-fire.yaml", "NG7002", "--to", "lems", "--units", "nowhere.yaml")]
    public void What_cannot_be_exported_is_refused(string model, string code, params string[] options)
    {
        var shell = new Shell();
        Assert.NotEqual(0, shell.Run(["export", Example(model), .. options, "--out", Path.Join(folder, "out.xml")]));
        Assert.Contains(code, shell.Error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(folder, "out.xml")));
    }

    [Theory]
    [InlineData("JansenRit")]
    [InlineData("four-oscillators.yaml")]
    public void The_names_that_TVBO_has_for_LEMS_give_the_same_text(string model)
    {
        var texts = ((string[])["lems", "neuroml", "NML"]).Select(target =>
        {
            var shell = new Shell();
            Assert.True(shell.Run("export", model.EndsWith(".yaml", StringComparison.Ordinal) ? Example(model) : model, "--to", target) == 0, shell.Error);
            return shell.Output;
        }).Distinct().ToList();
        Assert.StartsWith("<?xml", Assert.Single(texts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JansenRit")]
    [InlineData("Sigmoidal")]
    [InlineData("TwoHemispheres12")]
    [InlineData("whole-brain.yaml")]
    public void What_is_exported_as_YAML_says_the_same(string model)
    {
        var (first, second) = (Path.Join(folder, "first.yaml"), Path.Join(folder, "second.yaml"));
        Assert.Equal(0, new Shell().Run("export", model.EndsWith(".yaml", StringComparison.Ordinal) ? Example(model) : model, "--to", "yaml", "--out", first));
        Assert.Equal(0, new Shell().Run("validate", first, "--strict"));
        Assert.Equal(0, new Shell().Run("export", first, "--to", "yaml", "--out", second));
        Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
    }

    [Fact]
    public void A_sweep_tells_why_a_document_does_not_run()
    {
        var path = Path.Join(folder, "swept.yaml");
        File.WriteAllText(path, "dynamics: JansenRit\nintegration: {method: vode}\nexplorations: {e: {parameters: {mu: {domain: {lo: 0.1, hi: 0.2, n: 2}}}}}\n");
        var shell = new Shell();
        Assert.NotEqual(0, shell.Run("sweep", path, "--out", Path.Join(folder, "all.npz")));
        Assert.Contains("NG7071", shell.Error, StringComparison.Ordinal);
        shell = new Shell();
        Assert.Equal(0, shell.Run("validate", path));
        Assert.Contains("warning NG7071", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there", true)]
    [InlineData("new", false)]
    [InlineData("new/", false)]
    public void A_split_export_goes_into_a_folder(string name, bool isThere)
    {
        var there = Path.Join(folder, name);
        if (isThere)
            Directory.CreateDirectory(there);
        var shell = new Shell();
        Assert.Equal(0, shell.Run("export", "JansenRit", "--to", "lems", "--split", "--out", there));
        Assert.Equal(["ses-1_desc-JansenRit_dynamics.xml", "ses-1_desc-JansenRit_network.xml", "ses-1_desc-JansenRit_simulation.xml"], Directory.GetFiles(there).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, new Shell().Run("validate", Path.Join(there, "ses-1_desc-JansenRit_simulation.xml")));
    }

    [Theory]
    [InlineData("lems")]
    [InlineData("python")]
    public void A_network_whose_nodes_have_dynamics_is_exported(string target)
    {
        var path = Path.Join(folder, "pair.yaml");
        File.WriteAllText(path, "nodes: [{id: 0, dynamics: Kuramoto}, {id: 1, dynamics: Kuramoto}]\nedges: [{source: 0, target: 1, coupling: Linear}]\n");
        Assert.Equal(0, new Shell().Run("export", path, "--to", target, "--out", Path.Join(folder, "pair.out")));
        File.WriteAllText(path, "number_of_nodes: 2\nweights: [[0, 1], [1, 0]]\n");
        Assert.NotEqual(0, new Shell().Run("export", path, "--to", target, "--out", Path.Join(folder, "none.out")));
    }

    [Fact]
    public void An_export_goes_into_a_folder_that_is_there()
    {
        Assert.Equal(0, new Shell().Run("export", "JansenRit", "--to", "lems", "--out", folder));
        Assert.True(File.Exists(Path.Join(folder, "ses-1_desc-JansenRit_simulation.xml")));
    }

    [Theory]
    [InlineData("JansenRit.muu=1", "NG4025: JansenRit has no parameter 'muu'. (did you mean `mu`?)")]
    [InlineData("JansenRitt.mu=1", "NG4024: There is no population 'JansenRitt' to set 'JansenRitt.mu' of. (did you mean `JansenRit`?)")]
    public void A_change_names_what_was_meant(string change, string expected)
    {
        var shell = new Shell();
        Assert.NotEqual(0, shell.Run("run", "JansenRit", "--set", change, "--out", folder));
        Assert.Contains(expected, shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_with_one_equals_sign_and_a_run_without_a_step_have_their_cures()
    {
        var path = Path.Join(folder, "once.yaml");
        File.WriteAllText(path, "state_variables: {x: {equation: {rhs: -x}}}\nevents: {e: {condition: {rhs: x = 1}, affect: {rhs: x = 0}}}\n");
        var shell = new Shell();
        Assert.NotEqual(0, shell.Run("validate", path));
        Assert.Contains("write `==` to compare", shell.Output, StringComparison.Ordinal);
        shell = new Shell();
        Assert.NotEqual(0, shell.Run("run", "JansenRit", "--duration", "0.001ms", "--out", folder));
        Assert.Contains("--dt 0.1ms --duration 1s", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_dopri5_cannot_run_is_told_by_validate()
    {
        var path = Path.Join(folder, "noisy.yaml");
        File.WriteAllText(path, "dynamics: {state_variables: {x: {equation: {rhs: -x}, noise: {parameters: {sigma: {value: 0.1}}}}}}\nintegration: {method: dopri5, step_size: 0.1, duration: 1}\n");
        var shell = new Shell();
        Assert.Equal(0, shell.Run("validate", path));
        Assert.Contains("warning NG7071: The method 'dopri5' chooses its steps itself and cannot run noise.", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void YAML_takes_its_matrices_along()
    {
        var there = Directory.CreateDirectory(Path.Join(folder, "there")).FullName;
        File.WriteAllText(Path.Join(folder, "weights.csv"), "0, 0.5\n0.25, 0\n");
        File.WriteAllText(Path.Join(folder, "brain.yaml"), "dynamics: Kuramoto\ncoupling: KuramotoCoupling\nnetwork: {weights: weights.csv}\nintegration: {duration: 1, step_size: 0.1}\n");
        Assert.Equal(0, new Shell().Run("export", Path.Join(folder, "brain.yaml"), "--to", "yaml", "--out", Path.Join(there, "brain.yaml")));
        foreach (var place in (string[])[folder, there])
            Assert.Equal(0, new Shell().Run("run", Path.Join(place, "brain.yaml"), "--out", place));
        Assert.Equal(File.ReadAllText(Path.Join(folder, "results", "Kuramoto.dat")), File.ReadAllText(Path.Join(there, "results", "Kuramoto.dat")));
        Assert.Contains("0.25", File.ReadAllText(Path.Join(there, "brain.yaml")), StringComparison.Ordinal);
    }

    [NumPyFact]
    public void The_program_of_the_page_runs()
    {
        var command = File.ReadLines(Path.Join(DocumentationTests.Root, "docs", "from-tvbo.md")).Single(static line => line.StartsWith("python3 ", StringComparison.Ordinal)).Split(' ');
        var program = Path.Join(folder, command[1]);
        Assert.Equal(0, new Shell().Run(["export", "JansenRit", "--to", "python", "--out", program]));
        // A hundredth of the steps is enough to see that it runs; its numbers are checked elsewhere.
        File.WriteAllText(program, File.ReadAllText(program).Replace("STEPS = 81920", "STEPS = 819", StringComparison.Ordinal));
        using var process = Process.Start(new ProcessStartInfo(NumPyFactAttribute.Interpreter!, command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        Assert.StartsWith("y0 0.", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Join(folder, command[2])));
    }

    private static string Example(string name) => Path.Join(DocumentationTests.Root, "examples", "tvbo", name);
}

/// <summary>A test that needs Python with NumPy, and is left out, with the reason, where there is none.</summary>
internal sealed class NumPyFactAttribute : FactAttribute
{
    public NumPyFactAttribute() => Skip = Interpreter is null ? "There is no python3 with NumPy on this machine." : null;

    /// <summary>A Python that has NumPy; null for none.</summary>
    public static string? Interpreter { get; } = ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(HasNumPy);

    private static bool HasNumPy(string interpreter)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(interpreter, ["-c", "import numpy"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
