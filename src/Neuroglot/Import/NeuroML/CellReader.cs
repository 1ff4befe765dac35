using System.Collections.Immutable;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;

namespace Neuroglot.Import.NeuroML;

/// <summary>Reads the cells and channels of a resolved NeuroML model.</summary>
internal static class CellReader
{
    public static CellImport Read(LemsModel model)
    {
        var diagnostics = new DiagnosticBag();
        var cells = model.Components.Where(static one => one.IsA("cell")).Select(cell => Cell(cell, diagnostics)).OfType<ImportedCell>().ToImmutableArray();
        var channels = model.Components.Where(static one => one.IsA("baseIonChannel"))
            .Select(channel => ChannelTranslation.Translate(channel, model, diagnostics)).OfType<ChannelEquations>().ToImmutableArray();
        return new CellImport(cells, channels, diagnostics.Shorten());
    }

    private static ImportedCell? Cell(LemsComponent cell, DiagnosticBag diagnostics)
    {
        var shape = cell.AllChildren.FirstOrDefault(static child => child.IsA("morphology")) ?? cell.Reference("morphology");
        if (shape is null || MorphologyReader.Read(shape, cell.Id ?? cell.Type.Name, diagnostics) is not { } morphology)
            return null;
        var properties = cell.AllChildren.FirstOrDefault(static child => child.IsA("biophysicalProperties") || child.IsA("biophysicalProperties2CaPools"))
            ?? cell.Reference("biophysicalProperties");
        return new ImportedCell(cell.Id ?? cell.Type.Name, morphology, properties is null ? CellBiophysics.None : Biophysics(properties));
    }

    private static CellBiophysics Biophysics(LemsComponent properties)
    {
        var membrane = properties.AllChildren.FirstOrDefault(static child => child.IsA("membraneProperties"));
        var inside = properties.AllChildren.FirstOrDefault(static child => child.IsA("intracellularProperties"));
        return new CellBiophysics
        {
            Channels = membrane is null ? [] : [.. membrane.AllChildren.Where(static child => child.IsA("baseChannelDensity") || child.IsA("baseChannelPopulation")).Select(Density)],
            Capacitance = Values(membrane, "specificCapacitance", Dimension.SpecificCapacitance),
            Resistivity = Values(inside, "resistivity", Dimension.Resistivity),
            InitialPotential = membrane?.Child("initMembPotential")?.Quantity("value"),
            SpikeThreshold = membrane?.Child("spikeThresh")?.Quantity("value"),
        };
    }

    // The published core types declare a wrong dimension for resistivity, so the right one is put here.
    private static ImmutableArray<GroupQuantity> Values(LemsComponent? properties, string type, Dimension dimension) => properties is null ? [] :
    [
        .. properties.AllChildren.Where(child => child.IsA(type) && child.TryValue("value", out _))
            .Select(one => new GroupQuantity(Group(one), new Quantity(one.Value("value"), dimension))),
    ];

    private static ChannelDensity Density(LemsComponent density)
    {
        var varying = density.Child("variableParameter");
        return new ChannelDensity(
            density.Id ?? density.Type.Name,
            density.Type.Name,
            density.Reference("ionChannel")?.Id ?? density.Declaration["ionChannel"] ?? "?",
            Group(density) ?? varying?.Text("segmentGroup"),
            density.Text("ion"),
            density.Quantity("condDensity") ?? density.Quantity("permeability") ?? density.Quantity("number"),
            varying?.Child("inhomogeneousValue")?.Text("value"),
            density.Quantity("erev"));
    }

    // The group “all” is the whole cell by convention, whether or not there is one of that name.
    private static string? Group(LemsComponent one) => one.Text("segmentGroup") is { } name && name != "all" ? name : null;
}
