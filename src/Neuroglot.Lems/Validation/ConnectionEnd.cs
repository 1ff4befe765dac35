using System.Globalization;
using Neuroglot.Lems.Types;

namespace Neuroglot.Lems.Validation;

/// <summary>One end of a connection or the target of an input: the attribute that says which cell, and those that say where on it.</summary>
/// <param name="User">The connection or input.</param>
/// <param name="Attribute">The attribute that names the cell.</param>
/// <param name="Path">Its value.</param>
/// <param name="Number">Its value where it is the number of a cell; null where it is a path.</param>
/// <param name="PopulationId">Id of the population that the projection or list names for this end; null where none is named.</param>
/// <param name="SegmentAttribute">The attribute that names the segment, if the type has one.</param>
/// <param name="FractionAttribute">The attribute that says how far along the segment, if the type has one.</param>
internal readonly record struct ConnectionEnd(
    LemsComponent User, string Attribute, string Path, int? Number, string? PopulationId, string? SegmentAttribute, string? FractionAttribute)
{
    /// <summary>Every end in <paramref name="network"/>, in the order of the document.</summary>
    public static IEnumerable<ConnectionEnd> In(LemsComponent network)
    {
        foreach (var child in network.AllChildren)
        {
            if (child.IsA("projection"))
            {
                foreach (var end in child.AllChildren.Where(one => one.IsA("connection")).SelectMany(one => Pair(one, child, "CellId", "SegmentId")))
                    yield return end;
            }
            else if (child.IsA("electricalProjection") || child.IsA("continuousProjection"))
            {
                foreach (var end in child.AllChildren.SelectMany(one => Pair(one, child, "Cell", "Segment")))
                    yield return end;
            }
            else if (child.IsA("inputList"))
            {
                foreach (var input in child.AllChildren)
                {
                    if (input.Text("target") is { } target)
                        yield return new ConnectionEnd(input, "target", target, null, child.Text("population"), "segmentId", "fractionAlong");
                }
            }
            else if (child.IsA("explicitInput") && child.Text("target") is { } target)
            {
                yield return new ConnectionEnd(child, "target", target, null, null, null, null);
            }
            else if (child.IsA("explicitConnection"))
            {
                foreach (var attribute in (string[])["from", "to"])
                {
                    if (child.Text(attribute) is { } path)
                        yield return new ConnectionEnd(child, attribute, path, null, null, null, null);
                }
            }
        }
    }

    /// <summary>The population that is named for this end, or null.</summary>
    public LemsComponent? Population(LemsComponent network) =>
        PopulationId is { } id ? network.Population(id) : null;

    private static IEnumerable<ConnectionEnd> Pair(LemsComponent connection, LemsComponent projection, string cell, string segment)
    {
        foreach (var side in (string[])["pre", "post"])
        {
            var attribute = side + cell;
            var population = projection.Text(side + "synapticPopulation") ?? projection.Reference(side + "synapticPopulation")?.Id;
            if (connection.Text(attribute) is { } path)
                yield return new ConnectionEnd(connection, attribute, path, null, population, side + segment, side + "FractionAlong");
            else if (connection.TryValue(attribute, out var number) && number is >= 0 and <= int.MaxValue)
                yield return new ConnectionEnd(connection, attribute, number.ToString("0", CultureInfo.InvariantCulture), (int)number, population, null, null);
        }
    }
}
