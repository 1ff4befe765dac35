using Neuroglot.Lems.Documents;
using Neuroglot.Lems.Syntax;
using Neuroglot.Model.Diagnostics;

namespace Neuroglot.Lems.Reading;

/// <summary>Reads <c>Dimension</c>, <c>Unit</c>, <c>Constant</c>, <c>Assertion</c> and <c>Target</c>.</summary>
internal static class DefinitionReader
{
    public static Dimension Dimension(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        var read = new Dimension(
            a.Required("name"), a.Integer("m"), a.Integer("l"), a.Integer("t"), a.Integer("i"), a.Integer("k"), a.Integer("n"), a.Integer("j"), a.Span);
        a.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }

    public static Unit Unit(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        var read = new Unit(
            a.Required("symbol"), a.Optional("name"), a.Required("dimension"), a.Integer("power"), a.Number("scale", 1), a.Number("offset", 0), a.Span);
        a.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }

    public static Constant Constant(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        var symbol = a.Optional("symbol");
        // Old files give the name as symbol only.
        var name = symbol is null ? a.Required("name") : a.Optional("name", symbol);
        var read = new Constant(name, symbol, a.RequiredSourced("value"), a.Optional("dimension", "none"), a.Description, a.Span);
        a.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }

    public static Assertion Assertion(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        var read = new Assertion(a.Required("dimension"), a.RequiredExpression("matches"), a.Span);
        a.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }

    public static Target Target(SourceElement element, DiagnosticBag diagnostics)
    {
        var a = new AttributeCursor(element, diagnostics);
        var read = new Target(a.Required("component"), a.Optional("reportFile"), a.Optional("timesFile"), a.Span);
        a.Finish();
        ElementReader.NoChildren(element, diagnostics);
        return read;
    }
}
