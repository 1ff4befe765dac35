using System.Collections.Immutable;
using Neuroglot.Lems.Types;
using Neuroglot.Model.Units;

namespace Neuroglot.Export.Description;

/// <summary>Describes a LEMS or NeuroML 2 model: its network in tables, its components with their values, and the equations of their types.</summary>
internal static class LemsDocument
{
    public static ImmutableArray<Block> Of(LemsModel model, ModelDescription description)
    {
        ImmutableArray<LemsComponent> components = [.. model.Components.Where(one => !one.IsA("network") && one != model.Target)];
        ImmutableArray<ResolvedType> types = [.. components.SelectMany(WithChildren).Select(static one => one.Type).Where(static type => type.Dynamics is not null).Distinct()];
        return
        [
            new Heading(1, Phrase.Of($"Model {description.Name}")),
            .. Network(description),
            .. Components(components),
            .. types.IsEmpty ? Array.Empty<Block>() : [new Heading(2, "Equations of the types")],
            .. types.SelectMany(LemsTypeSection.Of),
            .. Section("Measurements", ["File", "Quantities"], description.Recordings, static one => [new Code(one.File), Some(one.Quantities)]),
            .. description is { Duration: { } duration, Step: { } step }
                ? (Block[])[new Heading(2, "Simulation"), new Paragraph(Phrase.Of($"{Formulas.Time(duration)} in steps of {Formulas.Time(step)}."))]
                : [],
        ];
    }

    private static IEnumerable<Block> Network(ModelDescription description) =>
    [
        .. Section("Populations", ["Name", "Component", "Type", "Size"], description.Populations, static one => [new Code(one.Name), new Code(one.Component), new Code(one.Type), one.Size is { } size ? Phrase.Of($"{size}") : Phrase.Of($"?")]),
        .. Section("Connectivity", ["Name", "Source", "Target", "Connections", "Synapse"], description.Projections, static one =>
            [new Code(one.Name), new Code(one.From), new Code(one.To), Phrase.Of($"{(int)Math.Min(one.Connections, int.MaxValue)}"), new Code(one.Synapse)]),
        .. Section("Input", ["Name", "Component", "Target", "Number"], description.Inputs, static one =>
            [new Code(one.Name), new Code(one.Component), new Code(one.Target), Phrase.Of($"{(int)Math.Min(one.Count, int.MaxValue)}")]),
    ];

    private static IEnumerable<Block> Components(ImmutableArray<LemsComponent> components)
    {
        if (components.IsEmpty)
            yield break;
        yield return new Heading(2, "Components and their values");
        foreach (var component in components)
        {
            yield return new Heading(3, Phrase.Of($"{new Code(component.Id ?? component.Type.Name)} ({component.Type.Name})"));
            ImmutableArray<ImmutableArray<Phrase>> rows = [.. Values(component, string.Empty)];
            yield return rows.IsEmpty ? new Paragraph("States no values.") : new Table(["Place", "Parameter", "Value"], rows);
        }
    }

    private static IEnumerable<ImmutableArray<Phrase>> Values(LemsComponent component, string place)
    {
        // The published core types declare a wrong dimension for resistivity.
        foreach (var parameter in component.Type.Parameters)
        {
            if (component.Quantity(parameter.Name) is { } value)
                yield return [place.Length == 0 ? Phrase.Empty : new Code(place), Formulas.Name(parameter.Name), Formulas.Of(parameter.Dimension == "resistivity" ? value with { Dimension = Dimension.Resistivity } : value)];
        }

        foreach (var reference in component.Type.ComponentReferences)
        {
            if (component.Reference(reference.Name)?.Id is { } id)
                yield return [place.Length == 0 ? Phrase.Empty : new Code(place), reference.Name, new Code(id)];
        }

        // The points of a morphology are no parameters that a reader wants to see one by one.
        foreach (var child in component.AllChildren.Where(static child => !child.IsA("morphology")))
        {
            var name = child.Id ?? child.Place ?? child.Type.Name;
            foreach (var row in Values(child, place.Length == 0 ? name : $"{place}/{name}"))
                yield return row;
        }
    }

    private static IEnumerable<Block> Section<T>(string title, ImmutableArray<Phrase> header, ImmutableArray<T> items, Func<T, ImmutableArray<Phrase>> row) =>
        items.IsEmpty ? [] : [new Heading(2, title), new Table(header, [.. items.Select(row)])];

    private static Phrase Some(ImmutableArray<string> quantities)
    {
        const int most = 8;
        var shown = Phrase.Join(", ", quantities.Take(most).Select(static one => (Phrase)new Code(one)));
        return quantities.Length <= most ? shown : Phrase.Of($"{shown} and {quantities.Length - most} more");
    }

    private static IEnumerable<LemsComponent> WithChildren(LemsComponent component) => component.IsA("morphology") ? [] : component.AllChildren.SelectMany(WithChildren).Prepend(component);
}
