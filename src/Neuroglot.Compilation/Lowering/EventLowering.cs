using Neuroglot.Compilation.Kernels;

namespace Neuroglot.Compilation.Lowering;

/// <summary>Writes the kernel that lets an event arrive at a receive port; the engine runs it for the instances that the event reaches.</summary>
internal static class EventLowering
{
    // Keeps the draws of handlers apart from those of the step kernel.
    private const int FirstDraw = 1 << 15;

    public static KernelBuilder Receive(SetLayout layout, string port)
    {
        var builder = new KernelBuilder("event " + port);
        var scope = new KernelScope(builder, layout, FirstDraw) { ExposesCurrent = true, Advancing = -1 };
        new ActionLowering(scope).Receive(port, builder.Constant(true));
        foreach (var variable in scope.Written.Order(StringComparer.Ordinal))
            builder.Store(variable, scope.Resolve(variable));
        return builder;
    }
}
