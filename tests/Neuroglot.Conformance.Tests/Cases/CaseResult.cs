namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>What became of a case.</summary>
public enum CaseStatus
{
    /// <summary>It ran, and its results are what they must be.</summary>
    Checked,

    /// <summary>It ran; nothing is known about its results.</summary>
    RanOnly,

    /// <summary>It did not run to its end, or its results are not what they must be.</summary>
    Failed,

    /// <summary>It was refused with a diagnostic.</summary>
    Refused,
}

/// <summary>The line of a case in the table.</summary>
/// <param name="Name">The case.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Worst">The worst figure of each kind of check.</param>
/// <param name="Detail">What went wrong, or the diagnostic.</param>
public sealed record CaseResult(string Name, CaseStatus Status, string Worst, string Detail)
{
    /// <summary>Whether the case must not end like this.</summary>
    public bool IsWrong { get; init; } = Status is CaseStatus.Failed or CaseStatus.Refused;

    /// <inheritdoc/>
    public override string ToString() => $"{(Status == CaseStatus.RanOnly ? "ran only" : Status.ToString().ToLowerInvariant()),-9}{(IsWrong ? " ! " : "   ")}{Name,-75} {Worst} {Detail}".TrimEnd();
}
