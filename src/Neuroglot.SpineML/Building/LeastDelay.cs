using Neuroglot.SpineML.Syntax;

namespace Neuroglot.SpineML.Building;

/// <summary>Whether a connection can take effect within the step, and how many steps it takes at least whatever its delay is. As in the reference simulator.</summary>
internal static class LeastDelay
{
    /// <summary>Least number of steps from a population to the weight updates of a projection.</summary>
    public static int OfProjection(Connection connection) => HasOwnDelays(connection) ? 1 : 0;

    /// <summary>Least number of steps of an input from any port to any other: one where instances are named by all to all, one to one, or a list.</summary>
    public static int OfInput(Connection? connection) => connection is null or FixedProbabilityConnection or DistanceBasedConnection ? 0 : 1;

    /// <summary>Whether each connection of a list states its own delay.</summary>
    public static bool HasOwnDelays(Connection connection) => connection is ConnectionList { Data: BinaryConnections { HasDelays: true } or ListedConnections { Delays.IsEmpty: false } };

    /// <summary>Whether what passes arrives in the step in which it is sent, as far as the document tells; random delays are taken for delays.</summary>
    /// <param name="connection">The connection; null for each instance with that of the same index.</param>
    /// <param name="least">The least number of steps.</param>
    public static bool IsNone(Connection? connection, int least) => least == 0 && connection is not UnknownConnection && connection?.Delay is null or { Fixed: 0 };
}
