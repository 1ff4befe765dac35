namespace Neuroglot.Tvbo.Validation;

/// <summary>Codes of what checking finds.</summary>
internal static class ModelCodes
{
    public const string UndefinedSymbol = "NG7040";
    public const string UsedTwice = "NG7041";
    public const string Cycle = "NG7042";
    public const string NoEquation = "NG7043";
    public const string WrongAffect = "NG7044";
    public const string UnknownUnit = "NG7045";
    public const string WrongRange = "NG7046";
    public const string WrongNumber = "NG7047";
    public const string WrongName = "NG7048";
    public const string UnknownReference = "NG7049";
    public const string UndefinedFunction = "NG7050";
    public const string ImplicitInput = "NG7051";
    public const string WrongNetwork = "NG7052";
    public const string UnknownMethod = "NG7053";
    public const string FixedInLibrary = "NG7160";
}
