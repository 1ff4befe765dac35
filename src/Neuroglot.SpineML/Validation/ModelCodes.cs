namespace Neuroglot.SpineML.Validation;

/// <summary>Codes of what validation finds; <c>docs/diagnostics.md</c> explains them.</summary>
internal static class ModelCodes
{
    public const string RepeatedName = "NG6200";
    public const string UnknownName = "NG6201";
    public const string UnknownRegime = "NG6202";
    public const string UnknownPort = "NG6203";
    public const string PortWithoutValue = "NG6204";
    public const string NoStateVariable = "NG6205";
    public const string RepeatedDerivative = "NG6206";
    public const string AliasCircle = "NG6207";
    public const string IntegerDivision = "NG6208";
    public const string UnreachableRegime = "NG6209";
    public const string UnknownUnit = "NG6210";
    public const string HiddenTime = "NG6211";

    public const string RepeatedInstances = "NG6300";
    public const string UnknownInstances = "NG6301";
    public const string WrongKind = "NG6302";
    public const string PortsDoNotFit = "NG6303";
    public const string UnknownProperty = "NG6304";
    public const string UnsetProperties = "NG6305";
    public const string BadIndex = "NG6306";
    public const string SizesDiffer = "NG6307";
    public const string BadDelay = "NG6308";
    public const string ZeroDelayLoop = "NG6309";
    public const string UnfedReducePort = "NG6310";
    public const string UnfedReceivePort = "NG6311";
    public const string MissingLayout = "NG6312";

    public const string UnknownProjection = "NG6400";
    public const string UnknownInput = "NG6401";
    public const string DelayBetweenSteps = "NG6402";
    public const string BadInput = "NG6403";
    public const string BadTimes = "NG6404";
}
