using FsCheck;
using FsCheck.Fluent;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Units;
using Neuroglot.Testing;
using Xunit;

namespace Neuroglot.Model.Tests.Units;

public sealed class UnitTableTests
{
    private static readonly UnitTable Document = UnitTable.Empty.With(
    [
        new Unit("mV", Dimension.Voltage, -3), new Unit("S", Dimension.Conductance), new Unit("nS", Dimension.Conductance, -9),
        new Unit("min", Dimension.Time, Scale: 60), new Unit("degC", Dimension.Temperature, Offset: 273.15), new Unit("eV", new(m: 1, l: 2, t: -2)),
        new Unit("ms", Dimension.Time, -3),
    ]);

    [Theory]
    [InlineData("-60mV", -60 * 0.001)]
    [InlineData("1e-3 S", 1e-3)]
    [InlineData(".5nS", .5 * 1e-9)]
    [InlineData("10", 10)]
    [InlineData(" +1E+2\tms ", 100 * 0.001)]
    [InlineData("0.1 ms", 0.1 * 0.001)]
    [InlineData("2min", 120)]
    [InlineData("25 degC", 25 + 273.15)]
    [InlineData("2eV", 2)]
    [InlineData("3.", 3)]
    [InlineData("7 none", 7)]
    public void Quantities_are_read(string text, double value)
    {
        var diagnostics = new DiagnosticBag();
        Assert.True(Document.TryParse(text, SourceSpan.None, diagnostics, out var quantity));
        Assert.Equal(value, quantity.Value);
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("", UnitTable.MalformedQuantity)]
    [InlineData("mV", UnitTable.MalformedQuantity)]
    [InlineData("-", UnitTable.MalformedQuantity)]
    [InlineData(".", UnitTable.MalformedQuantity)]
    [InlineData("1.2.3", UnitTable.UnknownUnit)]
    [InlineData("5 parsec", UnitTable.UnknownUnit)]
    [InlineData("5 MV", UnitTable.UnknownUnit)]
    public void Nonsense_is_reported(string text, string code)
    {
        var diagnostics = new DiagnosticBag();
        Assert.False(Document.TryParse(text, new SourceSpan("a.xml", 3, 7), diagnostics, out _));
        Assert.Equal(code, Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void An_unknown_unit_is_reported_where_it_stands_with_a_suggestion()
    {
        var diagnostics = new DiagnosticBag();
        Document.TryParse("-60 Mv", new SourceSpan("a.xml", 3, 7), diagnostics, out _);
        Assert.Equal("a.xml:3:11: error NG1201: unit `Mv` is not known (did you mean `mV`?)", Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void A_quantity_of_another_dimension_is_refused()
    {
        var diagnostics = new DiagnosticBag();
        Assert.False(Document.TryParse("5ms", Dimension.Voltage, SourceSpan.None, diagnostics, out _));
        Assert.Equal("`5ms` has dimension time, but voltage is expected", Assert.Single(diagnostics).Message);
        Assert.True(Document.TryParse("0", Dimension.Voltage, SourceSpan.None, diagnostics, out var zero));
        Assert.Equal(Dimension.Voltage, zero.Dimension);
    }

    [Fact]
    public void Any_number_is_read_as_the_framework_reads_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), number =>
            Document.TryParse($"{number.Get:R} S", SourceSpan.None, [], out var quantity) && quantity.Value == number.Get)
            .Holds();

    [Fact]
    public void Any_text_gives_a_quantity_or_one_error() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var diagnostics = new DiagnosticBag();
            return Document.TryParse(text, SourceSpan.None, diagnostics, out _) == (diagnostics.Count == 0) && diagnostics.Count <= 1;
        }).Holds();

    [Fact]
    public void Languages_have_their_own_symbols()
    {
        Assert.Equal(1e-3, UnitTables.Brian.Find("mvolt")!.Factor);
        Assert.Equal(-12, UnitTables.Brian.Find("umetre2")!.Power);
        Assert.Equal(Dimension.Conductance, UnitTables.Brian.Find("nS")!.Dimension);
        Assert.Null(UnitTables.Brian.Find("V"));
        Assert.Equal(0, UnitTables.Brian.Find("mM")!.Power);
        Assert.Equal(6, UnitTables.SpineML.Find("MOhm")!.Power);
        Assert.Equal(Dimension.Substance, UnitTables.SpineML.Find("mmol")!.Dimension);
        Assert.True(UnitTables.SpineML.Find("?")!.Dimension.IsNone);
        Assert.Equal(3, UnitTables.Tvbo.Find("per_ms")!.Power);
        Assert.Equal(UnitTables.Tvbo.Find("per_ms")!.Dimension, UnitTables.Tvbo.Find("Hz")!.Dimension);
        Assert.Equal(Dimension.Concentration, UnitTables.Tvbo.Find("mMol/m**3")!.Dimension);
    }

    [Fact]
    public void A_document_may_redefine_a_symbol()
    {
        var table = Document.With([new Unit("mV", Dimension.Voltage, -6)]);
        Assert.Equal(-6, table.Find("mV")!.Power);
        Assert.Equal(-3, Document.Find("mV")!.Power);
    }
}
