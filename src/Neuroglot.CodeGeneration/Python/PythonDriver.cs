using Neuroglot.CodeGeneration.Programs;

namespace Neuroglot.CodeGeneration.Python;

/// <summary>Writes what drives the steps of a program: a loop where arrays change, a scan where they do not; and what is done when it is run.</summary>
internal static class PythonDriver
{
    /// <summary>Name of the function of an event.</summary>
    public static string EventFunction(NodeEvent happening, PythonNames names) => names.Of($"on {happening.Name}");

    /// <summary>Writes it.</summary>
    public static void Write(NodeProgram program, ArrayLibrary library, PythonText text, PythonNames names)
    {
        if (library.IsFunctional)
            Scan(program, text, names);
        else
            Loop(program, text, names);
        text.Gap().Line(0, "if __name__ == \"__main__\":");
        var results = program.Events.IsEmpty ? "times, states" : "times, states, events";
        if (library.IsFunctional)
            text.Line(1, $"{results} = run()");
        else
            text.Line(1, "with np.errstate(all=\"ignore\"):  # both sides of a choice are computed").Line(2, $"{results} = run()");
        text.Line(1, "if len(sys.argv) > 1:");
        var alias = library.Alias;
        text.Line(2, $"{alias}.savez(sys.argv[1], times=times, states=states{(program.Events.IsEmpty ? string.Empty : ", events=events")})");
        text.Line(1, "for name, values in zip(STATES, states[-1]):").Line(2, "print(name, *values)");
    }

    private static void Begin(NodeProgram program, PythonText text, string np)
    {
        text.Line(1, program.Events.IsEmpty
            ? $"\"\"\"Times in {program.TimeUnit}, and states by step, variable and node.\"\"\""
            : $"\"\"\"Times in {program.TimeUnit}; states by step, variable and node; which events happened where, by step, event and node.\"\"\"");
        if (!program.DerivedParameters.IsEmpty)
            text.Line(1, "p = complete(p)");
        text.Line(1, "state = initial_state()");
        if (IsCoupled(program))
            text.Line(1, $"history = {np}.repeat(state[SHOWN][None], HORIZON, axis=0)  # by step, shown variable and node");
        if (Holder(program) is not null)
            text.Line(1, $"since = {np}.full(NODES, -{np}.inf)").Line(1, $"resting = {np}.zeros(NODES, dtype=bool)");
    }

    private static void Loop(NodeProgram program, PythonText text, PythonNames names)
    {
        text.Line(0, "def run(steps=STEPS, p=PARAMETERS):");
        Begin(program, text, "np");
        if (program.IsStochastic)
            text.Line(1, "random = np.random.default_rng(SEED)");
        text.Line(1, "states = np.empty((steps + 1, len(STATES), NODES))").Line(1, "states[0] = state");
        if (!program.Events.IsEmpty)
            text.Line(1, "events = np.zeros((steps + 1, len(EVENTS), NODES), dtype=bool)");
        text.Line(1, "for n in range(steps):");
        Step(program, text, names, "np", "random.standard_normal(state.shape)");
        if (IsCoupled(program))
            text.Line(2, "history[(n + 1) % HORIZON] = state[SHOWN]");
        text.Line(2, "states[n + 1] = state");
        if (!program.Events.IsEmpty)
            text.Line(2, $"events[n + 1] = {Happened(program)}");
        text.Line(1, $"return {Result(program, "np")}");
    }

    private static void Scan(NodeProgram program, PythonText text, PythonNames names)
    {
        var carried = string.Join(", ", new[] { "state", IsCoupled(program) ? "history" : null, Holder(program) is null ? null : "since, resting" }.OfType<string>());
        carried = carried.Contains(',', StringComparison.Ordinal) ? $"({carried})" : "(state,)";
        text.Line(0, "@partial(jax.jit, static_argnames=\"steps\")").Line(0, "def run(steps=STEPS, p=PARAMETERS):");
        Begin(program, text, "jnp");
        if (program.IsStochastic)
            text.Line(1, "key = jax.random.PRNGKey(SEED)");
        text.Line(1, "start = state").Gap(1).Line(1, "def step(carried, n):").Line(2, $"{(carried == "(state,)" ? carried : carried.Trim('(', ')'))} = carried");
        Step(program, text, names, "jnp", "jax.random.normal(jax.random.fold_in(key, n), state.shape)");
        if (IsCoupled(program))
            text.Line(2, "history = history.at[(n + 1) % HORIZON].set(state[SHOWN])");
        text.Line(2, $"return {carried}, {(program.Events.IsEmpty ? "state" : $"(state, jnp.stack({Happened(program)}))")}").Gap(1);
        text.Line(1, $"_, {(program.Events.IsEmpty ? "states" : "(states, events)")} = jax.lax.scan(step, {carried}, jnp.arange(steps))");
        text.Line(1, "states = jnp.concatenate([start[None], states])");
        if (!program.Events.IsEmpty)
            text.Line(1, "events = jnp.concatenate([jnp.zeros((1, len(EVENTS), NODES), dtype=bool), events])");
        text.Line(1, $"return {Result(program, "jnp")}");
    }

    private static void Step(NodeProgram program, PythonText text, PythonNames names, string np, string draws)
    {
        text.Line(2, "t = n*STEP");
        text.Line(2, IsCoupled(program) ? "coupling = arriving(history, n)" : $"coupling = {PythonText.Tuple(program.Inputs.Select(static _ => "0.0"))}");
        if (program.IsStochastic)
            text.Line(2, $"noise = {np}.sqrt(2*NOISE*STEP)[:, None]*{draws}");
        var holder = Holder(program);
        if (holder is not null)
        {
            var held = program.States.Select(state => holder.Assignments.Any(one => one.Name == state.Name) ? "resting" : $"{np}.zeros_like(resting)");
            text.Line(2, $"held = {np}.stack([{string.Join(", ", held)}])");
        }

        text.Line(2, $"state = advance(state, coupling, t, p{(program.IsStochastic ? ", noise" : string.Empty)}{(holder is null ? string.Empty : ", held")})");
        if (program.Events.IsEmpty)
            return;
        text.Line(2, "t = (n + 1)*STEP");
        for (var place = 0; place < program.Events.Length; place++)
        {
            var happening = program.Events[place];
            text.Line(2, FormattableString.Invariant($"happened_{place}, after = {EventFunction(happening, names)}(state, coupling, t, p)"));
            if (happening == holder)
            {
                // Half a step for the roundings of a sum of steps.
                text.Line(2, FormattableString.Invariant($"happened_{place} = {np}.logical_and(happened_{place}, {np}.logical_not(resting))"));
                text.Line(2, FormattableString.Invariant($"state = {np}.where(happened_{place}, after, state)"));
                text.Line(2, FormattableString.Invariant($"resting = {np}.where(resting, t <= since + {PythonText.Number(happening.Refractory)} - STEP/2, happened_{place})"));
                text.Line(2, FormattableString.Invariant($"since = {np}.where(happened_{place}, t, since)"));
            }
            else
            {
                text.Line(2, "state = after");
            }
        }
    }

    private static string Happened(NodeProgram program) => $"[{string.Join(", ", program.Events.Select(static (_, place) => FormattableString.Invariant($"happened_{place}")))}]";

    private static string Result(NodeProgram program, string np)
    {
        var skipped = program.SkippedSteps > 0 ? "[SKIPPED:]" : string.Empty;
        return $"STEP*{np}.arange(steps + 1){skipped}, states{skipped}{(program.Events.IsEmpty ? string.Empty : $", events{skipped}")}";
    }

    private static NodeEvent? Holder(NodeProgram program) => program.Events.FirstOrDefault(static one => one.Refractory > 0);

    private static bool IsCoupled(NodeProgram program) => !program.Terms.IsEmpty && !program.Edges.IsEmpty;
}
