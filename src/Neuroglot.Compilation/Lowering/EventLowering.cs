using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Lowering;

/// <summary>Writes the kernel that lets an event arrive at a receive port; the engine runs it for the instances that the event reaches.</summary>
internal static class EventLowering
{
    public static KernelBuilder Receive(SetLayout layout, string port)
    {
        var builder = new KernelBuilder("event " + port);
        var scope = new KernelScope(builder, layout);
        foreach (var state in layout.Symbols.Class.Parts.Select((_, part) => part))
            scope.MarkAdvanced(state);
        new ActionLowering(scope).Receive(port, builder.Constant(true));
        foreach (var variable in scope.Written.Order(StringComparer.Ordinal))
            builder.Store(variable, scope.Resolve(variable));
        return builder;
    }
}
