using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Types;

/// <summary>Keeps a warning that every one of 100 000 connections would give from burying all others: the first few are shown, the rest counted.</summary>
internal sealed class Repetition(DiagnosticBag diagnostics)
{
    private const int Shown = 3;

    private readonly Dictionary<(string Type, string Attribute), int> counts = [];

    /// <summary>Whether this one is to be shown.</summary>
    public bool IsWorthShowing(string type, string attribute)
    {
        var count = counts.GetValueOrDefault((type, attribute)) + 1;
        counts[(type, attribute)] = count;
        return count <= Shown;
    }

    /// <summary>Adds a note for each kind of which some weren't shown.</summary>
    public void Finish()
    {
        foreach (var ((type, attribute), count) in counts)
        {
            if (count > Shown)
                diagnostics.Note("NG1115", $"{count - Shown} more of type {type} have the attribute “{attribute}”, which is not used.", SourceSpan.None);
        }
    }
}
