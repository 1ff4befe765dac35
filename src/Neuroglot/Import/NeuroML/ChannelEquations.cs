using System.Collections.Immutable;
using Neuroglot.Brian.Language;

namespace Neuroglot.Import.NeuroML;

/// <summary>
/// An ion channel as equations of Brian. Names end in the channel's id, so that the equations of several channels can be joined; the current per area
/// is positive where it depolarizes.
/// <code>
/// dn_k/dt = (inf_n_k - n_k)/tau_n_k : 1
/// alpha_n_k = 0.1*kHz/exprel(-(v + 34*mV)/(10*mV)) : Hz
/// I_k = g_k*fopen_k*(E_k - v) : amp/meter**2
/// </code>
/// </summary>
/// <param name="Channel">Id of the channel.</param>
/// <param name="Type">Its component type.</param>
/// <param name="Species">The ion that passes, or null.</param>
/// <param name="Equations">The equations; <c>g_…</c>, the conductance per area, and <c>E_…</c>, the reversal potential, are parameters.</param>
/// <param name="InitialValues">What the state variables start with.</param>
/// <param name="Needs">Names that the equations take from outside: <c>v</c>, <c>temperature</c>, <c>caConc</c>.</param>
public sealed record ChannelEquations(
    string Channel, string Type, string? Species, Equations Equations, ImmutableArray<ChannelInitialValue> InitialValues, ImmutableArray<string> Needs);
