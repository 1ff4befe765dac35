using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Types;

/// <summary>Makes the components that <see cref="ComponentList"/> does not keep. What is wrong with them was told when they were made for the first time.</summary>
internal sealed class StatementMaker
{
    private readonly DiagnosticBag told = new();
    private readonly ComponentBuilder builder;
    private ReferenceResolver? references;

    public StatementMaker(ResolvedTypes types, ModelSymbols symbols, IReadOnlyDictionary<string, SourceElement> topLevel) =>
        builder = new ComponentBuilder(types, symbols, topLevel, this, told);

    /// <summary>Tells it which components there are to refer to.</summary>
    public void Know(IReadOnlyDictionary<string, LemsComponent> components, IReadOnlyDictionary<string, SourceElement> declarations) =>
        references = new ReferenceResolver(components, declarations, told);

    /// <summary>The type of the component that <paramref name="element"/> states.</summary>
    public ResolvedType TypeOf(SourceElement element, LemsComponent parent) => builder.TypeOf(element, parent.Type)!;

    /// <summary>The component that <paramref name="element"/> states inside of <paramref name="parent"/>, without what it refers to.</summary>
    public LemsComponent Build(SourceElement element, LemsComponent parent) => builder.Statement(element, parent);

    /// <summary>The component that <paramref name="element"/> states inside of <paramref name="parent"/>.</summary>
    public LemsComponent Make(SourceElement element, LemsComponent parent)
    {
        var component = Build(element, parent);
        references?.Resolve(component);
        return component;
    }
}
