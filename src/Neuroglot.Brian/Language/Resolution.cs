using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>
/// Finds what the names in a group's code mean: variables of the group first, then the default namespace, the group's own namespace, the run's. Remembers which
/// outer values were used. Not safe for use by several threads.
/// </summary>
/// <param name="groupName">The group's name, for messages.</param>
/// <param name="variables">The variables of the group.</param>
/// <param name="groupNamespace">The names given to the group, or null.</param>
/// <param name="runNamespace">The names given to the run, or null.</param>
public sealed class Resolution(string groupName, GroupVariables variables, Namespace? groupNamespace = null, Namespace? runNamespace = null)
{
    /// <summary>Code of the diagnostic for a name without meaning.</summary>
    public const string Unresolved = "NG5040";

    /// <summary>Code of the warning for a name with several meanings.</summary>
    public const string Ambiguous = "NG5041";

    /// <summary>Code of the diagnostic for a value that is called, or a function that is not, or not with its number of arguments.</summary>
    public const string WrongUse = "NG5042";

    private static readonly Dimension NoiseDimension = Dimension.Time.Power(new Rational(-1, 2));

    private readonly HashSet<string> warned = [];
    private readonly Dictionary<string, NamespaceValue> used = [];

    /// <summary>The group's name.</summary>
    public string GroupName => groupName;

    /// <summary>The variables of the group.</summary>
    public GroupVariables Variables => variables;

    /// <summary>The values from the group's and the run's namespace that were used so far, by name.</summary>
    public IReadOnlyDictionary<string, NamespaceValue> Used => used;

    /// <summary>The variable called <paramref name="name"/>, noise included, or null.</summary>
    public Variable? FindVariable(string name) => variables.Find(name)
        ?? (ReservedNames.IsNoise(name) ? new Variable(name, NoiseDimension, VariableType.Real, VariableOwner.Noise) : null);

    /// <summary>The same, with names that count before those of the group; null for none.</summary>
    public Resolution With(Namespace? given) =>
        given is null ? this : new Resolution(groupName, variables, groupNamespace is null ? given : given.Over(groupNamespace), runNamespace);

    /// <summary>What <paramref name="name"/> means outside the group, or null.</summary>
    public NamespaceValue? FindValue(string name) => DefaultNamespace.Find(name) ?? groupNamespace?.Find(name) ?? runNamespace?.Find(name);

    /// <summary>
    /// Makes sure that every name and function in <paramref name="expression"/> has a meaning; warns, once for each name, of those that have several.
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <param name="place">The place in words: <c>the equation dv/dt of neurons</c>.</param>
    /// <param name="span">Where it is written.</param>
    /// <param name="diagnostics">Gets an error for each name without meaning.</param>
    /// <param name="locals">Variables that the code before has made by assigning to them.</param>
    /// <returns>Whether all have one.</returns>
    public bool Resolve(Expression expression, string place, SourceSpan span, DiagnosticBag diagnostics, IReadOnlyDictionary<string, Variable>? locals = null)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var isRight = true;
        foreach (var name in FreeNames.Of(expression))
        {
            if (locals?.ContainsKey(name) != true)
                isRight &= ResolveName(name, place, span, diagnostics, locals);
        }

        foreach (var call in Calls(expression))
            isRight &= ResolveCall(call, place, span, diagnostics);
        return isRight;
    }

    private bool ResolveName(string name, string place, SourceSpan span, DiagnosticBag diagnostics, IReadOnlyDictionary<string, Variable>? locals)
    {
        if (FindVariable(name) is { } variable)
        {
            if (variable.Owner != VariableOwner.Noise)
                WarnOfSeveral(name, $"the variable of {groupName}", null, span, diagnostics);
            return true;
        }

        switch (FindValue(name))
        {
            case null:
                var known = (IEnumerable<string>)[.. variables.Names, .. locals?.Keys ?? [], .. groupNamespace?.Names ?? [], .. runNamespace?.Names ?? [], .. DefaultNamespace.Constants, .. DefaultNamespace.Units];
                var hint = DefaultNamespace.Functions.Contains(name) ? $"`{name}` is a function: write `{name}(…)`"
                    : name is "lastspike" or "not_refractory" ? "only groups with a refractory period have it"
                    : NearNames.Hint(name, known) ?? "give it a value in the namespace of the group or of the run";
                diagnostics.Error(Unresolved, $"The identifier `{name}` could not be resolved, in {place}", span, hint);
                return false;
            case ScalarValue value:
                WarnOfSeveral(name, null, value, span, diagnostics);
                Use(name, value);
                return true;
            case var function:
                var arguments = function switch { TimedArray array => array.Columns is null ? "t" : "t, i", BinomialFunction => string.Empty, _ => "…" };
                diagnostics.Error(WrongUse, $"`{name}` is {function}, not a value, in {place}", span, $"write `{name}({arguments})`");
                return false;
        }
    }

    private bool ResolveCall(Call call, string place, SourceSpan span, DiagnosticBag diagnostics)
    {
        var name = call.Function;
        if (Functions.Find(name)?.Arity == call.Arguments.Length)
            return true;
        if (variables.Find(name) is not null || FindValue(name) is ScalarValue)
        {
            diagnostics.Error(WrongUse, $"`{name}` is a value, not a function, in {place}", span, $"write `{name}*(…)` for a product");
            return false;
        }

        if (FindValue(name) is not { } function)
        {
            var known = DefaultNamespace.Functions.Concat(groupNamespace?.Names ?? []).Concat(runNamespace?.Names ?? []);
            diagnostics.Error(
                Unresolved, $"The function `{name}` could not be resolved, in {place}", span,
                NearNames.Hint(name, known) ?? "define it in the namespace of the group or of the run");
            return false;
        }

        WarnOfSeveral(name, null, function, span, diagnostics);
        Use(name, function);
        var wanted = function switch { UserFunction user => user.Parameters.Length, BinomialFunction => 0, TimedArray { Columns: null } => 1, _ => 2 };
        if (wanted == call.Arguments.Length)
            return true;
        diagnostics.Error(WrongUse, $"`{name}` is {function} and takes {wanted} argument(s), not {call.Arguments.Length}, in {place}", span);
        return false;
    }

    private void Use(string name, NamespaceValue value)
    {
        if (DefaultNamespace.Find(name) is null)
            used[name] = value;
    }

    private void WarnOfSeveral(string name, string? variable, NamespaceValue? value, SourceSpan span, DiagnosticBag diagnostics)
    {
        (string Description, NamespaceValue? Value)[] all =
        [
            ("the default namespace", DefaultNamespace.Find(name)), (groupNamespace?.Description ?? string.Empty, groupNamespace?.Find(name)),
            (runNamespace?.Description ?? string.Empty, runNamespace?.Find(name)),
        ];
        var found = all.Where(one => one.Value is not null).ToList();
        var others = found.Where(one => one.Value != value).ToList();
        if (others.Count == 0 || !warned.Add(name))
            return;
        var chosen = variable is null ? $"{value} from {found[0].Description}" : $"{variable}";
        diagnostics.Warning(
            Ambiguous, $"`{name}` is {chosen}, but also {string.Join(" and ", others.Select(one => $"{one.Value} in {one.Description}"))}; the first is used", span,
            "rename one of them");
    }

    private static IEnumerable<Call> Calls(Expression expression)
    {
        if (expression is Call call)
            yield return call;
        foreach (var child in expression.Children())
        {
            foreach (var inner in Calls(child))
                yield return inner;
        }
    }
}
