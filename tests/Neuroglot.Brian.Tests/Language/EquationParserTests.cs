using Neuroglot.Brian.Language;
using Neuroglot.Model.Diagnostics;
using Neuroglot.Model.Expressions;
using Neuroglot.Model.Units;
using Xunit;

namespace Neuroglot.Brian.Tests.Language;

public sealed class EquationParserTests
{
    [Fact]
    public void The_three_forms_are_read()
    {
        var equations = EquationParser.Parse("""
            '''
            dv/dt = (v0 - v) / tau : volt (unless refractory)
            I = g*(E - v) : amp (shared, constant over  dt)  # a current
            v0 : volt
            spiked : boolean
            k : integer (constant)
            '''
            """);
        Assert.Equal(5, equations.Count);
        Assert.Equal(
            new Equation(
                EquationKind.DifferentialEquation, "v", ExpressionParser.Parse("(v0 - v)/tau", Dialects.Brian), Dimension.Voltage, VariableType.Real,
                ["unless refractory"], SourceSpan.None),
            equations[0]);
        Assert.Equal(new SourceSpan("equations", 2, 1), equations[0].Span);
        Assert.Equal(EquationKind.Subexpression, equations[1].Kind);
        Assert.Equal("shared|constant over dt", string.Join('|', equations[1].Flags));
        Assert.Equal(new Equation(EquationKind.Parameter, "v0", null, Dimension.Voltage, VariableType.Real, [], SourceSpan.None), equations.Find("v0"));
        Assert.Equal(VariableType.Boolean, equations[3].Type);
        Assert.Equal(VariableType.Integer, equations[4].Type);
        Assert.Equal("""
            dv/dt = (v0 - v)/tau : volt (unless refractory)
            I = g*(E - v) : amp (shared, constant over dt)
            v0 : volt
            spiked : boolean
            k : integer (constant)
            """, equations.ToString());
    }

    [Fact]
    public void Expressions_run_over_lines_and_comments()
    {
        var equations = EquationParser.Parse("""
            dV/dt = (-gl*(V - El)   # leak: the first colon of this line is in a comment
                     - gNa*(m*m*m)*h*(V - ENa)

                     + I)/C
                   : volt
            m = (0.32*(mV**-1)*4*mV/exprel((13.*mV - V + VT)/(4*mV))/ms
                ) : Hz   (constant
                          over dt)
            """);
        Assert.Equal("dV/dt = (-gl*(V - El) - gNa*(m*m*m)*h*(V - ENa) + I)/C : volt", equations[0].ToString());
        Assert.Equal(Dimension.PerTime, equations[1].Dimension);
        Assert.True(equations[1].Has(EquationFlags.ConstantOverDt));
        Assert.Equal(new SourceSpan("equations", 6, 1), equations[1].Span);
    }

    [Theory]
    [InlineData("v : mV", "q:1:5: error NG5002: `mV` is not a base unit. Use 'volt' instead.")]
    [InlineData("v : amp/cm**2", "q:1:5: error NG5002: `cm` is not a base unit. Use 'meter' instead.")]
    [InlineData("v : vlot", "q:1:5: error NG5003: `vlot` is no unit (did you mean `volt`?)")]
    [InlineData("v : bool", "q:1:5: error NG5003: `bool` is no unit (write `boolean`)")]
    [InlineData("v : 2*volt", "q:1:5: error NG5003: `2*volt` is a quantity, not a unit (write only units, their products, quotients and powers)")]
    [InlineData("v : volt : amp", "q:1:5: error NG5003: `volt : amp` is no unit (write for example volt, siemens/meter**2 or 1)")]
    [InlineData("v :  # nothing", "q:1:3: error NG5001: `v` has no unit after the colon (write for example `volt`, or `1` for a pure number)")]
    [InlineData("dv/dt = -v/tau", "q:1:1: error NG5001: `dv/dt = -v/tau` does not end with its unit (write for example `: volt`, or `: 1` for a pure number)")]
    [InlineData("dv/dt = -v/tau\ndw/dt = -w : Hz", "q:1:1: error NG5001: `dv/dt = -v/tau` does not end with its unit (write for example `: volt`, or `: 1` for a pure number)")]
    [InlineData("x\nw = 1 : Hz", "q:1:1: error NG5001: `x` does not end with its unit (write for example `: volt`, or `: 1` for a pure number)")]
    [InlineData("dv/dt = -v/tau\ntau : second", "q:2:1: error NG1210: expected an operator or the end of the expression, but found `tau` (does the equation of `v` lack its unit?)")]
    [InlineData("dv/dt = -v/ : 1", "q:1:13: error NG1210: expected a number, a name or '(', but the expression ends")]
    [InlineData("dv/dt = (a +\n  b]) : 1", "q:2:4: error NG1210: expected an operator or ')', but found `]`")]
    [InlineData("2x : 1", "q:1:1: error NG5001: `2x` is no equation (write `dx/dt = … : unit`, `x = … : unit` or `x : unit`)")]
    [InlineData("v : 1 (unles refractory)", "q:1:7: error NG5004: there is no flag `unles refractory` (did you mean `unless refractory`?)")]
    [InlineData("v : 1 (shared", "q:1:7: error NG5001: `(shared` is no list of flags (flags are unless refractory, event-driven, clock-driven, shared, constant over dt, summed, constant, linked, point current)")]
    [InlineData("v : 1 (shared) w : 1", "q:1:16: error NG5001: `w : 1` stands after the end of an equation (begin the next equation on a new line)")]
    [InlineData("v : 1\nv : volt", "q:2:1: error NG5006: `v` has a second equation; the first is at q:1:1")]
    [InlineData("dn/dt = 1*Hz : integer", "q:1:16: error NG5009: `n` has a differential equation, so it cannot be integer (give it a unit, or `1`)")]
    [InlineData("e : 1", "q:1:1: error NG5007: the variable cannot be called `e`: it is the name of a constant")]
    [InlineData("mV : 1", "q:1:1: error NG5007: the variable cannot be called `mV`: it is the name of a unit")]
    [InlineData("clip : 1", "q:1:1: error NG5007: the variable cannot be called `clip`: it is the name of a function")]
    [InlineData("xi_2 : 1", "q:1:1: error NG5007: the variable cannot be called `xi_2`: it has a meaning of its own in equations")]
    [InlineData("v_post : 1", "q:1:1: error NG5007: the variable cannot be called `v_post`: it ends in `_pre` or `_post`, which refer to the two groups of a synapse")]
    [InlineData("_v : 1", "q:1:1: error NG5007: the variable cannot be called `_v`: it begins with an underscore, which is kept for internal names")]
    [InlineData("lambda : 1", "q:1:1: error NG5007: the variable cannot be called `lambda`: it is a word of Python")]
    public void A_mistake_is_told_with_its_place(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        EquationParser.Parse(text, "q", diagnostics);
        Assert.Equal(message, Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void What_follows_a_mistake_is_read()
    {
        var diagnostics = new DiagnosticBag();
        var equations = EquationParser.Parse("dv/dt = -v/tau\nw = 2 : 1\nnonsense of all kinds\nx : vlot\ny : volt", "q", diagnostics);
        Assert.Equal("w = 2 : 1\ny : volt", equations.ToString());
        Assert.Equal("1 3 4", string.Join(' ', diagnostics.Select(one => one.Span.Line)));
    }

    [Fact]
    public void Names_of_the_field_are_free()
    {
        var equations = EquationParser.Parse("k : 1\nj : 1\nm : 1\nnone : 1\ndelta : 1\ndx : 1\ndt_x : 1\ns = a*b : 1\nV = 2 : volt\nmax : 1");
        Assert.Equal(10, equations.Count);
    }
}
