using System.Collections.Immutable;
using Neuroglot.Model.Experiments;

namespace Neuroglot;

/// <summary>A picture that a model asks for.</summary>
/// <param name="Display">What it is to look like.</param>
/// <param name="Traces">For each of its lines the name of the trace in <see cref="RunSummary.Result"/>, for runs that keep it.</param>
public sealed record RunDisplay(Display Display, ImmutableArray<string> Traces);
