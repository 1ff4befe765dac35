using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;

namespace Neuroglot.Brian.Language;

/// <summary>
/// Checks the equations, the code, the conditions and the values of one group: every name has a meaning, dimensions agree, conditions stand where conditions belong.
/// Messages quote the part that is wrong and name the place and the group.
/// </summary>
/// <param name="names">What names mean.</param>
public sealed class GroupChecks(Resolution names)
{
    /// <summary>Code of the diagnostic for a value of the wrong unit.</summary>
    public const string WrongUnit = "NG5050";

    /// <summary>Code of the diagnostic for a condition where a number belongs, or the other way round.</summary>
    public const string WrongType = "NG5051";

    /// <summary>Code of the diagnostic for an assignment to what cannot be assigned to.</summary>
    public const string NotWritable = "NG5052";

    /// <summary>Code of the diagnostic for a summed equation whose target is no parameter of the group before or behind the synapses.</summary>
    public const string BadTarget = "NG5054";

    /// <summary>Code of the diagnostic for noise outside a differential equation.</summary>
    public const string MisplacedNoise = "NG5053";

    /// <summary>Code of the warning for a name that code sets and nothing reads.</summary>
    public const string Unread = "NG5055";

    private static readonly Dictionary<string, Variable> NoLocals = [];

    /// <summary>Checks <paramref name="equations"/>; what must hold among them is checked by <see cref="EquationRules"/>.</summary>
    /// <returns>Whether there is no error.</returns>
    public bool CheckEquations(Equations equations, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(equations);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var isRight = true;
        foreach (var one in equations)
        {
            if (one.Expression is not { } expression)
                continue;
            var isDifferential = one.Kind == EquationKind.DifferentialEquation;
            var use = new Use($"`{one.Left}`", $"the equation {one.Left} of {names.GroupName}", one.Span, NoLocals) { HasNoise = isDifferential };
            if (one.Has(EquationFlags.Summed))
                isRight &= CheckTarget(one, diagnostics);
            if ((isDifferential ? one.Dimension.TryDivide(Dimension.Time) : one.Dimension) is { } expected)
                isRight &= Check(expression, expected, one.Type, use, diagnostics);
        }

        return isRight;
    }

    /// <summary>Checks statements in their order; a name that is no variable becomes one of the code when it is assigned to.</summary>
    /// <param name="code">The statements.</param>
    /// <param name="place">What the code is, without the group: <c>the reset</c>.</param>
    /// <param name="diagnostics">Gets an error for each mistake.</param>
    /// <returns>Whether there is no error.</returns>
    public bool CheckStatements(ImmutableArray<Statement> code, string place, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var locals = new Dictionary<string, Variable>();
        // What a mistake left without a known dimension; nothing more is said of statements that use it.
        var unknown = new HashSet<string>();
        var isRight = true;
        foreach (var one in code)
        {
            var use = new Use($"`{one.Target}`", $"`{ShortText(one)}` in {place} of {names.GroupName}", one.Span, locals);
            var target = locals.GetValueOrDefault(one.Target) ?? names.FindVariable(one.Target);
            if (FreeNames.ContainsAny(one.Expression, unknown) || (unknown.Contains(one.Target) && one.Operator != AssignmentOperator.Assign))
            {
                if (target is null)
                    unknown.Add(one.Target);
                continue;
            }

            if (target is not null)
            {
                isRight &= IsWritable(one, target, use, diagnostics) && Prepare(one.Expression, use, diagnostics, out _) && CheckPrepared(one.Value, target.Dimension, target.Type, use, diagnostics);
            }
            else if (ReservedNames.Referred(one.Target) is { } referred)
            {
                diagnostics.Error(
                    Resolution.Unresolved, $"`{one.Target}` could not be resolved: there is no such group or it has no variable `{referred}`, in {use.Place}", one.Span,
                    NearNames.Hint(one.Target, names.Variables.Names));
                isRight = false;
            }
            else if (one.Operator != AssignmentOperator.Assign)
            {
                isRight &= names.Resolve(one.Value, use.Place, use.Span, diagnostics, locals);
                if (isRight)
                    diagnostics.Error(NotWritable, $"`{one.Target}` is no variable, in {use.Place}", one.Span, "only variables can be changed");
                isRight = false;
            }
            else if (ReservedNames.Why(one.Target) is { } why)
            {
                diagnostics.Error(NotWritable, $"`{one.Target}` cannot be assigned to: it {why}, in {use.Place}", one.Span);
                isRight = false;
            }
            else if (Infer(one.Expression, use, diagnostics) is (true, var dimension, var type))
            {
                if (dimension is { } known)
                    locals[one.Target] = new Variable(one.Target, known, type, VariableOwner.Local, IsWritable: true);
                else
                    unknown.Add(one.Target);
            }
            else
            {
                unknown.Add(one.Target);
                isRight = false;
            }
        }

        if (isRight)
            WarnOfUnread(code, place, diagnostics);
        return isRight;
    }

    /// <summary>Checks a condition: a threshold, or which synapses or elements are meant.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="place">What it is, without the group: <c>the threshold</c>.</param>
    /// <param name="span">Where it is written.</param>
    /// <param name="diagnostics">Gets an error for each mistake.</param>
    /// <returns>Whether there is no error.</returns>
    public bool CheckCondition(Expression condition, string place, SourceSpan span, DiagnosticBag diagnostics) =>
        Check(condition, Dimension.None, null, new Use(place, $"{place} of {names.GroupName}", span, NoLocals) { CountsConditions = true }, diagnostics);

    /// <summary>Checks an expression that gives a number: an initial value, a weight, a delay, a rate.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="expected">The dimension that its place asks for.</param>
    /// <param name="place">What it is, without the group: <c>the initial value of `v`</c>.</param>
    /// <param name="span">Where it is written.</param>
    /// <param name="diagnostics">Gets an error for each mistake.</param>
    /// <param name="countsConditions">Whether comparisons count as 0 or 1 in arithmetic, which Brian allows in some places.</param>
    /// <returns>Whether there is no error.</returns>
    public bool CheckExpression(Expression expression, Dimension expected, string place, SourceSpan span, DiagnosticBag diagnostics, bool countsConditions = false) =>
        Check(expression, expected, VariableType.Real, new Use(place, $"{place} of {names.GroupName}", span, NoLocals) { CountsConditions = countsConditions }, diagnostics);

    /// <summary>Checks a refractory period: a time, or a condition that holds while the neuron is refractory.</summary>
    /// <param name="refractory">The period or condition.</param>
    /// <param name="span">Where it is written.</param>
    /// <param name="diagnostics">Gets an error for each mistake.</param>
    /// <returns>Whether there is no error.</returns>
    public bool CheckRefractory(Expression refractory, SourceSpan span, DiagnosticBag diagnostics) => TypeOf(refractory, NoLocals) == VariableType.Boolean
        ? CheckCondition(refractory, "the refractory condition", span, diagnostics)
        : CheckExpression(refractory, Dimension.Time, "the refractory period", span, diagnostics, countsConditions: true);

    /// <summary>Checks a value that is given to a variable; zero and infinity need no unit.</summary>
    /// <param name="variable">The name of the variable.</param>
    /// <param name="value">The value.</param>
    /// <param name="span">Where it is written.</param>
    /// <param name="diagnostics">Gets an error when the result is false.</param>
    public bool CheckValue(string variable, Quantity value, SourceSpan span, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (names.Variables.Find(variable) is not { } target)
        {
            diagnostics.Error(
                Resolution.Unresolved, $"{names.GroupName} has no variable `{variable}`", span, NearNames.Hint(variable, names.Variables.Names));
            return false;
        }

        if (target.Equation is { Kind: EquationKind.Subexpression } || (!target.IsWritable && target.Equation is null))
        {
            diagnostics.Error(NotWritable, $"`{variable}` of {names.GroupName} cannot be set: {Why(target)}", span);
            return false;
        }

        var needsNoUnit = value.Dimension.IsNone && (value.Value == 0 || !double.IsFinite(value.Value));
        if (value.Dimension != target.Dimension && !needsNoUnit)
        {
            var text = ExpressionPrinter.Print(Literals.Of(value), Dialects.Brian);
            diagnostics.Error(
                WrongUnit, $"`{variable}` of {names.GroupName} should {Units(target.Dimension)}, but {text} {(value.Dimension.IsNone ? "has none" : $"has {UnitNames.Of(value.Dimension)}")}", span);
            return false;
        }

        if (target.Type != VariableType.Integer || value.Value == Math.Floor(value.Value))
            return true;
        diagnostics.Error(WrongType, $"`{variable}` of {names.GroupName} is a whole number, so it cannot be {value.Value:R}", span);
        return false;
    }

    // Probably a variable whose name is misspelt; the code runs all the same, as in Brian.
    private void WarnOfUnread(ImmutableArray<Statement> code, string place, DiagnosticBag diagnostics)
    {
        foreach (var one in code.Where(one => names.FindVariable(one.Target) is null && !code.Any(other => FreeNames.Contains(other.Expression, one.Target))).DistinctBy(one => one.Target))
        {
            diagnostics.Warning(
                Unread, $"`{ShortText(one)}` in {place} of {names.GroupName} has no effect: `{one.Target}` is none of its variables, and nothing reads it", one.Span,
                NearNames.Hint(one.Target, names.Variables.Names));
        }
    }

    private bool CheckTarget(Equation summed, DiagnosticBag diagnostics)
    {
        var target = ReservedNames.Referred(summed.Name) is null ? null : names.Variables.Find(summed.Name);
        var problem = target switch
        {
            { Equation.Kind: EquationKind.Parameter } when target.Dimension == summed.Dimension => null,
            { Equation.Kind: EquationKind.Parameter } => $"the variable should {Units(target.Dimension)}, as in its own group, not {UnitNames.Of(summed.Dimension)}",
            null => "there is no such variable of a group on one side of the synapses",
            _ => "it is no parameter of its group, so it cannot be the place of a sum",
        };
        if (problem is null)
            return true;
        diagnostics.Error(
            BadTarget, $"`{summed.Name}` of {names.GroupName} cannot be summed: {problem}", summed.Span,
            target is null ? NearNames.Hint(summed.Name, names.Variables.Names) ?? "write `g_post = … : unit (summed)` for the parameter `g` of the target" : null);
        return false;
    }

    private static string Units(Dimension dimension) => dimension.IsNone ? "be a pure number" : $"have units of {UnitNames.Of(dimension)}";

    private static string Why(Variable variable) => variable.Equation switch
    {
        { Kind: EquationKind.Subexpression } => "its value is computed",
        { } => "it is constant",
        null => "it has its value by itself",
    };

    private static string ShortText(Statement statement)
    {
        var text = (statement with { Comment = null }).ToString();
        return text.Length <= 60 ? text : $"{text.AsSpan(0, 59)}…";
    }

    private static bool IsWritable(Statement statement, Variable target, Use use, DiagnosticBag diagnostics)
    {
        if (target is { IsWritable: true, Type: VariableType.Boolean } && statement.Operator != AssignmentOperator.Assign)
        {
            diagnostics.Error(NotWritable, $"`{statement.Target}` is a condition, with which nothing can be calculated, in {use.Place}", statement.Span, $"write `{statement.Target} = …`");
            return false;
        }

        if (target.IsWritable)
            return true;
        diagnostics.Error(NotWritable, $"`{statement.Target}` cannot be assigned to: {Why(target)}, in {use.Place}", statement.Span);
        return false;
    }

    private Variable? Find(string name, Dictionary<string, Variable> locals) => locals.GetValueOrDefault(name) ?? names.FindVariable(name);

    private VariableType TypeOf(Expression expression, Dictionary<string, Variable> locals, Action<Expression, VariableType>? mistake = null) =>
        ValueTypes.Of(expression, name => Find(name, locals)?.Type ?? VariableType.Real, mistake);

    private Dimension? DimensionOf(string name, Dictionary<string, Variable> locals) =>
        Find(name, locals)?.Dimension ?? (names.FindValue(name) as ScalarValue)?.Value.Dimension;

    private FunctionDimensions? FunctionOf(string name) => DefaultNamespace.Functions.Contains(name) ? null : names.FindValue(name) switch
    {
        TimedArray { Columns: null } array => new FunctionDimensions([Dimension.Time], array.Dimension),
        TimedArray array => new FunctionDimensions([Dimension.Time, Dimension.None], array.Dimension),
        UserFunction user => new FunctionDimensions(user.ArgumentDimensions, user.ValueDimension),
        BinomialFunction => BinomialFunction.Dimensions,
        _ => null,
    };

    // Variables of any type take any value of their dimension; without a type, a condition is meant.
    private bool Check(Expression expression, Dimension expected, VariableType? type, Use use, DiagnosticBag diagnostics) =>
        Prepare(expression, use, diagnostics, out _) && CheckPrepared(expression, expected, type, use, diagnostics);

    private bool CheckPrepared(Expression expression, Dimension expected, VariableType? type, Use use, DiagnosticBag diagnostics)
    {
        var actual = TypeOf(expression, use.Locals);
        if (type is null && actual != VariableType.Boolean)
        {
            diagnostics.Error(
                WrongType, $"{use.What} must be a condition, but {Quote(expression)} is a number, in {use.Place}", use.Span, "compare it with something, as in v > 0");
            return false;
        }

        if (type == VariableType.Integer && actual == VariableType.Real)
        {
            diagnostics.Warning(
                WrongType, $"{use.What} is a whole number, so the fraction of {Quote(expression)} is lost, in {use.Place}", use.Span, "write int(…) if that is meant");
        }

        return Reported(use, diagnostics, found => DimensionInference.Check(
            expression, expected, use.What, name => DimensionOf(name, use.Locals), Dialects.Brian, use.Span, found, FunctionOf));
    }

    private (bool IsRight, Dimension? Dimension, VariableType Type) Infer(Expression expression, Use use, DiagnosticBag diagnostics)
    {
        if (!Prepare(expression, use, diagnostics, out var type))
            return default;
        Dimension? dimension = null;
        var isRight = Reported(use, diagnostics, found =>
        {
            dimension = DimensionInference.Infer(expression, name => DimensionOf(name, use.Locals), Dialects.Brian, use.Span, found, FunctionOf);
            return !found.HasErrors;
        });
        return (isRight, dimension, type);
    }

    // Names have meanings and conditions stand where they belong.
    private bool Prepare(Expression expression, Use use, DiagnosticBag diagnostics, out VariableType type)
    {
        type = VariableType.Real;
        if (!names.Resolve(expression, use.Place, use.Span, diagnostics, use.Locals))
            return false;
        if (!use.HasNoise && FreeNames.Of(expression).FirstOrDefault(ReservedNames.IsNoise) is { } noise)
        {
            diagnostics.Error(MisplacedNoise, $"the noise `{noise}` can only stand in a differential equation, not in {use.Place}", use.Span, "use randn()");
            return false;
        }

        var isRight = true;
        type = TypeOf(expression, use.Locals, (part, wanted) =>
        {
            if (use.CountsConditions && wanted != VariableType.Boolean)
                return;
            isRight = false;
            diagnostics.Error(
                WrongType,
                wanted == VariableType.Boolean ? $"{Quote(part)} is a number where a condition belongs, in {use.Place}" : $"{Quote(part)} is a condition where a number belongs, in {use.Place}",
                use.Span, wanted == VariableType.Boolean ? "compare it with something" : "write int(…)");
        });
        return isRight;
    }

    private static bool Reported(Use use, DiagnosticBag diagnostics, Func<DiagnosticBag, bool> check)
    {
        var found = new DiagnosticBag();
        var isRight = check(found);
        diagnostics.AddRange(found.Select(one => one with { Message = $"{one.Message}; in {use.Place}" }));
        return isRight;
    }

    private static string Quote(Expression expression)
    {
        var text = ExpressionPrinter.Print(expression, Dialects.Brian);
        return text.Length <= 100 ? $"`{text}`" : $"`{text.AsSpan(0, 99)}…`";
    }

    // What is checked, the place in words, where it is, and what may stand there.
    private sealed record Use(string What, string Place, SourceSpan Span, Dictionary<string, Variable> Locals)
    {
        public bool HasNoise { get; init; }

        public bool CountsConditions { get; init; }
    }
}
