using Neuroglot.Compilation.Lowering;
using Neuroglot.Model.Components;

namespace Neuroglot.Compilation.Kernels;

/// <summary>Calls a function of the host for an instance, on one thread at a time. Where the function throws, the value is NaN.</summary>
/// <param name="function">The function.</param>
public sealed class HostScheme(HostFunction function) : IKineticScheme
{
    private const int MostOnStack = 32;

    private readonly Lock turn = new();

    /// <summary>Its name.</summary>
    public string Name => function.Name;

    /// <summary>What the function has thrown first; null for nothing.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public void Advance(KernelArguments arguments, ReadOnlySpan<int> reads, ReadOnlySpan<int> writes, int instance)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var values = reads.Length <= MostOnStack ? stackalloc double[reads.Length] : new double[reads.Length];
        for (var k = 0; k < reads.Length; k++)
            values[k] = arguments.Columns[reads[k]][instance];
        arguments.Columns[writes[0]][instance] = Value(values);
    }

    /// <summary>Throws where a function that a kernel has called has thrown.</summary>
    internal static void ThrowIfFailed(KernelArguments arguments)
    {
        if (arguments.Schemes.OfType<HostScheme>().FirstOrDefault(scheme => scheme.Failure is not null) is { } failed)
            throw new LoweringException("NG3004", $"The function {failed.Name} has failed: {failed.Failure!.Message}");
    }

    private double Value(ReadOnlySpan<double> values)
    {
        lock (turn)
        {
            try
            {
                return function.Code(values);
            }
#pragma warning disable CA1031 // Whatever the user's function throws, the run ends with a message.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Failure ??= e;
                return double.NaN;
            }
        }
    }
}
