namespace Neuroglot.Import.NeuroML;

/// <summary>A cell with a shape.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Morphology">Its shape.</param>
/// <param name="Biophysics">What its membrane and inside are like.</param>
public sealed record ImportedCell(string Id, CellMorphology Morphology, CellBiophysics Biophysics);
