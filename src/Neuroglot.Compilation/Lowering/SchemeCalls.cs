using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Lowering;

/// <summary>Writes calls of schemes: arguments and results pass through columns.</summary>
internal static class SchemeCalls
{
    /// <summary>Calls the scheme <paramref name="name"/>; <paramref name="own"/> notes the columns that are needed for that.</summary>
    public static KernelValue[] Write(KernelBuilder builder, string name, IReadOnlyList<KernelValue> arguments, int results, Func<string, string> own)
    {
        var reads = arguments.Select((_, index) => own(Column("argument", index))).ToList();
        var writes = Enumerable.Range(0, results).Select(index => own(Column("result", index))).ToList();
        for (var index = 0; index < reads.Count; index++)
            builder.Store(reads[index], arguments[index]);
        builder.Scheme(name, reads, writes);
        return [.. writes.Select(builder.Load)];

        string Column(string kind, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {kind} {index}");
    }
}
