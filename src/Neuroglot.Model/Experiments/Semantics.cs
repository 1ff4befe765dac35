using System.Collections.Immutable;

namespace Neuroglot.Model.Experiments;

/// <summary>
/// What a language leaves to its reference simulator: the exact meaning of a time step. Set by the reader, overridable by the user, and
/// honoured or refused, with a reason, by every pass, target and writer. Micro-tests pin each field.
/// </summary>
/// <param name="Name">Name of the preset.</param>
public sealed record Semantics(string Name)
{
    /// <summary>Order in which the parts of a component and the instances of a network are advanced within a step.</summary>
    public StepOrder Order { get; init; }

    /// <summary>How the time of step k is computed.</summary>
    public TimeAccumulation Time { get; init; }

    /// <summary>Time given to an event found in the step that ends at t.</summary>
    public EventLabel EventLabel { get; init; }

    /// <summary>When recorded values are sampled.</summary>
    public SampleTime Sampling { get; init; }

    /// <summary>Whether a recorded alias is the one computed at the start of the step, before the state advanced.</summary>
    public bool RecordedAliasesLag { get; init; }

    /// <summary>When an event with a delay is due.</summary>
    public DueRule Due { get; init; }

    /// <summary>Number type of the state after each step.</summary>
    public StatePrecision Precision { get; init; }

    /// <summary>The slots of a step, in order, where it passes through phases.</summary>
    public ImmutableArray<string> Slots { get; init; } = [];

    /// <summary>Integrator where neither the run nor the part names one.</summary>
    public string DefaultMethod { get; init; } = "euler";

    /// <summary>Methods that the language calls by names that others have for different ones: its name, and that of the integrator.</summary>
    public ImmutableArray<(string Name, string Integrator)> MethodNames { get; init; } = [];

    /// <summary>Whether faster arrangements that are equal in real arithmetic only may be used.</summary>
    public bool BitExact { get; init; }

    /// <summary>The integrator that the language calls <paramref name="method"/>.</summary>
    public string MethodOf(string method)
    {
        foreach (var (name, integrator) in MethodNames)
        {
            if (name == method)
                return integrator;
        }

        return method;
    }

    /// <summary>LEMS as its reference simulator runs it: component tree advanced children first, time accumulated, conditions level-triggered.</summary>
    public static Semantics Lems { get; } = new("lems")
    {
        Order = StepOrder.Tree,
        Time = TimeAccumulation.RunningSum,
        EventLabel = EventLabel.EndOfStep,
        Sampling = SampleTime.AfterStep,
        RecordedAliasesLag = true,
        Due = DueRule.FirstStepNotBefore,
    };

    /// <summary>Equations advanced simultaneously, without the order effects of any reference simulator.</summary>
    public static Semantics NeuralMass { get; } = new("neural-mass")
    {
        Order = StepOrder.Simultaneous,
        Time = TimeAccumulation.Multiple,
        EventLabel = EventLabel.EndOfStep,
        Sampling = SampleTime.AfterStep,
        Due = DueRule.Rounded,
        DefaultMethod = "rk4",
        MethodNames = [("heun", "improved_euler")],
    };

    /// <summary>Brian 2: state update, thresholds, synapses, resets; sampling before the step.</summary>
    public static Semantics Brian { get; } = new("brian")
    {
        Order = StepOrder.Phases,
        Time = TimeAccumulation.Multiple,
        EventLabel = EventLabel.StartOfStep,
        Sampling = SampleTime.BeforeStep,
        Due = DueRule.Rounded,
        Slots = ["start", "groups", "thresholds", "synapses", "resets", "end"],
    };

    /// <summary>SpineML with simultaneous updates in double precision.</summary>
    public static Semantics SpineML { get; } = new("spineml")
    {
        Order = StepOrder.Phases,
        Time = TimeAccumulation.Multiple,
        EventLabel = EventLabel.StartOfStep,
        Sampling = SampleTime.AfterStep,
        Due = DueRule.Rounded,
        Slots = ["inputs", "components", "logs"],
    };

    /// <summary>SpineML exactly as BRAHMS runs it: time and integrated state rounded to single precision.</summary>
    public static Semantics SpineMLBrahms { get; } = SpineML with
    {
        Name = "spineml-brahms",
        Time = TimeAccumulation.SinglePrecisionMultiple,
        Precision = StatePrecision.SingleAfterIntegration,
        BitExact = true,
    };

    /// <summary>Every preset, in the order of the documentation.</summary>
    public static IReadOnlyList<Semantics> Presets { get; } = [Lems, Brian, SpineML, SpineMLBrahms, NeuralMass];

    /// <summary>The preset called <paramref name="name"/>, or null.</summary>
    public static Semantics? Find(string name) => Presets.FirstOrDefault(preset => preset.Name == name);
}

/// <summary>Order within a step.</summary>
public enum StepOrder
{
    /// <summary>
    /// Children before parents, instance by instance: a parent reads the advanced state of its children, a child the values that its parent had
    /// after the step before; an event without delay takes effect at once.
    /// </summary>
    Tree,

    /// <summary>All state of a component advances from the same old values; instances see each other's values of the step before.</summary>
    Simultaneous,

    /// <summary>The whole network passes through the <see cref="Experiment.Operations"/>, ordered by slots: state, thresholds, synapses, resets.</summary>
    Phases,
}

/// <summary>How the time of step k comes about; they differ in the last bits, hence in when conditions on t fire.</summary>
public enum TimeAccumulation
{
    /// <summary>t = k·dt.</summary>
    Multiple,

    /// <summary>t += dt at each step.</summary>
    RunningSum,

    /// <summary>t = (float)k·dt in single precision.</summary>
    SinglePrecisionMultiple,
}

/// <summary>Time given to an event.</summary>
public enum EventLabel
{
    /// <summary>The time at which the step ends.</summary>
    EndOfStep,

    /// <summary>The time at which the step starts.</summary>
    StartOfStep,
}

/// <summary>When recorded values are sampled.</summary>
public enum SampleTime
{
    /// <summary>After the step, and once before the first.</summary>
    AfterStep,

    /// <summary>Before each step.</summary>
    BeforeStep,
}

/// <summary>When an event with a delay is due.</summary>
public enum DueRule
{
    /// <summary>At the first step whose time is not before emission + delay, compared as doubles.</summary>
    FirstStepNotBefore,

    /// <summary>After round(delay/dt) steps.</summary>
    Rounded,
}

/// <summary>Number type of the state.</summary>
public enum StatePrecision
{
    /// <summary>Double throughout.</summary>
    Double,

    /// <summary>Rounded to single after each integration, kept in doubles.</summary>
    SingleAfterIntegration,
}
