using System.Collections.Immutable;
using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>Reads <c>Simulation</c>, <c>Procedure</c> and <c>Geometry</c> of a component type.</summary>
internal sealed class SimulationReader(DiagnosticBag diagnostics)
{
    public Simulation Simulation(SourceElement element)
    {
        new AttributeCursor(element, diagnostics).Finish();
        List<Run> runs = [];
        List<Record> records = [];
        List<EventRecord> eventRecords = [];
        List<DataDisplay> displays = [];
        List<DataWriter> writers = [];
        List<EventWriter> eventWriters = [];
        List<Meta> metas = [];
        foreach (var child in element.Children)
        {
            var a = new AttributeCursor(child, diagnostics);
            switch (child.Name)
            {
                case "Run":
                    runs.Add(new Run(a.Required("component"), a.Required("variable"), a.Required("increment"), a.Required("total"), a.Span));
                    break;
                case "Record":
                    records.Add(new Record(
                        a.Required("quantity"), a.Optional("timeScale"), a.Optional("scale"), a.Optional("color"), a.Optional("destination"), a.Span));
                    break;
                case "EventRecord":
                    eventRecords.Add(new EventRecord(a.Required("quantity"), a.Optional("eventPort"), a.Span));
                    break;
                case "DataDisplay":
                    displays.Add(new DataDisplay(a.Optional("title"), a.Optional("dataRegion"), a.Span));
                    break;
                case "DataWriter":
                    writers.Add(new DataWriter(a.Optional("id"), a.Optional("path"), a.Required("fileName"), a.Span));
                    break;
                case "EventWriter":
                    eventWriters.Add(new EventWriter(a.Optional("id"), a.Optional("path"), a.Required("fileName"), a.Optional("format"), a.Span));
                    break;
                case "Meta":
                    metas.Add(MemberReader.Meta(child));
                    continue;
                default:
                    ElementReader.Unknown(element, child, diagnostics, "Run", "Record", "EventRecord", "DataDisplay", "DataWriter", "EventWriter", "Meta");
                    continue;
            }

            a.Finish();
            ElementReader.NoChildren(child, diagnostics);
        }

        return new Simulation(element.Span)
        {
            Runs = [.. runs],
            Records = [.. records],
            EventRecords = [.. eventRecords],
            DataDisplays = [.. displays],
            DataWriters = [.. writers],
            EventWriters = [.. eventWriters],
            Metas = [.. metas],
        };
    }

    public Procedure Procedure(SourceElement element)
    {
        new AttributeCursor(element, diagnostics).Finish();
        return new Procedure(Statements(element), element.Span);
    }

    public Geometry Geometry(SourceElement element)
    {
        var a = new AttributeCursor(element, diagnostics);
        var name = a.Optional("name");
        a.Finish();
        List<Frustum> frusta = [];
        List<Solid> solids = [];
        List<Skeleton> skeletons = [];
        foreach (var child in element.Children)
        {
            var c = new AttributeCursor(child, diagnostics);
            switch (child.Name)
            {
                case "Frustum":
                    frusta.Add(new Frustum(
                        c.Required("xa"), c.Required("ya"), c.Required("za"), c.Required("ra"), c.Required("xb"), c.Required("yb"), c.Required("zb"), c.Required("rb"),
                        c.Span));
                    break;
                case "Solid":
                    solids.Add(new Solid(c.Optional("name"), c.Optional("elements"), c.Optional("topologyConstraint"), c.Span));
                    break;
                case "Skeleton":
                    skeletons.Add(new Skeleton(c.Optional("name"), c.Optional("solid"), Fields(child), c.Span));
                    c.Finish();
                    continue;
                default:
                    ElementReader.Unknown(element, child, diagnostics, "Frustum", "Solid", "Skeleton");
                    continue;
            }

            c.Finish();
            ElementReader.NoChildren(child, diagnostics);
        }

        return new Geometry(name, [.. frusta], [.. solids], [.. skeletons], element.Span);
    }

    private ImmutableArray<Statement> Statements(SourceElement element)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>(element.Children.Length);
        foreach (var child in element.Children)
        {
            var a = new AttributeCursor(child, diagnostics);
            switch (child.Name)
            {
                case "Equilibrate":
                    statements.Add(new Equilibrate(a.Span));
                    break;
                case "Print":
                    statements.Add(new Print(a.Optional("template", string.Empty), a.Span));
                    break;
                case "ForEachComponent":
                    statements.Add(new ForEachComponent(a.RequiredPath("select"), a.Optional("as"), Statements(child), a.Span));
                    a.Finish();
                    continue;
                default:
                    ElementReader.Unknown(element, child, diagnostics, "Equilibrate", "Print", "ForEachComponent");
                    continue;
            }

            a.Finish();
            ElementReader.NoChildren(child, diagnostics);
        }

        return statements.ToImmutable();
    }

    private ImmutableArray<ScalarField> Fields(SourceElement element)
    {
        var fields = ImmutableArray.CreateBuilder<ScalarField>(element.Children.Length);
        foreach (var child in element.Children)
        {
            if (child.Name != "ScalarField")
            {
                ElementReader.Unknown(element, child, diagnostics, "ScalarField");
                continue;
            }

            var a = new AttributeCursor(child, diagnostics);
            fields.Add(new ScalarField(a.Required("name"), a.Optional("dimension", "none"), a.OptionalExpression("value"), a.Span));
            a.Finish();
            ElementReader.NoChildren(child, diagnostics);
        }

        return fields.ToImmutable();
    }
}
