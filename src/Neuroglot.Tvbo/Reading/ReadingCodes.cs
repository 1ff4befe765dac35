namespace Neuroglot.Tvbo.Reading;

/// <summary>Codes of what reading finds.</summary>
internal static class ReadingCodes
{
    public const string NotYaml = "NG7000";
    public const string TooLarge = "NG7001";
    public const string UnreadableFile = "NG7002";
    public const string UnknownKey = "NG7010";
    public const string WrongType = "NG7011";
    public const string WrongValue = "NG7012";
    public const string Repeated = "NG7013";
    public const string Missing = "NG7014";
    public const string TwoSpellings = "NG7015";
    public const string UnknownDocument = "NG7016";
    public const string OutsideFolder = "NG7020";
    public const string MissingFile = "NG7021";
    public const string WrongMatrix = "NG7022";
}
