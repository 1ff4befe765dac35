using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Experiments;
using Dimension = Neuroglot.Model.Units.Dimension;

namespace Neuroglot.Lems.Elaboration;

/// <summary>Collects recordings and resolves their paths to set, instance and variable.</summary>
internal sealed class RecordingBuilder(Func<InstanceGroup, ComponentClass> classOf, Func<InstanceReference, int> placeOf, InstanceReference root, DiagnosticBag diagnostics)
{
    private readonly List<Recording> recordings = [];
    private readonly List<EventRecording> events = [];

    /// <summary>What has been recorded so far.</summary>
    public ImmutableArray<Recording> Recordings => [.. recordings];

    /// <summary>Events recorded so far.</summary>
    public ImmutableArray<EventRecording> Events => [.. events];

    /// <summary>Records the quantity at <paramref name="path"/>; its index, or −1 with a diagnostic.</summary>
    public int Record(string label, LemsPath path)
    {
        if (Find(path.Steps[..^1], path) is not { } instance)
            return -1;
        return Record(label, path.Text, instance, path.Last.Name, path.Span);
    }

    /// <summary>
    /// The quantity at <paramref name="path"/>, which is only drawn; null with a warning where it leads to nothing, since a run needs no drawing. It is not among <see cref="Recordings"/>.
    /// </summary>
    public Recording? Drawn(string label, LemsPath path)
    {
        if (InstancePaths.Find(root, path.Steps[..^1], out var failed) is not { } instance)
        {
            diagnostics.Warning("NG1435", $"{label} shows nothing: '{path.Text}' leads nowhere, there is no '{failed}'.", path.Span, HintFor(failed!, path));
            return null;
        }

        var part = instance.Part;
        var variable = ClassFlattener.VariableOf(part, path.Last.Name) ?? PartNode.Join(part.Path, path.Last.Name);
        if (part.Group is not { } group || DimensionOf(classOf(group), variable) is not { } dimension)
        {
            diagnostics.Warning("NG1435", $"{label} shows nothing: {part.Component.Label} ({part.Component.Type.Name}) has no '{path.Last.Name}'.", path.Span);
            return null;
        }

        return new Recording(label, path.Text, group.Index, placeOf(instance), variable) { Dimension = dimension, Span = path.Span };
    }

    /// <summary>Records <paramref name="name"/> of <paramref name="instance"/>.</summary>
    public int Record(string label, string path, InstanceReference instance, string name, SourceSpan span)
    {
        var part = instance.Part;
        if (part.Group is not { } group)
        {
            diagnostics.Error("NG1431", $"'{path}' cannot be recorded: {part.Component.Label} has no dynamics.", span);
            return -1;
        }

        var component = classOf(group);
        var variable = ClassFlattener.VariableOf(part, name) ?? PartNode.Join(part.Path, name);
        if (DimensionOf(component, variable) is not { } dimension)
        {
            var known = component.States.Select(state => state.Name).Concat(component.Aliases.Select(alias => alias.Name));
            diagnostics.Error("NG1432", $"'{path}' cannot be recorded: {part.Component.Label} ({part.Component.Type.Name}) has no '{name}'.", span, Nearest(name, known));
            return -1;
        }

        recordings.Add(new Recording(label, path, group.Index, placeOf(instance), variable) { Dimension = dimension, Span = span });
        return recordings.Count - 1;
    }

    /// <summary>Records the events of the instance at <paramref name="path"/>; their index, or −1 with a diagnostic.</summary>
    public int RecordEvents(string label, LemsPath path, string? port)
    {
        if (Find(path.Steps, path) is not { } instance)
            return -1;
        return RecordEvents(label, path.Text, instance, port, path.Span);
    }

    /// <summary>Records the events of <paramref name="instance"/> at <paramref name="port"/>, or at its first out port.</summary>
    public int RecordEvents(string label, string path, InstanceReference instance, string? port, SourceSpan span)
    {
        var part = instance.Part;
        var ports = part.Component.Type.EventPorts.Where(candidate => candidate.Direction == EventDirection.Out).Select(candidate => candidate.Name).ToList();
        var chosen = port ?? ports.FirstOrDefault();
        if (part.Group is not { } group || chosen is null || !ports.Contains(chosen))
        {
            diagnostics.Error("NG1433", $"Events of '{path}' cannot be recorded: {part.Component.Label} has no out port '{port}'.", span, ports.Count == 0 ? null : $"It has: {string.Join(", ", ports)}.");
            return -1;
        }

        events.Add(new EventRecording(label, path, group.Index, placeOf(instance), PartNode.Join(part.Path, chosen)) { Span = span });
        return events.Count - 1;
    }

    private InstanceReference? Find(IEnumerable<LemsPathStep> steps, LemsPath path)
    {
        if (InstancePaths.Find(root, steps, out var failed) is { } instance)
            return instance;
        diagnostics.Error("NG1434", $"'{path.Text}' leads to nothing: there is no '{failed}'.", path.Span, HintFor(failed!, path));
        return null;
    }

    // From where the path still leads somewhere, what is there instead.
    private string HintFor(LemsPathStep failed, LemsPath path)
    {
        var reached = root;
        foreach (var step in path.Steps)
        {
            if (InstancePaths.Find(reached, [step], out _) is not { } next)
                break;
            reached = next;
        }

        var part = reached.Part;
        if (failed.Index is not null && part.Child(failed.Name) is { } population)
            return $"{failed.Name} has {Wording.Count(Size(population), "instance")}, counted from 0.";
        if (int.TryParse(failed.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            var segments = MultiCompartment.Segments(part.Component);
            if (segments.Count > 0)
                return $"{part.Component.Label} has the segments {Listing(segments.Select(segment => segment.Id ?? string.Empty))}.";
            if (part.Group is null && part.Instances.Count > 0)
                return $"{part.Component.Label} has {Wording.Count(Size(part), "instance")}.";
        }

        IEnumerable<string> names = [.. part.Instances.Select(run => run.Name), .. part.Children.Select(child => child.Name)];
        return NearNames.Hint(failed.Name, names)
            ?? (part == root.Part ? "Paths look like population[0]/v or population/0/cell/v." : $"{part.Component.Label} ({part.Component.Type.Name}) has {Listing(names)}.");
    }

    // A listed population is a run of unknown length, since its instances come one by one.
    private static int Size(PartNode population) => population.Instances.Sum(run => run.Name.Length == 0 ? run.Group.Count : run.Count);

    private static string Listing(IEnumerable<string> names)
    {
        const int Most = 8;
        var all = names.Where(name => name.Length > 0).Distinct().ToList();
        return all.Count == 0 ? "no parts" : string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : string.Empty);
    }

    private static Dimension? DimensionOf(ComponentClass component, string variable)
    {
        foreach (var state in component.States)
        {
            if (state.Name == variable)
                return state.Dimension;
        }

        foreach (var alias in component.Aliases)
        {
            if (alias.Name == variable)
                return alias.Dimension;
        }

        return component.Parameters.FirstOrDefault(parameter => parameter.Name == variable)?.Dimension
            ?? component.Ports.OfType<AnalogReceivePort>().FirstOrDefault(port => port.Name == variable)?.Dimension;
    }

    private static string? Nearest(string name, IEnumerable<string> known)
    {
        var same = known.Where(candidate => string.Equals(candidate[(candidate.LastIndexOf('/') + 1)..], name, StringComparison.OrdinalIgnoreCase)).Take(3).ToList();
        return same.Count == 0 ? null : $"did you mean {string.Join(" or ", same)}?";
    }
}
