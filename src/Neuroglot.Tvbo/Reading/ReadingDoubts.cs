using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Tvbo.Reading;

/// <summary>
/// What of a document could not be read as it stands, so that later checks tell of everything else that is wrong, and not of what only follows: a parameter whose value is no number
/// has no value, and a symbol in a list that could not be read is not defined.
/// </summary>
public sealed class ReadingDoubts
{
    // They lack nothing where a member of theirs is wrong: it has its usual value, or is a collection.
    private static readonly string[] Complete = ["Integrator", "Observation", "Network", "Coupling", "Dynamics", "SimulationExperiment"];

    // In these, names are defined.
    private static readonly string[] Defining = ["Coupling", "Dynamics", "SimulationExperiment", "Network", "Function", "Event", "Noise", "Stimulus"];

    private readonly HashSet<SourceSpan> places = [];
    private bool hasLostNames;

    /// <summary>Whether something that a later check says may be no more than a consequence.</summary>
    /// <param name="said">What it says.</param>
    public bool Explains(Diagnostic said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return places.Contains(said.Span) || (hasLostNames && said.Code is Validation.ModelCodes.UndefinedSymbol or Validation.ModelCodes.UndefinedFunction or Validation.ModelCodes.UnknownReference);
    }

    internal void Add(SourceSpan place) => places.Add(place);

    internal void Add(SourceSpan key, SourceSpan value, Shape owner)
    {
        if (Complete.Contains(owner.Name))
            return;
        places.Add(key);
        places.Add(value);
    }

    /// <summary>Notes that a member of a mapping is not read.</summary>
    internal void Lose(Shape owner) => hasLostNames |= Defining.Contains(owner.Name);
}
