using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Includes;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Dimension = Neuroglot.Model.Units.Dimension;

namespace Neuroglot.Lems.Types;

/// <summary>
/// A document with all names resolved: types with what they inherit, components with their values in SI units and their references. What is
/// wrong is reported and left out; the rest can be used.
/// </summary>
public sealed class LemsModel
{
    private readonly ModelSymbols symbols;

    private LemsModel(LemsDocument document, ModelSymbols symbols, ResolvedTypes types)
    {
        Document = document;
        this.symbols = symbols;
        Types = types;
    }

    /// <summary>The document as it is written.</summary>
    public LemsDocument Document { get; }

    /// <summary>Its component types.</summary>
    public ResolvedTypes Types { get; }

    /// <summary>Its dimensions by name; <c>none</c> is among them.</summary>
    public IReadOnlyDictionary<string, NamedDimension> Dimensions => symbols.Dimensions;

    /// <summary>Its units.</summary>
    public UnitTable Units => symbols.Units;

    /// <summary>Its global constants in SI units.</summary>
    public IReadOnlyDictionary<string, NamedQuantity> Constants => symbols.GlobalConstants;

    /// <summary>Its top-level components in the order of the document.</summary>
    public ImmutableArray<LemsComponent> Components { get; private set; } = [];

    /// <summary>Its top-level components by id.</summary>
    public IReadOnlyDictionary<string, LemsComponent> ComponentsById { get; private set; } = new Dictionary<string, LemsComponent>();

    /// <summary>The component that is to be run: the one that <c>Target</c> names, else the last whose type has a <c>Run</c>; or null.</summary>
    public LemsComponent? Target { get; private set; }

    /// <summary>The <c>Target</c> element, which may name files for reports; or null.</summary>
    public Target? TargetElement => Document.Targets.Length == 0 ? null : Document.Targets[^1];

    /// <summary>Resolves <paramref name="document"/>; everything that is wrong goes to <paramref name="diagnostics"/>.</summary>
    public static LemsModel Resolve(LemsDocument document, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var symbols = new ModelSymbols(document, diagnostics);
        var types = new ResolvedTypes(document, symbols, diagnostics);
        var model = new LemsModel(document, symbols, types);
        model.ResolveComponents(diagnostics);
        model.FindTarget(diagnostics);
        model.CheckTypes(diagnostics);
        return model;
    }

    /// <summary>The top-level component with the id <paramref name="id"/>, or null.</summary>
    public LemsComponent? Find(string id) => ComponentsById.GetValueOrDefault(id);

    /// <summary>The dimension called <paramref name="name"/>; null for <c>*</c> and for one that doesn't exist.</summary>
    public Dimension? DimensionCalled(string name) => Dimensions.TryGetValue(name, out var known) ? known.Dimension : null;

    /// <summary>The names that expressions of <paramref name="type"/> may use, with their dimensions.</summary>
    public TypeScope ScopeOf(ResolvedType type) => TypeScope.Of(type, symbols);

    /// <summary>
    /// A component of <paramref name="type"/> that no element states, for structures that make instances of types; null, with an error at
    /// <paramref name="span"/>, when components of the type have to state something.
    /// </summary>
    internal LemsComponent? ComponentOf(ResolvedType type, SourceSpan span, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var declarations = new Dictionary<string, SourceElement>(StringComparer.Ordinal);
        var element = new SourceElement(new ElementShape(span.File, type.Name, []), span.Line, span.Column, [], [], null);
        var component = new ComponentBuilder(Types, symbols, declarations, new StatementMaker(Types, symbols, declarations), found).TopLevel(element);
        if (component is not null)
        {
            new ReferenceResolver(ComponentsById, declarations, found).Resolve(component);
            new DerivedParameterEvaluator(Constants, found).Evaluate(component);
        }

        diagnostics.AddRange(found);
        return found.HasErrors ? null : component;
    }

    private void ResolveComponents(DiagnosticBag diagnostics)
    {
        var declarations = new Dictionary<string, SourceElement>(StringComparer.Ordinal);
        foreach (var declaration in Document.Components)
        {
            if (declaration.Id is { } id)
                declarations.TryAdd(id, declaration);
        }

        var statements = new StatementMaker(Types, symbols, declarations);
        var builder = new ComponentBuilder(Types, symbols, declarations, statements, diagnostics);
        var components = ImmutableArray.CreateBuilder<LemsComponent>(Document.Components.Length);
        var byId = new Dictionary<string, LemsComponent>(StringComparer.Ordinal);
        foreach (var declaration in Document.Components)
        {
            if (builder.TopLevel(declaration) is not { } component)
                continue;
            components.Add(component);
            if (component.Id is { } id)
                byId.TryAdd(id, component);
        }

        builder.Finish();
        Components = components.ToImmutable();
        ComponentsById = byId;
        statements.Know(byId, declarations);
        var references = new ReferenceResolver(byId, declarations, diagnostics);
        foreach (var component in Components)
            references.Resolve(component);
        var derived = new DerivedParameterEvaluator(Constants, diagnostics);
        foreach (var component in Components)
            derived.Evaluate(component);
    }

    private void CheckTypes(DiagnosticBag diagnostics)
    {
        var checker = new TypeChecker(Types, symbols, diagnostics);
        checker.CheckAssertions(Document.Assertions);
        var ofCopies = new DiagnosticBag();
        var copies = new TypeChecker(Types, symbols, ofCopies);
        foreach (var declaration in Document.ComponentTypes)
        {
            // The library is checked by our own tests, not by each run.
            if (!declaration.IsBuiltIn && Types.Find(declaration.Name) is { } type)
                (BuiltInLibrary.Files.Contains(System.IO.Path.GetFileName(type.Declaration.Span.File)) ? copies : checker).Check(type);
        }

        // The published core types have four equations whose dimensions don't agree; the author of a model that uses a copy of them cannot help it.
        foreach (var one in ofCopies)
            diagnostics.Add(one with { Severity = Severity.Warning });
    }

    private void FindTarget(DiagnosticBag diagnostics)
    {
        if (TargetElement is { } element)
        {
            Target = Find(element.Component);
            if (Target is null)
            {
                diagnostics.Error("NG1124", $"There is no component “{element.Component}”, which Target names.", element.Span,
                    NearNames.Hint(element.Component, ComponentsById.Keys));
            }

            return;
        }

        for (var i = Components.Length - 1; i >= 0 && Target is null; i--)
        {
            if (Components[i].Type.Simulation is { Runs.Length: > 0 })
                Target = Components[i];
        }
    }
}
