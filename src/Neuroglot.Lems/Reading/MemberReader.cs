using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>Reads the declarations of a component type that hold no others.</summary>
internal static class MemberReader
{
    public static Parameter Parameter(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Parameter(a.Required("name"), a.Optional("dimension", "none"), a.Optional("exposure"), a.Description, a.Span));

    public static IndexParameter IndexParameter(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new IndexParameter(a.Required("name"), a.Optional("dimension", "none"), a.Optional("exposure"), a.Description, a.Span));

    public static DerivedParameter DerivedParameter(SourceElement element, DiagnosticBag diagnostics)
    {
        var read = Read(element, diagnostics, static (ref AttributeCursor a) => new DerivedParameter(
            a.Required("name"), a.Optional("dimension", "none"), a.OptionalPath("select"), a.OptionalExpression("value"), a.Description, a.Span));
        if ((element["select"] is null) == (element["value"] is null))
            diagnostics.Error("NG1025", $"The derived parameter {read.Name} needs either “value” or “select”.", read.Span);
        return read;
    }

    public static PathParameter PathParameter(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new PathParameter(a.Required("name"), a.Description, a.Span));

    public static Property Property(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Property(a.Required("name"), a.Optional("dimension", "none"), a.OptionalSourced("defaultValue"), a.Description, a.Span));

    public static Fixed Fixed(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Fixed(a.Required("parameter"), a.RequiredSourced("value"), a.Description, a.Span));

    public static Requirement Requirement(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Requirement(a.Required("name"), a.Optional("dimension", "none"), a.Description, a.Span));

    public static ComponentRequirement ComponentRequirement(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new ComponentRequirement(a.Required("name"), a.Description, a.Span));

    public static InstanceRequirement InstanceRequirement(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new InstanceRequirement(a.Required("name"), a.Required("type"), a.Description, a.Span));

    public static Exposure Exposure(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Exposure(a.Required("name"), a.Optional("dimension", "none"), a.Description, a.Span));

    public static Child Child(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Child(a.Required("name"), a.Required("type"), a.Optional("substitute"), a.Description, a.Span));

    public static Children Children(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Children(a.Required("name"), a.Optional("type", "Component"), a.OptionalInteger("min"), a.OptionalInteger("max"), a.Description, a.Span));

    public static ComponentReference Reference(SourceElement element, DiagnosticBag diagnostics)
    {
        var isLink = element.Name == "Link";
        return Read(element, diagnostics, (ref AttributeCursor a) => new ComponentReference(
            a.Required("name"), a.Optional("type", "Component"), a.Optional("root"), a.Boolean("isAny"), a.Boolean("local", isLink), a.Boolean("required", true),
            a.Optional("defaultComponent"), isLink, a.Description, a.Span));
    }

    public static ComponentTypeReference TypeReference(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new ComponentTypeReference(a.Required("name"), a.Description, a.Span));

    public static Location Location(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Location(a.Required("name"), a.Optional("path"), a.Optional("on"), a.Span));

    public static EventPort EventPort(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
    {
        var name = a.Required("name");
        var direction = a.Required("direction");
        if (direction is not ("in" or "out" or ""))
            a.Bad("direction", direction, "in or out");
        return new EventPort(name, direction == "in" ? EventDirection.In : EventDirection.Out, a.Description, a.Span);
    });

    public static Text Text(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Text(a.Required("name"), a.Description, a.Span));

    public static Documents.Path Path(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Documents.Path(a.Required("name"), a.Description, a.Span));

    public static Attachments Attachments(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Attachments(a.Required("name"), a.Optional("type", "Component"), a.Optional("compClass"), a.Description, a.Span));

    public static Collection Collection(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new Collection(a.Required("name"), a.Description, a.Span));

    public static PairCollection PairCollection(SourceElement element, DiagnosticBag diagnostics) => Read(element, diagnostics, static (ref AttributeCursor a) =>
        new PairCollection(a.Required("name"), a.Description, a.Span));

    /// <summary>Free content: what is inside is for people and other tools, and no part of it is reported.</summary>
    public static About About(SourceElement element) => new(element.Text ?? string.Empty, element.Span);

    /// <inheritdoc cref="About"/>
    public static Meta Meta(SourceElement element) => new(element["context"], element, element.Span);

    private static T Read<T>(SourceElement element, DiagnosticBag diagnostics, Taking<T> take)
    {
        var attributes = new AttributeCursor(element, diagnostics);
        var read = take(ref attributes);
        attributes.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }

    /// <summary>Makes a declaration of the attributes of its element.</summary>
    private delegate T Taking<out T>(ref AttributeCursor attributes);
}
