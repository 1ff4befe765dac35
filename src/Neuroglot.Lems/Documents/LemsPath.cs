using System.Collections.Immutable;
using System.Globalization;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>What a step of a path does.</summary>
public enum LemsPathStepKind
{
    /// <summary>Goes to a child, attachment, reference or variable by name.</summary>
    Name,

    /// <summary><c>..</c>: goes to the parent.</summary>
    Parent,

    /// <summary><c>.</c>: stays.</summary>
    Self,
}

/// <summary>A step of a <see cref="LemsPath"/>.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">Name of the child, list or variable; a number where instances are addressed by id (<c>pop/3/cell</c>); <c>*</c> for any child.</param>
/// <param name="Index"><c>pop[3]</c>: which element of the list, or null.</param>
/// <param name="IsWildcard"><c>list[*]</c>: every element.</param>
/// <param name="PredicateName"><c>list[ion='ca']</c>: the property that is compared, or null.</param>
/// <param name="PredicateValue">What it must be.</param>
/// <param name="ComponentId"><c>synapses:syn1:0</c>: the id of the attached component, or null.</param>
/// <param name="Ordinal"><c>synapses:syn1:0</c>: which of those with the id.</param>
public sealed record LemsPathStep(
    LemsPathStepKind Kind,
    string Name,
    int? Index = null,
    bool IsWildcard = false,
    string? PredicateName = null,
    string? PredicateValue = null,
    string? ComponentId = null,
    int Ordinal = 0)
{
    /// <summary>Whether the step yields a list, not one thing.</summary>
    public bool IsMany => IsWildcard || PredicateName is not null || Name == "*";

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        LemsPathStepKind.Parent => "..",
        LemsPathStepKind.Self => ".",
        _ when Index is { } index => string.Create(CultureInfo.InvariantCulture, $"{Name}[{index}]"),
        _ when IsWildcard => Name + "[*]",
        _ when PredicateName is not null => Name + "[" + PredicateName + "='" + PredicateValue + "']",
        _ when ComponentId is not null => string.Create(CultureInfo.InvariantCulture, $"{Name}:{ComponentId}:{Ordinal}"),
        _ => Name,
    };
}

/// <summary>
/// A path through component instances, as in <c>select</c> and in recorded quantities: <c>populations[*]/i</c>,
/// <c>pop[0]/bioPhys1/membraneProperties/na/m/q</c>, <c>pop/3/cell/synapses:syn1:0/g</c>, <c>../pop[ion='ca']</c>.
/// </summary>
/// <param name="Steps">Steps in order; never empty.</param>
/// <param name="Text">The text as written.</param>
/// <param name="Span">Where it begins.</param>
public sealed record LemsPath(ImmutableArray<LemsPathStep> Steps, string Text, SourceSpan Span)
{
    /// <summary>Whether some step yields a list, so that the path needs a <c>reduce</c>.</summary>
    public bool IsMany => Steps.Any(step => step.IsMany);

    /// <summary>The last step: the variable that the path ends at.</summary>
    public LemsPathStep Last => Steps[^1];

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path.</param>
    /// <param name="span">Where it begins.</param>
    /// <param name="diagnostics">Gets NG1024 when it isn't a path.</param>
    /// <returns>The path, or null.</returns>
    public static LemsPath? Parse(string text, SourceSpan span, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var steps = ImmutableArray.CreateBuilder<LemsPathStep>();
        var start = 0;
        while (start <= text.Length)
        {
            var end = EndOfStep(text, start);
            var raw = text[start..end];
            var step = Step(raw.Trim(), out var problem);
            // A leading slash is taken as standing for the place where the path begins.
            if (step is null && !(start == 0 && end == 0 && text.Length > 1))
            {
                diagnostics.Error("NG1024", $"“{text}” is not a path: {problem}", span.Right(start),
                    "Steps are separated by /; a step is name, .., name[3], name[*], name[property='value'] or list:component:0.");
                return null;
            }

            if (step is not null)
                steps.Add(step);
            start = end + 1;
        }

        return new LemsPath(steps.ToImmutable(), text, span);
    }

    /// <inheritdoc/>
    public bool Equals(LemsPath? other) => other is not null && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(17, (hash, step) => HashCode.Combine(hash, step));

    /// <summary>The path in its normal form.</summary>
    public override string ToString() => string.Join('/', Steps);

    /// <summary>The next slash that doesn't stand inside brackets or quotes.</summary>
    private static int EndOfStep(string text, int start)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (depth > 0 && c is '\'' or '"')
                quote = c;
            else if (c == '[')
                depth++;
            else if (c == ']')
                depth--;
            else if (c == '/' && depth <= 0)
                return i;
        }

        return text.Length;
    }

    private static LemsPathStep? Step(string text, out string problem)
    {
        problem = string.Empty;
        switch (text)
        {
            case "":
                problem = "a step is empty.";
                return null;
            case "..":
                return new LemsPathStep(LemsPathStepKind.Parent, text);
            case ".":
                return new LemsPathStep(LemsPathStepKind.Self, text);
            default:
                break;
        }

        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket >= 0)
            return Bracketed(text, bracket, out problem);
        if (text.Contains(']', StringComparison.Ordinal))
        {
            problem = $"“{text}” has ] without [.";
            return null;
        }

        var parts = text.Split(':');
        switch (parts.Length)
        {
            case 1:
                return new LemsPathStep(LemsPathStepKind.Name, text);
            case 3 when parts[0].Length > 0 && parts[1].Length > 0
                && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal):
                return new LemsPathStep(LemsPathStepKind.Name, parts[0], ComponentId: parts[1], Ordinal: ordinal);
            default:
                problem = $"“{text}” should read list:component:number.";
                return null;
        }
    }

    private static LemsPathStep? Bracketed(string text, int bracket, out string problem)
    {
        problem = $"“{text}” should read name[3], name[*] or name[property='value'].";
        var name = text[..bracket].Trim();
        if (name.Length == 0 || text[^1] != ']')
            return null;
        var inner = text[(bracket + 1)..^1].Trim();
        if (inner == "*")
            return new LemsPathStep(LemsPathStepKind.Name, name, IsWildcard: true);
        if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return new LemsPathStep(LemsPathStepKind.Name, name, Index: index);
        var equals = inner.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return null;
        var property = inner[..equals].Trim();
        var value = inner[(equals + 1)..].TrimStart('=').Trim();
        if (value.Length < 2 || value[0] is not ('\'' or '"') || value[^1] != value[0] || value.AsSpan(1, value.Length - 2).Contains(value[0]))
            return null;
        return new LemsPathStep(LemsPathStepKind.Name, name, PredicateName: property, PredicateValue: value[1..^1]);
    }
}
