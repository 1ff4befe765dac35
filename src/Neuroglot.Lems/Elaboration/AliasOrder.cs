using Neuroglot.Model.Components;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;

namespace Neuroglot.Lems.Elaboration;

/// <summary>
/// Sorts aliases so that each follows those of its own part that it uses: <c>a = b + 1; b = x</c> becomes <c>b = x; a = b + 1</c>. Those of
/// other parts have been computed before, or are those of the step before.
/// </summary>
internal static class AliasOrder
{
    /// <summary>The aliases in order, otherwise as declared; a cycle is an error.</summary>
    public static List<Alias> Sort(List<Alias> aliases, DiagnosticBag diagnostics)
    {
        var byName = new Dictionary<string, Alias>();
        foreach (var alias in aliases)
            byName.TryAdd(alias.Name, alias);
        var sorted = new List<Alias>(aliases.Count);
        var done = new HashSet<string>();
        var underway = new List<string>();
        foreach (var alias in aliases)
            Visit(alias);
        return sorted;

        void Visit(Alias alias)
        {
            if (done.Contains(alias.Name))
                return;
            if (underway.Contains(alias.Name))
            {
                diagnostics.Error("NG1416", $"{string.Join(" → ", underway.SkipWhile(name => name != alias.Name))} → {alias.Name}: these variables are defined by each other.", alias.Span);
                return;
            }

            underway.Add(alias.Name);
            foreach (var name in FreeNames.Of(alias.Value))
            {
                if (byName.TryGetValue(name, out var used) && used.Part == alias.Part)
                    Visit(used);
            }

            underway.RemoveAt(underway.Count - 1);
            if (done.Add(alias.Name))
                sorted.Add(alias);
        }
    }
}
