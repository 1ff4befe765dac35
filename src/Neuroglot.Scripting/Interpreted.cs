using System.Runtime.CompilerServices;

namespace Neuroglot.Scripting;

/// <summary>Tells loudly, once, that a script was compiled in a way that makes its models slow.</summary>
internal static class Interpreted
{
    private static int hasWarned;

    /// <summary>Warns where code cannot be compiled at run time: a script that is run by <c>dotnet run</c> without the property.</summary>
    public static void WarnOnce()
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled && Interlocked.Exchange(ref hasWarned, 1) == 0)
            Warn(Console.Error);
    }

    /// <summary>Writes the warning.</summary>
    public static void Warn(TextWriter error) => error.WriteLine("""
        ******************************************************************************
        Neuroglot: this script was built for ahead-of-time compilation, as `dotnet run`
        does unless told otherwise. Models are INTERPRETED, some 40 times SLOWER.
        Write this at the top of the script:

            #:property PublishAot=false

        ******************************************************************************
        """);
}
