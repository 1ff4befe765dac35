using System.Globalization;
using System.Text;
using Neuroglot.Testing.Reference;

namespace Neuroglot.Conformance.Tests.Cases;

/// <summary>
/// A variant of a simulation that records every quantity that the simulation displays or writes, in one file. It brings its own component types, so it
/// works with whatever types the model uses for its simulation.
/// </summary>
public sealed record EverythingRecorded(string File, int Quantities)
{
    /// <summary>Name of the recorded file, without its ending.</summary>
    public const string Output = "everything";

    /// <summary>Writes the variant beside <paramref name="file"/>.</summary>
    public static EverythingRecorded Of(string file)
    {
        var model = ReferenceSimulation.Load(file);
        var simulation = new ReferenceSimulation(model, includeDisplays: true);
        var target = model.Target!.Declaration;
        var quantities = simulation.Files.SelectMany(one => one.Quantities).Distinct(StringComparer.Ordinal).ToArray();
        var text = System.IO.File.ReadAllText(file);
        var addition = new StringBuilder(
            """
            <ComponentType name="EverythingColumn"><Path name="quantity"/><Simulation><Record quantity="quantity"/></Simulation></ComponentType>
            <ComponentType name="EverythingFile"><Text name="fileName"/><Children name="columns" type="EverythingColumn"/>
              <Simulation><DataWriter fileName="fileName"/></Simulation></ComponentType>
            <ComponentType name="EverythingSimulation"><Parameter name="length" dimension="time"/><Parameter name="step" dimension="time"/>
              <ComponentReference name="target" type="Component"/><Text name="seed"/><Children name="files" type="EverythingFile"/>
              <Dynamics><StateVariable name="t" dimension="time"/></Dynamics>
              <Simulation><Run component="target" variable="t" increment="step" total="length"/></Simulation></ComponentType>
            """);
        var seed = target["seed"] is { } stated ? $" seed=\"{stated}\"" : string.Empty;
        addition.AppendLine(CultureInfo.InvariantCulture,
            $"<EverythingSimulation id=\"everythingSimulation\" length=\"{target["length"]}\" step=\"{target["step"]}\" target=\"{target["target"]}\"{seed}>");
        addition.AppendLine(CultureInfo.InvariantCulture, $"<EverythingFile id=\"everythingFile\" fileName=\"{Output}.dat\">");
        for (var i = 0; i < quantities.Length; i++)
            addition.AppendLine(CultureInfo.InvariantCulture, $"<EverythingColumn id=\"everything{i}\" quantity=\"{quantities[i]}\"/>");
        addition.AppendLine("</EverythingFile></EverythingSimulation><Target component=\"everythingSimulation\"/>");

        var variant = Path.Join(Path.GetDirectoryName(file), $"EVERYTHING_{Path.GetFileName(file)}");
        System.IO.File.WriteAllText(variant, text.Insert(text.LastIndexOf("</", StringComparison.Ordinal), addition.ToString()));
        return new EverythingRecorded(variant, quantities.Length);
    }
}
