namespace Neuroglot.Tvbo.Library;

/// <summary>Codes of what looking something up in the library finds.</summary>
internal static class LibraryCodes
{
    public const string NoEntry = "NG7060";
    public const string WrongKind = "NG7061";
}
