namespace Neuroglot.SpineML.External;

/// <summary>Codes of what is found about other programs that take part in a run.</summary>
internal static class ExternalCodes
{
    /// <summary>The document does not say how another program is reached, or something that does not fit.</summary>
    public const string Statement = "NG6530";

    /// <summary>The document gives a command, which is not executed (a note).</summary>
    public const string Command = "NG6532";

    /// <summary>The other program cannot be reached.</summary>
    public const string Unreachable = "NG6533";

    /// <summary>The other program does not keep to the protocol, or is gone.</summary>
    public const string Broken = "NG6534";

    /// <summary>The document gives an output a size that it has not (a warning).</summary>
    public const string Size = "NG6536";
}
