using System.Collections.Immutable;
using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Plotting.Plots;
using Neuroglot.Results;

namespace Neuroglot.Plots;

/// <summary>Finds what a request names among results.</summary>
internal sealed class ResultChoice(ImmutableArray<string> selections, DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<Selection> chosen = [.. selections.SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(Selection.Parse)];

    /// <summary>The traces of these variables and of the neurons that are selected; NG8102 for a name that there is not, NG8105 where nothing is left.</summary>
    /// <param name="traces">All that there are.</param>
    /// <param name="names">Variables or whole paths; empty for all.</param>
    public ImmutableArray<Trace> Traces(ImmutableArray<Trace> traces, IEnumerable<string> names)
    {
        var asked = names.SelectMany(static name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        var found = asked.Count == 0 ? traces : [.. asked.SelectMany(name => Named(traces, name)).Distinct()];
        var kept = chosen.IsEmpty ? found : [.. found.Where(trace => TraceName.Of(trace) is var name && chosen.Any(one => one.Has(name.Population, name.Index)))];
        if (kept.IsEmpty && !found.IsEmpty)
            Nothing(found.Select(static trace => TraceName.Of(trace).Owner ?? trace.Name));
        return kept;
    }

    /// <summary>The trains of the neurons that are selected; NG8105 where none is left.</summary>
    public ImmutableArray<SpikeTrain> Trains(ImmutableArray<SpikeTrain> trains)
    {
        var kept = chosen.IsEmpty ? trains : [.. trains.Where(train => chosen.Any(one => one.Has(train.Source.Population, train.Source.Index)))];
        if (kept.IsEmpty && !trains.IsEmpty)
            Nothing(trains.Select(static train => $"{train.Source.Population}[{train.Source.Index}]"));
        return kept;
    }

    /// <summary>The values called <paramref name="name"/> of connections; null with NG8102 where there are none.</summary>
    public (string Name, Unit Unit, double[] Values)? Column(ConnectionList connections, string name)
    {
        foreach (var column in connections.Values)
        {
            if (column.Name == name)
                return column;
        }

        var known = connections.Values.Select(static column => column.Name).ToList();
        diagnostics.Error(
            "NG8102", $"The connections have no values called '{name}'.", SourceSpan.None, NearNames.Hint(name, known) ?? (known.Count == 0 ? "They have none." : $"They have {Listed(known)}."));
        return null;
    }

    private List<Trace> Named(ImmutableArray<Trace> traces, string name)
    {
        var found = traces.Where(trace => trace.Name == name).ToList();
        if (found.Count == 0)
            found = [.. traces.Where(trace => FileSystemName.MatchesSimpleExpression(name, TraceName.Of(trace).Variable, ignoreCase: false) || FileSystemName.MatchesSimpleExpression(name, trace.Name, ignoreCase: false))];
        // Within a part: `m` for `naChans/na/m/q` would be too bold, `q` for its last name is not.
        if (found.Count == 0)
            found = [.. traces.Where(trace => TraceName.Of(trace).Variable.EndsWith($"/{name}", StringComparison.Ordinal))];
        if (found.Count == 0)
        {
            var known = traces.Select(static trace => TraceName.Of(trace).Variable).Distinct().ToList();
            diagnostics.Error(
                "NG8102", $"There is no variable '{name}'.", SourceSpan.None,
                NearNames.Hint(name, known.Concat(traces.Select(static trace => trace.Name))) ?? (known.Count == 0 ? "There are no values over time." : $"There are {Listed(known)}."));
        }

        return found;
    }

    private void Nothing(IEnumerable<string> there) =>
        diagnostics.Error("NG8105", $"Nothing is selected by '{string.Join(",", selections)}'.", SourceSpan.None, $"There are {Listed([.. there.Distinct().OrderBy(InOrder, StringComparer.Ordinal)])}; select for example 3, 0-9, cells or cells[0-9].");

    // Numbers by their size: cells[9] before cells[10].
    private static string InOrder(string name)
    {
        var text = new StringBuilder();
        for (var (at, digits) = (0, 0); at < name.Length; at += Math.Max(digits, 1))
        {
            for (digits = 0; at + digits < name.Length && char.IsAsciiDigit(name[at + digits]);)
                digits++;
            text.Append(name.AsSpan(at, Math.Max(digits, 1)).ToString().PadLeft(digits > 0 ? 10 : 1, '0'));
        }

        return text.ToString();
    }

    private static string Listed(List<string> names) => string.Join(", ", names.Take(6)) + (names.Count > 6 ? $" and {names.Count - 6} more" : string.Empty);

    // A population, indices, or both; null stands for all.
    private sealed record Selection(string? Population, (int First, int Last)? Indices)
    {
        public static Selection Parse(string text)
        {
            if (Range(text) is { } all)
                return new Selection(null, all);
            var open = text.EndsWith(']') ? text.LastIndexOf('[') : -1;
            return open > 0 && Range(text[(open + 1)..^1]) is { } some ? new Selection(text[..open], some) : new Selection(text, null);
        }

        public bool Has(string? population, int? index) =>
            (Population is null || (population is not null && FileSystemName.MatchesSimpleExpression(Population, population, ignoreCase: false)))
            && (Indices is not { } range || (index >= range.First && index <= range.Last));

        private static (int First, int Last)? Range(string text)
        {
            var parts = text.Split('-');
            return parts.Length <= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                ? (first, last) : null;
        }
    }
}
