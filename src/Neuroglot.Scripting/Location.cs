using System.Diagnostics.CodeAnalysis;
using Neuroglot.Model.Units;

namespace Neuroglot.Scripting;

/// <summary>A compartment of a spatial neuron: its number, the name of a section of one compartment, or a section and a distance from its beginning.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions are there for arguments.")]
public sealed class Location
{
    private Location(int? index, string section, Quantity? distance) => (Index, Section, Distance) = (index, section, distance);

    internal int? Index { get; }

    internal string Section { get; }

    internal Quantity? Distance { get; }

    /// <summary>The compartment of this number.</summary>
    public static implicit operator Location(int index) => new(index, string.Empty, null);

    /// <summary>The only compartment of a section.</summary>
    public static implicit operator Location(string section) => new(null, section, null);

    /// <summary>The compartment of a section that has this distance from its beginning.</summary>
    public static implicit operator Location((string Section, Quantity Distance) place) => new(null, place.Section, place.Distance);

    /// <summary>The compartment of the root section that has this distance from its beginning.</summary>
    public static implicit operator Location(Quantity distance) => new(null, string.Empty, distance);
}
