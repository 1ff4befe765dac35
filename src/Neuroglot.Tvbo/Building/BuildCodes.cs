namespace Neuroglot.Tvbo.Building;

/// <summary>Codes of what cannot be run.</summary>
internal static class BuildCodes
{
    public const string NotRun = "NG7070";
    public const string NotHere = "NG7071";
    public const string NothingToRun = "NG7072";
    public const string WrongNoise = "NG7150";
    public const string WrongStimulus = "NG7151";
    public const string WrongDistribution = "NG7152";
    public const string SeveralSeeds = "NG7153";
    public const string WrongMonitor = "NG7154";
    public const string NotComputed = "NG7155";
    public const string WrongExploration = "NG7156";
}
