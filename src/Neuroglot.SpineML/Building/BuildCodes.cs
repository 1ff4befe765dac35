namespace Neuroglot.SpineML.Building;

/// <summary>Codes of what is found when a network is made ready to run.</summary>
internal static class BuildCodes
{
    /// <summary>Instances are to be connected one by one, but their numbers differ.</summary>
    public const string SizesDiffer = "NG6501";

    /// <summary>Connections cannot be made.</summary>
    public const string Connection = "NG6502";

    /// <summary>A value is for an instance that does not exist.</summary>
    public const string Value = "NG6503";

    /// <summary>A loop in which everything happens within one step.</summary>
    public const string Loop = "NG6504";

    /// <summary>A delay is no multiple of the step.</summary>
    public const string Delay = "NG6505";

    /// <summary>A link of a kind that cannot be run.</summary>
    public const string Link = "NG6506";

    /// <summary>An input that cannot be given.</summary>
    public const string Input = "NG6507";

    /// <summary>An output that cannot be recorded.</summary>
    public const string Output = "NG6508";
}
