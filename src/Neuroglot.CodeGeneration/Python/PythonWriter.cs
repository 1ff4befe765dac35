using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.CodeGeneration.Programs;
using Neuroglot.Model.Expressions;

namespace Neuroglot.CodeGeneration.Python;

/// <summary>
/// Writes a program in Python that needs nothing but its library of arrays. The same functions stand in the programs for all libraries; only what drives them differs.
/// <code>
/// python3 jansenrit.py result.npz
/// </code>
/// </summary>
public sealed class PythonWriter
{
    private readonly NodeProgram program;
    private readonly ArrayLibrary library;
    private readonly PythonText text = new();
    private readonly PythonNames names = new();
    private readonly string np;

    private PythonWriter(NodeProgram program, ArrayLibrary library)
    {
        this.program = program;
        this.library = library;
        np = library.Alias;
    }

    private bool IsCoupled => program.Terms.Any(static one => !one.Edges.IsEmpty);

    private bool IsHeld => program.Events.Any(static one => one.Refractory > 0);

    /// <summary>The program.</summary>
    /// <param name="program">What it computes.</param>
    /// <param name="library">The library it computes with.</param>
    /// <exception cref="NotSupportedException">The library has no function for a part of an expression; the message is its name.</exception>
    public static string Write(NodeProgram program, ArrayLibrary library)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(library);
        return new PythonWriter(program, library).Write();
    }

    private string Write()
    {
        // States first: their names are the ones that people look for.
        foreach (var one in program.States)
            names.Of(one.Name);
        Introduction();
        Values();
        if (IsCoupled)
            Couplings();
        Functions();
        if (IsCoupled)
            Arriving();
        Advance();
        foreach (var one in program.Events)
            Event(one);
        PythonDriver.Write(program, library, text, names);
        return text.ToString();
    }

    private void Introduction()
    {
        var title = program.Title is { } label ? $"{program.Name}: {label}" : program.Name;
        text.Line(0, $"\"\"\"{PythonText.Prose(title)}{(title.EndsWith('.') ? string.Empty : ".")}").Gap(1);
        if (program.Description is { } description)
            text.Line(0, PythonText.Prose(description)).Gap(1);
        foreach (var reference in program.References)
            text.Line(0, PythonText.Prose(reference));
        if (!program.References.IsEmpty)
            text.Gap(1);
        text.Line(0, $"Written by Neuroglot, for {library.Name}. Times are in {program.TimeUnit}, values in the units beside them.");
        text.Line(0, "Run it with the name of a file for the result: times, and states by step, variable and node.");
        if (program.IsStochastic)
            text.Line(0, "The noise has a seed of its own: its draws are not those of other programs with the same seed.");
        text.Line(0, "\"\"\"").Gap(1);
        if (library.IsFunctional)
        {
            text.Line(0, "from functools import partial").Line(0, "import sys").Gap(1).Line(0, "import jax").Line(0, "import jax.numpy as jnp").Gap(1);
            text.Line(0, "jax.config.update(\"jax_enable_x64\", True)");
        }
        else
        {
            text.Line(0, "import sys").Gap(1).Line(0, "import numpy as np");
        }

        text.Gap(1);
    }

    private void Values()
    {
        text.Line(0, $"STATES = {PythonText.Tuple(program.States.Select(static one => PythonText.Quoted(one.Name)))}");
        text.Line(0, FormattableString.Invariant($"NODES = {program.NodeCount}"));
        text.Line(0, $"STEP = {PythonText.Number(program.Step)}  # {program.TimeUnit}");
        text.Line(0, FormattableString.Invariant($"STEPS = {program.Steps}"));
        if (program.SkippedSteps > 0)
            text.Line(0, FormattableString.Invariant($"SKIPPED = {program.SkippedSteps}  # steps at the start that are no part of the result"));
        if (!program.Events.IsEmpty)
            text.Line(0, $"EVENTS = {PythonText.Tuple(program.Events.Select(static one => PythonText.Quoted(one.Name)))}");
        if (program.IsStochastic)
        {
            text.Line(0, FormattableString.Invariant($"SEED = {program.Seed}"));
            text.Line(0, $"NOISE = {np}.array([{string.Join(", ", program.States.Select(static one => PythonText.Number(one.NoiseIntensity)))}])  # D of sqrt(2 D) dW, for each state variable");
        }

        text.Gap(1).Line(0, "PARAMETERS = {");
        foreach (var one in program.Parameters)
            text.Line(1, Entry(one, names));
        text.Line(0, "}").Gap();
        text.Line(0, "def initial_state():").Line(1, "\"\"\"The state at the start: a row for each variable, a column for each node.\"\"\"");
        text.Line(1, $"return {np}.stack([");
        foreach (var one in program.States)
            text.Line(2, $"{(one.Initial.Length == 1 ? $"{np}.full(NODES, {PythonText.Number(one.Initial[0])})" : $"{np}.array([{string.Join(", ", one.Initial.Select(PythonText.Number))}])")},{Remark(names.Of(one.Name), one.Unit, one.Description)}");
        text.Line(1, "])").Gap();
        text.Line(0, "def rows(*values):").Line(1, "\"\"\"Values as rows with a column for each node.\"\"\"");
        text.Line(1, $"return {np}.stack([{np}.broadcast_to({np}.asarray(value, dtype=float), (NODES,)) for value in values])").Gap();
    }

    private string Entry(NodeParameter one, PythonNames called) =>
        $"{PythonText.Quoted(called.Of(one.Name))}: {(one.Values.Length == 1 ? PythonText.Number(one.Values[0]) : $"{np}.array([{string.Join(", ", one.Values.Select(PythonText.Number))}])")},{Remark(null, one.Unit, one.Description)}";

    // That a number is one needs no remark.
    private static string Remark(string? name, string? unit, string? description)
    {
        var parts = new[] { name, unit is null or "dimensionless" ? null : $"[{unit}]", description }.OfType<string>().Select(static one => string.Join(' ', one.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        return parts.Count == 0 ? string.Empty : $"  # {string.Join(' ', parts)}";
    }

    private void Couplings()
    {
        for (var term = 0; term < program.Terms.Length; term++)
        {
            if (MatricesOf(term) == term)
                Matrices(program.Terms[term].Edges, Suffix(term));
        }

        text.Line(0, FormattableString.Invariant($"HORIZON = {program.Terms.SelectMany(static one => one.Edges).Max(static one => one.Steps) + 1}  # steps that are remembered"));
        text.Line(0, FormattableString.Invariant($"SHOWN = {np}.array([{string.Join(", ", program.Shown.Select(one => program.States.ToList().FindIndex(state => state.Name == one)))}])  # state variables that others see: {string.Join(", ", program.Shown)}"));
        for (var term = 0; term < program.Terms.Length; term++)
        {
            text.Gap(1).Line(0, $"{CouplingName(term)} = {{  # what arrives at {program.Terms[term].Input}");
            var called = new PythonNames("gx");
            foreach (var one in program.Terms[term].Parameters)
                text.Line(1, Entry(one, called));
            text.Line(0, "}");
        }

        text.Gap();
    }

    private void Matrices(ImmutableArray<NodeEdge> edges, string suffix)
    {
        var weights = new double[program.NodeCount, program.NodeCount];
        var delays = new int[program.NodeCount, program.NodeCount];
        foreach (var edge in edges)
            (weights[edge.Target, edge.Source], delays[edge.Target, edge.Source]) = (edge.Weight, edge.Steps);
        text.Line(0, "# Strengths of the edges: a row for each target, a column for each source.");
        text.Rows($"WEIGHTS{suffix}", $"{np}.array(", Matrix((target, source) => PythonText.Number(weights[target, source])), ")");
        text.Line(0, "# Their delays, in steps.");
        if (edges.Any(static one => one.Steps > 0))
            text.Rows($"DELAYS{suffix}", $"{np}.array(", Matrix((target, source) => delays[target, source].ToString(CultureInfo.InvariantCulture)), ")");
        else
            text.Line(0, $"DELAYS{suffix} = {np}.zeros((NODES, NODES), dtype=int)");

        IEnumerable<IEnumerable<string>> Matrix(Func<int, int, string> cell) => Enumerable.Range(0, program.NodeCount).Select(target => Enumerable.Range(0, program.NodeCount).Select(source => cell(target, source)));
    }

    // The first term with the same edges has their matrices.
    private int MatricesOf(int term)
    {
        for (var other = 0; other < term; other++)
        {
            if (program.Terms[other].Edges.SequenceEqual(program.Terms[term].Edges))
                return other;
        }

        return term;
    }

    private static string Suffix(int term) => term == 0 ? string.Empty : FormattableString.Invariant($"_{term}");

    private static string CouplingName(int term) => $"COUPLING{Suffix(term)}";

    private void Functions()
    {
        if (!program.DerivedParameters.IsEmpty)
        {
            text.Line(0, "def complete(p):").Line(1, "\"\"\"Parameters with those that follow from them.\"\"\"");
            Unpack(program.DerivedParameters.Select(static one => one.Value), [], program.DerivedParameters.Select(static one => one.Name).ToHashSet());
            foreach (var one in program.DerivedParameters)
                text.Line(1, $"{names.Of(one.Name)} = {Print(one.Value)}{Remark(null, one.Unit, null)}");
            text.Line(1, $"return {{**p, {string.Join(", ", program.DerivedParameters.Select(one => $"{PythonText.Quoted(names.Of(one.Name))}: {names.Of(one.Name)}"))}}}").Gap();
        }

        text.Line(0, program.IsMap ? "def following(state, coupling, t, p):" : "def rates(state, coupling, t, p):");
        text.Line(1, program.IsMap ? "\"\"\"The next values; a row for each variable.\"\"\"" : $"\"\"\"Rates of change per {program.TimeUnit}; a row for each variable.\"\"\"");
        Prepare(program.States.Select(static one => one.Advance).ToList());
        text.Line(1, "return rows(");
        foreach (var one in program.States)
            text.Line(2, $"{Print(one.Advance)},  # {names.Of(one.Name)}");
        text.Line(1, ")").Gap();
        if (!program.States.Any(static one => double.IsFinite(one.Low) || double.IsFinite(one.High)))
            return;
        text.Line(0, "def bounded(state):").Line(1, "\"\"\"The state within its bounds.\"\"\"");
        text.Line(1, $"low = {np}.array([{string.Join(", ", program.States.Select(static one => PythonText.Number(one.Low)))}])");
        text.Line(1, $"high = {np}.array([{string.Join(", ", program.States.Select(static one => PythonText.Number(one.High)))}])");
        text.Line(1, $"return {np}.minimum({np}.maximum(state, low[:, None]), high[:, None])").Gap();
    }

    // What the expressions need, in the order of its use: state, inputs, parameters, derived variables.
    private void Prepare(IReadOnlyList<Expression> expressions)
    {
        var needed = expressions.SelectMany(static one => FreeNames.Of(one).AsEnumerable()).ToHashSet();
        foreach (var one in program.DerivedVariables.Reverse().Where(one => needed.Contains(one.Name)))
            needed.UnionWith(FreeNames.Of(one.Value));
        var derived = program.DerivedVariables.Where(one => needed.Contains(one.Name)).ToList();
        if (program.States.Any(one => needed.Contains(one.Name)))
            text.Line(1, $"{Names(program.States.Select(static one => one.Name), needed)} = state");
        if (program.Inputs.Any(needed.Contains))
            text.Line(1, $"{Names(program.Inputs, needed)} = coupling");
        Unpack(expressions.Concat(derived.Select(static one => one.Value)), derived.Select(static one => one.Name), []);
        foreach (var one in derived)
            text.Line(1, $"{names.Of(one.Name)} = {Print(one.Value)}{Remark(null, one.Unit, null)}");
    }

    // What is not needed is not given a name.
    private string Names(IEnumerable<string> all, HashSet<string> needed)
    {
        var list = all.Select(name => needed.Contains(name) ? names.Of(name) : "_").ToList();
        return list.Count == 1 ? $"({list[0]},)" : string.Join(", ", list);
    }

    private void Unpack(IEnumerable<Expression> expressions, IEnumerable<string> others, HashSet<string> made)
    {
        var used = expressions.SelectMany(static one => FreeNames.Of(one).AsEnumerable()).ToHashSet();
        var hidden = others.ToHashSet();
        foreach (var name in program.Parameters.Select(static one => one.Name).Concat(program.DerivedParameters.Select(static one => one.Name)).Where(name => used.Contains(name) && !hidden.Contains(name) && !made.Contains(name)))
            text.Line(1, $"{names.Of(name)} = p[{PythonText.Quoted(names.Of(name))}]");
    }

    private void Arriving()
    {
        text.Line(0, "def arriving(history, n):").Line(1, "\"\"\"What arrives at each input: post(sum of weights*pre), the same for all of a step.\"\"\"");
        text.Line(1, $"sources = {np}.arange(NODES)[None, :]");
        var values = program.Inputs.ToDictionary(static one => one, static _ => "0.0");
        for (var term = 0; term < program.Terms.Length; term++)
        {
            var one = program.Terms[term];
            var matrices = Suffix(MatricesOf(term));
            var called = new PythonNames(["gx", .. one.Incoming.Select(static state => $"{state}_j"), .. one.Local.SelectMany(static state => (string[])[$"{state}_i", $"{state}_here"])]);
            foreach (var state in one.Incoming)
                text.Line(1, FormattableString.Invariant($"{state}_j = history[(n - DELAYS{matrices}) % HORIZON, {program.Shown.IndexOf(state)}, sources]"));
            foreach (var state in one.Local)
                text.Line(1, FormattableString.Invariant($"{state}_here = history[n % HORIZON, {program.Shown.IndexOf(state)}]")).Line(1, $"{state}_i = {state}_here[:, None]");
            foreach (var parameter in one.Parameters)
                text.Line(1, $"{called.Of(parameter.Name)} = {CouplingName(term)}[{PythonText.Quoted(called.Of(parameter.Name))}]");
            text.Line(1, $"pre = {library.Print(called.In(one.Pre))}");
            text.Line(1, $"gx = {np}.where(WEIGHTS{matrices} != 0, WEIGHTS{matrices}*pre, 0.0).sum(axis=1)");
            // After the sum there is a value for each target.
            var post = Substitution.Apply(one.Post, name => one.Local.Any(state => $"{state}_i" == name) ? new Name($"{name[..^2]}_here") : null);
            var result = FormattableString.Invariant($"post_{term}");
            text.Line(1, $"{result} = {library.Print(called.In(post))}");
            values[one.Input] = values[one.Input] == "0.0" ? result : $"{values[one.Input]} + {result}";
        }

        text.Line(1, $"return {PythonText.Tuple(program.Inputs.Select(one => values[one]))}").Gap();
    }

    private void Advance()
    {
        var isBounded = program.States.Any(static one => double.IsFinite(one.Low) || double.IsFinite(one.High));
        string Within(string value) => isBounded ? $"bounded({value})" : value;
        string[] arguments = ["state", "coupling", "t", "p", .. program.IsStochastic ? ["noise"] : Array.Empty<string>(), .. IsHeld ? ["held"] : Array.Empty<string>()];
        text.Line(0, $"def advance({string.Join(", ", arguments)}):").Line(1, "\"\"\"The state a step later.\"\"\"");
        if (program.IsMap)
        {
            text.Line(1, $"return {Within("following(state, coupling, t, p)")}").Gap();
            return;
        }

        var free = IsHeld ? "*free" : string.Empty;
        if (IsHeld)
            text.Line(1, $"free = {np}.where(held, 0.0, 1.0)  # what an event holds does not change");
        var plus = program.IsStochastic ? " + noise" : string.Empty;
        string Rates(string state, string time) => $"rates({state}, coupling, {time}, p){free}";
        switch (program.Method)
        {
            case StepMethod.Euler:
                text.Line(1, $"return {Within($"state + STEP*{Rates("state", "t")}{plus}")}");
                break;
            case StepMethod.Heun:
                text.Line(1, $"first = {Rates("state", "t")}");
                text.Line(1, $"predicted = {Within($"state + STEP*first{plus}")}");
                text.Line(1, $"return {Within($"state + STEP/2*(first + {Rates("predicted", "t + STEP")}){plus}")}");
                break;
            default:
                text.Line(1, $"k1 = {Rates("state", "t")}");
                text.Line(1, $"k2 = {Rates(Within("state + STEP/2*k1"), "t + STEP/2")}");
                text.Line(1, $"k3 = {Rates(Within("state + STEP/2*k2"), "t + STEP/2")}");
                text.Line(1, $"k4 = {Rates(Within("state + STEP*k3"), "t + STEP")}");
                text.Line(1, $"return {Within("state + STEP/6*(k1 + 2*k2 + 2*k3 + k4)")}");
                break;
        }

        text.Gap();
    }

    private void Event(NodeEvent happening)
    {
        var function = PythonDriver.EventFunction(happening, names);
        text.Line(0, $"def {function}(state, coupling, t, p):");
        text.Line(1, $"\"\"\"Where {PythonText.Prose(Print(happening.Test))}: whether it does, and the state after it.\"\"\"");
        // Every state is part of the result.
        Prepare([happening.Test, .. happening.Assignments.Select(static one => one.Value), .. program.States.Select(static one => new Name(one.Name))]);
        text.Line(1, $"happens = {np}.broadcast_to({Print(happening.Test)}, (NODES,))");
        text.Line(1, "return happens, rows(");
        foreach (var state in program.States)
        {
            var name = names.Of(state.Name);
            var assigned = happening.Assignments.LastOrDefault(one => one.Name == state.Name);
            text.Line(2, assigned is null ? $"{name}," : $"{np}.where(happens, {Print(assigned.Value)}, {name}),");
        }

        text.Line(1, ")").Gap();
    }

    private string Print(Expression expression) => library.Print(names.In(expression));
}
