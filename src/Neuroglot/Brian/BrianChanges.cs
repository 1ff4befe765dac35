using Neuroglot.Brian.Language;
using Neuroglot.Brian.Objects;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Brian;

/// <summary>Applies what the user changes on the command line to a network of Brian.</summary>
internal static class BrianChanges
{
    /// <summary>The changed network; null, with the reasons in <paramref name="diagnostics"/>, where a change makes no sense.</summary>
    public static BrianNetwork? Apply(BrianNetwork network, RunOptions options, DiagnosticBag diagnostics)
    {
        if (options.OnOperation is null && network.Objects.OfType<NetworkOperation>().FirstOrDefault() is { } operation)
            diagnostics.Error("NG4030", $"'{operation.Name}' is a function of the program that made the file, and not in it.", SourceSpan.None, "Write it as a RunRegularly, or run the network in that program.");
        if (network.Runs.IsEmpty && options.Duration is null)
            diagnostics.Error("NG4027", "The model does not say how long to run.", SourceSpan.None, "Give a duration, for example --duration 300ms.");
        if (network.Runs.Length > 1 && options.Duration is not null)
            diagnostics.Error("NG4029", $"--duration does not tell which of the {network.Runs.Length} runs is meant.", SourceSpan.None, "Change the durations in the file.");
        if (options.Semantics is { } semantics && semantics != "brian")
            diagnostics.Error("NG4029", $"A network of Brian cannot be run with the semantics '{semantics}'.", SourceSpan.None, "Leave out --semantics.");
        if (options.Fidelity is not (null or Fidelity.Reference))
            diagnostics.Error("NG4029", "A network of Brian has one order of events, which is fast already.", SourceSpan.None, "Leave out --fidelity.");
        if (options.SaveState is not null || options.FromState is not null)
            diagnostics.Error("NG4029", "A network of Brian states by itself where it stands at its start, and what its runs change; --save-state and --from-state are for experiments of SpineML.", SourceSpan.None, "In a program, Store and Restore of the session keep all; --save writes what a run leaves.");
        if (diagnostics.HasErrors)
            return null;

        var runs = network.Runs.IsEmpty ? [new BrianRun(options.Duration!.Value)] : network.Runs;
        network = network with
        {
            Runs = [.. runs.Select(run => run with { Duration = options.Duration ?? run.Duration, Step = options.Step ?? run.Step })],
            Seed = options.Seed is { } seed ? (ulong)seed : network.Seed,
            Objects = options.Method is { } method ? [.. network.Objects.Select(one => Integrated(one, method))] : network.Objects,
        };
        foreach (var change in options.Overrides)
            network = BrianOverrides.Apply(network, change, diagnostics) ?? network;
        foreach (var run in network.Runs.Where(run => !(run.Step > 0) || !(run.Duration >= 0) || !(run.Duration / run.Step < 1L << 53)))
            diagnostics.Error("NG4022", $"A run of {run.Duration * 1e3} ms in steps of {run.Step * 1e3} ms is not possible.", SourceSpan.None, "A step is positive, a run at least a step long, or 0: --dt 0.1ms --duration 1s, for example.");
        return diagnostics.HasErrors ? null : network;
    }

    // Objects without anything to integrate have no method.
    private static BrianObject Integrated(BrianObject one, string method) => one switch
    {
        NeuronGroup group when group.Equations.DifferentialEquations.Any() => group with { Method = method },
        Synapses synapses when synapses.Equations.DifferentialEquations.Any(equation => equation.Has(EquationFlags.ClockDriven)) => synapses with { Method = method },
        _ => one,
    };
}
