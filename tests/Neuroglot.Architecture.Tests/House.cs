using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Neuroglot.Architecture.Tests;

/// <summary>The projects of the source tree as their files state them, and which of them may open a door to which.</summary>
internal static class House
{
    private static readonly string[] Rooms =
    [
        "Numerics", "Model", "Results", "Lems", "SpineML", "Tvbo", "Brian", "Morphologies", "Compilation", "Simulation", "CodeGeneration", "Analysis", "Plotting",
    ];

    /// <summary>The table of the design: project, and what it may reference directly.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> MayReference { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        ["Neuroglot.Numerics"] = [],
        ["Neuroglot.Model"] = [],
        ["Neuroglot.Results"] = Of("Model"),
        ["Neuroglot.Lems"] = Of("Model", "Results"),
        ["Neuroglot.SpineML"] = Of("Model", "Numerics", "Results"),
        ["Neuroglot.Tvbo"] = Of("Model"),
        ["Neuroglot.Brian"] = Of("Model"),
        ["Neuroglot.Morphologies"] = Of("Model", "Numerics"),
        ["Neuroglot.Compilation"] = Of("Model", "Numerics"),
        ["Neuroglot.Simulation"] = Of("Model", "Numerics", "Compilation", "Results"),
        ["Neuroglot.CodeGeneration"] = Of("Model"),
        ["Neuroglot.Analysis"] = Of("Model", "Numerics", "Results"),
        ["Neuroglot.Plotting"] = Of("Model", "Numerics", "Results", "Analysis", "Morphologies"),
        ["Neuroglot"] = Of(Rooms),
        ["Neuroglot.Scripting"] = ["Neuroglot"],
        ["Neuroglot.Cli"] = ["Neuroglot", "Neuroglot.Scripting"],
    }.ToImmutableDictionary();

    /// <summary>Packages beyond the base library that a project may use; what is not listed may use none.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> MayUse { get; } = new Dictionary<string, ImmutableArray<string>>
    {
        ["Neuroglot.Cli"] = ["System.CommandLine"],
        ["Neuroglot.Tvbo"] = ["YamlDotNet"],
    }.ToImmutableDictionary();

    public static string Root { get; } = FindRoot();

    /// <summary>Names of the projects under <c>src/</c>.</summary>
    public static ImmutableArray<string> Projects { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal),
    ];

    /// <summary>What the project file of <paramref name="project"/> includes as <paramref name="item"/>.</summary>
    public static ImmutableArray<string> Items(string project, string item) =>
        [.. XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj")).Descendants(item).Select(static e => (string?)e.Attribute("Include") ?? string.Empty)];

    /// <summary>All that <paramref name="project"/> can reach through open doors.</summary>
    public static ImmutableHashSet<string> Reachable(string project)
    {
        var reached = new HashSet<string>();
        var next = new Queue<string>([project]);
        while (next.TryDequeue(out var current))
        {
            foreach (var other in MayReference[current])
            {
                if (reached.Add(other))
                    next.Enqueue(other);
            }
        }
        return [.. reached];
    }

    private static ImmutableArray<string> Of(params string[] rooms) => [.. rooms.Select(static r => $"Neuroglot.{r}")];

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
