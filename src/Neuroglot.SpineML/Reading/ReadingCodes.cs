namespace Neuroglot.SpineML.Reading;

/// <summary>Codes of what reading finds; <c>docs/diagnostics.md</c> explains them.</summary>
internal static class ReadingCodes
{
    public const string CannotOpen = "NG6000";
    public const string NotSpineML = "NG6001";
    public const string UnknownElement = "NG6002";
    public const string UnknownAttribute = "NG6003";
    public const string MissingAttribute = "NG6004";
    public const string BadValue = "NG6005";
    public const string MissingElement = "NG6006";
    public const string RepeatedElement = "NG6007";
    public const string StrayText = "NG6008";
    public const string Leniency = "NG6009";
    public const string UnknownConnection = "NG6010";
    public const string BadSeed = "NG6011";
}
