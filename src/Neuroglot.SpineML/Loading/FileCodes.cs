namespace Neuroglot.SpineML.Loading;

/// <summary>Codes of what is found when the files of a model are brought together; <c>docs/diagnostics.md</c> explains them.</summary>
internal static class FileCodes
{
    public const string MissingFile = "NG6100";
    public const string OutsideFolder = "NG6101";
    public const string WrongLayer = "NG6102";
    public const string WrongSize = "NG6103";
    public const string OldForm = "NG6104";
    public const string BadRecord = "NG6105";
    public const string SchemaViolation = "NG6106";
}
