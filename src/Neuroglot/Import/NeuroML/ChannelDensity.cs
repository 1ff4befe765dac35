using Neuroglot.Model.Units;

namespace Neuroglot.Import.NeuroML;

/// <summary>Channels in the membrane of a group of segments.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its component type: <c>channelDensity</c>, <c>channelDensityGHK</c> and so on.</param>
/// <param name="Channel">Id of the channel.</param>
/// <param name="SegmentGroup">The group of segments; null for the whole cell.</param>
/// <param name="Ion">The ion that passes, or null.</param>
/// <param name="Amount">Conductance per area, permeability or number of channels, as the type has it; null where it varies.</param>
/// <param name="Formula">The formula of an amount that varies over the cell, as written; null for one that does not.</param>
/// <param name="Reversal">The reversal potential; null where it follows from concentrations.</param>
public sealed record ChannelDensity(
    string Id, string Type, string Channel, string? SegmentGroup, string? Ion, Quantity? Amount, string? Formula, Quantity? Reversal);
