namespace Neuroglot.Cli;

/// <summary>What <c>neuroglot inspect</c> shows besides the contents of a model.</summary>
/// <param name="Plan">What a run would do.</param>
/// <param name="Types">The component types.</param>
/// <param name="Morphology">The shapes and membranes of cells.</param>
/// <param name="Channels">Ion channels as equations.</param>
/// <param name="Graph">A graph in place of all else.</param>
/// <param name="GraphFile">Where the graph goes; null for standard output.</param>
internal sealed record InspectDetails(bool Plan = false, bool Types = false, bool Morphology = false, bool Channels = false, bool Graph = false, string? GraphFile = null);
