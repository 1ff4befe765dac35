using Neuroglot.Model.Expressions;
using Xunit;

namespace Neuroglot.Model.Tests.Expressions;

public sealed class LatexPrinterTests
{
    [Theory]
    [InlineData("(v0 - v_inf)/tau_m", @"\frac{v_{0} - v_{inf}}{\tau_{m}}")]
    [InlineData("a*(b + c)", @"a \cdot \left(b + c\right)")]
    [InlineData("a - (b - c)", @"a - \left(b - c\right)")]
    [InlineData("-x**2", "-x^{2}")]
    [InlineData("(-x)**2", @"\left(-x\right)^{2}")]
    [InlineData("(a/b)**2", @"\left(\frac{a}{b}\right)^{2}")]
    [InlineData("x**y**2", "x^{y^{2}}")]
    [InlineData("sqrt(x) + exp(-x/k)", @"\sqrt{x} + e^{\frac{-x}{k}}")]
    [InlineData("exp(x)**2", @"\left(e^{x}\right)^{2}")]
    [InlineData("log(abs(x))", @"\ln\left(\left|x\right|\right)")]
    [InlineData("floor(x) % 2", @"\left\lfloor x\right\rfloor  \bmod 2")]
    [InlineData("a if x >= 1 and not p else b", @"\begin{cases}a & \text{if } x \ge 1 \land \lnot p \\ b & \text{otherwise}\end{cases}")]
    [InlineData("2*(a if p else b)", @"2 \cdot \left(\begin{cases}a & \text{if } p \\ b & \text{otherwise}\end{cases}\right)")]
    [InlineData("1e-12*x + 0.25", @"10^{-12} \cdot x + 0.25")]
    [InlineData("2.5e20", @"2.5 \cdot 10^{20}")]
    [InlineData("rate_in_1(x)", @"\mathrm{rate}_{in,1}\left(x\right)")]
    [InlineData("-2*x", @"-2 \cdot x")]
    [InlineData("g_Na_max", "g_{Na,max}")]
    public void Mathematics_is_set(string text, string latex) =>
        Assert.Equal(latex, LatexPrinter.Print(ExpressionParser.Parse(text, Dialects.Python)));

    [Theory]
    [InlineData("v + 20*mV", @"v + 20\,\mathrm{mV}")]
    [InlineData("g*nS/(10*ms)", @"\frac{g\,\mathrm{nS}}{10\,\mathrm{ms}}")]
    [InlineData("v > -50*mV", @"v > -50\,\mathrm{mV}")]
    [InlineData("v - (-50)*mV*x", @"v - \left(-50\,\mathrm{mV} \cdot x\right)")]
    [InlineData("nS*g", @"\mathrm{nS} \cdot g")]
    public void Names_of_units_stand_upright(string text, string latex) =>
        Assert.Equal(latex, LatexPrinter.Print(ExpressionParser.Parse(text, Dialects.Brian), static name => name is "mV" or "nS" or "ms" ? $@"\mathrm{{{name}}}" : null));
}
