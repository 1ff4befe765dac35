using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo.Syntax;

/// <summary>An integrator as a document of its own.</summary>
public sealed record IntegratorDocument : TvboObject
{
    /// <summary>The integrator.</summary>
    public Integrator Integration { get; init; } = new(SourceSpan.None);
}

/// <summary>What a rule that makes edges is, as a document of its own: which parameters it has, and which programs have it. Networks name such rules (<see cref="GraphGenerator"/>).</summary>
public sealed record GraphRuleDocument : TvboObject
{
    /// <summary>Names of its parameters.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];
}
