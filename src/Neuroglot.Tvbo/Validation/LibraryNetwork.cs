using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>Networks that a document names, with what it changes of them: <c>{name: Ring8, conduction_speed: {value: 10}}</c>.</summary>
internal static class LibraryNetwork
{
    private const string Speed = "conduction_speed";

    /// <summary>The network with its nodes and edges; the reference itself, with an error, where the library has no such thing.</summary>
    public static Network Resolve(Network reference, DiagnosticBag diagnostics)
    {
        if (TvboLibrary.Load(reference.Name, EntryKind.Network, reference.Span, diagnostics) is not Network known)
            return reference;
        if (reference.DistanceUnit != "mm" || reference.TimeUnit != "ms")
            diagnostics.Error(ModelCodes.FixedInLibrary, $"`{reference.Name}` names a network of the library, whose units are millimetres and milliseconds.", reference.Span, $"Leave `distance_unit` and `time_unit` out, or write the network out: `neuroglot models export {reference.Name}`.");
        var isFaster = reference.ConductionSpeed is not null || reference.Parameters.Any(static one => one.Name == Speed);
        return known with
        {
            Label = reference.Label ?? known.Label,
            Description = reference.Description ?? known.Description,
            Parameters = [.. known.Parameters.Where(one => !(isFaster && one.Name == Speed) && reference.Parameters.All(other => other.Name != one.Name)), .. reference.Parameters],
            ConductionSpeed = isFaster ? reference.ConductionSpeed : known.ConductionSpeed,
            Transforms = [.. known.Transforms, .. reference.Transforms],
            Couplings = [.. known.Couplings, .. reference.Couplings],
            Dynamics = [.. known.Dynamics, .. reference.Dynamics],
            Kept = [.. known.Kept, .. reference.Kept],
            Span = reference.Span,
        };
    }
}
