namespace Neuroglot.SpineML.External;

/// <summary>The bytes of SpineML's network protocol, as its published description and the reference simulator's client have them.</summary>
internal enum ProtocolByte : byte
{
    /// <summary>A value for each place.</summary>
    Values = 31,

    /// <summary>Events.</summary>
    Events = 32,

    /// <summary>Events with a value.</summary>
    Impulses = 33,

    /// <summary>The answer to <see cref="Source"/> or <see cref="Target"/>.</summary>
    Hello = 41,

    /// <summary>Whatever came last has been received.</summary>
    Received = 42,

    /// <summary>An answer that ends the run as a failure.</summary>
    Abort = 43,

    /// <summary>An answer that ends the run.</summary>
    Finished = 44,

    /// <summary>The simulation sends.</summary>
    Source = 45,

    /// <summary>The simulation receives.</summary>
    Target = 46,
}
