using Neuroglot.Model.Diagnostics;
using Neuroglot.Tvbo.Library;
using Neuroglot.Tvbo.Syntax;

namespace Neuroglot.Tvbo.Validation;

/// <summary>Dynamics that a document names, with those of their values that it changes: <c>{name: JansenRit, parameters: {mu: {value: 0.3}}, number_of_modes: 2}</c>.</summary>
internal static class LibraryDynamics
{
    /// <summary>The dynamics with its equations; the reference itself, with an error, where the library has no such thing.</summary>
    public static Dynamics Resolve(Dynamics reference, DiagnosticBag diagnostics) => Find(reference, diagnostics) ?? reference;

    /// <summary>The dynamics with its equations; null, with an error, where the library has no such thing.</summary>
    public static Dynamics? Find(Dynamics reference, DiagnosticBag diagnostics)
    {
        if (TvboLibrary.Load(reference.Name, EntryKind.Dynamics, reference.Span, diagnostics) is not Dynamics known)
            return null;
        foreach (var one in reference.Parameters.Where(one => known.Parameters.All(other => other.Name != one.Name)))
            diagnostics.Error(ModelCodes.UndefinedSymbol, $"`{one.Name}` is no parameter of the dynamics `{reference.Name}` of the library.", one.Span, NearNames.Hint(one.Name, known.Parameters.Select(static other => other.Name)) ?? $"It has {string.Join(", ", known.Parameters.Select(static other => $"`{other.Name}`"))}.");
        RefuseOthers(reference, known, diagnostics);
        return known with
        {
            Label = reference.Label ?? known.Label,
            Description = reference.Description ?? known.Description,
            Parameters = [.. known.Parameters.Select(one => reference.Parameters.FirstOrDefault(other => other.Name == one.Name) is { } other ? Changed(one, other) : one)],
            Output = reference.Output.IsEmpty ? known.Output : reference.Output,
            Modes = reference.Modes == 1 ? known.Modes : reference.Modes,
            Units = reference.Units.IsEmpty ? known.Units : reference.Units,
            Kept = [.. known.Kept, .. reference.Kept],
            Span = reference.Span,
        };
    }

    private static Parameter Changed(Parameter known, Parameter stated) => stated with
    {
        Unit = stated.Unit ?? known.Unit,
        Domain = stated.Domain ?? known.Domain,
        Label = stated.Label ?? known.Label,
        Description = stated.Description ?? known.Description,
    };

    // Equations, and what belongs to them, are the library's.
    private static void RefuseOthers(Dynamics reference, Dynamics known, DiagnosticBag diagnostics)
    {
        Refuse("derived_parameters", reference.DerivedParameters.Select(static one => one.Span));
        Refuse("derived_variables", reference.DerivedVariables.Select(static one => one.Span));
        Refuse("functions", reference.Functions.Select(static one => one.Span));
        Refuse("events", reference.Events.Select(static one => one.Span));
        Refuse("coupling_inputs", reference.CouplingInputs.Where(one => known.CouplingInputs.All(other => other.Name != one.Name)).Select(static one => one.Span));
        Refuse("system_type", reference.IsDiscrete && !known.IsDiscrete ? [reference.Span] : []);

        void Refuse(string key, IEnumerable<SourceSpan> places)
        {
            foreach (var place in places.Take(1))
                diagnostics.Error(ModelCodes.FixedInLibrary, $"`{reference.Name}` names dynamics of the library, whose `{key}` cannot be changed here.", place, $"Only parameters and the number of modes can. Or write the dynamics out: `neuroglot models export {reference.Name}`.");
        }
    }
}
