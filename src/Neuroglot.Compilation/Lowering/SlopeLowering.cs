using Neuroglot.Compilation.Kernels;
using Neuroglot.Model.Components;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Networks;

namespace Neuroglot.Compilation.Lowering;

/// <summary>Writes the kernel that gives rates of change for the state in the columns, for an engine that chooses the steps; aliases that others see are those of that state.</summary>
internal static class SlopeLowering
{
    /// <summary>The kernel of a set.</summary>
    /// <exception cref="LoweringException">More than equations happens in a step.</exception>
    public static KernelBuilder Slopes(SetLayout layout, Network network)
    {
        var component = layout.Symbols.Class;
        if (Obstacle(component, network) is { } obstacle)
        {
            throw new LoweringException("NG2002", $"Method 'dopri5' cannot integrate component {component.Name}: {obstacle}.")
            {
                Hint = "It chooses its steps itself and looks at equations only. Methods of fixed step: euler, heun, rk4.",
            };
        }

        var builder = new KernelBuilder("rates");
        var scope = new KernelScope(builder, layout) { ExposesCurrent = true };
        var now = new StageScope(scope, new Dictionary<string, KernelValue>(), component.Aliases.ToDictionary(static alias => alias.Name));
        var values = component.Aliases.Select(alias => now.Resolve(alias.Name)).ToList();
        foreach (var (alias, value) in component.Aliases.Zip(values))
            scope.Define(alias.Name, value);
        foreach (var derivative in component.Machines.SelectMany(static machine => machine.Regimes[0].Derivatives))
            builder.Store(ColumnNames.Slope(derivative.Variable), ExpressionLowering.Real(derivative.Rate, now));
        KernelEnd.Write(scope, []);
        return builder;
    }

    private static string? Obstacle(ComponentClass component, Network network)
    {
        if (!network.EventLinks.IsEmpty || !network.AnalogLinks.IsEmpty || !network.ReferenceLinks.IsEmpty)
            return "its network is linked";
        if (network.Couplings.Any(static coupling => coupling.Graph.Delays.Any(static delay => delay > 0)))
            return "its network has delays";
        if (component.Machines.Any(static machine => !machine.AlwaysHolds || !machine.Regimes[0].Conditions.IsEmpty || !machine.Regimes[0].Events.IsEmpty))
            return "it has conditions, or events";
        if (!component.Drives.IsEmpty || !component.NoiseSources.IsEmpty)
            return "it has noise or a stimulus";
        if (!component.KineticSchemes.IsEmpty || component.States.Any(static state => state.WritableWhen is not null) || component.Parts.Any(static part => part.Method is not null))
            return "parts of it have a method of their own";
        return component.Machines.SelectMany(static machine => machine.Regimes[0].Derivatives).All(static one => one.Rate.IsPure()) && component.Aliases.All(static one => one.Value.IsPure()) ? null : "its equations draw at random";
    }
}
