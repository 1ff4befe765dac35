using System.Runtime.CompilerServices;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tests.Tvbo.Cases;

/// <summary>The YAML files of the cases.</summary>
internal static class CaseFile
{
    /// <summary>The text of a case.</summary>
    public static string Text(int number) => File.ReadAllText(Find(number));

    /// <summary>The experiment of a case.</summary>
    public static SimulationExperiment Experiment(int number) => SimulationExperiment.FromFile(Find(number));

    /// <summary>The dynamics of a case.</summary>
    public static Dynamics Dynamics(int number) => Neuroglot.Tvbo.Syntax.Dynamics.FromFile(Find(number));

    /// <summary>Path of a case.</summary>
    public static string Find(int number, [CallerFilePath] string here = "") => Path.Join(Path.GetDirectoryName(here), FormattableString.Invariant($"case{number:00}.yaml"));
}
