using Neuroglot.Lems.Includes;
using Neuroglot.Lems.Reading;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Documents;

/// <summary>A component type by its name. One of the built-in library is read when it is first asked for: a model needs a few of the 272.</summary>
public sealed class DeclaredType
{
    private ComponentType? declaration;

    internal DeclaredType(string name, SourceElement element)
    {
        Name = name;
        Element = element;
    }

    internal DeclaredType(SourceElement element, ComponentType declaration)
        : this(declaration.Name, element) => this.declaration = declaration;

    /// <summary>Name of the type.</summary>
    public string Name { get; }

    /// <summary>Whether it comes with the program.</summary>
    public bool IsBuiltIn => BuiltInLibrary.IsBuiltIn(Element.Span.File);

    /// <summary>What it declares.</summary>
    public ComponentType Declaration => declaration ??= new ComponentTypeReader(new DiagnosticBag()).Read(Element);

    /// <summary>The element that declares it.</summary>
    internal SourceElement Element { get; }
}
