using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.SpineML.Layouts;
using Neuroglot.SpineML.Loading;
using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Validation;

/// <summary>
/// Finds every problem of a model: first what reading found, with the XML Schemas as a net below it, then references between its files, then meanings.
/// </summary>
public static class SpineMLValidation
{
    /// <summary>Everything that is wrong or worth knowing, in the order of the files and their lines.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How it was read.</param>
    public static ImmutableArray<Diagnostic> Check(SpineMLModel model, SpineMLReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        var found = new DiagnosticBag();
        found.AddRange(model.Diagnostics);
        if (!found.HasErrors)
            Schemas(model, options, found);
        switch (model.Document)
        {
            case ComponentDocument component:
                ComponentChecks.Check(component.Class, found);
                break;
            case LayoutDocument layout:
                LayoutPositions.Check(layout.Class, found);
                break;
            case NetworkDocument when model.Network is { } network:
                Network(network, found);
                NetworkFlow.CheckUnfed(network, null, found);
                break;
            case ExperimentDocument document:
                foreach (var network in document.Experiments.Select(model.NetworkOf).OfType<LoadedNetwork>().Distinct())
                    Network(network, found);
                foreach (var experiment in document.Experiments)
                {
                    if (model.NetworkOf(experiment) is { } network)
                        ExperimentChecks.Check(experiment, network, found);
                }

                break;
            default:
                break;
        }

        return [.. found.Distinct().Select((one, index) => (one, index))
            .OrderBy(pair => Rank(model, pair.one.Span.File)).ThenBy(static pair => pair.one.Span.Line).ThenBy(static pair => pair.one.Span.Column).ThenBy(static pair => pair.index)
            .Select(static pair => pair.one)];
    }

    private static void Network(LoadedNetwork network, DiagnosticBag found)
    {
        foreach (var definition in network.Classes.Values.OfType<ComponentClass>().Distinct())
            ComponentChecks.Check(definition, found);
        foreach (var layout in network.Layouts.Values)
            LayoutPositions.Check(layout, found);
        NetworkChecks.Check(network, found);
        NetworkFlow.CheckLoops(network, found);
    }

    // The reader says what is wrong better than a schema does; what only the schema minds matters to other tools, and to whoever asks for strictness.
    private static void Schemas(SpineMLModel model, SpineMLReaderOptions options, DiagnosticBag found)
    {
        var said = found.Select(static one => (one.Span.File, one.Span.Line)).ToHashSet();
        var schema = new DiagnosticBag();
        foreach (var file in model.Files)
            SpineMLSchemas.Check(file, options.Limits, options.IsStrict ? Severity.Warning : Severity.Note, schema);
        found.AddRange(schema.Where(one => said.Add((one.Span.File, one.Span.Line))));
    }

    private static int Rank(SpineMLModel model, string? file)
    {
        for (var i = 0; i < model.Files.Count; i++)
        {
            if (model.Files[i] == file)
                return i;
        }

        return model.Files.Count;
    }
}
