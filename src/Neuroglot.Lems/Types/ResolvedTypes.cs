using System.Diagnostics.CodeAnalysis;
using Neuroglot.Lems.Documents;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Types;

/// <summary>
/// The component types of a model by name. A type is joined with what it inherits when it is first asked for: a model uses a small part of the
/// NeuroML 2 library.
/// </summary>
public sealed class ResolvedTypes
{
    private readonly Dictionary<string, DeclaredType> declarations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResolvedType?> resolved = new(StringComparer.Ordinal);
    private readonly ModelSymbols symbols;
    private readonly DiagnosticBag diagnostics;

    internal ResolvedTypes(LemsDocument document, ModelSymbols symbols, DiagnosticBag diagnostics)
    {
        this.symbols = symbols;
        this.diagnostics = diagnostics;
        foreach (var type in document.ComponentTypes)
            declarations.TryAdd(type.Name, type);
    }

    /// <summary>Names of all types, in the order of the document.</summary>
    public IReadOnlyCollection<string> Names => declarations.Keys;

    /// <summary>All types, in the order of the document; those that cannot be resolved are left out.</summary>
    public IEnumerable<ResolvedType> All => declarations.Keys.Select(Find).OfType<ResolvedType>();

    /// <summary>Whether there is a type called <paramref name="name"/>, whether it can be resolved or not.</summary>
    public bool Contains(string name) => declarations.ContainsKey(name);

    /// <summary>The type called <paramref name="name"/>; null when there is none, or when what it extends doesn't exist.</summary>
    public ResolvedType? Find(string name)
    {
        if (resolved.TryGetValue(name, out var type))
            return type;
        if (!declarations.TryGetValue(name, out var declaration))
            return null;
        return ResolveChain(declaration.Declaration);
    }

    /// <summary>The type called <paramref name="name"/>, or null with an error at <paramref name="span"/> that suggests a similar name (NG1100).</summary>
    public bool TryFind(string name, SourceSpan span, string user, [NotNullWhen(true)] out ResolvedType? type)
    {
        type = Find(name);
        // A type that exists but could not be resolved was reported where it is declared.
        if (type is null && !declarations.ContainsKey(name))
            diagnostics.Error("NG1100", $"There is no component type “{name}”, which {user} needs.", span, HintFor(name));
        return type is not null;
    }

    internal string? HintFor(string name) =>
        NearNames.Hint(name, declarations.Keys)
        ?? (declarations.Count == 0 ? "No component types are defined: is an <Include> missing?" : null);

    /// <summary>Resolves a type and all above it that aren't yet, from the top downwards; without recursion, since chains may be of any length.</summary>
    private ResolvedType? ResolveChain(ComponentType declaration)
    {
        var chain = new List<ComponentType>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        ResolvedType? parent = null;
        var isBroken = false;
        for (var one = declaration; one is not null;)
        {
            if (!visited.Add(one.Name))
            {
                diagnostics.Error("NG1101", $"The component type {one.Name} extends itself: {string.Join(" → ", chain.Select(link => link.Name))} → {one.Name}.", one.ExtendsSpan);
                isBroken = true;
                break;
            }

            chain.Add(one);
            if (one.Extends is not { } name || resolved.TryGetValue(name, out parent))
            {
                isBroken = one.Extends is not null && parent is null;
                break;
            }

            if (!declarations.TryGetValue(name, out var next))
            {
                diagnostics.Error("NG1102", $"There is no component type “{name}”, which {one.Name} extends.", one.ExtendsSpan, HintFor(name));
                isBroken = true;
            }

            one = next?.Declaration;
        }

        for (var i = chain.Count - 1; i >= 0; i--)
        {
            parent = isBroken ? null : new ResolvedType(chain[i], parent, symbols);
            resolved[chain[i].Name] = parent;
        }

        return parent;
    }
}
