namespace Neuroglot.Scripting;

/// <summary>A call of <c>Seed</c>; two calls are two, even with the same seed.</summary>
/// <param name="value">The seed.</param>
internal sealed class Seeding(ulong value)
{
    public ulong Value => value;
}
