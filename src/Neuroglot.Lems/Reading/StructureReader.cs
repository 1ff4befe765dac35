using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>Reads <c>Structure</c> and the instructions inside.</summary>
internal sealed class StructureReader(DiagnosticBag diagnostics)
{
    public Structure Structure(SourceElement element)
    {
        new AttributeCursor(element, diagnostics).Finish();
        var (body, assigns) = Inside(element);
        foreach (var assign in assigns)
            diagnostics.Warning("NG1021", "An Assign directly inside Structure sets nothing; it is not used.", assign.Span);
        return new Structure(body, element.Span);
    }

    private (ImmutableArray<BuildElement> Body, ImmutableArray<Assign> Assigns) Inside(SourceElement element)
    {
        if (element.Children.Length == 0)
            return ([], []);
        var body = ImmutableArray.CreateBuilder<BuildElement>();
        var assigns = ImmutableArray.CreateBuilder<Assign>();
        foreach (var child in element.Children)
        {
            switch (Build(child))
            {
                case Assign assign:
                    assigns.Add(assign);
                    break;
                case { } built:
                    body.Add(built);
                    break;
                default:
                    ElementReader.Unknown(element, child, diagnostics, "ChildInstance", "MultiInstantiate", "CoInstantiate", "ForEach", "With", "If", "Choose", "When",
                        "Otherwise", "Apply", "Gather", "GatherPairs", "PairFilter", "IncludePair", "EventConnection", "PairsEventConnection", "Tunnel", "Assign");
                    break;
            }
        }

        return (body.ToImmutable(), assigns.ToImmutable());
    }

    private BuildElement? Build(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var span = a.Span;
        var (body, assigns) = Inside(element);
        BuildElement? built = element.Name switch
        {
            "Assign" => new Assign(a.Required("property"), a.RequiredExpression("value"), a.Optional("exposeAs"), span),
            "ChildInstance" => new ChildInstance(a.Optional("component"), a.Optional("componentType"), [], assigns, span),
            "MultiInstantiate" => new MultiInstantiate(
                a.Required("number"), a.Optional("indexVariable"), a.Optional("component"), a.Optional("componentType"), [], assigns, span),
            "CoInstantiate" => new CoInstantiate(a.Optional("at"), a.Optional("component"), a.Optional("componentType"), [], assigns, span),
            "ForEach" => new ForEach(a.RequiredPath("instances"), a.Optional("as"), body, span),
            "With" => With(ref a, body),
            "If" => new If(a.RequiredExpression("test"), body, span),
            "Choose" => new Choose(body, span),
            "When" => new When(a.RequiredExpression("test"), body, span),
            "Otherwise" => new Otherwise(body, span),
            "Apply" => new Apply(a.Required("components"), body, span),
            "Gather" => new Gather(a.Required("pathParameter"), a.Required("collection"), [], span),
            "GatherPairs" => new GatherPairs(a.Optional("id"), a.Required("pFrom"), a.Required("qFrom"), a.Required("collection"), body, span),
            "PairFilter" => new PairFilter(a.Required("select"), [], span),
            "IncludePair" => new IncludePair(a.Required("collection"), [], span),
            "EventConnection" => new EventConnection(
                a.Required("from"), a.Required("to"), a.OptionalExpression("delay"), a.Optional("receiver"), a.Optional("receiverContainer"),
                a.Optional("sourcePort"), a.Optional("targetPort"), [], assigns, span),
            "PairsEventConnection" => new PairsEventConnection(
                a.Required("pairs"), a.Optional("receiver"), a.Optional("receiverContainer"), a.Optional("sourcePort"), a.Optional("targetPort"), body, span),
            "Tunnel" => new Tunnel(
                a.Required("name"), a.Required("endA"), a.Required("endB"), a.Optional("componentA"), a.Optional("componentB"), a.Optional("expose"),
                a.Optional("as"), [], assigns, span),
            _ => null,
        };
        if (built is null)
            return null;
        a.Finish();
        if (body.Length > 0 && built.Body.Length == 0)
            diagnostics.Warning("NG1021", $"{body[0].GetType().Name} means nothing inside {element.Name}; it is not used.", body[0].Span);
        if (assigns.Length > 0 && built.Assigns.Length == 0)
            diagnostics.Warning("NG1021", $"{element.Name} builds nothing that Assign could set; it is not used.", assigns[0].Span);
        return built;
    }

    private With With(ref AttributeCursor a, ImmutableArray<BuildElement> body)
    {
        var instance = a.OptionalPath("instance");
        var list = a.Optional("list");
        var index = a.Optional("index");
        if (instance is null == (list is null))
            diagnostics.Error("NG1025", "With needs either “instance”, or “list” and “index”.", a.Span);
        return new With(instance, list, index, a.Required("as"), body, a.Span);
    }
}
