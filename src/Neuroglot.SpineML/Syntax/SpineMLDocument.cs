using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.SpineML.Syntax;

/// <summary>One file of a SpineML model.</summary>
/// <param name="Span">Where its root element stands.</param>
public abstract record SpineMLDocument(SourceSpan Span);

/// <summary>A file of the component layer.</summary>
/// <param name="Class">The class that it defines.</param>
/// <param name="Span">Where its root element stands.</param>
public sealed record ComponentDocument(ComponentClass Class, SourceSpan Span) : SpineMLDocument(Span);

/// <summary>A file of the network layer, of either level. The low level adds groups and generic inputs, and renames the rest.</summary>
/// <param name="IsLowLevel">Whether it is written in the low level.</param>
/// <param name="Name">The author's name for the network, or null.</param>
/// <param name="Populations">The populations in the order of the file.</param>
/// <param name="Span">Where its root element stands.</param>
public sealed record NetworkDocument(bool IsLowLevel, string? Name, ImmutableArray<Population> Populations, SourceSpan Span) : SpineMLDocument(Span)
{
    /// <summary>Sets of instances that are no neurons; low level only.</summary>
    public ImmutableArray<Group> Groups { get; init; } = [];

    /// <summary>What tools have noted, or null.</summary>
    public Annotation? Annotation { get; init; }

    /// <summary>All sets of instances, in the order of the file, and how each belongs to a population.</summary>
    public IEnumerable<ComponentInstance> Instances =>
        Populations.SelectMany(static population => population.Instances).Concat(Groups);
}

/// <summary>A file of the experiment layer.</summary>
/// <param name="Experiments">At least one, in the order of the file.</param>
/// <param name="Span">Where its root element stands.</param>
public sealed record ExperimentDocument(ImmutableArray<Experiment> Experiments, SourceSpan Span) : SpineMLDocument(Span);

/// <summary>What a tool keeps in a file for itself: the place of a box on a screen, the script that made a list.</summary>
/// <param name="Content">The XML inside the annotation.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Annotation(string Content, SourceSpan Span);
