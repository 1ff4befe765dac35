namespace Neuroglot.Tvbo.Building.Networks;

/// <summary>Codes of networks that cannot be built.</summary>
internal static class NetworkCodes
{
    public const string NoCoupling = "NG7100";
    public const string WrongNodeValue = "NG7101";
    public const string NoCouplingVariable = "NG7102";
    public const string NoInput = "NG7103";
    public const string TooLarge = "NG7104";
    public const string WrongConnection = "NG7105";
    public const string WrongRule = "NG7106";
    public const string WrongTransform = "NG7107";
    public const string WrongCoupling = "NG7108";
    public const string WrongUnit = "NG7109";
    public const string OpenFunction = "NG7110";
}
