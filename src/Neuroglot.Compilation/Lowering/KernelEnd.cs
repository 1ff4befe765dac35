using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Components;

namespace Neuroglot.Compilation.Lowering;

/// <summary>A link from a set to a reduce port of another: its index in the network and the variable that it reads.</summary>
internal sealed record OutgoingLink(int Index, string Variable, Reduction Reduction);

/// <summary>The end of every kernel that advances or starts instances: state, kept values and sums go to memory.</summary>
internal static class KernelEnd
{
    public static void Write(KernelScope scope, IReadOnlyList<OutgoingLink> links)
    {
        var builder = scope.Builder;
        var layout = scope.Layout;
        scope.Reader = layout.Symbols.Class.Parts.Length - 1;

        // What others read of this set.
        foreach (var link in links)
        {
            var value = layout.LateAssigned.Contains(link.Variable) ? scope.Exposure(link.Variable) : Current(link.Variable);
            if (link.Reduction == Reduction.Product)
                builder.ScatterMultiply(ColumnNames.Target(link.Index), ColumnNames.Target(link.Index), value);
            else
                builder.ScatterAdd(ColumnNames.Target(link.Index), ColumnNames.Target(link.Index), value);
        }

        foreach (var name in layout.Kept.Order(StringComparer.Ordinal).ToList())
            builder.Store(name, Current(name));
        foreach (var state in layout.Latched.Order(StringComparer.Ordinal))
            builder.Store(ColumnNames.Exposed(state), scope.Exposure(state));
        foreach (var variable in scope.Written.Order(StringComparer.Ordinal))
            builder.Store(variable, Current(variable));

        if (layout.KeepsTime)
            builder.Store(ColumnNames.LastAdvance, scope.Time);

        // Sums and products start anew in every step.
        foreach (var port in layout.Symbols.Class.Ports.OfType<AnalogReducePort>().Where(port => layout.LinkedPorts.Contains(port.Name) && !layout.CoupledPorts.Contains(port.Name)))
            builder.Store(ColumnNames.Sum(port.Name), builder.Constant(port.Neutral));

        KernelValue Current(string name)
        {
            // A part's own state, not what others may see of it.
            if (layout.Symbols.Find(name) is { Part: >= 0 } symbol)
                scope.Reader = symbol.Part;
            return scope.Resolve(name);
        }
    }
}
