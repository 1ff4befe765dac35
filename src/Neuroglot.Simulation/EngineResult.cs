using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Simulation;

/// <summary>How a run ended.</summary>
/// <param name="Steps">Steps done.</param>
/// <param name="Time">Time reached, in seconds.</param>
/// <param name="Cancelled">Whether it was stopped from outside.</param>
/// <param name="Emitted">For each set of the network the number of events that its instances emitted.</param>
/// <param name="Problem">What ended the run early, or null.</param>
public sealed record EngineResult(long Steps, double Time, bool Cancelled, ImmutableArray<long> Emitted, Diagnostic? Problem);
