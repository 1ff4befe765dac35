using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Includes;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Xml;

namespace Neuroglot.Lems.Reading;

/// <summary>
/// Joins the outermost file and what it includes into one document. An include stands for the content of the included file's outermost element, at its
/// place; each file counts once, so includes may form circles. The same definition may come twice; two that differ are reported.
/// </summary>
internal sealed class DocumentReader(IncludeSearch search, SourceXml xml, DiagnosticBag diagnostics)
{
    /// <summary>Deepest chain of includes; each level is a file of its own, so real models stay far below.</summary>
    private const int DeepestInclude = 100;

    private readonly ComponentTypeReader typeReader = new(diagnostics);
    private readonly HashSet<string> seenFiles = new(StringComparer.Ordinal);
    private readonly List<IncludedFile> files = [];
    private readonly Dictionary<string, Dimension> dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Unit> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Constant> constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceElement> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceElement> componentIds = new(StringComparer.Ordinal);
    private readonly List<Assertion> assertions = [];
    private readonly List<DeclaredType> componentTypes = [];
    private readonly List<SourceElement> components = [];
    private readonly List<Target> targets = [];

    public LemsDocument Read(SourceElement root, IncludedFile file)
    {
        seenFiles.Add(file.FullPath ?? file.Name);
        files.Add(file);
        if (root.Name == "neuroml")
            ImplyCoreTypes(root, file);
        if (IsContainer(root.Name))
        {
            CheckRootAttributes(root);
            TopLevel(root, file, 0);
        }
        else
        {
            TopLevelElement(root, file, 0);
        }

        return new LemsDocument(file.Name, root.Name)
        {
            Id = root["id"],
            Description = root["description"],
            Dimensions = [.. dimensions.Values],
            Units = [.. units.Values],
            Constants = [.. constants.Values],
            Assertions = [.. assertions],
            ComponentTypes = [.. componentTypes],
            Components = [.. components],
            Targets = [.. targets],
            Files = [.. files],
        };
    }

    private static bool IsContainer(string name) => name is "Lems" or "neuroml";

    /// <summary>A plain NeuroML 2 file includes no component types: it takes them for granted.</summary>
    private void ImplyCoreTypes(SourceElement root, IncludedFile file)
    {
        foreach (var name in (string[])["NeuroML2CoreTypes.xml", "PyNN.xml"])
        {
            if (search.TryFind(name, file, root.Span, new DiagnosticBag(), out var found) && seenFiles.Add(found.RealPath ?? found.Name))
            {
                foreach (var (element, from, level) in Content(found, root.Span, 0))
                    TopLevelElement(element, from, level);
            }
        }
    }

    private void CheckRootAttributes(SourceElement root)
    {
        var a = new AttributeCursor(root, diagnostics);
        a.Optional("id");
        a.Optional("metaid");
        a.Optional("schemaLocation");
        a.Finish();
    }

    private void TopLevel(SourceElement container, IncludedFile file, int depth)
    {
        foreach (var element in container.Children)
            TopLevelElement(element, file, depth);
    }

    private void TopLevelElement(SourceElement element, IncludedFile file, int depth)
    {
        switch (element.Name)
        {
            case "Include" or "include":
                foreach (var (included, from, level) in Included(element, file, depth))
                    TopLevelElement(included, from, level);
                break;
            case "Lems" or "neuroml":
                TopLevel(element, file, depth);
                break;
            case "Dimension":
                AddOnce(dimensions, DefinitionReader.Dimension(element, diagnostics), one => one.Name, one => one with { Span = default });
                break;
            case "Unit":
                AddOnce(units, DefinitionReader.Unit(element, diagnostics), one => one.Symbol, one => one with { Span = default, Name = null });
                break;
            case "Constant":
                AddOnce(constants, DefinitionReader.Constant(element, diagnostics), one => one.Name,
                    one => one with { Span = default, Description = null, Value = one.Value with { Span = default } });
                break;
            case "Assertion":
                assertions.Add(DefinitionReader.Assertion(element, diagnostics));
                break;
            case "Target":
                targets.Add(DefinitionReader.Target(element, diagnostics));
                break;
            case "ComponentType":
                if (IsNew(types, element, element["name"]))
                    componentTypes.Add(file.IsBuiltIn ? new DeclaredType(element["name"]!, element) : new DeclaredType(element, typeReader.Read(element)));
                break;
            case "About" or "Meta":
                break;
            default:
                if (IsNew(componentIds, element, element["id"]))
                    components.Add(ReadComponent(element, file, depth));
                break;
        }
    }

    /// <summary>The component with what it includes in the places of the includes; the same element where it includes nothing.</summary>
    private SourceElement ReadComponent(SourceElement element, IncludedFile file, int depth)
    {
        ImmutableArray<SourceElement>.Builder? changed = null;
        for (var i = 0; i < element.Children.Length; i++)
        {
            var child = element.Children[i];
            if (child.Name is "Include" or "include" && (child.IndexOf("href") >= 0 || child.IndexOf("file") >= 0))
            {
                changed ??= Before(i);
                foreach (var (included, from, level) in Included(child, file, depth))
                    changed.Add(ReadComponent(included, from, level));
                continue;
            }

            var read = ReadComponent(child, file, depth);
            if (read != child)
                changed ??= Before(i);
            changed?.Add(read);
        }

        return changed is null ? element : element.With(changed.ToImmutable());

        ImmutableArray<SourceElement>.Builder Before(int count)
        {
            var before = ImmutableArray.CreateBuilder<SourceElement>(element.Children.Length);
            before.AddRange(element.Children, count);
            return before;
        }
    }

    /// <summary>The elements that an include stands for; none when it was included before or cannot be read.</summary>
    private IEnumerable<Placed> Included(SourceElement include, IncludedFile file, int depth)
    {
        var a = new AttributeCursor(include, diagnostics);
        var reference = a.Optional("file");
        var href = a.Optional("href");
        a.Finish();
        foreach (var child in include.Children)
            ElementReader.Unknown(include, child, diagnostics);
        reference ??= href;
        if (string.IsNullOrWhiteSpace(reference))
        {
            diagnostics.Error("NG1010", $"{include.Name} needs “{(include.Name == "Include" ? "file" : "href")}”, the file to include.", include.Span);
            return [];
        }

        if (depth >= DeepestInclude)
        {
            diagnostics.Error(XmlProblems.TooLarge, $"Files include each other {DeepestInclude} levels deep; “{reference}” is not read.", include.Span);
            return [];
        }

        if (!search.TryFind(reference, file, include.Span, diagnostics, out var found) || !seenFiles.Add(found.RealPath ?? found.Name))
            return [];
        return Content(found, include.Span, depth);
    }

    private IEnumerable<Placed> Content(FoundInclude found, SourceSpan span, int depth)
    {
        var root = Load(found, span);
        var included = new IncludedFile(found.Name, found.RealPath, root?.Name ?? string.Empty);
        files.Add(included);
        if (root is null)
            return [];
        return IsContainer(root.Name) ? root.Children.Select(child => new Placed(child, included, depth + 1)) : [new Placed(root, included, depth + 1)];
    }

    private SourceElement? Load(FoundInclude found, SourceSpan span)
    {
        if (found.BuiltInName is not null)
            return BuiltInElements.Root(found.BuiltInName);
        try
        {
            using var stream = new FileStream(found.RealPath!, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return xml.Read(stream, found.Name, diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error("NG1014", $"The included file “{found.Name}” cannot be read: {exception.Message}", span);
            return null;
        }
    }

    private void AddOnce<T>(Dictionary<string, T> known, T read, Func<T, string> name, Func<T, T> meaning)
        where T : LemsNode
    {
        if (known.TryAdd(name(read), read))
            return;
        var first = known[name(read)];
        if (!meaning(first).Equals(meaning(read)))
            ReportDifference(typeof(T).Name.ToLowerInvariant(), name(read), read.Span, first.Span);
    }

    private bool IsNew(Dictionary<string, SourceElement> known, SourceElement element, string? name)
    {
        if (name is null || known.TryAdd(name, element))
            return true;
        var first = known[name];
        if (!first.SaysTheSameAs(element))
        {
            if (element.Name == "ComponentType")
                ReportDifference("component type", name, element.Span, first.Span);
            else
                diagnostics.Error("NG1030", $"The id “{name}” is used twice; the first, at {first.Span}, is kept.", element.Span, "Give each component its own id.");
        }
        else if (first.Span.File == element.Span.File && element.Name != "ComponentType")
        {
            // From two files the same component often comes twice, which does no harm.
            diagnostics.Warning("NG1031", $"“{name}” is stated twice, both times the same; the first is at {first.Span}.", element.Span, "Leave one out.");
        }

        return false;
    }

    private void ReportDifference(string what, string name, SourceSpan second, SourceSpan first) =>
        diagnostics.Error("NG1030", $"The {what} “{name}” is defined a second time, and differently; the first, at {first}, is kept.", second);

    /// <summary>An element of an included file, the file, and how deep in includes it is.</summary>
    private sealed record Placed(SourceElement Element, IncludedFile File, int Depth);
}
