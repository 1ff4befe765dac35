using System.Collections.Immutable;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Tvbo.Building;
using Neuroglot.Tvbo.Syntax;
using Neuroglot.Tvbo.Validation;

namespace Neuroglot.Export.Description;

/// <summary>Describes dynamics and experiments of TVBO: equations, parameters with their units, how they are run, literature.</summary>
internal static class TvboDocument
{
    /// <summary>The document.</summary>
    /// <param name="source">Dynamics or an experiment.</param>
    /// <param name="diagnostics">Gets why there is none.</param>
    public static ImmutableArray<Block> Of(TvboObject source, DiagnosticBag diagnostics)
    {
        var experiment = TvboBuilder.AsExperiment(source) is { } written ? TvboValidation.Resolve(written, diagnostics) : null;
        if (source is Coupling coupling)
            return [new Heading(1, Phrase.Of($"Coupling {coupling.Name}")), .. About(coupling), .. CouplingSection(CouplingParser.Parse(coupling, null, diagnostics)), .. References(coupling)];
        if (experiment?.Dynamics is not { IsReference: false } dynamics || DynamicsParser.Parse(dynamics, experiment.Functions, diagnostics) is not { } parsed)
            return [new Heading(1, Phrase.Of($"Model {source.Name}")), .. About(source)];
        var acts = experiment.Network is null ? null : experiment.Coupling is { } written2 ? CouplingParser.Parse(written2, parsed, diagnostics) : null;
        return
        [
            new Heading(1, Phrase.Of($"Model {experiment.Label ?? dynamics.Name}")),
            .. About(experiment), .. source == experiment ? About(dynamics) : [],
            new Heading(2, dynamics.IsDiscrete ? "Next values" : "Equations"),
            new EquationLines([.. parsed.Rates.Select(rate => new EquationLine(
                dynamics.IsDiscrete ? $"{LatexPrinter.PrintName(rate.Name)}'" : $@"\frac{{d{LatexPrinter.PrintName(rate.Name)}}}{{dt}}", LatexPrinter.Print(rate.Value)))]),
            .. Named("with", parsed.DerivedVariables), .. Named("and, from parameters,", parsed.DerivedParameters),
            .. Events(parsed),
            .. States(dynamics), .. Parameters("Parameters", dynamics.Parameters),
            .. acts is null ? [] : (Block[])[new Heading(2, "Coupling"), .. CouplingSection(acts)],
            .. experiment.Network is { } network ? NetworkSection(network) : [],
            .. source is SimulationExperiment ? Integration(experiment.Integration) : [],
            .. References(dynamics),
        ];
    }

    private static IEnumerable<Block> About(TvboObject one) =>
        new[] { one is SimulationExperiment ? null : one.Label, one.Description }.OfType<string>().Select(static text => new Paragraph(text.EndsWith('.') ? text : $"{text}."));

    private static IEnumerable<Block> Named(string word, ImmutableArray<NamedExpression> values) => values.IsEmpty
        ? []
        : [new Paragraph(word), new EquationLines([.. values.Select(static one => new EquationLine(LatexPrinter.PrintName(one.Name), LatexPrinter.Print(one.Value)))])];

    private static IEnumerable<Block> Events(ParsedDynamics dynamics)
    {
        if (dynamics.Events.IsEmpty)
            yield break;
        yield return new Heading(2, "Events");
        yield return new Points([.. dynamics.Events.Select(static one => Phrase.Of(
            $"{new Code(one.Source.Name)} when {Formulas.Of(one.Test)}: {Phrase.Join(", ", one.Assignments.Select(static value => (Phrase)Formulas.Assigned(value.Name, value.Value)))}"))]);
    }

    private static IEnumerable<Block> States(Dynamics dynamics) =>
    [
        new Heading(2, "State variables"),
        new Table(["Variable", "Initial value", "Unit", "Range", "Meaning"], [.. dynamics.StateVariables.Select(static one => (ImmutableArray<Phrase>)
            [Formulas.Name(one.Name), Number(one.InitialValue), Unit(one.Unit), Range(one.Clamp ?? one.Domain, one.Clamp is not null), one.Label ?? one.Description ?? string.Empty])]),
    ];

    private static IEnumerable<Block> Parameters(string title, ImmutableArray<Parameter> parameters) => parameters.IsEmpty
        ? []
        : [new Heading(2, title), new Table(["Parameter", "Value", "Unit", "Range", "Meaning"], [.. parameters.Select(static one => (ImmutableArray<Phrase>)
            [Formulas.Name(one.Name), one.Value is { } value ? Number(value) : Phrase.Empty, Unit(one.Unit), Range(one.Domain, false), one.Label ?? one.Description ?? string.Empty])])];

    private static IEnumerable<Block> CouplingSection(ParsedCoupling? coupling) => coupling is null
        ? []
        : [
            new EquationLines([
                new EquationLine(LatexPrinter.PrintName(ParsedCoupling.Sum), $@"\sum_j w_{{ij}} {LatexPrinter.Print(new Call("pre", new Name(ParsedCoupling.Local), new Name(ParsedCoupling.Incoming)))}"),
                new EquationLine(@"\mathrm{pre}", LatexPrinter.Print(coupling.Pre)), new EquationLine(@"\mathrm{post}", LatexPrinter.Print(coupling.Post))]),
            .. Parameters("Parameters of the coupling", coupling.Source.Parameters),
        ];

    private static IEnumerable<Block> NetworkSection(Network network)
    {
        yield return new Heading(2, "Network");
        var count = network.Nodes.IsEmpty ? network.NodeCount ?? network.Weights?.Rows ?? 1 : network.Nodes.Length;
        var edges = network.Weights is { } weights ? weights.Values.Count(static one => one != 0) : network.Edges.Length;
        yield return new Paragraph(network.Generator is { } rule ? Phrase.Of($"{count} nodes, joined by the rule {new Code(rule.Type)}.") : Phrase.Of($"{count} nodes and {edges} edges."));
    }

    private static IEnumerable<Block> Integration(Integrator integration) =>
        [new Heading(2, "Simulation"), new Paragraph(Phrase.Of($"{Number(integration.Duration)} {integration.TimeScale} in steps of {Number(integration.Step)} {integration.TimeScale}, method {new Code(integration.Method)}."))];

    private static IEnumerable<Block> References(TvboObject one)
    {
        ImmutableArray<Phrase> references = [.. one.Kept.Where(static member => member.Key == "references").SelectMany(static member => member.Value.Items).Where(static item => item.Kind == YamlKind.Scalar).Select(static item => (Phrase)item.Text)];
        return references.IsEmpty ? [] : [new Heading(2, "References"), new Points(references)];
    }

    private static Mathematics Number(double value) => new(LatexPrinter.Print(value));

    private static Phrase Unit(string? unit) => unit is null ? Phrase.Empty : new Code(unit);

    private static Phrase Range(ValueRange? range, bool isEnforced) => range is null
        ? Phrase.Empty
        : Phrase.Of($"{new Mathematics($"[{Bound(range.Low, "-")}, {Bound(range.High, string.Empty)}]")}{(isEnforced ? " enforced" : string.Empty)}");

    private static string Bound(double? value, string sign) => value is { } number && double.IsFinite(number) ? LatexPrinter.Print(number) : $@"{sign}\infty";
}
