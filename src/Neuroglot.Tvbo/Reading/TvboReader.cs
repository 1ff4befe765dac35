using System.Collections.Immutable;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Reading;

/// <summary>Reads documents of TVBO: dynamics, couplings, networks and experiments, in the spelling of version 0.2.1 or that of 2026.</summary>
public static class TvboReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Each key says, by itself, what a document is; others may stand in several kinds.
    private static readonly (string Key, Shape Shape)[] Marks =
    [
        ("state_variables", Shapes.Dynamics), ("derived_variables", Shapes.Dynamics), ("system_type", Shapes.Dynamics),
        ("integration", Shapes.Experiment), ("local_dynamics", Shapes.Experiment), ("model", Shapes.Experiment), ("explorations", Shapes.Experiment), ("observations", Shapes.Experiment), ("monitors", Shapes.Experiment),
        ("pre_expression", Shapes.Coupling), ("post_expression", Shapes.Coupling), ("coupling_function", Shapes.Coupling),
        ("nodes", Shapes.Network), ("edges", Shapes.Network), ("weights", Shapes.Network), ("graph_generator", Shapes.Network), ("number_of_nodes", Shapes.Network), ("number_of_regions", Shapes.Network),
        ("network", Shapes.Experiment), ("connectivity", Shapes.Experiment), ("dynamics", Shapes.Experiment), ("update_expression", Shapes.Integrator), ("scipy_ode_base", Shapes.Integrator), ("bindings", Shapes.GraphRule), ("procedure", Shapes.GraphRule),
        ("step_size", Shapes.Integrator), ("parameters", Shapes.Dynamics),
    ];

    /// <summary>Reads a file; null, with an error, where it cannot be read or its kind cannot be told. Files that it names are read from its folder only.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <param name="doubts">Gets what could not be read as it stands; null where nobody checks the document further.</param>
    public static TvboObject? ReadFile(string path, DiagnosticBag diagnostics, ReadingDoubts? doubts = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Text(path, diagnostics) is { } text ? Read(text, path, Path.GetDirectoryName(Path.GetFullPath(path)), diagnostics, doubts) : null;
    }

    /// <summary>Reads a file of units: <c>units: {mA/cm2: {dimension: currentDensity, power: 1}}</c>. Empty, with an error, where it cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static ImmutableArray<UnitDefinition> ReadUnits(string path, DiagnosticBag diagnostics)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (Text(path, diagnostics) is not { } text || YamlSource.Read(text, path, diagnostics) is not { } value)
            return [];
        new ShapeCheck(diagnostics, new ReadingDoubts()).Check(value, Shapes.UnitsFile);
        return DynamicsReader.Units(new Fields(value, Shapes.UnitsFile));
    }

    /// <summary>Reads a text; null, with an error, where it is no YAML or its kind cannot be told.</summary>
    /// <param name="text">The document.</param>
    /// <param name="name">What places in diagnostics begin with.</param>
    /// <param name="folder">The folder from which matrices may be read; null for none.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <param name="doubts">Gets what could not be read as it stands; null where nobody checks the document further.</param>
    public static TvboObject? Read(string text, string name, string? folder, DiagnosticBag diagnostics, ReadingDoubts? doubts = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (YamlSource.Read(text, name, diagnostics) is not { } value)
            return null;
        if (ShapeOf(value) is not { } shape)
        {
            diagnostics.Error(
                ReadingCodes.UnknownDocument, value.Kind == YamlKind.Mapping ? "It cannot be told what this document describes." : $"A document of TVBO is a mapping, not {value.Description}.", value.Span,
                "A dynamics has `state_variables`, an experiment `dynamics` and `integration`, a network `nodes` or `weights`, a coupling `pre_expression`, an integrator `step_size`, a rule for edges `bindings`.");
            return null;
        }

        new ShapeCheck(diagnostics, doubts ?? new ReadingDoubts()).Check(value, shape);
        var fields = new Fields(value, shape);
        var files = new MatrixFiles(folder, diagnostics);
        TvboObject read = shape.Name switch
        {
            "Dynamics" => DynamicsReader.Dynamics(fields),
            "Coupling" => ExperimentReader.Coupling(fields),
            "Network" => Loaded(ExperimentReader.Network(fields)),
            "Integrator" => fields.Describe(new IntegratorDocument { Integration = ExperimentReader.Integrator(fields) }),
            "GraphRule" => fields.Describe(new GraphRuleDocument { Parameters = [.. fields.Kept.Where(static one => one.Key == "parameters").SelectMany(static one => one.Value.Members).Select(static one => one.Key)] }),
            _ => WithFiles(ExperimentReader.Experiment(fields)),
        };
        return read;

        SimulationExperiment WithFiles(SimulationExperiment experiment) => experiment with
        {
            Network = experiment.Network is { } network ? Loaded(network) : null,
            Observations = [.. experiment.Observations.Select(one => one with { Gain = files.Load(one.Gain) })],
        };

        Network Loaded(Network network) => network with { Weights = files.Load(network.Weights), Lengths = files.Load(network.Lengths) };
    }

    /// <summary>Whether a beginning of a text looks like a document of TVBO: one of the keys that tell is at the beginning of a line.</summary>
    public static bool Recognises(string beginning)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        foreach (var line in beginning.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon <= 0)
                continue;
            foreach (var (key, _) in Marks)
            {
                if (line[..colon].SequenceEqual(key))
                    return true;
            }
        }

        return false;
    }

    private static string? Text(string path, DiagnosticBag diagnostics)
    {
        try
        {
            if (new FileInfo(path).Length <= 4L * YamlSource.MaxLength)
                return Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            diagnostics.Error(ReadingCodes.TooLarge, $"The file is larger than {4L * YamlSource.MaxLength} bytes.", new SourceSpan(path, 1, 1), "Put matrices into CSV or .npy files beside it.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(ReadingCodes.UnreadableFile, $"The file '{path}' cannot be read: {problem.Message}", SourceSpan.None, "Check its permissions.");
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Error(ReadingCodes.NotYaml, "The file is no UTF-8.", new SourceSpan(path, 1, 1), "Save it as UTF-8.");
        }

        return null;
    }

    private static Shape? ShapeOf(YamlValue value)
    {
        foreach (var (key, shape) in Marks)
        {
            if (value.Find(key) is not null)
                return shape;
        }

        return null;
    }
}
