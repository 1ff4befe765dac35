using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>Reads the declarations of a component type that hold no others.</summary>
internal static class MemberReader
{
    public static Parameter Parameter(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics,
            new Parameter(a.Required("name"), a.Optional("dimension", "none"), a.Optional("exposure"), a.Description, a.Span));
    }

    public static IndexParameter IndexParameter(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics,
            new IndexParameter(a.Required("name"), a.Optional("dimension", "none"), a.Optional("exposure"), a.Description, a.Span));
    }

    public static DerivedParameter DerivedParameter(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        var read = new DerivedParameter(
            a.Required("name"), a.Optional("dimension", "none"), a.OptionalPath("select"), a.OptionalExpression("value"), a.Description, a.Span);
        if ((element["select"] is null) == (element["value"] is null))
            diagnostics.Error("NG1025", $"The derived parameter {read.Name} needs either “value” or “select”.", a.Span);
        return Done(ref a, element, diagnostics, read);
    }

    public static PathParameter PathParameter(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new PathParameter(a.Required("name"), a.Description, a.Span));
    }

    public static Property Property(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics,
            new Property(a.Required("name"), a.Optional("dimension", "none"), a.OptionalSourced("defaultValue"), a.Description, a.Span));
    }

    public static Fixed Fixed(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new Fixed(a.Required("parameter"), a.RequiredSourced("value"), a.Description, a.Span));
    }

    public static Requirement Requirement(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new Requirement(a.Required("name"), a.Optional("dimension", "none"), a.Description, a.Span));
    }

    public static ComponentRequirement ComponentRequirement(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new ComponentRequirement(a.Required("name"), a.Description, a.Span));
    }

    public static InstanceRequirement InstanceRequirement(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new InstanceRequirement(a.Required("name"), a.Required("type"), a.Description, a.Span));
    }

    public static Exposure Exposure(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new Exposure(a.Required("name"), a.Optional("dimension", "none"), a.Description, a.Span));
    }

    public static Child Child(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new Child(a.Required("name"), a.Required("type"), a.Optional("substitute"), a.Description, a.Span));
    }

    public static Children Children(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics,
            new Children(a.Required("name"), a.Optional("type", "Component"), a.OptionalInteger("min"), a.OptionalInteger("max"), a.Description, a.Span));
    }

    public static ComponentReference Reference(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        var isLink = element.Name == "Link";
        return Done(ref a, element, diagnostics, new ComponentReference(
            a.Required("name"), a.Optional("type", "Component"), a.Optional("root"), a.Boolean("isAny"), a.Boolean("local", isLink), a.Boolean("required", true),
            a.Optional("defaultComponent"), isLink, a.Description, a.Span));
    }

    public static ComponentTypeReference TypeReference(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new ComponentTypeReference(a.Required("name"), a.Description, a.Span));
    }

    public static Location Location(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new Location(a.Required("name"), a.Optional("path"), a.Optional("on"), a.Span));
    }

    public static EventPort EventPort(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        var name = a.Required("name");
        var text = a.Required("direction");
        var direction = text == "in" ? EventDirection.In : EventDirection.Out;
        if (text is not ("in" or "out" or ""))
            a.Bad("direction", text, "in or out");
        return Done(ref a, element, diagnostics, new EventPort(name, direction, a.Description, a.Span));
    }

    public static Text Text(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new Text(a.Required("name"), a.Description, a.Span));
    }

    public static Documents.Path Path(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new Documents.Path(a.Required("name"), a.Description, a.Span));
    }

    public static Attachments Attachments(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics,
            new Attachments(a.Required("name"), a.Optional("type", "Component"), a.Optional("compClass"), a.Description, a.Span));
    }

    public static Collection Collection(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new Collection(a.Required("name"), a.Description, a.Span));
    }

    public static PairCollection PairCollection(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        return Done(ref a, element, diagnostics, new PairCollection(a.Required("name"), a.Description, a.Span));
    }

    /// <summary>Free content: what is inside is for people and other tools, and no part of it is reported.</summary>
    public static About About(SourceElement element) => new(element.Text ?? string.Empty, element.Span);

    /// <inheritdoc cref="About"/>
    public static Meta Meta(SourceElement element) => new(element["context"], element, element.Span);

    private static T Done<T>(ref AttributeCursor attributes, SourceElement element, DiagnosticBag diagnostics, T read)
    {
        attributes.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }
}
