using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Neuroglot.Export.Lems;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace Neuroglot.Conformance.Tests.Tvbo;

/// <summary>Programs of four nodes with delays, run with NumPy, end where the references do.</summary>
public sealed class NetworkProgramTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("net4_G2D_linear_heun", "Generic2dOscillator", "Linear", 0.0154)]
    [InlineData("net4_G2D_difference_euler", "Generic2dOscillator", "Difference", 0.1)]
    [InlineData("net4_Kuramoto_heun", "Kuramoto", "KuramotoCoupling", 1.0)]
    [InlineData("net4_RWW_scaling_euler", "ReducedWongWang", "Scaling", 0.1)]
    [InlineData("net4_JR_sigmoidal_heun", "JansenRit", "SigmoidalJansenRit", 1.0)]
    public void A_network_with_delays_ends_where_the_reference_does(string file, string entry, string coupling, double strength)
    {
        if (ConformanceData.Folder("tvbo", output) is not { } folder)
            return;
        if (Interpreter is not { } python)
        {
            output.WriteLine("Nothing was checked: there is no python3 with NumPy on this machine.");
            return;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(Path.Join(folder, $"{file}.json")));
        var reference = document.RootElement;
        var path = Path.Combine(Directory.CreateTempSubdirectory("net4").FullName, "program.py");
        File.WriteAllText(path, ReferenceNetwork.Of(reference, entry, coupling, strength).Render("python"));
        var (code, text) = Start(python, path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.True(code == 0, text);
        var final = reference.GetProperty("final");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split(' ');
            for (var node = 0; node < 4; node++)
            {
                var expected = final.GetProperty(string.Create(CultureInfo.InvariantCulture, $"{cells[0]}_{node}")).GetDouble();
                var actual = double.Parse(cells[1 + node], CultureInfo.InvariantCulture);
                // Both add in other orders; the tolerance is that of the references' README.
                Assert.True(Math.Abs(actual - expected) <= 1e-10 * Math.Max(1, Math.Abs(expected)), string.Create(CultureInfo.InvariantCulture, $"{file}, {cells[0]}_{node}: {actual:R} instead of {expected:R}"));
            }
        }
    }

    private static string? Interpreter { get; } = ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(static one => Start(one, "-c", "import numpy").Code == 0);

    private static (int Code, string Text) Start(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, text + error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, string.Empty);
        }
    }
}

/// <summary>The experiments that the references of four nodes are.</summary>
internal static class ReferenceNetwork
{
    /// <summary>The experiment of a reference.</summary>
    /// <param name="reference">Its file.</param>
    /// <param name="entry">The dynamics in the library.</param>
    /// <param name="coupling">The coupling in the library.</param>
    /// <param name="strength">Its parameter <c>a</c>.</param>
    public static SimulationExperiment Of(JsonElement reference, string entry, string coupling, double strength)
    {
        var values = reference.GetProperty("parameters").EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value.GetDouble());
        var dynamics = Dynamics.FromDb(entry);
        var written = Neuroglot.Tvbo.Library.TvboLibrary.Load(coupling, Neuroglot.Tvbo.Library.EntryKind.Coupling, SourceSpan.None, new DiagnosticBag()) as Coupling;
        var states = reference.GetProperty("state_variables").EnumerateArray().Select(static one => one.GetString()!).ToList();
        return new SimulationExperiment
        {
            Dynamics = dynamics with
            {
                Parameters = [.. dynamics.Parameters.Select(one => one with { Value = values.GetValueOrDefault(one.Name, one.Value!.Value) })],
                // The references apply no bounds.
                StateVariables = [.. dynamics.StateVariables.Select(static one => one with { Boundaries = null })],
            },
            Coupling = written! with
            {
                Parameters = [.. written.Parameters.Select(one => one.Name == "a" ? one with { Value = strength } : one.Name == "N" ? one with { Value = 4 } : one)],
                IncomingStates = [.. reference.GetProperty("coupling_variables").EnumerateArray().Select(static one => one.GetString()!)],
            },
            Network = new Network
            {
                Nodes = [.. reference.GetProperty("initial").EnumerateArray().Select((row, node) => new Node
                {
                    Id = node,
                    State = [.. row.EnumerateArray().Select((value, place) => new Parameter { Name = states[place], Value = value.GetDouble() })],
                })],
                Weights = Matrix(reference.GetProperty("weights")),
                Lengths = Matrix(reference.GetProperty("lengths_mm")),
                ConductionSpeed = new Parameter { Name = "conduction_speed", Value = reference.GetProperty("speed").GetDouble() },
            },
            Integration = new Integrator(SourceSpan.None) { Method = reference.GetProperty("method").GetString()!, Step = reference.GetProperty("dt").GetDouble(), Duration = reference.GetProperty("duration").GetDouble() },
        };
    }

    private static Matrix Matrix(JsonElement rows) => new(SourceSpan.None)
    {
        Rows = rows.GetArrayLength(), Columns = rows.GetArrayLength(), Values = [.. rows.EnumerateArray().SelectMany(static row => row.EnumerateArray()).Select(static one => one.GetDouble())],
    };
}
