using System.Globalization;
using System.Net;

namespace Neuroglot.SpineML.External;

/// <summary>Where another program listens.</summary>
/// <param name="Host">Name or address of its computer.</param>
/// <param name="Port">Port of TCP.</param>
public sealed record PeerAddress(string Host, int Port)
{
    /// <summary>The computer where a document states none.</summary>
    public const string Local = "localhost";

    /// <summary>Whether that is this computer for sure: an address of the loopback, or the name <c>localhost</c>, which is not looked up.</summary>
    public bool IsLoopback => Host.Equals(Local, StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The addresses to try, in order; names of other computers are looked up.</summary>
    public IPAddress[] Resolve() =>
        Host.Equals(Local, StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(Host, out var address) ? [address] : Dns.GetHostAddresses(Host);

    /// <summary>Host and port.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}") : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
