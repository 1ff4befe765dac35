using System.Collections.Immutable;

namespace Neuroglot.Compilation.Kernels;

/// <summary>A call of an <see cref="IKineticScheme"/> within a kernel, with the columns it touches.</summary>
/// <param name="Name">Name under which the caller binds the scheme.</param>
/// <param name="Reads">Columns it reads, as places in <see cref="Kernel.Columns"/>.</param>
/// <param name="Writes">Columns it writes (it may read them too), as places in <see cref="Kernel.Columns"/>.</param>
public sealed record KernelScheme(string Name, ImmutableArray<int> Reads, ImmutableArray<int> Writes)
{
    /// <inheritdoc/>
    public bool Equals(KernelScheme? other) =>
        other is not null && Name == other.Name && Reads.SequenceEqual(other.Reads) && Writes.SequenceEqual(other.Writes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Reads.Length, Writes.Length);
}
