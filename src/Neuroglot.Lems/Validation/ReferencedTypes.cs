using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Validation;

/// <summary>
/// What a reference names is of the declared type (NG1350). The reference simulator does not look, so published models take a few liberties, which are allowed
/// here too.
/// </summary>
internal sealed class ReferencedTypes : IValidationRule
{
    public void Check(LemsModel model, DiagnosticBag diagnostics)
    {
        foreach (var component in model.Everything())
        {
            foreach (var reference in component.Type.ComponentReferences)
            {
                if (component.Reference(reference.Name) is { } referenced && !reference.IsAny && !Fits(referenced, reference))
                {
                    diagnostics.Error("NG1350", $"{Wording.Sentence(component.Called())} names “{referenced.Id}” as its {reference.Name}; that is {Wording.One(referenced.Type.Name)}, not {Wording.One(reference.Type)}.",
                        component.SpanOf(reference.Name));
                }
            }
        }
    }

    private static bool Fits(LemsComponent referenced, ComponentReference reference) => referenced.IsA(reference.Type) || reference.Type switch
    {
        // The published types are narrower here than what NeuroML allows.
        "baseCell" => referenced.IsA("baseSpikeSource"),
        "basePointCurrent" => referenced.IsA("basePointCurrentDL"),
        "population" => referenced.IsA("basePopulation"),
        _ => false,
    };
}
