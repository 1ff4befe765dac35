namespace Neuroglot.Tvbo.Building;

/// <summary>Codes of what cannot be run.</summary>
internal static class BuildCodes
{
    public const string NotRun = "NG7070";
    public const string NotHere = "NG7071";
    public const string NothingToRun = "NG7072";
}
