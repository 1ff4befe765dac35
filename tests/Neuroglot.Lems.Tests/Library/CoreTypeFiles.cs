using System.Xml.Linq;

namespace Neuroglot.Lems.Tests.Library;

/// <summary>The core type files of the repository, read as plain XML: what is asserted here must not depend on our own reader.</summary>
internal static class CoreTypeFiles
{
    public static string Folder { get; } = FindFolder();

    public static IReadOnlyList<string> Names { get; } =
    [
        "Cells.xml", "Channels.xml", "Inputs.xml", "Networks.xml", "NeuroML2CoreTypes.xml",
        "NeuroMLCoreCompTypes.xml", "NeuroMLCoreDimensions.xml", "PyNN.xml", "Simulation.xml", "Synapses.xml",
    ];

    public static IReadOnlyDictionary<string, XElement> Roots { get; } =
        Names.ToDictionary(name => name, name => XDocument.Load(Path.Join(Folder, name), LoadOptions.SetLineInfo).Root!);

    public static IEnumerable<XElement> Types => Roots.Values.SelectMany(root => All(root, "ComponentType"));

    public static IEnumerable<XElement> All(XElement parent, string name) => parent.Elements().Where(element => element.Name.LocalName == name);

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Join(folder.FullName, "library", "neuroml2");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException("No folder library/neuroml2 above " + AppContext.BaseDirectory);
    }
}
