namespace Neuroglot.Simulation.Kernels;

/// <summary>The program runs where code cannot be compiled at run time (ahead-of-time compilation), so kernels would only be interpreted by the
/// expression library, a hundred times slower. In a file run as <c>dotnet run file.cs</c>, the line <c>#:property PublishAot=false</c> helps.</summary>
public sealed class DynamicCodeUnavailableException : Exception
{
    /// <summary>An exception with the message for authors of programs.</summary>
    public DynamicCodeUnavailableException()
        : base("Kernels cannot be compiled here, because this program was built ahead of time. "
            + "Build it for the just-in-time compiler (PublishAot=false), or use KernelInterpreter.")
    {
    }
}
