using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Types;

/// <summary>Keeps a warning that every one of 100 000 connections would give from burying all others: the first few are shown, the rest counted.</summary>
internal sealed class Repetition(DiagnosticBag diagnostics)
{
    private const int Shown = 3;

    private readonly Dictionary<string, Kind> kinds = new(StringComparer.Ordinal);

    /// <summary>Whether this one is to be shown.</summary>
    public bool IsWorthShowing(string type, string attribute)
    {
        var name = type + "." + attribute;
        if (!kinds.TryGetValue(name, out var kind))
            kinds.Add(name, kind = new Kind(type, attribute));
        return ++kind.Count <= Shown;
    }

    /// <summary>Adds a note for each kind of which some weren't shown.</summary>
    public void Finish()
    {
        foreach (var kind in kinds.Values)
        {
            if (kind.Count > Shown)
                diagnostics.Note("NG1115", $"{kind.Count - Shown} more of type {kind.Type} have the attribute “{kind.Attribute}”, which is not used.", SourceSpan.None);
        }
    }

    private sealed class Kind(string type, string attribute)
    {
        public string Type { get; } = type;

        public string Attribute { get; } = attribute;

        public int Count { get; set; }
    }
}
